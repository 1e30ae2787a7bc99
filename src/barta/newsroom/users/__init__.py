"""Who works here: users, their initials and their roles."""
