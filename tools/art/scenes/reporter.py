"""A younger woman with round glasses, her sari's end over the shoulder."""

from faces import face, glasses, ground, shoulders, strands
from paper import Sheet, curve, darker


def _far(s: Sheet) -> None:
    """What is further away."""
    hair = "#17131b"
    s.shape(
        curve(
            [
                (400, 146),
                (330, 158),
                (278, 204),
                (252, 300),
                (258, 440),
                (286, 540),
                (250, 640),
                (400, 600),
                (550, 640),
                (514, 540),
                (542, 440),
                (548, 300),
                (522, 204),
                (470, 158),
            ],
            tension=6,
        ),
        hair,
    )
    skin = "#a86e49"
    shoulders(s, "#7a2440", skin)
    drape = curve(
        [(160, 880), (190, 720), (280, 640), (330, 616), (360, 660), (470, 760), (640, 880)], tension=7
    )
    s.shape(drape, s.lit("#d2483a", 0.3))
    with s.group(clip_path=s.clip(drape)):
        for i in range(7):
            s.stroke(
                curve([(230 + i * 22, 640), (290 + i * 36, 740), (380 + i * 60, 900)], closed=False),
                darker("#d2483a", 0.35),
                4,
                0.6,
            )
    s.stroke(curve([(330, 618), (362, 662), (470, 762), (640, 882)], closed=False), "#f3cf6b", 15)
    face(s, skin, "#b0594a", hair, 9, 16)
    s.shape(
        curve(
            [(400, 160), (330, 176), (276, 260), (266, 400), (290, 340), (330, 286), (388, 232), (398, 200)],
            tension=6,
        ),
        hair,
    )
    s.shape(
        curve(
            [(400, 160), (470, 176), (524, 260), (534, 400), (510, 340), (470, 286), (412, 232), (402, 200)],
            tension=6,
        ),
        hair,
    )


def _near(s: Sheet) -> None:
    """What is nearer."""
    strands(
        s,
        [
            [(394, 176), (330, 206), (282, 310)],
            [(396, 190), (344, 222), (296, 310)],
            [(406, 176), (470, 206), (518, 310)],
            [(404, 190), (456, 222), (504, 310)],
        ],
        "#4a3a4d",
    )
    glasses(s, "#2a1c22", True)
    for side in (-1, 1):
        s.oval(400 + side * 124, 432, 9, 9, "#f3cf6b")
        s.oval(400 + side * 124, 456, 12, 15, "#f3cf6b")


def reporter() -> Sheet:
    """A younger woman with round glasses, her sari's end over the shoulder."""
    s = ground("portrait-a", ("#1f5f68", "#123f4d"), "#e9b654")
    _far(s)
    _near(s)
    return s
