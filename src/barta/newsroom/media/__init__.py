"""Pictures: private originals, and public renditions of what is published."""
