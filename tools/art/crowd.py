"""People too far away to have faces."""

from paper import Sheet, darker, mix, taper


def watchers(s: Sheet, left: float, right: float, y: float, clothes: tuple[str, ...], haze: str) -> None:
    """Let a loose crowd stand and sit along a field's edge."""
    x = left
    while x < right:
        tall = s.chance.choice((26, 38, 44, 47, 50, 54))
        foot = y + s.chance.uniform(-6, 6)
        tone = mix(s.chance.choice(clothes), haze, s.chance.uniform(0.1, 0.4))
        s.shape(
            taper(
                [(x, foot), (x, foot - tall * 0.62), (x, foot - tall * 0.86)],
                [tall * 0.34, tall * 0.33, tall * 0.14],
            ),
            tone,
        )
        s.shape(
            taper([(x, foot), (x, foot - tall * 0.34)], [tall * 0.3, tall * 0.32]),
            darker(tone, s.chance.uniform(0.1, 0.5)),
        )
        s.oval(x + s.chance.uniform(-2, 2), foot - tall * 0.98, tall * 0.12, tall * 0.14, "#3d2924")
        x += s.chance.choice((11, 14, 17, 22, 30, 46))
