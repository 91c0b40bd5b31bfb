"""Cases in progress as the register keeps them: each window's own, and what others left."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.desk.draft import Draft, from_bytes
from desktop.desk.session import Session
from desktop.register.model import AdvisorId

MOST = 8
"""So many windows of one advisor have a place each; more of them share the last."""


class Kept:
    """Where the case in progress of each advisor of this window is kept.

    The first window of an advisor keeps it under their id, the next ones each beside it. A place
    in which an earlier window left a case stays as it is until somebody decides about that case.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._own: dict[AdvisorId, int] = {}
        self._left: dict[AdvisorId, list[tuple[int, Draft]]] = {}

    def place(self, by: AdvisorId) -> AdvisorId:
        """What this window keeps the advisor's case under. Raises RegisterFault."""
        if by not in self._own:
            self._claim(by)
        return _key(by, self._own[by])

    def find(self, by: AdvisorId) -> Draft | None:
        """A case that was in progress when its window ended. Raises RegisterFault."""
        self.place(by)
        left = self._left[by]
        return left[0][1] if left else None

    def take(self, by: AdvisorId, now: Draft) -> Draft:
        """Go on with the case found; `now`, if there is anything in it, waits in its stead."""
        number, draft = self._left[by].pop(0)
        before, self._own[by] = self._own[by], number
        if now.is_empty:
            self._session.seats.give_back(_seat(by, before))
        else:
            self._left[by].append((before, now))
        return draft

    def forget(self, by: AdvisorId) -> AdvisorId:
        """Leave the case found; what it was kept under, to be emptied."""
        number, _ = self._left[by].pop(0)
        return _key(by, number)

    def _claim(self, by: AdvisorId) -> None:
        own: int | None = None
        left = []
        for number, draft in self._free(by):
            if draft is not None and not draft.is_empty:
                left.append((number, draft))
            elif own is None:
                own = number
            else:
                self._session.seats.give_back(_seat(by, number))
        self._own[by], self._left[by] = MOST if own is None else own, left

    def _free(self, by: AdvisorId) -> Iterator[tuple[int, Draft | None]]:
        """The places that no other window has, with what was left there."""
        register, casework = self._session.register, self._session.casework
        for number in range(1, MOST + 1):
            if register is None or not self._session.seats.take(_seat(by, number)):
                continue
            raw = register.progress(_key(by, number))
            draft = from_bytes(casework.guide, casework.communes, raw) if raw is not None else None
            if raw is not None and draft is None:
                self._session.seats.give_back(_seat(by, number))
                continue  # of a later version of the program: not ours to write over
            yield number, draft


def _key(by: AdvisorId, number: int) -> AdvisorId:
    return by if number == 1 else AdvisorId(f"{by}/{number}")


def _seat(by: AdvisorId, number: int) -> str:
    return f"{by}-{number}"
