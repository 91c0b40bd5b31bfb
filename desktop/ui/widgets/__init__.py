"""Widgets of the interface: each shows one thing and knows no screen."""
