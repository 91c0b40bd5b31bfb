"""Archives whose bytes depend on what is in them and on nothing else."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

from release.staging import walk

QUICK = ("xz", "--threads=2", "-0", "--check=crc32")
SMALL = ("xz", "--threads=1", "--check=crc32", "--x86", "--lzma2=preset=9")
"""For what is given to people. One thread: the bytes then depend on no number of processors."""


def to_tar(folder: Path, epoch: int, prefix: str = "./") -> bytes:
    """The folder as a tar: names in order, one owner, one date."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT) as tar:
        if prefix == "./":
            _add(tar, folder, "./", epoch)
        for path in walk(folder):
            _add(tar, path, prefix + path.relative_to(folder).as_posix(), epoch)
    return buffer.getvalue()


def _add(tar: tarfile.TarFile, path: Path, name: str, epoch: int) -> None:
    # Not gettarinfo: it would make links of files that happen to share their bytes here.
    info = tarfile.TarInfo(name)
    info.mtime = epoch
    info.mode = 0o755
    info.uname = info.gname = "root"
    if path.is_symlink():
        info.type, info.linkname, info.mode = tarfile.SYMTYPE, str(path.readlink()), 0o777
        tar.addfile(info)
    elif path.is_dir():
        info.type = tarfile.DIRTYPE
        tar.addfile(info)
    else:
        content = path.read_bytes()
        info.size, info.mode = len(content), path.stat().st_mode & 0o777
        tar.addfile(info, io.BytesIO(content))


def compress(content: bytes, how: tuple[str, ...]) -> bytes:
    """`content` through xz."""
    return subprocess.run([*how, "-c"], input=content, capture_output=True, check=True).stdout


def to_ar(members: dict[str, bytes], epoch: int) -> bytes:
    """The members as an `ar` archive, the outer form of a Debian package."""
    pieces = [b"!<arch>\n"]
    for name, content in members.items():
        head = f"{name:<16}{epoch:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n"
        pieces += [head.encode("ascii"), content, b"\n" * (len(content) % 2)]
    return b"".join(pieces)
