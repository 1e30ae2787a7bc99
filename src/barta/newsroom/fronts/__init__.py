"""The front page as editors arrange it."""
