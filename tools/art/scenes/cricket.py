"""A morning match on a dry-season field: the drive, the keeper crouching, the village watching."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

from body import Look
from crowd import watchers
from nature import birds, clouds, hill, shadow, sky
from paper import Sheet, line, taper
from people import person
from plants import grass, palm, treeline
from poses import WALKING


def _far(s: Sheet) -> None:
    """What is furthest away."""
    sky(s, ("#3f97c4", "#a5d8d8", "#eef1cf"), 370)
    clouds(s, "#ffffff", 30, 270, 15, 0.65)
    treeline(s, 380, 96, "#79b18a")
    treeline(s, 392, 130, "#3f8a55", 820, 1640)
    for x, h in ((90, 300), (190, 360), (1500, 340)):
        palm(s, x, 400, h, "#8b6f55", "#4f9150", 0.07, 0.3)
    hill(s, [(0, 394), (800, 388), (1600, 396)], "#9cc25d", "#4f8f45")
    for i in range(13):
        y = 402 + 500 * (i / 13) ** 1.5
        s.shape(
            line([(-20, y), (1640, y), (1640, y + 8 + i * 2.4), (-20, y + 8 + i * 2.4)], True),
            "#c3dc7d",
            0.16,
        )
    s.shape(
        line([(640, 452), (790, 452), (1330, 930), (560, 930)], True),
        s.fade((0, "#e2c78d", 1), (1, "#c39a5f", 1)),
    )
    for _ in range(60):
        s.dash(
            s.chance.uniform(650, 1150),
            s.chance.uniform(470, 900),
            s.chance.uniform(20, 90),
            4,
            "#a97f4a",
            0.35,
        )
    watchers(s, 290, 1500, 410, ("#d8432f", "#f1c04a", "#f4ead2", "#2f7f8f", "#7a3f7d", "#24466b"), "#b9c3a2")


def _middle(s: Sheet) -> None:
    """What stands between."""
    white = "#fbf5e6"
    bowl = {
        **WALKING,
        "elbow_b": (0.9, 7.2),
        "hand_b": (0.75, 8.4),
        "elbow_a": (-1.0, 5.3),
        "hand_a": (-0.3, 5.0),
        "knee_b": (0.9, 2.3),
        "foot_b": (1.25, 0.2),
    }
    shadow(s, 700, 506, 40, 8)
    person(
        s, 700, 506, 150, Look("shirt", "trousers", top=white, bottom="#efe6d0", pose=bowl, head="short"), 1
    )
    for x in (742, 752, 762):
        s.rect(x, 462, 4, 40, "#b98648")
    for x, y, h, f in ((330, 560, 170, 1), (1390, 540, 164, -1), (160, 470, 110, 1), (1240, 460, 108, -1)):
        shadow(s, x, y, h * 0.3, 8)
        crouch = {**WALKING, "hand_a": (0.2, 4.2), "hand_b": (0.9, 4.1)}
        person(
            s,
            x,
            y,
            h,
            Look("shirt", "trousers", top=white, bottom="#efe6d0", head="cap", cloth="#2f7d5b", pose=crouch),
            f,
        )
    bx, by, h = 905, 850, 470
    shadow(s, bx, by, 150, 26, 0.4)
    for i, x in enumerate((1060, 1080, 1100)):
        s.rect(x, 668 + i, 10, 172, s.lit("#d9a862", 0.4))
    s.rect(1058, 661, 30, 7, "#8d5a2c")
    s.rect(1084, 662, 30, 7, "#8d5a2c")
    drive = {
        "head": (0.75, 6.5), "neck": (0.5, 5.85), "chest": (0.3, 5.0), "waist": (0.0, 4.05), "shoulder_a": (-0.2, 5.75), "shoulder_b": (1.0, 5.45),
        "elbow_a": (0.7, 4.75), "hand_a": (1.5, 4.35), "elbow_b": (1.65, 4.75), "hand_b": (1.62, 4.05), "hip_a": (-0.35, 3.8), "hip_b": (0.35, 3.75),
        "knee_a": (-0.75, 1.95), "foot_a": (-1.45, 0.15), "knee_b": (1.15, 2.3), "foot_b": (1.35, 0.1),
    }  # fmt: skip
    u = h / 7.5
    joints = person(
        s,
        bx,
        by,
        h,
        Look("shirt", "trousers", top="#2f7d5b", bottom="#f6efdd", head="cap", cloth="#235c45", pose=drive),
        -1,
    )
    for side in ("b",):
        (kx, ky), (fx, fy) = joints[f"knee_{side}"], joints[f"foot_{side}"]
        s.shape(
            taper([(kx - 4, ky - u * 0.5), (kx, ky), (fx - 4, fy - u * 0.05)], [u * 0.5, u * 0.66, u * 0.56]),
            s.lit(white, 0.35),
        )
        for i in range(1, 6):
            yy = ky - u * 0.3 + (fy - ky) * i / 6
            s.stroke(
                line([(kx - u * 0.28 + (fx - kx) * i / 6, yy), (kx + u * 0.26 + (fx - kx) * i / 6, yy)]),
                "#c9bd9d",
                3,
            )
    hx, hy = joints["hand_b"]
    s.oval(hx, hy, u * 0.24, u * 0.26, white)
    s.oval(hx + 4, hy - u * 0.34, u * 0.24, u * 0.26, white)
    s.shape(taper([(hx + 8, hy - u * 0.75), (hx - u * 0.15, hy + u * 0.2)], [u * 0.14, u * 0.16]), "#3a2a24")
    s.shape(
        line(
            [
                (hx - u * 0.3, hy + u * 0.2),
                (hx + u * 0.14, hy + u * 0.3),
                (hx - u * 0.42, hy + u * 2.5),
                (hx - u * 0.95, hy + u * 2.4),
            ],
            True,
        ),
        s.lit("#e8c283", 0.35),
    )
    s.oval(hx - u * 2.9, hy + u * 2.2, 15, 15, s.lit("#b3242a", 0.4))
    for i in range(3):
        s.dash(hx - u * 2.2 + i * 34, hy + u * 2.16 + (i - 1) * 9, 66, 4, "#fff8e0", 0.7)


def _near(s: Sheet) -> None:
    """What is nearest."""
    grass(s, -20, 520, 914, 40, "#4c8a3f", 90)
    grass(s, 1340, 1620, 914, 44, "#4c8a3f", 80)
    birds(s, 520, 130, "#33667f", 5, 13)


def cricket() -> Sheet:
    """A morning match on a dry-season field: the drive, the keeper crouching, the village watching."""
    s = Sheet("cricket", light=-1)
    _far(s)
    _middle(s)
    _near(s)
    return s
