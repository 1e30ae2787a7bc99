"""The reading room towards evening: shelves to the ceiling, low light from a tall window."""

from body import Look
from nature import hill, sun
from paper import Sheet, curve, darker, lighter, line, mix
from people import person
from plants import palm, treeline
from poses import CARRYING, SITTING


def _far(s: Sheet) -> None:
    """What is furthest away."""
    s.rect(-20, -20, 1640, 940, s.fade((0, "#4a2c2a", 1), (1, "#2c1d24", 1)))
    spines = (
        "#b8432f",
        "#d9a441",
        "#2f6d73",
        "#e9d5a6",
        "#7a2f3d",
        "#4d7f5a",
        "#c9783a",
        "#2d4668",
        "#8f6b4a",
    )
    for left, right in ((40, 560), (1040, 1580)):
        s.rect(left - 22, 20, right - left + 44, 700, "#5b3a28")
        for row in range(6):
            top, foot = 46 + row * 112, 46 + row * 112 + 92
            s.rect(left, top, right - left, 96, "#2a1a18")
            x: float = left + 6
            while x < right - 22:
                w, h = s.chance.uniform(11, 27), s.chance.uniform(62, 86)
                if s.chance.random() < 0.06:
                    x += w * 1.6
                    continue
                tone = mix(s.chance.choice(spines), "#2a1a1d", 0.14 + 0.3 * abs(x - 800) / 800)
                if s.chance.random() < 0.07:
                    s.shape(
                        line(
                            [
                                (x + 14, foot + 4 - h),
                                (x + 14 + w, foot + 8 - h),
                                (x + w, foot + 4),
                                (x, foot + 4),
                            ],
                            True,
                        ),
                        tone,
                    )
                    x += w + 16
                    continue
                s.rect(
                    x,
                    foot + 4 - h,
                    w,
                    h,
                    s.fade(
                        (0, lighter(tone, 0.12), 1), (0.3, tone, 1), (1, darker(tone, 0.3), 1), across=True
                    ),
                )
                for part in (0.16, 0.24, 0.8):
                    s.rect(x + 2, foot + 4 - h + h * part, w - 4, 2.4, "#f2dca6", 0.6)
                x += w + 1.5
            s.rect(left - 8, foot + 4, right - left + 16, 15, s.fade((0, "#a5714a", 1), (1, "#5b3a28", 1)))


def _middle(s: Sheet) -> None:
    """What stands between."""
    win = "M640,720V250Q640,70 800,70Q960,70 960,250V720Z"
    s.shape(win, "#6b4630")
    glass = "M664,700V254Q664,94 800,94Q936,94 936,254V700Z"
    s.shape(glass, s.fade((0, "#7fb2b8", 1), (0.5, "#f6d79a", 1), (1, "#f7b26c", 1)))
    with s.group(clip_path=s.clip(glass)):
        sun(s, 850, 430, 40, "#fff6dc", "#ffe2a0", 7)
        treeline(s, 560, 90, "#a58a63", 620, 980)
        palm(s, 730, 640, 380, "#5d4636", "#4a6a4a", 0.06, 0.36)
        hill(s, [(600, 560), (1000, 556)], "#a98f58", "#6d6a44")
    for x in (732, 800, 868):
        s.rect(x - 4, 90, 8, 620, "#6b4630")
    for y in (250, 400, 550):
        s.rect(660, y - 4, 280, 8, "#6b4630")
    s.rect(628, 700, 344, 22, "#8b5e3b")
    s.rect(-20, 722, 1640, 200, s.fade((0, "#8b5a3a", 1), (1, "#3d2524", 1)))
    for i in range(9):
        s.stroke(line([(800 + (i - 4) * 90, 722), (800 + (i - 4) * 270, 920)]), "#4a2c24", 3, 0.6)
    for x0, x1, o in ((640, 960, 0.3), (690, 900, 0.2)):
        s.shape(line([(x0, 722), (x1, 722), (x1 + 120, 920), (x0 - 330, 920)], True), "#ffd58c", o)
    s.shape(
        line([(664, 200), (936, 200), (1240, 920), (330, 920)], True),
        s.fade((0, "#ffe2a0", 0.24), (1, "#ffe2a0", 0.02)),
    )
    s.stroke(line([(1130, 724), (1216, 60)]), "#c98f55", 13)
    s.stroke(line([(1196, 724), (1268, 60)]), "#a5714a", 13)
    for i in range(10):
        y = 690 - i * 64
        left = 1134 + (724 - y) * 0.13
        s.stroke(line([(left, y), (left + 64, y)]), "#c98f55", 9)
    picking = {**CARRYING, "elbow_b": (1.1, 6.4), "hand_b": (1.35, 7.6)}
    person(
        s,
        430,
        736,
        380,
        Look("blouse", "sari", top="#6d2138", bottom="#2f8a86", border="#f1c65a", head="bun", pose=picking),
        -1,
    )


def _near(s: Sheet) -> None:
    """What is nearest."""
    seated = {
        **SITTING,
        "elbow_a": (0.3, 2.05),
        "hand_a": (1.3, 1.95),
        "elbow_b": (1.0, 1.95),
        "hand_b": (1.75, 1.95),
        "head": (0.3, 4.0),
    }
    for x, f, look in (
        (640, 1, Look("panjabi", "trousers", top="#e6d7b2", bottom="#4a4550", pose=seated)),
        (
            1010,
            -1,
            Look(
                "long", "trousers", top="#c9432f", bottom="#3a2c3a", head="plait", pose=seated, wrap="#f1d9a0"
            ),
        ),
    ):
        person(s, x, 800, 420, look, f)
    s.rect(470, 770, 690, 112, s.fade((0, "#1d1218", 0.95), (1, "#2c1d1e", 0.75)))
    table = line([(470, 706), (1160, 706), (1230, 760), (400, 760)], True)
    s.shape(table, s.fade((0, "#c98a55", 1), (1, "#9a6138", 1)))
    s.rect(400, 760, 830, 26, "#6d432b")
    for x in (440, 1160):
        s.rect(x, 786, 34, 130, s.lit("#5b3726", 0.4))
    for x in (735, 900):
        s.shape(
            curve(
                [(x - 66, 744), (x - 30, 724), (x, 738), (x + 30, 724), (x + 66, 744), (x, 752)], tension=8
            ),
            "#fbf0d3",
        )
        s.stroke(line([(x, 738), (x, 752)]), "#b99c6a", 2)
        for k in range(3):
            s.stroke(line([(x - 48 + k * 4, 742 - k * 5), (x - 10, 745 - k * 4)]), "#b99c6a", 1.6, 0.7)
            s.stroke(line([(x + 10, 745 - k * 4), (x + 48 - k * 4, 742 - k * 5)]), "#b99c6a", 1.6, 0.7)
    s.oval(818, 690, 260, 150, s.glow("#ffd98c", 0.55))
    s.rect(812, 640, 10, 84, "#2c1d1a")
    s.oval(817, 726, 40, 9, "#2c1d1a")
    s.shape("M764,650Q770,600 817,598Q864,600 870,650Z", s.lit("#2f7d5b", 0.3))
    s.dash(817, 652, 100, 9, "#fff3c9")
    for i, tone in enumerate(("#b8432f", "#2f6d73", "#d9a441", "#7a2f3d")):
        s.rect(1056 - i * 4, 722 - i * 15, 92 + i * 5, 15, s.lit(tone, 0.3))


def library() -> Sheet:
    """The reading room towards evening: shelves to the ceiling, low light from a tall window."""
    s = Sheet("library", light=1)
    _far(s)
    _middle(s)
    _near(s)
    return s
