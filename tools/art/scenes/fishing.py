"""Evening with the bheshal: the great lift net stands over the canal, drops falling from it."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

from boats import hull, reflection
from body import Look
from nature import birds, clouds, glitter, ripples, sky, sun, water
from paper import Sheet, line, taper
from people import person
from plants import far_palm, grass, treeline
from poses import POLING, SITTING


def _far(s: Sheet) -> None:
    """What is further away."""
    sky(s, ("#1f3a5f", "#4d6f8c", "#e0926a", "#ffc982"), 500)
    sun(s, 420, 452, 58, "#fff0c4", "#ffb45f", 8)
    clouds(s, "#e98f73", 90, 420, 14, 0.4)
    treeline(s, 506, 58, "#6a6478")
    treeline(s, 512, 92, "#3b4357", 700, 1640)
    water(s, 508, ("#ffc483", "#b4806f", "#45587a", "#141f3c"))
    glitter(s, 420, 516, 890, "#ffe6ad", 120, 210)
    ripples(s, 520, 900, "#0f1b36", 150, 0.45)
    ripples(s, 520, 900, "#f0b184", 80, 0.35)
    far_palm(s, 1250, 520, 190, "#2f374b")
    far_palm(s, 1320, 520, 150, "#2f374b")
    wood = "#1b1a26"
    feet, left, right = (1050, 640), (470, 215), (905, 120)
    low = (760, 660)
    net = f"M{left[0]},{left[1]}Q{(left[0] + right[0]) / 2 + 20},{330} {right[0]},{right[1]}Q{1010},{430} {feet[0]},{feet[1]}Q{900},{700} {low[0]},{low[1]}Q{560},{520} {left[0]},{left[1]}Z"
    s.shape(net, s.fade((0, "#f7d9a8", 0.34), (0.7, "#e9b98a", 0.2), (1, "#fbe3b8", 0.42)))
    with s.group(clip_path=s.clip(net)):
        for i in range(34):
            x = 430 + i * 20
            s.stroke(f"M{x},100Q{x + 70},430 {x + 130},720", "#fbe6c0", 1.3, 0.5)
            y = 110 + i * 19
            s.stroke(f"M420,{y + 90}Q740,{y + 150} 1080,{y - 30}", "#fbe6c0", 1.3, 0.5)
    for end in (left, right):
        s.shape(taper([feet, ((feet[0] + end[0]) / 2, (feet[1] + end[1]) / 2 - 12), end], [17, 13, 8]), wood)
    s.stroke(f"M{left[0]},{left[1]}Q{(left[0] + right[0]) / 2 + 20},330 {right[0]},{right[1]}", wood, 3)
    s.stroke(f"M{left[0]},{left[1]}Q560,520 {low[0]},{low[1]}Q900,700 {feet[0]},{feet[1]}", wood, 4)
    for x, top in ((985, 560), (1120, 540), (1060, 520), (1195, 560)):
        s.shape(taper([(x, top), (x + 6, 790)], [12, 15]), wood)
    s.shape(taper([(940, 612), (1260, 600)], [13, 12]), wood)
    s.shape(taper([(950, 650), (1250, 640)], [9, 9]), wood)
    s.shape(taper([feet, (1160, 470), (1290, 330)], [16, 13, 9]), wood)
    s.stroke(line([(1290, 330), (1340, 560), (1330, 640)]), wood, 4)


def _near(s: Sheet) -> None:
    """What is nearer."""
    pulling = {**POLING, "elbow_b": (1.35, 5.6), "hand_b": (1.75, 6.6)}
    person(
        s,
        1180,
        606,
        232,
        Look(
            "bare",
            "lungi",
            skin="#5a3529",
            bottom="#a83c33",
            checks=True,
            pose=pulling,
            head="gamchha",
            cloth="#e0a24a",
        ),
        -1,
    )
    for _ in range(60):
        x, y = s.chance.uniform(560, 980), s.chance.uniform(520, 720)
        s.shape(taper([(x, y), (x + 1, y + s.chance.uniform(8, 26))], [1.2, 3]), "#ffe9c4", 0.7)
    for _ in range(9):
        x, y = s.chance.uniform(700, 900), s.chance.uniform(560, 650)
        s.shape(taper([(x - 13, y - 6), (x, y), (x + 15, y + 7)], [3, 9, 2]), "#fff1d4", 0.95)
    reflection(s, 1090, 770, 300, "#0d1226", 20)
    hull(s, 250, 700, 330, "#1f2233", 0.15, 0.22)
    person(
        s,
        205,
        684,
        108,
        Look("shirt", "lungi", skin="#4a2d26", top="#cdb08c", bottom="#3a4a66", pose=SITTING),
        1,
    )
    reflection(s, 250, 704, 320, "#10142a", 18)
    grass(s, 1240, 1620, 912, 190, "#1c2a33", 130)
    grass(s, -20, 260, 915, 90, "#1a2632", 70)
    birds(s, 980, 120, "#1c2b47", 7, 15)


def fishing() -> Sheet:
    """Evening with the bheshal: the great lift net stands over the canal, drops falling from it."""
    s = Sheet("fishing", light=-1)
    _far(s)
    _near(s)
    return s
