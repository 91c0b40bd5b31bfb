"""A guide in one file: the same bytes twice, and nothing believed that is not exactly one."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import paths
from desktop.errors import CannotRead
from desktop.guide.loader import load_guide
from desktop.library import keys
from desktop.library.keys import BadKey, load_key, make_key, parse_public
from desktop.library.package import (
    MAX_BYTES,
    MAX_HEADER,
    MAX_SIGNATURES,
    BadPackage,
    FileEntry,
    Package,
    load_package,
    make_package,
    read_package,
)
from desktop.ticket import symbols
from tests.proved_guides import DAY, KEY, OTHER_KEY, packed, write

SHIPPED = make_package(paths.shipped_guide(), load_guide(paths.shipped_guide()), DAY)
SIGNED = SHIPPED.signed_by(KEY).signed_by(OTHER_KEY)
RAW = SIGNED.to_bytes()
HEADER = len(SIGNED.header)


def manifest_line(raw: bytes, change: dict[str, object]) -> bytes:
    magic, line, rest = raw.split(b"\n", 2)
    data = json.loads(line) | change
    changed = json.dumps(data, separators=(",", ":"), sort_keys=True).encode()
    return b"\n".join([magic, changed, rest])


def test_a_guide_comes_out_of_its_file_as_it_went_in() -> None:
    assert read_package(RAW) == SIGNED
    assert dict(SIGNED.files) == {
        path.name: path.read_bytes() for path in paths.shipped_guide().glob("*.yaml")
    }


def test_the_same_guide_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = packed(tmp_path / "a"), packed(tmp_path / "b")
    assert first.to_bytes() == second.to_bytes()
    assert first.signed_by(KEY).to_bytes() == second.signed_by(KEY).signed_by(KEY).to_bytes()


def test_the_order_in_which_people_sign_changes_nothing() -> None:
    assert SHIPPED.signed_by(OTHER_KEY).signed_by(KEY).to_bytes() == RAW


def test_a_signature_is_of_this_manifest_alone() -> None:
    other = replace(SHIPPED.manifest, date="2026-11-25")
    signature = SHIPPED.signed_by(KEY).signatures[0]
    assert KEY.public.has_signed(SHIPPED.manifest.signed, signature.value)
    assert not KEY.public.has_signed(other.signed, signature.value)
    assert not OTHER_KEY.public.has_signed(SHIPPED.manifest.signed, signature.value)


def test_a_file_takes_so_many_signatures_and_no_more() -> None:
    package = SHIPPED
    for number in range(MAX_SIGNATURES):
        package = package.signed_by(keys.PrivateKey(bytes([number]) * 32))
    assert read_package(package.to_bytes()) == package
    with pytest.raises(BadPackage):
        package.signed_by(KEY)


@given(place=st.integers(0, HEADER - 1), bit=st.integers(0, 7))
def test_no_bit_of_the_header_can_change_and_still_be_signed(place: int, bit: int) -> None:
    raw = bytearray(RAW)
    raw[place] ^= 1 << bit
    try:
        package = read_package(bytes(raw))
    except BadPackage:
        return
    sound = [s for s in package.signatures if s.key.has_signed(package.manifest.signed, s.value)]
    assert len(sound) == (0 if place < len(SIGNED.manifest.signed) else 1)


@given(place=st.integers(HEADER, len(RAW) - 1), bit=st.integers(0, 7))
def test_no_bit_of_the_guide_can_change_unseen(place: int, bit: int) -> None:
    raw = bytearray(RAW)
    raw[place] ^= 1 << bit
    assert len(read_package(bytes(raw)).altered()) == 1


@given(length=st.integers(0, len(RAW) - 1))
def test_a_file_cut_short_is_refused(length: int) -> None:
    with pytest.raises(BadPackage):
        read_package(RAW[:length])


@given(added=st.binary(min_size=1, max_size=200), at_end=st.booleans())
def test_a_file_with_something_added_is_refused(added: bytes, at_end: bool) -> None:
    with pytest.raises(BadPackage):
        read_package(RAW + added if at_end else RAW[: HEADER - 1] + added + RAW[HEADER - 1 :])


@given(raw=st.binary(max_size=2000))
def test_any_other_bytes_are_refused(raw: bytes) -> None:
    with pytest.raises(BadPackage):
        read_package(raw)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


@given(key=st.sampled_from(["content", "date", "files", "guide", "rules", "version"]), value=JSON)
def test_a_manifest_of_another_shape_is_refused(key: str, value: object) -> None:
    with pytest.raises(BadPackage):
        read_package(manifest_line(RAW, {key: value}))


ENTRY = {"name": "guide.yaml", "sha256": "0" * 64, "size": 10}
NAMES = list(SHIPPED.files)


def with_files(names: list[str]) -> bytes:
    """A file that holds an empty file under each of these names, with a true manifest."""
    entries = tuple(FileEntry(name, 0, hashlib.sha256(b"").hexdigest()) for name in names)
    manifest = replace(SHIPPED.manifest, files=entries)
    return Package(manifest, (), dict.fromkeys(names, b"")).to_bytes()


def test_the_files_of_a_guide_in_their_order_are_read() -> None:
    assert list(read_package(with_files(NAMES)).files) == NAMES


@pytest.mark.parametrize(
    "name",
    ["../guide.yaml", "/etc/passwd", "guide.yaml/", "C:\\guide.yaml", "guide.yaml\0", "new.yaml"],
)
def test_only_the_files_of_a_guide_have_a_place(name: str) -> None:
    with pytest.raises(BadPackage):
        read_package(with_files([*NAMES, name]))


@pytest.mark.parametrize("order", [(0, 0, 1, 2, 3), (1, 0, 2, 3, 4), (0, 1, 2), ()])
def test_each_file_stands_once_in_its_order(order: tuple[int, ...]) -> None:
    with pytest.raises(BadPackage):
        read_package(with_files([NAMES[place] for place in order]))


@pytest.mark.parametrize("size", [-1, 10**30, True, 1.0, "10"])
def test_a_size_is_a_reasonable_whole_number(size: object) -> None:
    with pytest.raises(BadPackage):
        read_package(manifest_line(RAW, {"files": [ENTRY | {"size": size}]}))


def test_the_same_manifest_written_another_way_is_refused() -> None:
    magic, line, rest = RAW.split(b"\n", 2)
    with pytest.raises(BadPackage):
        read_package(b"\n".join([magic, line.replace(b":", b": ", 1), rest]))


def test_a_key_given_twice_in_the_manifest_is_refused() -> None:
    magic, line, rest = RAW.split(b"\n", 2)
    with pytest.raises(BadPackage):
        read_package(b"\n".join([magic, b'{"version":"9",' + line[1:], rest]))


def test_one_key_signs_once() -> None:
    first = SIGNED.signatures[0]
    with pytest.raises(BadPackage):
        read_package(replace(SIGNED, signatures=(first, first)).to_bytes())


def test_a_header_without_end_takes_no_memory() -> None:
    raw = b"aiguillage-guide-1\n[" + b"[]," * 500_000 + b"[]]\n\n"
    tracemalloc.start()
    with pytest.raises(BadPackage):
        read_package(raw)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MAX_HEADER


def test_a_later_format_asks_for_a_newer_program() -> None:
    with pytest.raises(BadPackage) as raised:
        read_package(RAW.replace(b"guide-1", b"guide-2", 1))
    assert "newer version of the program" in raised.value.say("en")


def test_a_file_too_large_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.aiguillage"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 1000)  # a hole: nothing on the disk
    with pytest.raises(BadPackage):
        load_package(path)


@pytest.mark.skipif(os.name == "nt", reason="that system has neither")
@pytest.mark.parametrize("command", [["mkfifo"], ["ln", "-s", "/dev/zero"]])
def test_a_pipe_or_a_device_is_refused(tmp_path: Path, command: list[str]) -> None:
    path = tmp_path / "x.aiguillage"
    subprocess.run([*command, path], check=True)
    with pytest.raises(CannotRead):
        load_package(path)


def test_a_folder_with_another_yaml_file_is_not_packed(tmp_path: Path) -> None:
    folder = write(tmp_path / "guide")
    (folder / "notes.yaml").write_text("a: b\n", encoding="utf-8")
    with pytest.raises(BadPackage) as raised:
        make_package(folder, load_guide(folder), DAY)
    assert "notes.yaml" in raised.value.say("en")


@pytest.mark.parametrize("version", ["next", "1..2", "1.2-beta", "1" * 10, "٣"])
def test_a_version_without_order_is_not_packed(tmp_path: Path, version: str) -> None:
    with pytest.raises(BadPackage) as raised:
        packed(tmp_path, version)
    assert "2026.11.2" in raised.value.say("en")


# Keys


@given(raw=st.binary(min_size=32, max_size=32))
def test_a_public_key_is_read_as_it_was_said(raw: bytes) -> None:
    text = keys.PublicKey(raw).text
    assert parse_public(text).raw == raw
    assert (
        parse_public(text.lower().replace("-", " ").replace("0", "o").replace("1", "l")).raw == raw
    )


@given(
    raw=st.binary(min_size=32, max_size=32),
    place=st.integers(0, 55),
    letter=st.sampled_from(symbols.ALPHABET),
)
def test_one_character_misheard_is_noticed(raw: bytes, place: int, letter: str) -> None:
    text = keys.PublicKey(raw).text.replace("-", "")
    heard = text[:place] + letter + text[place + 1 :]
    if heard == text:
        assert parse_public(heard).raw == raw
        return
    with pytest.raises(BadKey):
        parse_public(heard)


@given(typed=st.text(max_size=500))
def test_any_other_text_is_no_key(typed: str) -> None:
    with pytest.raises(BadKey):
        parse_public(typed)


def test_a_private_key_is_its_owners_alone(tmp_path: Path) -> None:
    path, key = tmp_path / "key", make_key()
    key.save(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_key(path, lambda: "").public == key.public


def test_a_key_is_never_written_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("precious", encoding="utf-8")
    with pytest.raises(BadKey):
        make_key().save(path)
    assert path.read_text(encoding="utf-8") == "precious"


def test_a_passphrase_may_be_any_bytes(tmp_path: Path) -> None:
    key, path = make_key(), tmp_path / "key"

    key.save(path, "phrase \udcff")

    assert load_key(path, lambda: "phrase \udcff").public == key.public


def test_a_passphrase_closes_a_key(tmp_path: Path) -> None:
    path, key = tmp_path / "key", make_key()
    key.save(path, "quatre mots pour ouvrir")
    assert load_key(path, lambda: "quatre mots pour ouvrir").public == key.public
    with pytest.raises(BadKey) as raised:
        load_key(path, lambda: "quatre mots pour ouvrirr")
    assert "passphrase" in raised.value.say("en")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "[" * 10000,
        "{}",
        '{"seed": 3}',
        '{"seed": "00"}',
    ],
)
def test_a_file_that_is_no_key_is_refused_at_once(tmp_path: Path, content: str) -> None:
    path = tmp_path / "key"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadKey) as raised:
        load_key(path, lambda: "x")
    assert "is not a key file" in raised.value.say("en")


@pytest.mark.parametrize(
    "cost", [{"memory": 2**40}, {"passes": 10**6}, {"salt": 3}, {"memory": "x"}]
)
def test_a_key_that_would_take_all_the_memory_is_not_opened(
    tmp_path: Path, cost: dict[str, object]
) -> None:
    path = tmp_path / "key"
    argon2id = {"passes": 3, "memory": keys.MEMORY, "salt": "00" * 16} | cost
    path.write_text(json.dumps({"argon2id": argon2id, "closed": "00" * 72}), encoding="utf-8")
    with pytest.raises(BadKey):
        load_key(path, lambda: pytest.fail("no passphrase is of any use here"))


def test_the_window_starts_without_the_library_that_signs() -> None:
    code = (
        "import sys; from pathlib import Path; from desktop import casework;"
        "casework.adopt(None, Path('nowhere'));"
        "print([m for m in ('nacl', 'desktop.proof', 'desktop.checking') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
