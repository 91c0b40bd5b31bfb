"""Screens of the interface: each is one page the window can show."""
