"""What the workspace edits is called by its name."""

from __future__ import annotations

from desktop.text import load_catalogue
from desktop.workspace import browse, schema
from desktop.workspace.schema import Field


def fields_in(fields: tuple[Field, ...]) -> set[str]:
    """The keys of fields and of those inside them."""
    return {f.key or "said" for f in fields} | {k for f in fields for k in fields_in(f.parts)}


def test_every_field_and_area_has_its_name() -> None:
    keys = load_catalogue("fr").keys()
    fields = {key for form in schema.FORMS.values() for key in fields_in(form)}

    assert {f"workspace.field.{key}" for key in fields} <= keys
    assert {f"workspace.area.{area}" for area in browse.AREAS} <= keys
    assert {f"workspace.kind.{list_ or 'guide'}" for _, list_ in schema.FORMS} <= keys
