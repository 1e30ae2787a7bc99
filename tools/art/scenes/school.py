"""The tin-roofed school: children in blue and white come across the yard."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

from body import Look
from nature import birds, clouds, hill, shadow, sky
from paper import Sheet, curve, line
from people import person
from plants import banana, grass, palm, tree, treeline
from poses import HAND_OUT, WALKING


def _far(s: Sheet) -> None:
    """What is further away."""
    sky(s, ("#5fb0c9", "#b9dfd3", "#f5ecc9"), 540)
    clouds(s, "#ffffff", 40, 330, 13, 0.6)
    treeline(s, 470, 130, "#86b58b")
    for x, h, lean in ((120, 470, 0.06), (250, 400, -0.05), (1480, 480, -0.05)):
        palm(s, x, 520, h, "#8b6f55", "#4a8d4c", lean, 0.3)
    tree(s, 1330, 520, 430, "#6b4f3b", "#4b9150", 0.5)
    hill(s, [(0, 520), (800, 512), (1600, 522)], "#d9c081", "#a98a52")
    left, right, floor = 360, 1210, 560
    s.rect(left, 380, right - left, floor - 380, s.fade((0, "#f0dcae", 1), (1, "#d9b67c", 1)))
    s.rect(left, 500, right - left, 60, "#2f7d86")
    for i in range(6):
        x = left + 36 + i * 138
        if i in (1, 4):
            s.rect(x, 408, 84, floor - 408, "#3a2c2a")
            s.rect(x, 408, 20, floor - 408, "#2f7d86")
            s.rect(x + 64, 408, 20, floor - 408, "#2f7d86")
        else:
            s.rect(x, 414, 88, 70, "#3a2c2a")
            for k in range(1, 5):
                s.rect(x + k * 17, 414, 3, 70, "#2f7d86")
            s.rect(x - 22, 414, 22, 70, "#3c909a")
            s.rect(x + 88, 414, 22, 70, "#3c909a")
    s.rect(left - 20, floor, right - left + 40, 22, "#b98a5b")
    roof = [(left - 70, 392), (left + 40, 262), (right - 40, 262), (right + 70, 392)]
    s.shape(line(roof, True), s.fade((0, "#d5dcd8", 1), (0.6, "#9fb3b5", 1), (1, "#71898f", 1)))
    for i in range(46):
        part = i / 45
        s.stroke(
            line(
                [
                    (left + 40 + part * (right - left - 80), 263),
                    (left - 70 + part * (right - left + 140), 391),
                ]
            ),
            "#5f777d",
            2.2,
            0.55,
        )
    for x0, w in ((640, 90), (960, 70)):
        s.shape(line([(x0, 300), (x0 + w, 300), (x0 + w + 20, 350), (x0 - 8, 350)], True), "#b3683f", 0.55)
    s.rect(left - 70, 390, right - left + 140, 9, "#566d73")
    for i in range(7):
        foot = left - 44 + i * (right - left + 88) / 6
        s.rect(foot - 6, 398, 12, floor - 392, "#8b5e3b")


def _near(s: Sheet) -> None:
    """What is nearer."""
    s.stroke(line([(280, 400), (280, 560)]), "#7d5834", 9)
    s.stroke(line([(250, 404), (330, 404)]), "#7d5834", 8)
    s.shape(line([(306, 420), (326, 420), (336, 452), (296, 452)], True), "#d9a441")
    path = curve(
        [(760, 582), (720, 680), (560, 800), (380, 940), (1060, 940), (1000, 800), (900, 680), (850, 582)],
        tension=7,
    )
    s.shape(path, s.fade((0, "#f0dba6", 1), (1, "#dcb97b", 1)))
    for _i in range(80):
        depth = s.chance.random()
        s.dash(
            s.chance.uniform(0, 1600),
            590 + depth * 300,
            30 + 120 * depth,
            3 + 4 * depth,
            s.chance.choice(("#8fa551", "#bf9c5d", "#e7cf95")),
            0.6,
        )
    girl = Look(
        "panjabi", "trousers", top="#2f6fa8", bottom="#f8f3e4", head="plait", wrap="#f8f3e4", pose=WALKING
    )
    boy = Look("shirt", "shorts", top="#f8f3e4", bottom="#2b4f7d", pose=WALKING)
    teacher = Look(
        "blouse", "sari", top="#7a2b3a", bottom="#e08a2f", border="#7a2b3a", head="bun", pose=HAND_OUT
    )
    for x, y, h, look, f in (
        (820, 610, 112, boy, 1), (770, 622, 116, girl, 1), (905, 628, 118, girl, -1), (700, 660, 136, boy, 1), (960, 676, 176, teacher, -1),
        (800, 690, 156, girl, 1), (610, 740, 184, girl, 1), (720, 770, 190, boy, 1), (860, 800, 206, girl, -1), (520, 840, 236, boy, 1), (650, 868, 250, girl, 1), (960, 872, 238, boy, -1),
    ):  # fmt: skip
        shadow(s, x, y, h * 0.3, h * 0.06)
        joints = person(s, x, y, h, look, f)
        bx, by = joints["hip_a"]
        s.rect(
            bx - h * 0.08,
            by - h * 0.1,
            h * 0.15,
            h * 0.17,
            s.lit(("#c8402f", "#3f7d5a", "#d9a441")[int(x) % 3], 0.3),
        ) if look is not teacher else None
    banana(s, 1530, 640, 330, "#5da04c")
    banana(s, 1430, 620, 240, "#4f9446")
    grass(s, -20, 420, 912, 90, "#5d9444", 150)
    grass(s, 1120, 1620, 914, 100, "#5d9444", 190)
    birds(s, 560, 120, "#3a6a7d", 6, 14)


def school() -> Sheet:
    """The tin-roofed school: children in blue and white come across the yard."""
    s = Sheet("school", light=-1)
    _far(s)
    _near(s)
    return s
