"""The advisor’s desk: its window and pages."""
