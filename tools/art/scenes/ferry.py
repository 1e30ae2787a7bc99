"""The crossing at noon: a flat boat full of people comes to the steps under the banyan."""

from boats import canopy, hull, reflection
from body import Look
from headgear import umbrella
from nature import birds, clouds, ripples, shadow, sky, water
from paper import Sheet, curve, darker, lighter, line, taper
from people import person
from plants import crown, grass, treeline
from poses import CARRYING, POLING, WALKING


def _far(s: Sheet) -> None:
    """What is further away."""
    sky(s, ("#3f8fb0", "#8cc5c4", "#dfe8cf"), 360)
    clouds(s, "#ffffff", 40, 270, 13, 0.5)
    treeline(s, 372, 60, "#7fae93")
    treeline(s, 380, 84, "#4f8d70", 500, 1640)
    water(s, 372, ("#c5e2cf", "#6bb0ac", "#2c7f8b", "#14556a"))
    ripples(s, 385, 900, "#e8f6e4", 170, 0.5)
    ripples(s, 400, 900, "#0f4a5e", 130, 0.35)
    hull(s, 1010, 426, 130, "#4a3a30", 0.14, 0.2)
    canopy(s, 1000, 418, 52, 24, "#d1a866")
    reflection(s, 1010, 428, 120, "#3b5a58", 10)
    reflection(s, 610, 640, 720, "#3a3026", 36)
    saris = (("#c23b34", "#f0c04f"), ("#2f7d6b", "#f1d9a0"), ("#e0a030", "#8a2a2a"), ("#6b3f86", "#e9c46a"))
    back = [(420, "w", 0), (520, "m", 0), (590, "w", 1), (690, "m", 1), (760, "w", 2)]
    for x, kind, i in back:
        if kind == "w":
            person(
                s,
                x,
                612,
                172,
                Look(
                    "blouse",
                    "sari",
                    top=darker(saris[i][0]),
                    bottom=saris[i][0],
                    border=saris[i][1],
                    head="veil",
                ),
                1,
            )
        else:
            person(
                s, x, 612, 182, Look("shirt", "trousers", top=("#e8e2cf", "#9cc3c0")[i], bottom="#38434f"), 1
            )
    hull(s, 610, 630, 780, "#6a3f2a", 0.1, 0.13, 0.075)
    front = [
        (380, Look("panjabi", "lungi", top="#f2ead6", bottom="#486b78", head="tupi", cloth="#f2ead6")),
        (655, Look("shirt", "lungi", top="#d9843b", bottom="#37586b", checks=True, wrap="#b63a31")),
    ]
    for x, look in front:
        person(s, x, 600, 150, look, 1)
    hull(s, 610, 630, 780, "#6a3f2a", 0.1, 0.13, 0.075)


def _near(s: Sheet) -> None:
    """What is nearer."""
    person(
        s,
        284,
        586,
        196,
        Look("bare", "lungi", bottom="#2d5f4f", checks=True, pose=POLING, head="gamchha", cloth="#c8402f"),
        -1,
    )
    s.stroke(line([(246, 330), (214, 780)]), "#2e2219", 8)
    joints = person(
        s, 850, 596, 178, Look("shirt", "trousers", top="#4d7f9b", bottom="#2c3440", pose=CARRYING), 1
    )
    umbrella(s, 850, 372, 190, "#20262e", joints["hand_b"])
    umbrella(s, 520, 392, 170, "#b33c33", (540, 500))
    bank = curve(
        [(900, 960), (1010, 850), (1120, 740), (1290, 640), (1440, 588), (1680, 560), (1680, 960)], tension=7
    )
    s.shape(bank, s.fade((0, "#b98a58", 1), (1, "#5f3f2d", 1)))
    for i in range(9):
        x, y = 1360 - i * 44, 606 + i * 37
        w = 250 + i * 22
        s.shape(
            line([(x, y), (x + w, y), (x + w - 16, y + 17), (x - 16, y + 17)], True), lighter("#d8b384", 0.3)
        )
        s.shape(
            line([(x - 16, y + 17), (x + w - 16, y + 17), (x + w - 20, y + 37), (x - 20, y + 37)], True),
            s.fade((0, "#a97850", 1), (1, "#7c5239", 1)),
        )
        for k in range(1, 7):
            s.rect(x - 16 + w * k / 7, y + 19, 2, 15, "#6d4632", 0.6)
    grass(s, 1590, 1640, 640, 60, "#4a7d45", 14)
    grass(s, 1440, 1640, 905, 90, "#35663d", 80)
    s.shape(taper([(1540, 660), (1520, 430), (1500, 200)], [150, 100, 70]), s.lit("#6d5140", 0.4))
    for x, w in ((1430, 10), (1395, 7), (1470, 12), (1345, 6)):
        s.shape(taper([(x, 180), (x + 6, 420), (x - 4, 600 + w * 3)], [w, w * 0.7, w * 1.2]), "#5b4436")
    for x, y, w, h in (
        (1600, 170, 260, 190),
        (1360, 120, 260, 150),
        (1500, 60, 300, 160),
        (1190, 70, 170, 92),
    ):
        crown(s, x, y, w, h, "#3f7d4a", 26)
    woman = Look(
        "blouse", "sari", top="#8c2a2d", bottom="#d8452f", border="#f2c14e", head="bun", pose=WALKING
    )
    shadow(s, 1236, 826, 70, 16)
    person(s, 1230, 826, 250, woman, -1)
    shadow(s, 1398, 742, 50, 12)
    person(s, 1392, 742, 158, Look("shirt", "shorts", top="#f3e3b0", bottom="#2f5b7b", pose=WALKING), -1)
    birds(s, 330, 150, "#33566a", 6, 15)


def ferry() -> Sheet:
    """The crossing at noon: a flat boat full of people comes to the steps under the banyan."""
    s = Sheet("ferry", light=-1)
    _far(s)
    _near(s)
    return s
