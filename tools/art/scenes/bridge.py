"""A long bridge at dusk, a bus on it, and a boat with a lamp below."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

from boats import canopy, hull, reflection
from body import Look
from nature import birds, clouds, glitter, ripples, sky, sun, water
from paper import Sheet, darker, line, mix
from people import person
from plants import treeline
from poses import POLING
from vehicles import bus, rickshaw


def _far(s: Sheet) -> None:
    """What is further away."""
    sky(s, ("#233b66", "#5f6f9b", "#d98f83", "#fbc98e"), 560)
    sun(s, 1240, 520, 62, "#fff1cd", "#ffbd7a", 8)
    clouds(s, "#f0a88d", 90, 460, 13, 0.42)
    treeline(s, 566, 50, "#77708d")
    treeline(s, 572, 78, "#4a4d70", -30, 420)
    water(s, 566, ("#fbc58c", "#b98283", "#4c5f89", "#182648"))
    glitter(s, 1240, 574, 890, "#ffe9b9", 130, 200)
    ripples(s, 580, 900, "#15224a", 160, 0.4)
    deck, far = "#2b3050", "#596089"

    def rise(x: float) -> float:
        return 372 + 0.00006 * (x - 900) ** 2 + (x - 900) * -0.03

    piers = [
        (-60, 30),
        (190, 27),
        (420, 25),
        (640, 22),
        (850, 20),
        (1050, 18),
        (1235, 16),
        (1405, 14),
        (1560, 12),
    ]
    for i, (x, w) in enumerate(piers):
        y = rise(x)
        tone = mix(deck, far, i / 10)
        s.shape(
            line(
                [
                    (x - w, y + 8),
                    (x + w, y + 8),
                    (x + w * 0.72, y + 52),
                    (x + w * 0.72, 640 - i * 6),
                    (x - w * 0.72, 640 - i * 6),
                    (x - w * 0.72, y + 52),
                ],
                True,
            ),
            s.lit(tone, 0.3),
        )
        s.shape(
            line(
                [
                    (x - w * 1.4, 628 - i * 6),
                    (x + w * 1.4, 628 - i * 6),
                    (x + w * 1.7, 654 - i * 7),
                    (x - w * 1.7, 654 - i * 7),
                ],
                True,
            ),
            darker(tone, 0.2),
        )
        for k in range(12):
            s.dash(
                x + s.chance.uniform(-6, 6),
                662 - i * 7 + k * 15,
                w * 2.6 * (1 - k / 15),
                5,
                darker(tone, 0.4),
                0.5,
            )
    edge = [(x, rise(x)) for x in range(-60, 1681, 60)]
    for i in range(len(piers) - 1):
        x0, x1 = piers[i][0], piers[i + 1][0]
        y0, y1 = rise(x0), rise(x1)
        s.shape(
            f"M{x0},{y0 + 2}L{x1},{y1 + 2}L{x1},{y1 + 36}Q{(x0 + x1) / 2},{(y0 + y1) / 2 + 8} {x0},{y0 + 40}Z",
            mix(deck, far, i / 10),
        )
    s.shape(
        line([*edge, *((x, y + 26) for x, y in reversed(edge))], True),
        s.fade((0, "#5c5a80", 1), (1, deck, 1)),
    )
    s.stroke(line([(x, y - 1) for x, y in edge]), "#ffcf9a", 3, 0.9)
    for x in range(-40, 1660, 26):
        s.rect(x, rise(x) - 24, 3, 25, deck)
    s.stroke(line([(x, y - 24) for x, y in edge]), deck, 4)
    for x in range(40, 1660, 205):
        y = rise(x)
        s.stroke(f"M{x},{y}V{y - 118}Q{x},{y - 134} {x + 34},{y - 132}", deck, 5)
        s.oval(x + 40, y - 128, 46, 46, s.glow("#ffeab0", 0.9))
        s.oval(x + 40, y - 129, 8, 5, "#fff7dc")
    bus(s, 560, rise(560) - 4)
    for x, size in ((930, 1.0), (1130, 0.85)):
        rickshaw(s, x, rise(x) - 2, 62 * size, "#b3392f")


def _near(s: Sheet) -> None:
    """What is nearer."""
    hull(s, 620, 790, 420, "#20233a", 0.13, 0.22)
    canopy(s, 560, 776, 150, 66, "#6b4f43")
    person(
        s,
        445,
        752,
        140,
        Look("shirt", "lungi", skin="#4a2d26", top="#d9b98e", bottom="#7d2f31", pose=POLING),
        -1,
    )
    s.stroke(line([(412, 640), (380, 850)]), "#14162a", 6)
    s.oval(690, 742, 74, 74, s.glow("#ffd27a", 0.95))
    s.oval(690, 742, 8, 10, "#fff3c9")
    glitter(s, 690, 812, 890, "#ffd889", 30, 30)
    reflection(s, 620, 796, 410, "#0d1330", 24)
    birds(s, 220, 170, "#27345c", 8, 16)


def bridge() -> Sheet:
    """A long bridge at dusk, a bus on it, and a boat with a lamp below."""
    s = Sheet("bridge", light=1)
    _far(s)
    _near(s)
    return s
