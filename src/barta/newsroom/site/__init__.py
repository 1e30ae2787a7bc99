"""The paper itself: its name, its imprint, its edition."""
