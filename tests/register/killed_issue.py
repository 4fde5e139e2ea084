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
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from pipeline.app.issuing import IssueOptions, issue
from pipeline.errors import UsageError
from pipeline.filing.system import EXCHANGE_EVENT
from pipeline.reading.pdf.signature_state import SignatureState, signatures_of
from pipeline.register.frozen import frozen_paper
from pipeline.register.ledger import read_book
from pipeline.typeset.pdf.fill_fields import form_fields
from pipeline.workspace.load import load
from tests.register.issuing_office import LETTER, build, office
from tests.signing import paper_pdf, signed_by

BUILT: Final = Path("output", LETTER, f"{LETTER}.pdf")
_CHANGES: Final = frozenset({"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", EXCHANGE_EVENT})
_OPTIONS: Final = IssueOptions(on=date(2025, 11, 15))
_WRITING: Final = os.O_WRONLY | os.O_RDWR


def _killed_before(at: int, folder: Path, options: IssueOptions) -> bool:
    """Issue in a child that ends before its `at`-th change to records or output; whether it came to that."""
    child = os.fork()
    if not child:
        seen = 0

        def look(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal seen
            if event not in _CHANGES or (
                event == "open" and not (isinstance(arguments[2], int) and arguments[2] & _WRITING)
            ):
                return
            if str(folder.parent) not in str(arguments[0]):
                return
            seen += 1
            if seen == at:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(look)
        issue(folder, folder.parent / "output", LETTER, options)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == -signal.SIGKILL


def _is_filled(shown: Path, signed: bytes, kept: Path) -> bool:
    """Whether the output shows the signed file with its number, as it is kept, and the signature holds."""
    pdf = shown.read_bytes()
    values = {field.value for field in form_fields(pdf) if field.kind}
    holds = [one.state for one in signatures_of(pdf)] == [SignatureState.HOLDS]
    return holds and pdf == kept.read_bytes() and pdf.startswith(signed) and values == {"01", "15"}


def main() -> None:
    """Kill at the first change, the second, and so on, until a run gets through. Arguments: `paper` or `file`, the folder."""
    home, by_file = Path(sys.argv[-1]).resolve(), sys.argv[-2] == "file"
    first = office(home, letters=2)
    build(first, home / "output", pdf_made=paper_pdf if by_file else None)
    signed = signed_by("Nguyễn Đăng Khôi", (home / BUILT).read_bytes(), "chu-ky-1") if by_file else b""
    (home / "da-ky.pdf").write_bytes(signed)
    options = replace(_OPTIONS, signed=home / "da-ky.pdf") if by_file else _OPTIONS
    before = {path.name: path.read_bytes() for path in first.iterdir() if path.is_file()}
    killed, at = True, 0
    while killed:
        at += 1
        folder = Path(shutil.copytree(first, home / f"lan-{at}" / "ho-so"))
        shutil.copytree(home / "output", home / f"lan-{at}" / "output")
        killed = _killed_before(at, folder, options)
        given = bool(read_book(folder, "ubnd-xa", 2025).entries)
        to_seal = None
        try:
            to_seal = issue(folder, folder.parent / "output", LETTER, options).to_seal
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
                    "filled": (home / "da-ky.pdf").read_bytes() == signed
                    and (to_seal is None or to_seal == folder.parent / BUILT)
                    and (not by_file or _is_filled(folder.parent / BUILT, signed, frozen.pdf)),
                    "others": all(
                        (folder / name).read_bytes() == content
                        for name, content in before.items()
                        if name != f"{LETTER}.yaml"
                    ),
                }
            )
        )
