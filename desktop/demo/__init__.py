"""A year of made-up work, plainly marked as such, to look at the program with."""
