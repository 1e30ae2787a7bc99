"""Stories, with everything that edition v1 carries."""
