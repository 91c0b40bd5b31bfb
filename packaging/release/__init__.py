"""What is given to people who install: packages for Debian, an archive, wheels, what Windows needs.

`bundle` freezes the program; `debian`, `portable` and `wheels` wrap it; `release.build` does all.
"""
