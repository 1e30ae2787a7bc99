"""One module per command of `barta`: `main(arguments) -> exit code`."""

import argparse


def parser(name: str, description: str, examples: str) -> argparse.ArgumentParser:
    """Return a command's parser, whose --help ends with examples."""
    return argparse.ArgumentParser(
        prog=f"barta {name}",
        description=description,
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
