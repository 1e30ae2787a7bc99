"""The town across the river at night: lit windows, their roads on the water, a boat going home."""

import math

from boats import canopy, hull, reflection
from body import Look
from lights import lamp, stars
from nature import clouds, glitter, ripples, sky, sun, water
from paper import Sheet, darker, lighter, line, mix
from people import person
from plants import far_palm, treeline
from poses import SITTING


def _far(s: Sheet) -> None:
    """What is furthest away."""
    sky(s, ("#0b1433", "#1c2a5b", "#4a4478"), 520)
    stars(s, 380, 150)
    sun(s, 330, 190, 54, "#fdf1cf", "#c9c3e0", 6)
    s.oval(308, 178, 50, 50, "#2a3263", 0.0)
    clouds(s, "#3f4a80", 120, 430, 9, 0.5)
    treeline(s, 530, 90, "#1d2650")
    tones = ("#222c5b", "#2b3566", "#1b2450", "#33376b")
    lamps: list[tuple[float, str]] = []
    x = -30.0
    while x < 1640:
        w = s.chance.uniform(64, 140)
        h = s.chance.uniform(90, 250) * (0.7 + 0.5 * math.exp(-(((x - 950) / 420) ** 2)))
        tone = s.chance.choice(tones)
        top = 540 - h
        s.rect(x, top, w, h + 4, s.fade((0, lighter(tone, 0.05), 1), (1, darker(tone, 0.25), 1)))
        style = s.chance.random()
        if style < 0.3:
            s.shape(
                line([(x - 8, top), (x + w * 0.5, top - w * 0.28), (x + w + 8, top)], True), darker(tone, 0.2)
            )
        elif style < 0.6:
            s.rect(x + w * 0.55, top - 26, w * 0.28, 20, darker(tone, 0.2))
            s.rect(x + w * 0.58, top - 8, 4, 10, darker(tone, 0.2))
            s.rect(x + w * 0.78, top - 8, 4, 10, darker(tone, 0.2))
        else:
            s.rect(x - 4, top - 5, w + 8, 7, lighter(tone, 0.1))
            s.stroke(line([(x + w * 0.3, top), (x + w * 0.3, top - 34)]), darker(tone, 0.3), 3)
        cols, rows = max(2, int(w / 28)), max(2, int(h / 40))
        for r in range(rows):
            for c in range(cols):
                if s.chance.random() < 0.5:
                    lit = s.chance.choice(("#ffd27a", "#ffe3a6", "#ffb65c", "#f6e9c9"))
                    wx, wy = x + 9 + c * (w - 12) / cols, top + 16 + r * (h - 14) / rows
                    s.rect(wx, wy, (w - 12) / cols * 0.55, 18, lit, s.chance.uniform(0.7, 1))
                    if s.chance.random() < 0.3:
                        lamps.append((wx + 6, lit))
                        s.oval(wx + 6, wy + 9, 34, 34, s.glow(lit, 0.5))
        x += w + s.chance.choice((0.0, 0.0, 8.0, 26.0))
    for px in (150, 620, 1340, 1490):
        far_palm(s, px, 546, s.chance.uniform(150, 220), "#131b40")
    s.rect(-20, 536, 1640, 26, s.fade((0, "#3d3a5d", 1), (1, "#1a1e40", 1)))
    for i in range(13):
        px = 60 + i * 124
        s.stroke(line([(px, 540), (px, 500)]), "#12183a", 4)
        s.oval(px, 496, 40, 40, s.glow("#ffdf9c", 0.85))
        s.oval(px, 496, 5, 5, "#fff6dc")
        lamps.append((px, "#ffd27a"))
    for i in range(8):
        s.rect(700 + i * 4, 560 + i * 9, 210 - i * 4, 7, mix("#5d567a", "#232a54", i / 8))
    water(s, 560, ("#3f4278", "#232d60", "#0b1333"))
    for lx, tone in lamps:
        glitter(s, lx, 566, 800, tone, 12, 15)


def _middle(s: Sheet) -> None:
    """What stands between."""
    glitter(s, 330, 570, 890, "#e9e3f3", 90, 90)
    ripples(s, 574, 900, "#080e2a", 170, 0.5)
    ripples(s, 574, 900, "#6d74ad", 80, 0.35)
    for bx, size in ((840, 120), (960, 100), (690, 90)):
        hull(s, bx, 590, size, "#12173a", 0.15, 0.2)
        canopy(s, bx - 8, 584, size * 0.36, size * 0.17, "#39355b")
    reflection(s, 1130, 764, 440, "#050a22", 26)
    hull(s, 1130, 756, 470, "#151a3b", 0.14, 0.23, flip=-1)
    canopy(s, 1190, 740, 176, 78, "#5d4a52")
    poling = {
        "head": (0.75, 6.55),
        "neck": (0.5, 5.95),
        "chest": (0.35, 5.1),
        "shoulder_a": (-0.15, 5.75),
        "shoulder_b": (0.95, 5.6),
        "elbow_a": (0.75, 5.0),
        "hand_a": (1.5, 5.3),
        "elbow_b": (1.35, 5.2),
        "hand_b": (1.75, 6.25),
        "foot_a": (-1.05, 0.1),
        "foot_b": (0.7, 0.1),
    }
    person(
        s,
        1316,
        716,
        156,
        Look(
            "shirt",
            "lungi",
            top="#5f5f86",
            bottom="#353a66",
            skin="#3a2730",
            pose=poling,
            head="gamchha",
            cloth="#a8503c",
        ),
        1,
    )


def _near(s: Sheet) -> None:
    """What is nearest."""
    s.stroke(line([(1352, 580), (1392, 830)]), "#0b1030", 6)
    person(
        s,
        1010,
        738,
        110,
        Look(
            "blouse",
            "sari",
            top="#3b2a4d",
            bottom="#a8483f",
            border="#e9b64c",
            skin="#5b3a30",
            head="veil",
            pose=SITTING,
        ),
        1,
    )
    lamp(s, 1076, 718, 9, 12)
    glitter(s, 1076, 778, 890, "#ffcf7a", 34, 40)


def night() -> Sheet:
    """The town across the river at night: lit windows, their roads on the water, a boat going home."""
    s = Sheet("night", light=-1)
    _far(s)
    _middle(s)
    _near(s)
    return s
