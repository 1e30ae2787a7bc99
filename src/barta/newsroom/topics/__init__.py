"""Topics and the other names readers know them by."""
