"""Django's SQLite backend as the newsroom needs it: a current SQLite, fair writing, readable JSON."""
