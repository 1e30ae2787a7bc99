"""A fresh interpreter that imports every module of the readers' side has loaded no Django."""

import importlib
import pkgutil
import sys

READERS_SIDE = [
    "bangla",
    "edition",
    "ledger",
    "readership",
    "pagestore",
    "search",
    "rendering",
    "press",
    "delivery",
]
NEWSROOM_ONLY = {"django", "wagtail", "modelcluster", "taggit", "modelsearch"}


def modules(package: str) -> list[str]:
    """Return the names of `package` and of every module in it."""
    root = importlib.import_module(package)
    return [package, *(found.name for found in pkgutil.walk_packages(root.__path__, f"{package}."))]


def main() -> int:
    """Import everything readers are served by; print and count what should not have come along."""
    names = [
        name for room in READERS_SIDE for name in modules(f"barta.{room}") if not name.endswith("__main__")
    ]
    for name in names:
        importlib.import_module(name)
    loaded = sorted(NEWSROOM_ONLY & set(sys.modules))
    if loaded:
        print(f"the readers' side has loaded {', '.join(loaded)}: move that import to the newsroom")
        return 1
    print(f"{len(names)} modules of the readers' side load no Django")
    return 0


if __name__ == "__main__":
    sys.exit(main())
