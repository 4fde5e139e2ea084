"""Making the register's line for a paper (dòng sổ văn bản đi): columns (1) to (7) of the form in Phụ lục IV."""

from __future__ import annotations

from datetime import date

from pipeline.papers.official_document import OfficialDocument
from pipeline.records.issuable import Issuable
from pipeline.register.ledger import Entry


def entry_of(
    document: OfficialDocument, item: Issuable, *, number: int, day: date, sent: str, noted: date | None
) -> Entry:
    """The register's line for a paper: columns (1) to (7) of the form in Phụ lục IV, and what the program needs.

    `sent`: SHA-256 of the PDF that goes out; `noted`: the day of writing the line, None to leave it out.
    """
    addressed = (*document.addressees, *(document.invitation.invitees if document.invitation else ()))
    return Entry(
        number=number,
        symbol=document.number.text.strip(),
        day=day,
        kind=item.kind,
        subject=document.subject,
        paper=item.id,
        signer=document.signer,
        recipients="; ".join((*addressed, *_others(document, addressed))),
        archive=document.recipients.archive,
        copies=str(item.copies or ""),
        sent=sent,
        noted=f"{noted:%d/%m/%Y}" if noted else "",
    )


def _others(document: OfficialDocument, addressed: tuple[str, ...]) -> tuple[str, ...]:
    """The recipients that are no addressees; “Như trên”, which means the addressees, is left out of a register."""
    entries = document.recipients.entries
    return tuple(entry for entry in entries if not (addressed and entry.casefold().startswith("như trên")))
