"""What is held on a company, put right."""

from __future__ import annotations

from sqlalchemy import update

from desktop.register import derived, erasing
from desktop.register.faults import CaseUnknown
from desktop.register.model import CaseId, Company
from desktop.register.moment import Moment
from desktop.register.packed import company_columns
from desktop.register.reading import row_of
from desktop.register.referring import touch
from desktop.register.tables import personal
from desktop.text import phrase


def rectify(moment: Moment, case: CaseId, company: Company) -> None:
    """Puts these personal fields in place of those held; raises CaseUnknown."""
    row = int(row_of(moment.connection, case)["id"])
    was = derived.before(moment.connection, row)
    held = update(personal).where(personal.c.id == row).values(company_columns(company))
    if moment.connection.execute(held).rowcount == 0:
        raise CaseUnknown(phrase("register.erased"))
    touch(moment, row)
    moment.note(row, "rectified")
    derived.settle(moment.connection, was, row, moment.today)
    erasing.want_sweep(moment)
    moment.trace("rectified", case)
