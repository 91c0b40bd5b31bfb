"""Hostile files are refused at once, with their place, in both languages, and never kill."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import CannotRead, Fault, GuideRefused
from desktop.guide import nodes
from desktop.guide.loader import FILES, load_guide
from desktop.guide.nodes import Fields, Items, Scalar, read_nodes
from tests import guides
from tests.random_guides import examples

AT_ONCE = 2.0
"""Seconds; the slowest of these files takes a tenth on an idle core."""


def read(content: str | bytes) -> tuple[nodes.Node | None, list[Fault]]:
    """What is read of a file, and its faults."""
    raw = content.encode("utf-8") if isinstance(content, str) else content
    faults: list[Fault] = []
    return read_nodes(raw, "x.yaml", faults), faults


def said(fault: Fault) -> tuple[str, str]:
    """A fault in both languages."""
    return fault.say("fr"), fault.say("en")


LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
HOSTILE: dict[str, tuple[str | bytes, str, int]] = {
    "a hundred kilobytes of dashes": ("- " * 50_000, "too-deep", 1),
    "deep flow lists": ("[" * 50_000, "too-deep", 1),
    "deep flow maps": ("{a: " * 50_000, "too-deep", 1),
    "deep keys": ("? " * 50_000, "key-not-text", 1),
    "an anchor": ("a: 1\nb: &b 2\n", "alias", 2),
    "an anchor on a list": ("a: 1\nb: &b [2]\n", "alias", 2),
    "an alias": ("a: 1\nb: *c\n", "alias", 2),
    "billion laughs": (LAUGHS, "alias", 1),
    "a merge of an alias": ("a: 1\nb:\n  <<: *x\n", "alias", 3),
    "a tag": ("a: 1\nb: !!python/object:os.system x\n", "tag", 2),
    "a tag of our own": ("a: !secret x\n", "tag", 1),
    "a tag on a map": ("a: !!set {x, y}\n", "tag", 1),
    "a tag that means nothing": ("a: ! x\n", "tag", 1),
    "a version directive": ("%YAML 1.1\n---\na: 1\n", "directive", 1),
    "a tag directive": ("%TAG ! tag:x,2000:\n---\na: 1\n", "directive", 1),
    "a second document": ("a: 1\n---\nb: 2\n", "second-document", 2),
    "a second, empty document": ("a: 1\n---\n", "second-document", 2),
    "a key twice": ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3),
    "a key twice, once quoted": ("a: 1\n'a': 3\n", "duplicate-key", 2),
    "a list as a key": ("? [a, b]\n: 1\n", "key-not-text", 1),
    "a map as a key": ("a: 1\n? {b: c}\n: 1\n", "key-not-text", 2),
    "a zero-width space": ("a: 1\nb\u200b: 2\n", "invisible", 2),
    "a right-to-left override": ("a: 1\nb: x\u202ey\n", "invisible", 2),
    "a right-to-left isolate": ("a: x\u2067y\n", "invisible", 1),
    "a soft hyphen": ("a: re\u00adlay\n", "invisible", 1),
    "a byte order mark inside": ("a: 1\nb: \ufeffx\n", "invisible", 2),
    "a second byte order mark": ("\ufeff\ufeffa: 1\n", "invisible", 1),
    "a tag character": ("a: x\U000e0041\n", "invisible", 1),
    "a variation selector": ("a: x\ufe0f\n", "invisible", 1),
    "a NUL": ("a: 1\nb: x\x00y\n", "invisible", 2),
    "an escape character": ("a: \x1b[31m\n", "invisible", 1),
    "a right-to-left override by its number": ('a: 1\nb: "x\\u202ey"\n', "invisible", 2),
    "a NUL by its number": ('a: 1\nb: "x\\0y"\n', "invisible", 2),
    "an escape character by its name": ('a: 1\n"\\e[31m": 2\n', "invisible", 2),
    "a next-line character": ("a: 1\x85b: 2\n", "invisible", 1),
    "a line separator": ("a: 1\u2028b: 2\n", "invisible", 1),
    "Latin 1": ("a: 1\nb: é\n".encode("latin-1"), "not-utf8", 2),
    "UTF-16": ("a: 1\n".encode("utf-16"), "not-utf8", 1),
    "a surrogate": (b"a: \xed\xa0\x80\n", "not-utf8", 1),
    "an overlong slash": (b"a: \xc0\xaf\n", "not-utf8", 1),
    "nothing": ("", "empty-file", 1),
    "a remark only": ("# nothing\n", "empty-file", 1),
    "a tab for indentation": ("a:\n\tb: 1\n", "yaml", 2),
    "an open quote": ('a: "x\nb: 1\n', "yaml", 1),
    "an open list": ("a: [1, 2\nb: 3\n", "yaml", 2),
    "a stray closing bracket": ("a: ]\n", "yaml", 1),
    "a bad escape": ('a: "\\q"\n', "yaml", 1),
    "a colon too many": ("a: b: c\n", "yaml", 1),
    "text after a map": ("a: 1\nplain text\n", "yaml", 2),
    "a reserved sign": ("a: @x\n", "yaml", 1),
}


@pytest.mark.parametrize(("content", "code", "line"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_at_once_with_its_place(
    content: str | bytes, code: str, line: int
) -> None:
    start = time.thread_time()

    _, faults = read(content)

    assert time.thread_time() - start < AT_ONCE
    assert faults[0].code == code
    assert (faults[0].line >= line) if code == "yaml" else (faults[0].line == line)
    assert faults[0].column >= 1
    assert said(faults[0])[0].startswith(f"x.yaml:{faults[0].line}:{faults[0].column}: {code}: ")
    assert said(faults[0])[0] != said(faults[0])[1]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a: " + b"x" * nodes.MAX_BYTES, "too-large"),
        (b"- x\n" * (nodes.MAX_NODES // 200 + 1), "too-many"),
    ],
    ids=["too many bytes", "too many nodes"],
)
def test_a_file_past_a_limit_is_refused(
    content: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nodes, "MAX_NODES", nodes.MAX_NODES // 200)

    _, faults = read(content)

    assert [fault.code for fault in faults] == [code]
    assert all("{" not in sentence for sentence in said(faults[0]))


def test_a_huge_scalar_within_the_limit_is_only_a_text() -> None:
    start = time.thread_time()

    root, faults = read(b"a: " + b"x" * (nodes.MAX_BYTES - 3))

    assert faults == []
    assert isinstance(root, Fields)
    assert time.thread_time() - start < AT_ONCE * 2


def value(root: nodes.Node | None) -> object:
    """A node as plain data."""
    if isinstance(root, Fields):
        return {key: value(item) for key, item in root.values.items()}
    if isinstance(root, Items):
        return [value(item) for item in root.items]
    return root.value if isinstance(root, Scalar) else None


TRAPS = (
    "01000 NO no yes on 12:30 1e3 0x1F 0o17 1_000 .inf .nan null ~ true 2026-11-24 = << 0b11 -0"
    " +33 1.10 1.0e+2 685_230.15 190:20:30.15"
)


@pytest.mark.parametrize("written", TRAPS.split())
def test_every_scalar_stays_the_text_that_was_written(written: str) -> None:
    root, faults = read(f"a: {written}\nb: [{written}]\n")

    assert (value(root), faults) == ({"a": written, "b": [written]}, [])


def test_a_key_of_merge_is_a_key_like_another() -> None:
    assert value(read("<<: {a: 1}\n")[0]) == {"<<": {"a": "1"}}


@pytest.mark.parametrize(
    "content",
    ["\ufeffa: 1\nb: [x, é]\n", "a: 1\r\nb: [x, é]\r\n", "a: 1\rb: [x, é]\r", "a: 1\nb: [x, é]"],
    ids=["byte order mark", "CR LF", "CR", "no last line end"],
)
def test_an_honest_file_is_read_whoever_saved_it(content: str) -> None:
    root, faults = read(content)

    assert (value(root), faults) == ({"a": "1", "b": ["x", "é"]}, [])


def test_every_node_knows_its_line_and_column() -> None:
    root, _ = read("a:\n  - x\n  -   y\nb: {c: z}\n")

    assert isinstance(root, Fields)
    items, fields = root.values["a"], root.values["b"]
    assert isinstance(items, Items)
    assert isinstance(fields, Fields)
    assert [(item.line, item.column) for item in items.items] == [(2, 5), (3, 7)]
    assert (fields.keys["c"].line, fields.keys["c"].column) == (4, 5)


@examples(300)
@given(st.binary(max_size=60))
def test_any_bytes_give_nodes_or_a_fault(raw: bytes) -> None:
    root, faults = read(raw)

    assert (root is None) <= bool(faults)
    assert all(said(fault) for fault in faults)


SIGNS = "-?:,[]{}#&*!|>'\"%@` \n\t~<=ab01é\u200b"


@examples(500)
@given(st.text(alphabet=SIGNS, max_size=40))
def test_any_signs_of_yaml_give_nodes_or_a_fault(content: str) -> None:
    root, faults = read(content)

    assert (root is None) <= bool(faults)
    assert all(said(fault) for fault in faults)


# A folder, not a file


def to_folder(path: Path) -> None:
    path.mkdir()


def to_pipe(path: Path) -> None:
    os.mkfifo(path)


def to_zeros(path: Path) -> None:
    path.symlink_to("/dev/zero")


def to_linked_pipe(path: Path) -> None:
    os.mkfifo(path.with_suffix(".pipe"))
    path.symlink_to(path.with_suffix(".pipe"))


def to_itself(path: Path) -> None:
    path.symlink_to(path)


def to_nothing(path: Path) -> None:
    path.symlink_to(path.with_suffix(".none"))


@pytest.mark.parametrize(
    "become", [to_folder, to_pipe, to_zeros, to_linked_pipe, to_itself, to_nothing]
)
@pytest.mark.parametrize("file", FILES)
def test_what_is_not_a_file_is_refused_without_being_opened(
    file: str, become: Callable[[Path], None], tmp_path: Path
) -> None:
    folder = guides.write(tmp_path / "guide", guides.shop())
    (folder / file).unlink()
    become(folder / file)
    start = time.perf_counter()

    with pytest.raises(GuideRefused) as refused:
        load_guide(folder)

    assert time.perf_counter() - start < AT_ONCE
    assert [(fault.file, fault.code) for fault in refused.value.faults] in (
        [(file, "missing-file")],
        [(file, "unreadable-file")],
    )


def test_every_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GuideRefused) as refused:
        load_guide(tmp_path)

    assert [fault.file for fault in refused.value.faults] == list(FILES)


@pytest.mark.parametrize("name", ["missing", "x" * 5000, "a/" * 3000, "nul\0byte"])
def test_a_folder_that_is_not_there_is_said(name: str, tmp_path: Path) -> None:
    with pytest.raises(CannotRead) as refused:
        load_guide(tmp_path / name)

    assert refused.value.say("fr") != refused.value.say("en")


def test_a_file_in_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "guide").write_text("x", encoding="utf-8")

    with pytest.raises(CannotRead):
        load_guide(tmp_path / "guide")


def test_a_link_to_an_honest_folder_is_followed(tmp_path: Path) -> None:
    guides.write(tmp_path / "real", guides.shop())
    (tmp_path / "link").symlink_to(tmp_path / "real")

    assert load_guide(tmp_path / "link").id == "small"


def test_faults_of_every_file_are_listed_together_in_their_order(tmp_path: Path) -> None:
    folder = guides.write(tmp_path / "guide", guides.shop())
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "guide.yaml").write_text("a: *b\n", encoding="utf-8")
    (folder / "interview.yaml").write_text("", encoding="utf-8")
    (folder / "members.yaml").write_text("- !x y\n", encoding="utf-8")

    with pytest.raises(GuideRefused) as refused:
        load_guide(folder)

    files = [fault.file for fault in refused.value.faults]
    assert files == list(FILES)
