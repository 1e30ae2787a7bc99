"""Pages that the paper says of itself: who it is, how to reach it, how it corrects."""
