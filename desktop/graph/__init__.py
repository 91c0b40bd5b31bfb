"""The guide as one picture: from what visitors say to the members they are sent to."""

from desktop.graph.svg import Picture, draw, paper_phrase

__all__ = ["Picture", "draw", "paper_phrase"]
