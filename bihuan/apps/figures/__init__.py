"""Figures: who reports what, what was reported, and what follows from it (指标)."""
