"""A PDF that a unit sent (tệp PDF gửi về): a report in words if it has text; a copy if it was signed or scanned.

A copy shows that the unit has sent and is not read: text below a scan is guessed by a machine, and a signed file is
kept as it is.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from pipeline.errors import Unreadable
from pipeline.reading.pdf import WithoutText, read_pdf
from pipeline.reading.pdf.signature_state import signatures_of
from pipeline.reading.recognise import recognise
from pipeline.reports.narrative import Letter


@dataclass(frozen=True)
class ReturnedPdf:
    """A PDF that was opened: its text (None: it has none), whether it is a copy, and why, in words."""

    letter: Letter | None
    copy: bool
    why: str = ""


def open_pdf(data: bytes, name: str) -> ReturnedPdf:
    """Open a PDF. Unreadable: it is locked or damaged."""
    try:
        facts = read_pdf(data, name=name)
    except WithoutText:
        return ReturnedPdf(None, copy=True, why="bản quét, không có lớp chữ")
    except Unreadable as error:
        raise Unreadable(f"{name}: {error.message[:1].lower()}{error.message[1:]}", error.remedy) from error
    letter = Letter(name, recognise(facts))
    if _is_signed(data):
        return ReturnedPdf(letter, copy=True, why="bản có chữ ký số")
    scanned = sum(image.covers_page for image in facts.images) >= (facts.pages or 1)
    return ReturnedPdf(letter, copy=scanned, why="bản quét" if scanned else "")


def _is_signed(data: bytes) -> bool:
    with suppress(Unreadable):
        return bool(signatures_of(data))
    return b"/ByteRange" in data  # a signature that cannot be read is one
