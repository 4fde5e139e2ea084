"""Papers written directly: decisions (mẫu 1.2, 1.3), letters (1.5), types with a name (1.4), with their annexes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.papers.heads import (
    BLANK_REFERENCE,
    contact_lines,
    document_number,
    issue_reference,
    issued,
    letterhead,
    place_and_date,
)
from pipeline.papers.numbered_structure import last_article, number_blocks, with_end_mark
from pipeline.papers.official_document import Annex, AttachedDocument, Block, OfficialDocument
from pipeline.papers.recipients import party_name, recipients
from pipeline.papers.roster import with_rosters
from pipeline.papers.signature import signature_block
from pipeline.papers.types import document_type
from pipeline.records.agency import Agency
from pipeline.records.committee import Committee
from pipeline.records.content import Node
from pipeline.records.office import Office, Paper
from pipeline.records.paper import DecisionRecord, LetterRecord
from pipeline.text import ensure_final, to_roman


def compose_paper(office: Office, record: Paper) -> OfficialDocument:
    """One directly written paper."""
    issuer = office.body(record.issuer)
    kind = document_type(office.types.by_name[record.kind])
    body = _text(office, record.body)
    document = OfficialDocument(
        id=record.id,
        type=kind,
        letterhead=letterhead(office, issuer),
        number=document_number(kind, issuer, record.number, getattr(record, "unit", "")),
        place_date=place_and_date(office, issuer, record),
        subject=record.subject,
        body=body,
        signatures=(signature_block(office, issuer, record.signing),),
        recipients=recipients(
            office, record.recipients, opening=_opening(record, body), unit=getattr(record, "unit", "")
        ),
        addressees=_addressees(office, record),
        bases=_bases(record),
        power=_power(record, issuer).upper() if isinstance(record, DecisionRecord) else "",
        contact=_contact(record, issuer),
        urgency=(record.urgency or "").upper(),
        circulation=(record.circulation or "").upper(),
        own=tuple(record.own.items()),
        enclosed=record.enclosed,
        source=office.files.get(record.id, ""),
        issued=issued(record),
    )
    return _with_attachments(office, document, record, issuer)


def _text(office: Office, content: Iterable[str | Node]) -> tuple[Block, ...]:
    """A text numbered and closed, rosters filled in."""
    return with_end_mark(number_blocks(with_rosters(office, content)))


def _opening(record: Paper, body: tuple[Block, ...]) -> tuple[str, ...]:
    """`Như Điều n` for a decision, `Như trên` where there are addressees (II.9b, PLIII)."""
    if isinstance(record, DecisionRecord):
        return (f"Như Điều {last_article(body)}",)
    return ("Như trên",) if record.addressees else ()


def _addressees(office: Office, record: Paper) -> tuple[str, ...]:
    if isinstance(record, DecisionRecord):
        return ()
    return tuple(party_name(office, party) for party in record.addressees)


def _bases(record: Paper) -> tuple[str, ...]:
    """Bases end with `;`, the last with a full stop (II.6a); the proposal is the last of them (PLIII.M1.2)."""
    lines = [base if base.startswith(("Căn cứ", "Theo", "Xét")) else f"Căn cứ {base}" for base in record.bases]
    if isinstance(record, DecisionRecord) and record.proposal:
        lines.append(f"Theo đề nghị của {record.proposal.removeprefix('Theo đề nghị của ')}")
    return tuple(ensure_final(line, ";") for line in lines[:-1]) + tuple(ensure_final(line, ".") for line in lines[-1:])


def _power(record: Paper, issuer: Agency | Committee) -> str:
    """Who decides: the head by title, or the collective by name when it decides (PLIII.M1.2 note 6)."""
    if not isinstance(record, DecisionRecord):
        return issuer.name
    if record.power:
        return record.power
    if (record.signing.authority or "").startswith("TM"):
        return issuer.name
    # "Trưởng Ban" + "Ban Chỉ đạo …" shares the word that names the kind of body.
    name = issuer.name.removeprefix("Ban ") if isinstance(issuer, Committee) else issuer.name
    return f"{issuer.head_title} {name}"


def _contact(record: Paper, issuer: Agency | Committee) -> tuple[str, ...]:
    wanted = isinstance(record, LetterRecord) and record.contact == "có"
    return contact_lines(issuer) if wanted and isinstance(issuer, Agency) else ()


def _with_attachments(
    office: Office, document: OfficialDocument, record: Paper, issuer: Agency | Committee
) -> OfficialDocument:
    """Attached documents and annexes; their reference stays blank on electronic paper (PLI.P1.III.1c)."""
    reference = (
        BLANK_REFERENCE.format(kind=document.type.name, author=_power(record, issuer))
        if record.medium == "điện tử"
        else issue_reference(document, _power(record, issuer))
    )
    attached = record.attached if isinstance(record, DecisionRecord) else ()
    annexes = office.annexes_for(record)
    several = len(annexes) > 1
    return replace(
        document,
        attached=tuple(
            AttachedDocument(
                type_name=item.kind.upper(),
                subject=item.subject,
                reference=reference,
                body=_text(office, item.body),
            )
            for item in attached
        ),
        annexes=tuple(
            Annex(
                label=f"Phụ lục {to_roman(position)}" if several else "Phụ lục",
                title=item.title.upper(),
                reference=reference,
                body=_text(office, item.body),
                landscape=item.landscape == "ngang",
            )
            for position, item in enumerate(annexes, start=1)
        ),
    )
