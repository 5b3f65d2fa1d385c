"""Commands and demonstration of this app."""
