"""Morning on a wide river: a patched sail in the light, small boats, a far bank."""

from boats import canopy, hull, oar, reflection, square_sail
from body import Look
from nature import birds, clouds, glitter, mist, ripples, sky, sun, water
from paper import Sheet, line
from people import person
from plants import grass, kash, treeline
from poses import POLING, SITTING


def river() -> Sheet:
    """Morning on a wide river: a patched sail in the light, small boats, a far bank."""
    s = Sheet("river", light=1)
    sky(s, ("#2f6f8f", "#7fb3b0", "#f3d9a4", "#f7b877"), 470)
    sun(s, 1130, 395, 52, "#fff6d8", "#ffe2a0", 8)
    clouds(s, "#fdeccb", 60, 380, 11, 0.35)
    treeline(s, 476, 46, "#86a59c")
    treeline(s, 482, 70, "#55807c", -30, 640)
    treeline(s, 484, 56, "#5d8780", 1240, 1640)
    water(s, 480, ("#f4c88c", "#8fb5a8", "#2f7383", "#143f56"))
    mist(s, 482, 36, "#fbe6bd", 0.65)
    glitter(s, 1130, 490, 880, "#fff3cd", 130, 210)
    ripples(s, 500, 900, "#123a50", 150, 0.35)
    ripples(s, 500, 900, "#bfe0d2", 110, 0.35)
    for x, y, size in ((300, 520, 90), (1420, 530, 80)):
        hull(s, x, y, size, "#2d4a50", 0.14, 0.22)
        square_sail(s, x, y - size * 0.2, size * 0.7, size * 0.8, "#e8cf9d")
        reflection(s, x, y, size, "#2d4a50", 10)
    reflection(s, 660, 704, 520, "#5a2018", 34)
    hull(s, 660, 690, 560, "#3a2a24", 0.12, 0.24, flip=1)
    canopy(s, 520, 668, 190, 86, "#c69a5b")
    square_sail(s, 730, 610, 350, 400, "#b8432f", ("#d9a441", "#8f2f2a", "#e4c58b", "#3d6b73"))
    person(
        s,
        426,
        640,
        128,
        Look("bare", "lungi", bottom="#e2d6b8", pose=POLING, head="gamchha", cloth="#d98d2b"),
        -1,
    )
    oar(s, (392, 570), (338, 720), 7, "#2b2018")
    person(s, 852, 664, 78, Look("shirt", "lungi", top="#e9dfc6", bottom="#2f5d6b", pose=SITTING), 1)
    hull(s, 1265, 610, 190, "#27343a", 0.16, 0.2)
    person(
        s,
        1225,
        602,
        92,
        Look("vest", "lungi", top="#efe5cd", bottom="#8f3b2e", pose=POLING, head="gamchha"),
        1,
    )
    s.stroke(line([(1250, 515), (1288, 650)]), "#2b2018", 4)
    reflection(s, 1265, 612, 190, "#1c2b33", 14)
    birds(s, 900, 190, "#274a58", 8, 17)
    kash(s, -20, 330, 905, 190, "#47623a", "#fff3dc", 34)
    grass(s, -20, 420, 908, 90, "#2f5a3c", 120)
    return s
