"""Cases carried out of one register and into another: whole as JSON lines, or flat as CSV."""
