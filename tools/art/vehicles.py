"""What drives: a bus and a cycle rickshaw."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

import math

from body import Look
from paper import Sheet, curve, darker, line
from people import person
from poses import ROWING, SITTING


def rickshaw(s: Sheet, x: float, y: float, size: float, hood: str) -> None:
    """Draw a small cycle rickshaw seen from the side, wheels on y."""
    dark = "#16172a"
    r = size * 0.27
    for wx in (-0.42, 0.62):
        s.add(
            f'<circle cx="{x + wx * size:.1f}" cy="{y - r:.1f}" r="{r:.1f}" fill="none" stroke="{dark}" stroke-width="{size * 0.035:.1f}"/>'
        )
        for i in range(6):
            a = math.pi * i / 6
            s.stroke(
                line(
                    [
                        (x + wx * size - math.cos(a) * r, y - r - math.sin(a) * r),
                        (x + wx * size + math.cos(a) * r, y - r + math.sin(a) * r),
                    ]
                ),
                dark,
                size * 0.008,
                0.7,
            )
    s.stroke(
        line([(x - 0.42 * size, y - r), (x + 0.15 * size, y - r * 1.1), (x + 0.62 * size, y - r)]),
        dark,
        size * 0.04,
    )
    s.stroke(
        line(
            [
                (x + 0.1 * size, y - r),
                (x + 0.2 * size, y - r * 2.5),
                (x + 0.52 * size, y - r * 2.7),
                (x + 0.62 * size, y - r),
            ]
        ),
        dark,
        size * 0.03,
    )
    s.shape(
        line(
            [
                (x - 0.72 * size, y - r * 1.7),
                (x - 0.05 * size, y - r * 1.7),
                (x - 0.1 * size, y - r * 2.4),
                (x - 0.66 * size, y - r * 2.4),
            ],
            True,
        ),
        darker(hood, 0.25),
    )
    s.shape(
        curve(
            [
                (x - 0.78 * size, y - r * 2.2),
                (x - 0.84 * size, y - r * 3.9),
                (x - 0.5 * size, y - r * 5.0),
                (x - 0.02 * size, y - r * 4.5),
                (x - 0.3 * size, y - r * 3.8),
                (x - 0.5 * size, y - r * 2.2),
            ],
            tension=6,
        ),
        s.lit(hood, 0.3),
    )
    person(
        s,
        x - 0.3 * size,
        y - r * 1.65,
        size * 0.86,
        Look("blouse", "sari", top="#e0b04a", bottom="#2f7d78", border="#f1d9a0", pose=SITTING, head="bun"),
        1,
    )
    riding = {
        **ROWING,
        "knee_a": (0.9, 0.1),
        "foot_a": (0.8, -0.9),
        "knee_b": (1.0, -0.3),
        "foot_b": (0.5, -1.4),
        "hand_a": (1.75, 1.6),
        "hand_b": (1.85, 1.5),
    }
    person(
        s,
        x + 0.12 * size,
        y - r * 2.5,
        size * 1.02,
        Look(
            "shirt",
            "lungi",
            top="#e6dcc4",
            bottom="#3b5b7a",
            pose={**riding, "hip_a": (-0.2, 0.4), "hip_b": (0.1, 0.4)},
            head="gamchha",
        ),
        1,
    )


def bus(s: Sheet, x: float, y: float) -> None:
    body = f"M{x - 120},{y - 12}V{y - 84}Q{x - 118},{y - 98} {x - 102},{y - 98}H{x + 104}Q{x + 120},{y - 96} {x + 122},{y - 70}V{y - 12}Z"
    s.shape(body, s.fade((0, "#d9533c", 1), (1, "#7d2530", 1)))
    for i in range(6):
        s.rect(x - 108 + i * 35, y - 84, 28, 28, "#ffe3a6", 0.95)
        s.oval(x - 94 + i * 35, y - 61, 7, 9, "#5a2a2c")
    s.rect(x - 120, y - 46, 242, 6, "#f6c873")
    s.oval(x + 126, y - 26, 60, 24, s.glow("#fff0bd", 0.9))
    for wheel in (-74, 76):
        s.oval(x + wheel, y - 10, 17, 17, "#14162a")
        s.oval(x + wheel, y - 10, 7, 7, "#8d88a0")
    s.rect(x - 80, y - 110, 130, 12, "#5b3a33")
