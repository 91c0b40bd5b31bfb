"""Kills changes of a library at random moments, and at every step they take on the disk.

Run as a program of its own, with a folder, a number of random kills, and how many steps to go on
by (1: each is tried); prints what it saw as JSON. After each kill the guide in use must be the one
before or the one after, whole.
"""

from __future__ import annotations

import io
import json
import os
import random
import select
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from desktop import paths
from desktop.library import shelf, updates
from desktop.library.adoption import find_in_use
from desktop.library.copies import library_folder
from desktop.library.trust import trust
from tests.proved_guides import DAY, KEY, packed, save, write

VERSIONS = ("1.1", "1.2", "1.3")
STEPS = {"write", "flush", "close", "fsync", "rename", "replace"}
STEPS |= {"mkdir", "rmdir", "unlink", "remove", "chmod", "truncate"}
SYSTEM = sys.modules[os.name]  # posix: where os takes its functions from
DONE, DIED = 0, 77
Act = Callable[[], object]


class Killer:
    """An installation, and changes that die."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        self.random = random.Random(1)
        self.seen: Counter[str] = Counter()
        shipped = write(folder / "program" / "small", "1.0")
        paths.shipped_guide = lambda: shipped
        trust(self.data, KEY.public, "Region", DAY)
        self.files = {
            version: save(folder / f"{version}.aiguillage", packed(folder, version).signed_by(KEY))
            for version in VERSIONS
        }

    def version(self) -> str:
        """The version in use; fails if anything but the choice itself had to help."""
        used = find_in_use(self.data, DAY)
        if used.notices:
            raise SystemExit(f"fell back: {used.notices}")
        return used.guide.version

    def see(self, before: str, after: str, is_done: bool) -> None:
        """Looks at what a kill left."""
        now = self.version()
        if now not in ((after,) if is_done else (before, after)):
            raise SystemExit(f"{before} to {after}, done: {is_done}, but now {now}")
        library = library_folder(self.data)
        broken = [name for name in shelf.kept(library) if not shelf.is_intact(library / name)]
        if broken:
            raise SystemExit(f"broken copies: {broken}")
        self.seen["done" if is_done else "killed after" if now == after else "killed before"] += 1

    def install(self, version: str) -> Act:
        return lambda: updates.install(self.data, self.files[version], True, DAY)

    def back(self) -> Act:
        return lambda: updates.roll_back(self.data, DAY)

    # At random moments

    def kill_at_random(self, rounds: int) -> None:
        started = time.perf_counter()
        killed_after(self.install("1.3"), 60)  # left alone, to know how long one takes here
        usual = time.perf_counter() - started
        for _ in range(rounds):
            before, (act, after) = self.version(), self.any_change()
            is_done = killed_after(act, self.random.uniform(0, 1.5 * usual))
            self.see(before, after, is_done)

    def any_change(self) -> tuple[Act, str]:
        before = find_in_use(self.data, DAY).before
        if before and self.random.random() < 0.4:
            return self.back(), before[-1].version
        version = self.random.choice(VERSIONS)
        if self.random.random() < 0.5:  # as if it had never been here: everything is written anew
            for name in shelf.kept(library_folder(self.data)):
                self.forget(name)
        return self.install(version), version

    def forget(self, name: str) -> None:
        used = find_in_use(self.data, DAY)
        needed = {entry.name for entry in used.before} | {used.entry.name if used.entry else ""}
        if name not in needed:
            shutil.rmtree(library_folder(self.data) / name)

    # At every step

    def kill_at_every_step(self, every: int) -> None:
        self.step_through(self.install("1.1"), "1.1", every)
        updates.install(self.data, self.files["1.1"], True, DAY)
        self.step_through(self.install("1.2"), "1.2", every)
        self.step_through(self.back(), "1.0", every)

    def step_through(self, act: Act, after: str, every: int) -> None:
        """Dies at the first step, then afresh at the second, and so on, until it gets through."""
        kept = self.folder / "kept"
        shutil.copytree(self.data, kept)
        before, step, is_done = self.version(), 1 - every, False
        while not is_done:
            step += every
            is_done = died_at_step(act, step) == DONE
            self.see(before, after, is_done)
            self.seen["steps"] += 1
            if self.version() == before:  # the next change finds its way
                act()
                self.see(after, after, True)
            shutil.rmtree(self.data)
            shutil.copytree(kept, self.data)
        shutil.rmtree(kept)


def killed_after(act: Act, seconds: float) -> bool:
    """Does `act` in a process that is killed by then; whether it was done before."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        act()
        os._exit(DONE)
    os.close(there)
    select.select([here], [], [], seconds)  # readable when the other end is gone
    os.close(here)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != DONE:
        raise SystemExit(f"the change itself failed: {status}")
    return os.WIFEXITED(status)


def is_step(called: object) -> bool:
    """Whether a function of the system, or of an open file, may change the disk."""
    owner = getattr(called, "__self__", None)
    is_of_disk = owner is SYSTEM or isinstance(owner, io.IOBase)
    return is_of_disk and getattr(called, "__name__", "") in STEPS


def died_at_step(act: Act, step: int) -> int:
    """Does `act` in a process that dies just before its n-th step on the disk."""
    child = os.fork()
    if child == 0:
        count = 0

        def watch(frame: object, event: str, called: object) -> None:
            nonlocal count
            if event == "c_call" and is_step(called):
                count += 1
                if count == step:
                    os._exit(DIED)

        sys.setprofile(watch)
        act()
        os._exit(DONE)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status not in (DONE, DIED):
        raise SystemExit(f"the change itself failed: {status}")
    return status


def main(folder: Path, rounds: int, every: int) -> None:
    killer = Killer(folder)
    killer.kill_at_every_step(every)
    steps = killer.seen.pop("steps")
    killer.seen.clear()
    killer.kill_at_random(rounds)
    sys.stdout.write(json.dumps({"steps": steps, **killer.seen}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
