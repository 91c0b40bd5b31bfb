"""What goes into packages: the small pieces each step is made of."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import PySide6
import pytest

from release import archives, bundle, debian, desktop_files, icons, icu, kiosk, manual, pruning
from release.components import components, locked
from release.notices import to_notices
from release.staging import PROGRAM, Staging
from release.texts import _catalogue, text

PROJECT = Path(__file__).resolve().parents[2]
EPOCH = 1_700_000_000
ICU = Path(PySide6.__file__).parent / "Qt" / "lib" / "libicudata.so.73"


def small_package(folder: Path) -> bytes:
    """A package of two files, one of them a setting."""
    staging = Staging(folder / "small")
    staging.write("usr/bin/small", "#!/bin/sh\n", PROGRAM)
    staging.write("etc/small.conf", "x = 1\n")
    staging.link("small", "usr/bin/little")
    control = "Maintainer: N <n@n.example>\nDescription: small\n"
    package = debian.Package(
        "small", "1.0", "all", control, ("libc6",), {"postinst": "#!/bin/sh\n"}
    )
    return debian.build(package, staging, EPOCH, archives.QUICK)


def test_a_package_has_the_same_bytes_wherever_and_whenever_it_is_built(tmp_path: Path) -> None:
    first = small_package(tmp_path / "a")
    old = os.umask(0o077)
    second = small_package(tmp_path / "elsewhere" / "b")
    os.umask(old)
    assert first == second


def test_debian_reads_the_package(tmp_path: Path) -> None:
    path = tmp_path / "small.deb"
    path.write_bytes(small_package(tmp_path))
    read = [str(shutil.which("dpkg-deb")), "-c", str(path)]
    listing = subprocess.run(read, capture_output=True, text=True, check=True).stdout
    assert "-rwxr-xr-x root/root" in listing
    assert "./usr/bin/little -> small" in listing
    fields = subprocess.run(
        ["dpkg-deb", "-I", path, "conffiles", "md5sums"], check=True, capture_output=True
    )
    assert fields.stdout.startswith(b"/etc/small.conf\n")
    assert b"usr/bin/small" in fields.stdout


def test_a_library_renamed_by_newer_systems_is_asked_for_by_both_names() -> None:
    asked = debian._with_other_name("libssl3 (>= 3.0.0)")
    assert asked == "libssl3t64 (>= 3.0.0) | libssl3 (>= 3.0.0)"
    assert debian._with_other_name("libc6 (>= 2.35)") == "libc6 (>= 2.35)"


def test_icu_keeps_french_english_and_time_zones_and_blanks_the_rest() -> None:
    whole = ICU.read_bytes()
    lighter = icu.lighten(whole)
    kept = icu.names(lighter)
    assert len(lighter) == len(whole)
    assert {"fr.res", "en.res", "coll/root.res", "coll/ucadata.icu", "zoneinfo64.res"} <= set(kept)
    assert {"ja.res", "brkitr/cjdict.dict", "gb18030.cnv"} & set(kept) == set()
    assert kept == sorted(kept)  # ICU looks names up by halves
    assert lighter.count(b"\0") - whole.count(b"\0") > 15_000_000


def test_a_file_without_icu_data_is_refused() -> None:
    with pytest.raises(icu.NotIcu):
        icu.lighten(b"\x7fELF and nothing else")


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/QtWidgets.abi3.so",
        "typst/_typst.abi3.so",
    ],
)
def test_what_the_program_needs_of_qt_stays(name: str) -> None:
    assert pruning.is_wanted(Path(name))


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/QtNetwork.abi3.so",
    ],
)
def test_what_it_has_no_use_for_goes(name: str) -> None:
    assert not pruning.is_wanted(Path(name))


def test_only_libraries_that_something_kept_asks_for_stay() -> None:
    own = Path("/venv")
    entries = [
        ("PySide6/QtCore.abi3.so", "/venv/QtCore.so", "EXTENSION"),
        ("PySide6/Qt/lib/libQt6Core.so.6", "/venv/libQt6Core.so.6", "BINARY"),
        ("PySide6/Qt/lib/libQt6Quick.so.6", "/venv/libQt6Quick.so.6", "BINARY"),
        ("libxcb-cursor.so.0", "/usr/lib/libxcb-cursor.so.0", "BINARY"),
        ("libglib-2.0.so.0", "/usr/lib/libglib-2.0.so.0", "BINARY"),
        ("libpython3.11.so.1.0", "/usr/lib/libpython3.11.so.1.0", "BINARY"),
    ]
    asks: dict[str, list[tuple[str, str | None]]] = {
        "/venv/QtCore.so": [("libQt6Core.so.6", "/venv/libQt6Core.so.6")],
        "/venv/libQt6Core.so.6": [
            ("libxcb-cursor.so.0", "/usr/lib/libxcb-cursor.so.0"),
            ("libglib-2.0.so.0", None),
        ],
    }
    kept = pruning.prune(entries, (own,), lambda file: asks.get(file, ()))
    assert [Path(name).name for name, _, _ in kept.debian] == [
        "QtCore.abi3.so",
        "libpython3.11.so.1.0",
        "libQt6Core.so.6",
    ]
    assert [name for name, _, _ in kept.portable if name.startswith("libx")] == [
        "libxcb-cursor.so.0"
    ]
    assert "libglib-2.0.so.0" not in [name for name, _, _ in kept.portable]


def test_an_archive_of_modules_is_the_same_in_whatever_order_it_was_written(tmp_path: Path) -> None:
    names = ["b.pyc", "a.pyc", "re/c.pyc"]
    for folder, order in (("one", names), ("two", names[::-1])):
        (tmp_path / folder).mkdir()
        with zipfile.ZipFile(tmp_path / folder / "base.zip", "w") as written:
            for name in order:
                written.writestr(name, name * 3)
        bundle.put_in_order(tmp_path / folder / "base.zip")
    assert (tmp_path / "one/base.zip").read_bytes() == (tmp_path / "two/base.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one" / "base.zip") as read:
        assert read.read("re/c.pyc") == b"re/c.pyc" * 3


def test_what_pip_noted_down_while_installing_is_left_out() -> None:
    names = ["click-8.dist-info/RECORD", "click-8.dist-info/METADATA", "desktop/resources/a.json"]
    kept = pruning.keep_data([(name, f"/venv/{name}", "DATA") for name in names])
    assert [name for name, _, _ in kept] == names[1:]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_manual_holds_every_page_of_help(language: str) -> None:
    page = manual.to_manual(language, "1.0", EPOCH)
    helps = manual.pages("cli.help", language)
    assert len(helps) > 20
    assert [text for text in helps if text.splitlines()[0] not in page] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_manual_names_the_other(language: str) -> None:
    pages = (manual.to_manual, manual.to_kiosk_manual)
    own, kiosks = (to_page(language, "1.0", EPOCH).splitlines() for to_page in pages)
    also = f'.SH "{text("manual.see-also", language)}"'
    assert own[own.index(also) + 1] == "aiguillage\\-kiosk(8)"
    assert kiosks[kiosks.index(also) + 1] == "aiguillage(1)"


def test_the_manual_takes_no_word_for_an_order_of_its_own() -> None:
    lines = manual._page(["'quoted", ".hidden", '.SH "NAME"']).splitlines()
    assert lines == ["\\&'quoted", "\\&.hidden", '.SH "NAME"']


def test_every_dependency_that_is_shipped_has_its_licence_and_its_words() -> None:
    parts = components()
    notices = to_notices(parts)
    assert {"CPython", *locked()} == {part.name for part in parts}
    assert [p.name for p in parts if f"{p.name} {p.version} ({p.licence})" not in notices] == []
    assert [part.name for part in parts if sum(map(len, part.texts.values())) < 400] == []


def test_menu_and_kinds_of_files_agree() -> None:
    entry, kinds = desktop_files.to_entry(), desktop_files.to_kinds()
    for kind, suffix in desktop_files.SUFFIXES.items():
        assert kind in entry.split("MimeType=")[1].split("\n")[0]
        assert f'<glob pattern="*.{suffix}"/>' in kinds


def test_packages_say_the_same_in_both_languages() -> None:
    texts = _catalogue()
    assert texts["fr"].keys() == texts["en"].keys()


def test_the_icon_holds_each_picture_it_announces() -> None:
    pictures = icons.to_pngs()
    ico = icons.to_ico(pictures)
    assert all(png.startswith(b"\x89PNG") for png in pictures.values())
    assert ico.count(b"\x89PNG") == int.from_bytes(ico[4:6], "little") == len(pictures) - 1


def test_the_kiosk_package_enables_nothing(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "kiosk")
    kiosk.lay_out(staging, EPOCH)
    names = [path.relative_to(staging.root).as_posix() for path in staging.files()]
    starting = ("etc/systemd/", "etc/udev/", "usr/lib/udev/", "usr/lib/systemd/system-preset/")
    assert [name for name in names if name.startswith(starting)] == []
    assert "enable" not in kiosk.package().scripts["postinst"].replace("nothing is enabled", "")
    session = staging.root / "usr/lib/aiguillage/kiosk-session"
    assert session.stat().st_mode & 0o777 == PROGRAM


IMPORT_ALL = """
import ast, importlib, sys
from pathlib import Path

left_out = tuple(sys.argv[1:])
asked = set()

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if any(name == each or name.startswith(f"{each}.") for each in left_out):
            raise ImportError("left out of packages", name=name)

def read(name):
    if name not in asked:
        asked.add(name)
        try:
            importlib.import_module(name)
        except ModuleNotFoundError:
            pass  # another system's
        except ImportError as error:
            print(f"{name} needs {error.name}")

sys.meta_path.insert(0, Refuse())
import desktop
root = Path(desktop.__file__).parent
for path in sorted(root.rglob("*.py")):
    read(".".join(path.relative_to(root.parent).with_suffix("").parts).removesuffix(".__init__"))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for each in node.names:
                read(each.name)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            read(node.module)
print(len(asked) > 300)
"""


def test_nothing_of_the_program_imports_what_packages_leave_out() -> None:
    left_out = [name for name in pruning.EXCLUDED if not name.startswith("_sysconfig")]
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, *left_out],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "True\n"
