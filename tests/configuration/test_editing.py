"""A list of advisors written into a settings file leaves all else in it as somebody wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.configuration import Advisor, load
from desktop.configuration.editing import file_of_advisors, write_advisors
from desktop.errors import BadRequest, CannotRead, CannotWrite

ANNA, BO, CY = Advisor("anna", "Anna", "a"), Advisor("bo", "Bo", "b"), Advisor("cy", "Cy", "c")

FORMS = {
    "no file": None,
    "no table": "format = 1 # the form\n",
    "a table": "format = 1\n[desk]\n# shared, in the hall\nshared = true # since May\n[register]\n",
    "blocks": '[[desk.advisors]]\nid = "anna"\nname = "Old" # hers\nkey = "A"\n'
    '[[desk.advisors]]\nid = "gone"\nname = "Gone"\nkey = "g"\n[register]\nretention_years = 4\n',
    "in one line": '[desk]\nadvisors = [{ id = "anna", name = "Old", key = "a" }] # all\n'
    'shared = true\n[start]\nmode = "desk"\n',
    "in several lines": '[desk]\nadvisors = [\n  # hers\n  { id = "anna", name = "A", key = "a" },'
    '\n  { id = "gone", name = "Gone", key = "g" },\n]\n',
    "a dotted key": "desk.shared = true\n",
    "a table in one line": "desk = { shared = true }\n",
    "blocks after another table": "[desk]\nshared = true\n[register]\nretention_years = 4\n"
    '[[desk.advisors]]\nid = "anna"\nname = "A"\nkey = "a"\n',
}


def comments(text: str) -> list[str]:
    return [line.split("#", 1)[1] for line in text.splitlines() if "#" in line]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder on a machine without settings."""
    monkeypatch.setenv("AIGUILLAGE_MACHINE_SETTINGS", str(tmp_path / "machine"))
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("form", FORMS)
def test_the_list_is_written_however_the_file_is(form: str, data: Path) -> None:
    file, text = data / "aiguillage.toml", FORMS[form]
    if text is not None:
        file.write_text(text, encoding="utf-8")
    before = load(data)

    write_advisors(file_of_advisors(before, data), (ANNA, BO))

    after = load(data)
    assert after.faults == ()
    assert after.configuration.desk.advisors == (ANNA, BO)
    assert after.configuration.desk.shared == before.configuration.desk.shared
    assert after.configuration.register == before.configuration.register
    assert comments(file.read_text(encoding="utf-8")) == comments(text or "")


def test_a_list_of_the_machine_is_changed_where_it_stands(data: Path, tmp_path: Path) -> None:
    machine = tmp_path / "machine" / "desk.toml"
    machine.parent.mkdir()
    machine.write_text('[[desk.advisors]]\nid = "anna"\nname = "Anna"\nkey = "a"\n')
    machine.chmod(0o640)

    file = file_of_advisors(load(data), data)
    write_advisors(file, (ANNA, BO, CY))

    assert file == machine
    assert load(data).configuration.desk.advisors == (ANNA, BO, CY)
    assert machine.stat().st_mode & 0o777 == 0o640
    assert not (data / "aiguillage.toml").exists()


def test_a_link_stays_one_and_what_it_leads_to_is_changed(data: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.toml"
    kept.write_text("# ours\n[desk]\nshared = true\n")
    (data / "aiguillage.toml").symlink_to(kept)

    write_advisors(data / "aiguillage.toml", (ANNA,))

    assert (data / "aiguillage.toml").is_symlink()
    assert "# ours" in kept.read_text()
    assert load(data).configuration.desk.advisors == (ANNA,)


def test_nothing_is_changed_while_a_file_has_a_fault(data: Path) -> None:
    (data / "aiguillage.toml").write_text("[desk]\nshared = 3\n")

    with pytest.raises(BadRequest, match="config check"):
        file_of_advisors(load(data), data)


def test_a_list_typed_on_the_command_line_is_in_no_file(data: Path) -> None:
    typed = '[{id = "anna", name = "Anna", key = "a"}]'

    with pytest.raises(BadRequest):
        file_of_advisors(load(data, {"desk.advisors": typed}), data)


def test_a_file_that_cannot_take_the_list_stays_as_it_is(data: Path) -> None:
    file = data / "aiguillage.toml"
    file.write_text("[start]\nmode = 1\n")

    with pytest.raises(BadRequest, match="à la main"):
        write_advisors(file, (ANNA,))
    assert file.read_text() == "[start]\nmode = 1\n"


def test_a_folder_in_the_way_is_said(data: Path) -> None:
    (data / "aiguillage.toml").mkdir()

    with pytest.raises((CannotRead, CannotWrite)):
        write_advisors(data / "aiguillage.toml", (ANNA,))
