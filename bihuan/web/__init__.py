"""Templates, static files, template tags and page parts: their one home."""
