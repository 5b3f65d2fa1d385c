"""Bihuan (闭环): the working loop of a local government's economic year."""

__version__ = "0.1.0"
