"""A file of companies, routed row by row: what each member says of each of them."""
