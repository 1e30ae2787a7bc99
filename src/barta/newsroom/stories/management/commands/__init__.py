"""Management commands of stories."""
