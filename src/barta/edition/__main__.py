"""`python -m barta.edition` writes the committed JSON Schema anew."""

from barta.edition.schema import write

if __name__ == "__main__":
    write()
