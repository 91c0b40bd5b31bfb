"""Aiguillage: sends each need of an entrepreneur to the right member of the G6."""

__version__ = "0.1.0"
