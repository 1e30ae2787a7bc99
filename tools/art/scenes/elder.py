"""An older man with grey hair and moustache, a shawl over his panjabi."""

from faces import face, ground, shoulders, strands
from paper import Sheet, curve, darker, line


def _far(s: Sheet) -> None:
    """What is furthest away."""
    skin, hair = "#8f5a3c", "#c9c3ba"
    s.shape(
        curve(
            [
                (400, 150),
                (330, 162),
                (282, 208),
                (260, 300),
                (272, 400),
                (310, 300),
                (490, 300),
                (528, 400),
                (540, 300),
                (518, 208),
                (470, 162),
            ],
            tension=6,
        ),
        hair,
    )
    shoulders(s, "#efe6d0", skin, 310)
    s.stroke(line([(400, 690), (400, 830)]), "#c9bd9f", 4)
    for y in (724, 770):
        s.oval(400, y, 7, 7, "#a8926a")
    s.shape(
        curve([(318, 612), (352, 640), (400, 692), (384, 706), (330, 660), (296, 628)], tension=7), "#fbf5e6"
    )
    s.shape(
        curve([(482, 612), (448, 640), (400, 692), (416, 706), (470, 660), (504, 628)], tension=7), "#fbf5e6"
    )
    for side in (-1, 1):
        wrap = curve(
            [
                (400 + side * 116, 618),
                (400 + side * 250, 668),
                (400 + side * 330, 760),
                (400 + side * 340, 880),
                (400 + side * 120, 880),
                (400 + side * 136, 760),
                (400 + side * 92, 650),
            ],
            tension=7,
        )
        s.shape(wrap, s.lit("#2f5f6b", 0.3))
        with s.group(clip_path=s.clip(wrap)):
            for i in range(6):
                s.stroke(
                    curve(
                        [
                            (400 + side * (110 + i * 34), 620),
                            (400 + side * (130 + i * 40), 740),
                            (400 + side * (130 + i * 44), 880),
                        ],
                        closed=False,
                    ),
                    darker("#2f5f6b", 0.4),
                    4,
                    0.6,
                )
            s.stroke(
                curve(
                    [(400 + side * 92, 650), (400 + side * 134, 760), (400 + side * 120, 880)], closed=False
                ),
                "#e0a24a",
                12,
            )
    face(s, skin, "#8f4a3d", "#d9d3ca", 13, 4, old=True)


def _middle(s: Sheet) -> None:
    """What stands between."""
    hair = "#c9c3ba"
    s.shape(
        curve(
            [
                (400, 152),
                (330, 166),
                (284, 220),
                (264, 300),
                (268, 376),
                (296, 320),
                (312, 262),
                (360, 240),
                (430, 246),
                (488, 262),
                (506, 320),
                (532, 376),
                (536, 300),
                (516, 220),
                (470, 166),
            ],
            tension=6,
        ),
        s.lit(hair, 0.2),
    )
    strands(
        s,
        [
            [(330, 206), (296, 260), (282, 330)],
            [(380, 190), (340, 216), (318, 250)],
            [(430, 188), (470, 220), (500, 290)],
            [(400, 186), (440, 214), (470, 244)],
        ],
        "#97908a",
        3,
    )


def _near(s: Sheet) -> None:
    """What is nearest."""
    s.shape(
        curve(
            [
                (400, 458),
                (364, 456),
                (328, 486),
                (322, 502),
                (362, 490),
                (400, 480),
                (438, 490),
                (478, 502),
                (472, 486),
                (436, 456),
            ],
            tension=6,
        ),
        s.lit("#d9d3ca", 0.2),
    )
    strands(
        s,
        [
            [(396, 464), (366, 468), (336, 490)],
            [(404, 464), (434, 468), (464, 490)],
            [(398, 472), (376, 476), (350, 490)],
            [(402, 472), (424, 476), (450, 490)],
        ],
        "#8f8982",
        2.4,
    )


def elder() -> Sheet:
    """An older man with grey hair and moustache, a shawl over his panjabi."""
    s = ground("portrait-b", ("#7d3a2c", "#4d2228"), "#e8c88d", 1)
    _far(s)
    _middle(s)
    _near(s)
    return s
