"""A young woman of the sports pages: hair tied back, scarf, an open smile."""

from faces import face, ground, shoulders, strands
from paper import Sheet, curve, line, taper


def _far(s: Sheet) -> None:
    """What is furthest away."""
    hair, skin = "#1d161c", "#b57a50"
    s.shape(
        taper(
            [(490, 190), (560, 236), (592, 330), (584, 450), (572, 560), (606, 660)], [54, 74, 84, 78, 54, 8]
        ),
        hair,
    )
    strands(
        s,
        [
            [(540, 230), (576, 320), (566, 450), (562, 560), (596, 640)],
            [(552, 226), (596, 320), (592, 450), (576, 560), (602, 644)],
            [(530, 240), (560, 330), (550, 440), (554, 540)],
        ],
        "#54434d",
        3,
    )
    s.shape(
        curve(
            [
                (400, 146),
                (330, 158),
                (280, 204),
                (260, 300),
                (274, 390),
                (320, 280),
                (480, 280),
                (526, 390),
                (540, 300),
                (520, 204),
                (470, 158),
            ],
            tension=6,
        ),
        hair,
    )
    shoulders(s, "#2f7d6b", skin, 290)
    for side in (-1, 1):
        for i in range(3):
            s.stroke(
                curve(
                    [
                        (400 + side * (200 + i * 24), 652 + i * 18),
                        (400 + side * (190 + i * 20), 760),
                        (400 + side * (196 + i * 20), 860),
                    ],
                    closed=False,
                ),
                "#f6e6bf",
                5,
                0.85,
            )
    face(s, skin, "#b0534a", hair, 9, 22)
    s.shape("M362,482Q400,498 438,482Q424,507 400,508Q376,507 362,482Z", "#fdf6ea")
    s.shape(
        curve(
            [
                (400, 150),
                (326, 168),
                (278, 240),
                (268, 378),
                (296, 312),
                (340, 260),
                (440, 226),
                (500, 290),
                (530, 376),
                (532, 270),
                (476, 168),
            ],
            tension=6,
        ),
        hair,
    )


def _middle(s: Sheet) -> None:
    """What stands between."""
    strands(
        s,
        [
            [(440, 232), (350, 236), (290, 320)],
            [(450, 226), (360, 218), (296, 280)],
            [(450, 228), (500, 262), (522, 330)],
            [(440, 210), (390, 196), (330, 216)],
        ],
        "#54434d",
        3,
    )
    s.shape(taper([(508, 214), (526, 186)], [18, 18]), "#c9382f")


def _near(s: Sheet) -> None:
    """What is nearest."""
    scarf = curve(
        [
            (296, 612),
            (346, 650),
            (400, 668),
            (454, 650),
            (504, 612),
            (528, 650),
            (470, 712),
            (400, 730),
            (330, 712),
            (272, 650),
        ],
        tension=7,
    )
    s.shape(scarf, s.lit("#c9382f", 0.3))
    s.shape(
        curve([(330, 700), (380, 722), (372, 800), (352, 880), (270, 880), (300, 790)], tension=7),
        s.lit("#b52f2b", 0.3),
    )
    with s.group(clip_path=s.clip(scarf)):
        for i in range(4):
            s.stroke(
                curve([(280, 624 + i * 18), (400, 684 + i * 15), (520, 624 + i * 18)], closed=False),
                "#8f2224",
                4,
                0.7,
            )
    for i in range(3):
        s.stroke(line([(296 - i * 6, 810 + i * 20), (368 - i * 6, 816 + i * 20)]), "#f3cf6b", 6)
    for side in (-1, 1):
        s.oval(400 + side * 124, 428, 8, 8, "#f6e6bf")


def runner() -> Sheet:
    """A young woman of the sports pages: hair tied back, scarf, an open smile."""
    s = ground("portrait-c", ("#e0b765", "#c9883f"), "#f6e6bf")
    _far(s)
    _middle(s)
    _near(s)
    return s
