"""Barta (বার্তা): a Bangla-first news publishing system. `docs/map.md` shows the whole."""
