"""Writes what a helpline needs in one file, without anything about anybody.

Everything in it is let in by name or by shape; what nobody thought of stays out.
"""

from desktop.support.bundle import NAMES, make_bundle

__all__ = ["NAMES", "make_bundle"]
