"""The case book: cases followed to the end, kept in one file. Import it late: it brings SQL."""
