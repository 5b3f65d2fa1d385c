"""Shapes of input of units, people and rights."""
