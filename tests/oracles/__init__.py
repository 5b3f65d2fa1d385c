"""Slow, obvious second implementations (对照实现)."""
