"""Rows of the desk as values of the engine and of the lines out."""
