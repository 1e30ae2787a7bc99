"""The newsroom's private log: who did what, and why."""
