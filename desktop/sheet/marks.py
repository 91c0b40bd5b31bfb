"""The sheet's two marks: a square one for telephones, a striped one for a desk's scanner."""

from __future__ import annotations

from collections.abc import Sequence

Rows = tuple[tuple[bool, ...], ...]
"""Dark and light modules, from the top left, without the quiet zone."""

QUIET_SQUARE = 4
QUIET_STRIPES = 10
"""Light modules that a reader needs around a mark."""


def square(text: str) -> Rows:
    """The QR code of `text`, which says itself that it is UTF-8: no reader has to guess."""
    import segno  # late: start-up needs no mark

    # One fixed mask: choosing among eight takes four times as long, and any reader reads them all.
    code = segno.make(
        text, error="m", micro=False, encoding="utf-8", eci=True, boost_error=False, mask=2
    )
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def stripes(code: str) -> Rows:
    """The Code 128 of a ticket's code, as one row: letters and digits only, no hyphen."""
    # Late: start-up needs no mark. Its package says nothing of its types.
    from barcode import Code128  # type: ignore[import-untyped]

    (modules,) = Code128(code.replace("-", "")).build()
    return (tuple(module == "1" for module in modules),)


def to_svg(rows: Rows, quiet: int, height: int | None = None) -> str:
    """The mark as a picture, one unit a module, with `quiet` light modules around.

    `height` stretches a single row, whose quiet zone is at its ends only.
    """
    width = len(rows[0]) + 2 * quiet
    above, tall = (0, height) if height else (quiet, 1)
    whole = height or len(rows) + 2 * quiet
    bars = "".join(
        f"M{quiet + start} {above + top}h{length}v{tall}h-{length}z"
        for top, row in enumerate(rows)
        for start, length in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {whole}"'
        f' shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{width}v{whole}h-{width}z"/>'
        f'<path fill="#000" d="{bars}"/></svg>'
    )


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    """Where dark stretches begin, and how long each is."""
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if dark and found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((place, 1))
    return found
