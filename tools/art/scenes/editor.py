"""A bearded man in a dark panjabi before the river at evening."""

from faces import face, ground, shoulders, strands
from nature import ripples, sky, water
from paper import Sheet, curve, lighter, line
from plants import treeline


def _far(s: Sheet) -> None:
    """What is further away."""
    disc = "M90,380a310,310 0 1 0 620,0a310,310 0 1 0 -620,0Z"
    with s.group(clip_path=s.clip(disc)):
        sky(s, ("#c9664f", "#f0a868", "#f9d79c"), 470)
        treeline(s, 476, 60, "#8f5a4d", 60, 740, palms=False)
        water(s, 478, ("#f0b070", "#a8604f"))
        ripples(s, 486, 700, "#ffe6b0", 60, 0.6)
    hair, skin = "#1a151a", "#95603e"
    s.shape(
        curve(
            [
                (400, 148),
                (330, 158),
                (280, 204),
                (262, 290),
                (274, 380),
                (320, 280),
                (480, 280),
                (526, 380),
                (538, 290),
                (520, 204),
                (470, 158),
            ],
            tension=6,
        ),
        hair,
    )
    shoulders(s, "#24405b", skin, 312)
    s.shape(
        curve([(322, 600), (340, 640), (396, 676), (396, 712), (330, 672), (300, 622)], tension=7),
        lighter("#24405b", 0.12),
    )
    s.shape(
        curve([(478, 600), (460, 640), (404, 676), (404, 712), (470, 672), (500, 622)], tension=7),
        lighter("#24405b", 0.06),
    )
    s.stroke(line([(400, 700), (400, 840)]), "#162a40", 5)
    for i, y in enumerate((722, 762, 802)):
        s.oval(400, y, 7, 7, "#e0b765")
        for side in (-1, 1):
            s.stroke(f"M{400 + side * 18},{y - 12}q{side * 12},12 0,24", "#e0b765", 3, 0.8 - i * 0.1)
    face(s, skin, "#9c4f40", hair, 13, 8)
    beard = curve(
        [
            (283, 400),
            (290, 470),
            (330, 540),
            (400, 584),
            (470, 540),
            (510, 470),
            (517, 400),
            (500, 440),
            (470, 470),
            (446, 462),
            (400, 454),
            (354, 462),
            (330, 470),
            (300, 440),
        ],
        tension=6,
    )
    s.shape(beard, s.lit("#231b1f", 0.2))


def _near(s: Sheet) -> None:
    """What is nearer."""
    hair = "#1a151a"
    s.shape("M360,485Q380,478 400,482Q420,478 440,485Q424,502 400,503Q376,502 360,485Z", "#9c4f40")
    s.stroke("M354,484Q400,497 446,484", "#4d2620", 3)
    strands(
        s,
        [[(400 + d * 14, 516), (400 + d * 17, 540), (400 + d * 15, 566 - abs(d) * 5)] for d in range(-3, 4)],
        "#54464a",
        2.6,
    )
    s.shape(
        curve(
            [
                (400, 146),
                (326, 158),
                (276, 214),
                (264, 300),
                (270, 372),
                (292, 320),
                (300, 268),
                (350, 244),
                (420, 250),
                (480, 236),
                (506, 290),
                (530, 372),
                (536, 290),
                (520, 206),
                (470, 156),
            ],
            tension=6,
        ),
        hair,
    )
    strands(
        s,
        [
            [(330, 190), (300, 230), (284, 300)],
            [(380, 178), (336, 204), (312, 246)],
            [(420, 178), (470, 204), (500, 250)],
            [(400, 176), (440, 204), (464, 232)],
        ],
        "#4d4146",
        3,
    )


def editor() -> Sheet:
    """A bearded man in a dark panjabi before the river at evening."""
    s = ground("portrait-d", ("#3b4f6b", "#23304d"), "#d98a5b", 1)
    _far(s)
    _near(s)
    return s
