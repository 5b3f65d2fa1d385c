"""Pages of units, people, rights, audit and rules."""
