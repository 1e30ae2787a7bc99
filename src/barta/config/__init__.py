"""Puts the rooms together: settings, addresses, the `barta` command and its processes."""
