"""Guides as one signed file, and the guides that one installation keeps, trusts and uses."""
