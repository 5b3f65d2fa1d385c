"""Units, people, posts, access, events and office definitions."""
