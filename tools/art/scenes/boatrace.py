"""The race: two long boats, oars in one beat, spray, and the banks full of people."""

from boats import oar, reflection
from body import Look
from headgear import umbrella
from nature import clouds, hill, ripples, sky, water
from paper import Sheet, curve, darker, lighter, line, mix, taper
from people import person
from plants import treeline
from poses import POLING, ROWING


def _racer(
    s: Sheet,
    x: float,
    y: float,
    length: float,
    crew: int,
    tall: float,
    wood: str,
    shirts: tuple[str, str],
    trim: str,
) -> None:
    """Draw a racing boat with its crew, captain and spray."""
    half = length / 2
    reflection(s, x, y + 14, length, darker(wood, 0.5), 30)
    places = [x - half * 0.7 + i * (length * 0.7 / (crew - 1)) for i in range(crew)]
    for px in places:
        person(
            s,
            px + tall * 0.16,
            y - tall * 0.06,
            tall * 0.94,
            Look(
                "vest", "shorts", top=darker(shirts[1], 0.12), bottom="#2c3440", pose=ROWING, skin="#85533a"
            ),
            1,
        )
    top = [
        (x - half, y - length * 0.105),
        (x - half * 0.86, y - length * 0.04),
        (x - half * 0.4, y - 10),
        (x + half * 0.4, y - 10),
        (x + half * 0.85, y - length * 0.028),
        (x + half * 1.04, y - length * 0.075),
    ]
    low = [
        (x + half * 0.95, y - 2),
        (x + half * 0.6, y + 20),
        (x, y + 28),
        (x - half * 0.6, y + 22),
        (x - half * 0.92, y - 8),
    ]
    data = curve([*top, *low], tension=7)
    places_front = []
    for px in places:
        places_front.append(
            person(
                s,
                px,
                y + tall * 0.02,
                tall,
                Look(
                    "vest",
                    "shorts",
                    top=shirts[0],
                    bottom="#2c3440",
                    pose=ROWING,
                    head="gamchha",
                    cloth=shirts[1],
                    skin="#85533a",
                ),
                1,
            )
        )
    s.shape(data, s.fade((0, lighter(wood), 1), (0.6, wood, 1), (1, darker(wood, 0.5), 1)))
    with s.group(clip_path=s.clip(data)):
        s.stroke(curve([(px, py + 15) for px, py in top], closed=False), trim, 6)
        for i in range(int(length / 46)):
            px = x - half * 0.84 + i * 46
            s.shape(
                line([(px, y + 13), (px + 12, y + 3), (px + 24, y + 13), (px + 12, y + 22)], True), trim, 0.85
            )
    s.stroke(curve(top, closed=False), lighter(wood, 0.3), 4)
    for joints in places_front:
        hx, hy = joints["hand_b"]
        bx, by = hx - tall * 0.42, y + tall * 0.36
        oar(s, (hx, hy), (bx, by), tall * 0.034, "#f1dcae")
        for _ in range(9):
            s.oval(
                bx + s.chance.uniform(-26, 22),
                by - abs(s.chance.gauss(0, 14)) + 4,
                s.chance.uniform(1.5, 5.5),
                s.chance.uniform(1.5, 4.5),
                "#f4fffb",
                0.9,
            )
        s.dash(bx, by + 4, tall * 0.42, 10, "#f4fffb", 0.8)
    leader = {"elbow_b": (1.3, 6.3), "hand_b": (1.7, 7.6), "elbow_a": (-1.2, 5.1), "hand_a": (-1.7, 5.9)}
    person(
        s,
        x + half * 0.8,
        y - length * 0.024,
        tall * 1.12,
        Look(
            "panjabi",
            "trousers",
            top="#fbf3df",
            bottom="#e7dcc0",
            pose=leader,
            head="gamchha",
            cloth=shirts[0],
            skin="#85533a",
        ),
        1,
    )
    person(
        s,
        x - half * 0.86,
        y - length * 0.042,
        tall * 1.06,
        Look(
            "shirt",
            "lungi",
            top=shirts[1],
            bottom=shirts[0],
            pose=POLING,
            head="gamchha",
            cloth=shirts[1],
            skin="#85533a",
        ),
        1,
    )
    for i in range(36):
        s.dash(
            x + half * (0.9 - i * 0.05),
            y + 22 + s.chance.uniform(-4, 14),
            s.chance.uniform(40, 130),
            s.chance.uniform(3, 8),
            "#f4fffb",
            0.65,
        )


def boatrace() -> Sheet:
    """The race: two long boats, oars in one beat, spray, and the banks full of people."""
    s = Sheet("boatrace", light=1)
    sky(s, ("#2a7fb0", "#79c0cf", "#f2e6bd"), 330)
    clouds(s, "#ffffff", 30, 240, 14, 0.6)
    treeline(s, 338, 70, "#6fae8a")
    treeline(s, 344, 100, "#3f8a66", -30, 700)
    hill(s, [(0, 350), (500, 344), (1000, 350), (1600, 342)], "#cfae6d", "#a37f49")
    colours = ("#d8432f", "#f1c04a", "#f4ead2", "#2f7f8f", "#7a3f7d", "#e4792f", "#3f8a4e", "#24466b")
    for row in range(3):
        for i in range(92):
            x, y = i * 18 + s.chance.uniform(-7, 7), 356 + row * 13 + s.chance.uniform(-3, 3)
            tone = mix(s.chance.choice(colours), "#b9c3a2", 0.28 - row * 0.1)
            s.shape(taper([(x, y), (x, y - 22), (x, y - 34)], [16, 15, 8]), tone)
            s.oval(x, y - 41, 5.4, 6.6, "#4b2f25")
    for x, tone in ((180, "#d8432f"), (640, "#20262e"), (1010, "#f1c04a"), (1390, "#2f7f8f")):
        umbrella(s, x, 290, 88, tone)
    water(s, 392, ("#9fd6cf", "#3f9fb0", "#1d6f90", "#0f4468"))
    ripples(s, 402, 900, "#e6f8ef", 210, 0.55)
    ripples(s, 410, 900, "#0d4a6e", 150, 0.4)
    _racer(s, 890, 508, 1000, 15, 118, "#3d6b3f", ("#2f8a5b", "#f4ead2"), "#f1c04a")
    _racer(s, 720, 716, 1500, 17, 178, "#8c2b22", ("#d8432f", "#f6c445"), "#f6c445")
    return s
