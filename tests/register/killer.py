"""Kills writers of a register at random moments, and cuts their power, and fills their disk.

Run as a program of its own: a folder, a number of rounds, and what is done: "kill", "power" or
"full"; prints what it saw as JSON. For the last two it runs with power.c loaded before the C
library. After each round the file must be sound, and everything that was acknowledged be in it.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import struct
import sys
import time
from collections import Counter
from pathlib import Path

from desktop.register.faults import RegisterFull
from desktop.register.model import CaseId, Company, Query, State
from desktop.register.store import Register
from tests.register.registers import ANNA, bakery, register_in

PIECE = struct.Struct("qqq")
WRITE, CUT = 1, 2
SECTOR = 512
ROUNDS_A_FILE = 25
ACTS, LONGEST = 14, 0.02
FULL, DONE = "full", "done"


class Writer:
    """A process that saves and follows up cases, and tells of each thing once it is saved."""

    def __init__(self, data: Path, seed: int) -> None:
        self.data, self.random = data, random.Random(seed)
        self.there, self.tell = os.pipe()
        self.heard, self.go = os.pipe()
        self.child = os.fork()
        if self.child == 0:
            try:
                self._write_for_ever()
            finally:
                os._exit(70)
        os.close(self.tell)
        os.close(self.heard)

    def _say(self, *what: object) -> None:
        os.write(self.tell, (json.dumps(what) + "\n").encode())

    def _write_for_ever(self) -> None:
        register = register_in(self.data)
        known = [row.id for row in register.find(Query(limit=20)).rows]
        number, left = 0, sys.maxsize
        while left:
            number, left = number + 1, left - 1
            try:
                self._act(register, known, number)
            except RegisterFull:
                register.find(Query(text="boul"))  # what is there can still be read
                self._say(FULL)
                os.read(self.heard, 1)
                left = 10
        self._say(DONE)
        register.close()
        os._exit(0)

    def _act(self, register: Register, known: list[CaseId], number: int) -> None:
        kind = self.random.random()
        if kind < 0.4 or not known:
            name = f"{self.random.random()} {'x' * self.random.randrange(200)}"
            case = register.save_case(bakery(company=Company(name=name)), ANNA)
            known.append(case)
            self._say("case", case, 1, name)
        elif kind < 0.6:
            case = self.random.choice(known)
            name = f"changed {number}"
            revision = register.case(case).revision
            register.save_case(bakery(id=case, company=Company(name=name)), ANNA)
            self._say("case", case, revision + 1, name)
        elif kind < 0.8:
            case = self.random.choice(known)
            found = register.case(case)
            name = found.company.name if found.company else ""
            sent = self.random.choice(found.referrals)
            register.set_referral(sent.id, self.random.choice(list(State)), ANNA)
            self._say("case", case, found.revision + 1, name)
        else:
            register.keep_progress(f"{number}".encode(), ANNA)
            self._say("progress", number)

    def wait_and_kill(self, acts: int, seconds: float) -> list[list[object]]:
        """Kills it a moment after so many acts; everything it told before."""
        said = b""
        while said.count(b"\n") < acts and (more := os.read(self.there, 65536)):
            said += more
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self.there], [], [], left)[0]:
                said += os.read(self.there, 65536)
        os.kill(self.child, signal.SIGKILL)
        return self._end(said)

    def fill_then_give_room(self, room: Path) -> list[list[object]]:
        """Waits until the disk is full, gives it room, and lets it end; everything it told."""
        said = b""
        while more := os.read(self.there, 65536):
            said += more
            if json.dumps([FULL]).encode() in more:
                room.write_text(str(10**12))
                os.write(self.go, b".")
        return self._end(said)

    def _end(self, said: bytes) -> list[list[object]]:
        while more := os.read(self.there, 65536):
            said += more
        os.close(self.there)
        os.close(self.go)
        status = os.waitpid(self.child, 0)[1]
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
            raise SystemExit(f"the writer itself failed: {status}")
        return [json.loads(line) for line in said.splitlines() if line.endswith(b"]")]


class Rounds:
    """Rounds of writing and dying, and what was acknowledged so far."""

    def __init__(self, folder: Path, what: str) -> None:
        self.folder, self.what, self.random = folder, what, random.Random(1)
        self.seen: Counter[str] = Counter()
        self.start_afresh()

    def start_afresh(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.data, self.disk = self.folder / "data", self.folder / "disk"
        self.disk.mkdir(parents=True)
        self.cases: dict[CaseId, tuple[int, str]] = {}
        self.progress = 0
        os.environ["POWER_FOLDER"] = str(self.data)
        os.environ["POWER_DISK"] = str(self.disk)
        self.room = self.folder / "room"
        os.environ["POWER_ROOM"] = str(self.room)
        self.room.write_text(str(10**12))

    def run(self, rounds: int) -> None:
        for number in range(rounds):
            if number and number % ROUNDS_A_FILE == 0:
                self.start_afresh()
            self.one(number)
        self.seen["rounds"] = rounds

    def one(self, number: int) -> None:
        self.progress = 0
        if self.what == "full":
            size = sum(path.stat().st_size for path in self.data.rglob("*") if path.is_file())
            self.room.write_text(str(max(size, 400_000) + self.random.randrange(600_000)))
        writer = Writer(self.data, number)
        if self.what == "full":
            told = writer.fill_then_give_room(self.room)
        else:
            acts = self.random.randrange(ACTS)
            longest = LONGEST if acts else 4 * LONGEST  # while it opens, and mends, the file
            told = writer.wait_and_kill(acts, self.random.uniform(0, longest))
        if self.what == "power":
            self.cut_power()
        for each in told:
            self.hear(each)
        self.look()

    def hear(self, told: list[object]) -> None:
        self.seen[str(told[0])] += 1
        if told[0] == "case":
            self.cases[CaseId(str(told[1]))] = int(str(told[2])), str(told[3])
        elif told[0] == "progress":
            self.progress = int(str(told[1]))

    def look(self) -> None:
        """The file is sound and holds everything that was acknowledged, or a later state of it."""
        register = register_in(self.data)
        found = register.verify()
        if not found.sound:
            raise SystemExit(f"not sound: {found}")
        for case, (revision, name) in self.cases.items():
            kept = register.case(case)
            same = kept.company is not None and kept.company.name == name
            if kept.revision < revision or (kept.revision == revision and not same):
                raise SystemExit(f"lost: {case} {revision} {kept.revision}")
        if self.progress and int(register.progress(ANNA) or b"0") < self.progress:
            raise SystemExit("lost: the case in progress")
        self.seen["unclean"] += not register.ended_well
        register.close()

    # The power

    def cut_power(self) -> None:
        """Leaves of the data what was surely on the disk, and any of what was not."""
        del os.environ["POWER_DISK"]  # what is done to the files here is no writer's doing
        register = self.data / "register"
        for path in register.glob("cases.db*"):
            path.unlink()
        for sure in self.disk.glob("register@cases.db*"):
            if not sure.name.endswith(".held"):
                target = register / sure.name.partition("@")[2]
                shutil.copyfile(sure, target)
                held = sure.with_name(f"{sure.name}.held")
                self.lay_over(target, held.read_bytes())
                shutil.copyfile(target, sure)
                held.write_bytes(b"")
        os.environ["POWER_DISK"] = str(self.disk)

    def lay_over(self, target: Path, held: bytes) -> None:
        at, share = 0, self.random.choice((0.0, 0.0, 0.5, 0.9, 1.0))
        with target.open("r+b") as file:
            while at + PIECE.size <= len(held):
                kind, offset, length = PIECE.unpack_from(held, at)
                at += PIECE.size
                content = held[at : at + length] if kind == WRITE else b""
                at += len(content)
                self.seen["held"] += 1
                if kind == CUT and self.random.random() < share:
                    file.truncate(length)
                for start in range(0, len(content), SECTOR):
                    if self.random.random() < share:
                        file.seek(offset + start)
                        file.write(content[start : start + SECTOR])


def main(folder: Path, rounds: int, what: str) -> None:
    round_of = Rounds(folder / "rounds", what)
    round_of.run(rounds)
    sys.stdout.write(json.dumps(round_of.seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
