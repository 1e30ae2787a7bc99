"""People, desks and agencies with a byline."""
