"""The guide in use: which, whose signature it has, whether it is proved."""

from __future__ import annotations

from desktop.doctor.finding import Finding, fault, warning, well
from desktop.doctor.patient import Patient
from desktop.errors import AiguillageError
from desktop.library import shelf, trust
from desktop.library.adoption import InUse, find_in_use, why_not_proved
from desktop.library.copies import library_folder
from desktop.library.kept_json import Damaged
from desktop.library.keys import BadKey


def check_guide(patient: Patient) -> Finding:
    """Which guide visitors get, and whether it may be trusted."""
    try:
        used = find_in_use(patient.data, patient.now.date(), why_not_proved)
    except AiguillageError as error:
        return fault("guide.broken", reason=error.phrase)
    guide = used.guide
    is_proved = not why_not_proved(library_folder(patient.data), guide, patient.now.date())
    values = {"guide": guide.id, "version": guide.version, "proved": is_proved}
    if not is_proved:
        return fault("guide.not-proved", **values)
    if used.notices:
        return warning("guide.replaced", notice=used.notices[0], **values)
    return _signed(patient, used, values)


def _signed(patient: Patient, used: InUse, values: dict[str, object]) -> Finding:
    if used.entry is None:
        return well("guide.shipped", **values)
    try:
        trusted = trust.load_trusted(patient.data)
        copy = shelf.read_copy(library_folder(patient.data) / used.entry.name)
    except BadKey:
        return warning("guide.keys", **values)
    except Damaged:
        return warning("guide.unsigned", **values)
    signers = [item.name for item in trust.signers(copy, trusted)]
    if not signers:
        return warning("guide.unsigned", **values)
    return well("guide.signed", names=", ".join(signers), signatures=len(signers), **values)
