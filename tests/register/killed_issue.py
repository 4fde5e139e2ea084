"""Issuing in processes that end themselves as `kill -9` does, before each change that they make to a disk, one after another.

`main` does it in copies of one office below the folder that is its argument. After each kill the command runs again; a line
of JSON says what there is then.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from datetime import date
from pathlib import Path
from typing import Any, Final

from pipeline.app.issuing import IssueOptions, issue
from pipeline.errors import UsageError
from pipeline.filing.system import EXCHANGE_EVENT
from pipeline.register.frozen import frozen_paper
from pipeline.register.ledger import read_book
from pipeline.workspace.load import load
from tests.register.issuing_office import LETTER, build, office

_CHANGES: Final = frozenset({"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", EXCHANGE_EVENT})
_OPTIONS: Final = IssueOptions(on=date(2025, 11, 15))
_WRITING: Final = os.O_WRONLY | os.O_RDWR


def _killed_before(at: int, folder: Path) -> bool:
    """Issue in a child that ends before its `at`-th change below the folder; whether it came to that."""
    child = os.fork()
    if not child:
        seen = 0

        def look(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal seen
            if event not in _CHANGES or (
                event == "open" and not (isinstance(arguments[2], int) and arguments[2] & _WRITING)
            ):
                return
            if str(folder) not in str(arguments[0]):
                return
            seen += 1
            if seen == at:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(look)
        issue(folder, folder.parent / "output", LETTER, _OPTIONS)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == -signal.SIGKILL


def main() -> None:
    """Kill at the first change, the second, and so on, until a run gets through."""
    home = Path(sys.argv[-1]).resolve()
    first = office(home, letters=2)
    build(first, home / "output")
    before = {path.name: path.read_bytes() for path in first.iterdir() if path.is_file()}
    killed, at = True, 0
    while killed:
        at += 1
        folder = Path(shutil.copytree(first, home / f"lan-{at}" / "ho-so"))
        shutil.copytree(home / "output", home / f"lan-{at}" / "output")
        killed = _killed_before(at, folder)
        given = bool(read_book(folder, "ubnd-xa", 2025).entries)
        try:
            issue(folder, folder.parent / "output", LETTER, _OPTIONS)
        except UsageError as done:
            if "đã ban hành" not in done.message:
                raise
        book, frozen = read_book(folder, "ubnd-xa", 2025), frozen_paper(folder, LETTER)
        record = next(one for one in load(folder).office.papers if one.id == LETTER)
        assert frozen is not None
        print(  # noqa: T201
            json.dumps(
                {
                    "killed": killed,
                    "given": given,
                    "number": record.number,
                    "lines": len(book.entries),
                    "sound": (record.state, record.sent, frozen.damaged) == ("đã ban hành", frozen.sent, ())
                    and {(one.number, one.paper) for one in book.entries} == {(1, LETTER)},
                    "others": all(
                        (folder / name).read_bytes() == content
                        for name, content in before.items()
                        if name != f"{LETTER}.yaml"
                    ),
                }
            )
        )
