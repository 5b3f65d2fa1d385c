"""Two years' reports side by side (两年对照): what was promised and is not mentioned, raised, lowered, renamed."""
