"""The guides of an installation: what is taken into use, what is refused and why, what survives."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import casework, paths
from desktop.errors import BadRequest
from desktop.guide.loader import load_guide
from desktop.library import keys, proofs, shelf, trust, updates
from desktop.library.adoption import InUse, find_in_use
from desktop.library.chosen import FILE as CURRENT
from desktop.library.chosen import Chosen, Entry, read_chosen, write_chosen
from desktop.library.copies import library_folder, name_of
from desktop.library.kept_json import Damaged, write_json
from desktop.library.lock import alone
from desktop.library.package import Package
from desktop.library.updates import Change, UpdateRefused
from desktop.library.versions import rank
from desktop.text import say
from tests import guides
from tests.guides import Plain
from tests.proved_guides import DAY, KEY, OTHER_KEY, Installation, packed, save, write


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    return Installation(tmp_path, monkeypatch)


def install(here: Installation, source: Path, older: bool = False) -> Change:
    return updates.install(here.data, source, older, DAY)


def used(here: Installation) -> InUse:
    return find_in_use(here.data, DAY)


def copy_of(here: Installation) -> Path:
    """The copy of the guide in use."""
    guide = used(here).guide
    return library_folder(here.data) / name_of(guide.rules, guide.content)


def refusal(here: Installation, source: Path, older: bool = False) -> list[str]:
    """Why the file is refused; what was in use is seen to be in use still."""
    before = used(here)
    with pytest.raises(UpdateRefused) as raised:
        install(here, source, older)
    assert used(here).guide.content == before.guide.content
    assert before.guide.version in raised.value.say("en")
    assert list(library_folder(here.data).glob(".new-*")) == []
    return [say(reason, "en") for reason in raised.value.reasons]


def test_the_shipped_guide_is_in_use_until_another_is_installed(here: Installation) -> None:
    assert used(here).guide.version == "1.0"
    assert used(here).entry is None
    install(here, here.file("1.1"))
    assert used(here).guide.version == "1.1"
    assert used(here).notices == ()


def test_the_file_of_the_guide_in_use_changes_nothing(here: Installation) -> None:
    file = here.file("1.1")
    assert install(here, file).is_new
    assert not install(here, file).is_new
    assert [entry.version for entry in used(here).before] == ["1.0"]


def test_what_was_installed_is_kept_whole(here: Installation) -> None:
    file = here.file("1.1")
    install(here, file)
    assert shelf.read_copy(copy_of(here)).to_bytes() == file.read_bytes()


def test_a_guide_that_nobody_signed_is_refused(here: Installation) -> None:
    assert refusal(here, here.file("1.1", key=None)) == ["it is not signed"]


def test_a_guide_signed_by_a_stranger_is_refused(here: Installation) -> None:
    assert "not accepted" in refusal(here, here.file("1.1", key=OTHER_KEY))[0]


def test_one_trusted_signature_among_others_is_enough(here: Installation) -> None:
    package = packed(here.folder, "1.1").signed_by(OTHER_KEY).signed_by(KEY)
    assert install(here, save(here.folder / "x.aiguillage", package)).now == "1.1"


def test_a_signature_of_another_version_is_false(here: Installation) -> None:
    other = packed(here.folder, "1.2").signed_by(KEY)
    package = packed(here.folder, "1.1")
    forged = Package(package.manifest, other.signatures, package.files)
    assert "is false" in refusal(here, save(here.folder / "x.aiguillage", forged))[0]


def test_a_key_that_is_trusted_no_longer_installs_nothing(here: Installation) -> None:
    trust.distrust(here.data, "Region")
    assert "not accepted" in refusal(here, here.file("1.1"))[0]


def test_a_changed_file_is_refused_though_its_manifest_is_signed(here: Installation) -> None:
    file = here.file("1.1")
    file.write_bytes(file.read_bytes().replace(b"because loaf", b"BECAUSE LOAF"))
    assert "routes.yaml" in refusal(here, file)[0]


def test_a_version_that_is_not_newer_is_refused_unless_older_is_said(here: Installation) -> None:
    assert "not newer" in refusal(here, here.file("0.9"))[0]
    assert "not newer" in refusal(here, here.file("1.0", reword))[0]
    assert install(here, here.file("0.9"), older=True).now == "0.9"


def test_another_guide_is_refused(here: Installation) -> None:
    assert "another guide" in refusal(here, here.file("1.1", rename))[0]


def test_every_reason_is_told_at_once(here: Installation) -> None:
    file = here.file("0.9", key=None)
    file.write_bytes(file.read_bytes().replace(b"because loaf", b"BECAUSE LOAF"))
    assert len(refusal(here, file)) == 3


def reword(plain: Plain) -> None:
    plain["routes.yaml"]["routes"][0]["because"] = guides.text("said better")


def rename(plain: Plain) -> None:
    plain["guide.yaml"]["id"] = "other"


def break_an_example(plain: Plain) -> None:
    plain["routes.yaml"]["routes"][0]["examples"][0]["expect"] = {"pastry": "recommended"}


def break_a_story(plain: Plain) -> None:
    plain["stories.yaml"]["stories"][0]["expect"]["recommended"] = {}


def forget_a_need(plain: Plain) -> None:
    plain["routes.yaml"]["routes"].pop()


def renumber(plain: Plain) -> None:
    plain["interview.yaml"]["questions"][1]["choices"][0]["number"] = "7"
    plain["interview.yaml"]["questions"][1]["retired"] = ["1"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (break_an_example, "routes.yaml:"),
        (break_a_story, "stories.yaml:"),
        (forget_a_need, "not proved"),
        (renumber, "interview.yaml:"),
    ],
)
def test_a_guide_that_would_mislead_is_refused_though_it_is_signed(
    here: Installation, change: Callable[[Plain], None], words: str
) -> None:
    assert words in refusal(here, here.file("1.1", change))[0]


def test_a_manifest_that_speaks_of_another_guide_is_refused(here: Installation) -> None:
    package = packed(here.folder, "1.1")
    lying = replace(package, manifest=replace(package.manifest, rules="0" * 64)).signed_by(KEY)
    assert (
        "another version of the program"
        in refusal(here, save(here.folder / "x.aiguillage", lying))[0]
    )


# From a folder or a stick


def test_the_newest_that_fits_is_taken_from_a_folder(here: Installation) -> None:
    for version, key in (("1.2", KEY), ("1.10", KEY), ("1.11", OTHER_KEY), ("0.1", KEY)):
        here.file(version, key=key)
    (here.folder / "broken.aiguillage").write_bytes(b"nothing")
    (here.folder / "._1.12.aiguillage").write_bytes(b"left by another system")
    change = install(here, here.folder)
    assert change.now == "1.10"
    assert [say(reason, "en").split(":")[0] for reason in change.passed_over] == [
        "broken.aiguillage",
        "1.11.aiguillage",
    ]


def test_a_folder_without_a_guide_says_so(here: Installation) -> None:
    assert refusal(here, here.folder) == ["there is no .aiguillage file in this folder"]


def test_a_folder_where_nothing_fits_says_why_for_each(here: Installation) -> None:
    here.file("1.1", key=None)
    here.file("0.5")
    reasons = refusal(here, here.folder)
    assert [reason.split(":")[0] for reason in reasons] == ["1.1.aiguillage", "0.5.aiguillage"]


# Going back


def test_rollback_goes_back_one_guide_each_time(here: Installation) -> None:
    install(here, here.file("1.1"))
    install(here, here.file("1.2"))
    assert updates.roll_back(here.data, DAY).now == "1.1"
    assert updates.roll_back(here.data, DAY).now == "1.0"
    with pytest.raises(UpdateRefused):
        updates.roll_back(here.data, DAY)
    assert used(here).guide.version == "1.0"


def test_a_kept_guide_is_taken_again_by_version_or_by_hash(here: Installation) -> None:
    install(here, here.file("1.1"))
    name = copy_of(here).name
    updates.roll_back(here.data, DAY)
    assert updates.use(here.data, "1.1", DAY).now == "1.1"
    assert updates.use(here.data, "1.0", DAY).now == "1.0"
    assert updates.use(here.data, name[-16:-8], DAY).now == "1.1"
    assert not updates.use(here.data, name, DAY).is_new
    with pytest.raises(BadRequest):
        updates.use(here.data, name[:8], DAY)  # the rules are the same in both
    with pytest.raises(BadRequest):
        updates.use(here.data, "7.7", DAY)


def test_a_guide_whose_key_is_trusted_no_longer_is_not_taken_again(here: Installation) -> None:
    install(here, here.file("1.1"))
    updates.roll_back(here.data, DAY)
    trust.distrust(here.data, "Region")
    with pytest.raises(UpdateRefused):
        updates.use(here.data, "1.1", DAY)


def test_a_copy_that_rotted_is_not_taken_again(here: Installation) -> None:
    install(here, here.file("1.1"))
    rotten = copy_of(here) / "stories.yaml"
    updates.roll_back(here.data, DAY)
    rotten.write_bytes(rotten.read_bytes()[:-1])
    with pytest.raises(BadRequest):
        updates.use(here.data, "1.1", DAY)
    assert install(here, here.file("1.1")).now == "1.1"
    assert shelf.is_intact(copy_of(here))


def test_a_newer_guide_that_comes_with_the_program_is_used(
    here: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(here, here.file("1.1"))
    ship(here, monkeypatch, "2.0")
    assert used(here).guide.version == "2.0"
    assert updates.roll_back(here.data, DAY).now == "1.1"
    assert used(here).guide.version == "1.1"  # chosen over a newer one: it stays
    assert install(here, here.file("3.0")).now == "3.0"


def ship(here: Installation, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    """A newer program, with a newer guide."""
    folder = write(here.folder / f"program-{version}" / "small", version)
    monkeypatch.setattr(paths, "shipped_guide", lambda: folder)
    write_json(folder.parent / proofs.FILE, proofs.shipped_stamp(load_guide(folder)))


# Damage


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def turn_into_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [cut, empty, turn_into_a_folder])
def test_a_damaged_choice_opens_the_shipped_guide_and_says_so(
    here: Installation, damage: Callable[[Path], None]
) -> None:
    install(here, here.file("1.1"))
    damage(library_folder(here.data) / CURRENT)
    found = casework.adopt(None, here.data)
    assert found.casework.guide.version == "1.0"
    assert "damaged" in say(found.notices[0], "en")


@pytest.mark.parametrize("damage", [cut, empty, turn_into_a_folder, remove])
@pytest.mark.parametrize("file", ["guide.yaml", "routes.yaml", "members.yaml"])
def test_a_damaged_copy_opens_the_shipped_guide_and_says_so(
    here: Installation, file: str, damage: Callable[[Path], None]
) -> None:
    install(here, here.file("1.1"))
    damage(copy_of(here) / file)
    found = casework.adopt(None, here.data)
    assert found.casework.guide.version == "1.0"
    assert "1.1" in say(found.notices[0], "en")
    assert install(here, here.file("1.2")).now == "1.2"


def test_a_copy_whose_words_were_changed_is_not_used(here: Installation) -> None:
    install(here, here.file("1.1"))
    routes = copy_of(here) / "routes.yaml"
    routes.write_bytes(routes.read_bytes().replace(b"because loaf", b"BECAUSE LOAF"))
    assert used(here).guide.version == "1.0"


def test_a_guide_that_this_program_cannot_prove_is_not_used(here: Installation) -> None:
    library = library_folder(here.data)
    package = packed(here.folder, "1.1", forget_a_need)
    with shelf.staged(library, package) as folder:
        shelf.put(library, package, folder)
    manifest = package.manifest
    entry = Entry(manifest.guide, "1.1", manifest.rules, manifest.content, "2026-11-24")
    write_chosen(library, Chosen(entry))
    assert used(here).guide.version == "1.0"
    assert "not proved" in say(used(here).notices[0], "en")


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=70),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["format", "current", "before", *Entry._fields]), inner)
    ),
    max_leaves=20,
)


@given(content=st.binary(max_size=300) | ANY_JSON.map(lambda value: json.dumps(value).encode()))
def test_whatever_the_choice_holds_is_read_or_called_damaged(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    library = tmp_path_factory.mktemp("library")
    (library / CURRENT).write_bytes(content)
    with pytest.raises(Damaged):
        read_chosen(library)


def test_a_damaged_list_of_keys_is_never_overwritten(here: Installation) -> None:
    (here.data / trust.FILE).write_text("{", encoding="utf-8")
    with pytest.raises(keys.BadKey):
        install(here, here.file("1.1"))
    with pytest.raises(keys.BadKey):
        trust.trust(here.data, OTHER_KEY.public, "me", DAY)
    assert (here.data / trust.FILE).read_text(encoding="utf-8") == "{"


def test_a_data_folder_that_cannot_be_read_opens_the_shipped_guide(here: Installation) -> None:
    library_folder(here.data).symlink_to("guides")  # itself: nobody, not even root, gets in
    found = casework.adopt(None, here.data)
    found.keep_guide(here.data)
    assert found.casework.guide.version == "1.0"
    assert "damaged" in say(found.notices[0], "en")


def test_a_data_folder_that_is_a_file_opens_the_shipped_guide(here: Installation) -> None:
    shutil.rmtree(here.data)
    here.data.write_text("", encoding="utf-8")
    found = casework.adopt(None, here.data)
    found.keep_guide(here.data)
    assert found.casework.guide.version == "1.0"


def test_two_changes_at_once_are_one_after_the_other(here: Installation) -> None:
    file = here.file("1.1")
    with alone(library_folder(here.data)), pytest.raises(BadRequest):
        install(here, file)
    assert install(here, file).now == "1.1"


# Proofs, trials, copies


def test_a_guide_is_proved_once(here: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    install(here, here.file("1.1"))
    monkeypatch.setattr(proofs, "reasons_against", None)  # a second proof would fail on this
    assert used(here).guide.version == "1.1"


def test_a_newer_program_proves_again() -> None:
    guide = load_guide(paths.shipped_guide())
    assert proofs.stamp(guide, "1.0") != proofs.stamp(guide, "1.1")


def test_the_package_says_truly_that_its_guide_is_proved() -> None:
    """When this fails: python packaging/stamp_guide.py."""
    guide = load_guide(paths.shipped_guide())
    assert proofs.reasons_against(guide, DAY) == []
    assert proofs.shipped()._asdict() == proofs.shipped_stamp(guide)


def test_a_trial_says_that_its_guide_is_not_proved_and_writes_nothing(here: Installation) -> None:
    folder = write(here.folder / "trial", "1.1", forget_a_need)
    shutil.rmtree(here.data)
    found = casework.adopt(folder, here.data)
    found.keep_guide(here.data)
    assert found.casework.on_trial
    assert "not proved" in say(found.notices[0], "en")
    assert not here.data.exists()


def test_a_trial_that_is_proved_has_nothing_to_say(here: Installation) -> None:
    assert casework.adopt(write(here.folder / "trial", "1.1"), here.data).notices == ()


def test_the_shipped_guide_is_kept_at_its_first_use(here: Installation) -> None:
    casework.adopt(None, here.data).keep_guide(here.data)
    package = shelf.read_copy(copy_of(here))
    assert package.manifest.version == "1.0"
    assert package.signatures == ()


@pytest.mark.parametrize(
    ("older", "newer"), [("1.9", "1.10"), ("2026.11", "2026.11.1"), ("x", "0.1"), ("1", "1.0.1")]
)
def test_versions_are_numbers_and_not_words(older: str, newer: str) -> None:
    assert rank(older) < rank(newer)
    assert rank("2026.11") == rank("2026.11.0")
