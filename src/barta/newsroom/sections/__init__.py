"""Sections of the paper and the desks that run them."""
