"""Every picture by its name."""

from collections.abc import Callable, Mapping

from paper import Sheet
from scenes import (
    baul,
    boatrace,
    bridge,
    clinic,
    cricket,
    editor,
    elder,
    ferry,
    fishing,
    football,
    jute,
    library,
    market,
    night,
    pitha,
    rain,
    reporter,
    river,
    runner,
    school,
    theatre,
    winter,
)

PICTURES: Mapping[str, Callable[[], Sheet]] = {
    "river": river.river,
    "ferry": ferry.ferry,
    "fishing": fishing.fishing,
    "boatrace": boatrace.boatrace,
    "bridge": bridge.bridge,
    "winter": winter.winter,
    "jute": jute.jute,
    "market": market.market,
    "football": football.football,
    "cricket": cricket.cricket,
    "school": school.school,
    "library": library.library,
    "theatre": theatre.theatre,
    "baul": baul.baul,
    "pitha": pitha.pitha,
    "clinic": clinic.clinic,
    "rain": rain.rain,
    "night": night.night,
    "portrait-a": reporter.reporter,
    "portrait-b": elder.elder,
    "portrait-c": runner.runner,
    "portrait-d": editor.editor,
}
