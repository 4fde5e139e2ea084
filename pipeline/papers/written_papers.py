"""Papers written directly as text: decisions (mẫu 1.2, 1.3), letters (1.5), types with a name (1.4), with annexes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pipeline.decree.profile import Profile, load_profile, regulation_on
from pipeline.papers.heads import (
    contact_lines,
    document_number,
    issue_reference,
    issued,
    letterhead,
    place_and_date,
)
from pipeline.papers.numbered_structure import last_article, number_blocks, with_end_mark
from pipeline.papers.official_document import Annex, AttachedDocument, Block, OfficialDocument
from pipeline.papers.recipient_lines import as_above, names_of
from pipeline.papers.recipients import Line, party_name, recipients
from pipeline.papers.roster import with_rosters
from pipeline.papers.signature import signature_block
from pipeline.papers.types import document_type
from pipeline.papers.wording import Saying, Wording, shipped_wording
from pipeline.records.agency import Agency
from pipeline.records.committee import Committee
from pipeline.records.content import Node
from pipeline.records.office import Office, Paper
from pipeline.records.paper import DecisionRecord, LetterRecord
from pipeline.text import ensure_final, joined_post

# How a basis begins that a record writes out.
_OWN_OPENINGS = ("Căn cứ", "Theo", "Xét")
_PROPOSED_BY = "Theo đề nghị của "


def compose_paper(
    office: Office, record: Paper, wording: Wording | None = None, *, on: date | None = None
) -> OfficialDocument:
    """Compose one directly written paper; `wording`: the office's, by default the program's.

    It takes the facts that held on its day; `on` is the day for a paper without one.
    """
    day = record.day(on)
    office, regulation = office.on(day), regulation_on(day)
    saying = Saying(wording or shipped_wording())
    issuer = office.body(record.issuer)
    kind = document_type(office.types.by_name[record.kind], regulation)
    body = _text(office, record.body, saying)
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
            office,
            record.recipients,
            saying,
            opening=_opening(record, body, saying),
            signer=names_of(office, issuer, record.signing.person),
            unit=getattr(record, "unit", ""),
        ),
        addressees=_addressees(office, record),
        bases=_bases(record, saying, load_profile(regulation)),
        power=_power(record, issuer).upper() if isinstance(record, DecisionRecord) else "",
        contact=_contact(record, issuer, saying),
        urgency=(record.urgency or "").upper(),
        circulation=(record.circulation or "").upper(),
        own=tuple(record.own.items()),
        draft=bool(record.open_points),
        regulation=regulation,
        one_page=record.one_page == "có",
        enclosed=office.enclosed_with(record),
        apart=record.bundling == "nhiều tệp",
        source=office.files.get(record.id, ""),
        issued=issued(record),
    )
    whole = _with_attachments(office, document, record, saying)
    return replace(whole, wording=saying.said)


def _text(office: Office, content: Iterable[str | Node], saying: Saying) -> tuple[Block, ...]:
    """A text numbered and closed with the end mark, with rosters filled in."""
    return with_end_mark(number_blocks(with_rosters(office, content, saying), saying))


def _opening(record: Paper, body: tuple[Block, ...], saying: Saying) -> tuple[Line, ...]:
    """The first line of the recipients: `Như Điều n` for a decision, `Như trên` where there are addressees (II.9b, PLIII)."""
    if isinstance(record, DecisionRecord):
        return (Line("như điều", saying.say("nơi nhận", "như điều", dieu=last_article(body))),)
    return (as_above(saying),) if record.addressees else ()


def _addressees(office: Office, record: Paper) -> tuple[str, ...]:
    if isinstance(record, DecisionRecord):
        return ()
    return tuple(party_name(office, party) for party in record.addressees)


def _bases(record: Paper, saying: Saying, regulation: Profile) -> tuple[str, ...]:
    """The bases (căn cứ), closed by the marks of the regulation: today `;`, the last with a full stop (II.6a).

    The proposal is the last of them (PLIII.M1.2).
    """
    lines = [
        base if base.startswith(_OWN_OPENINGS) else saying.say("văn bản", "căn cứ", can_cu=base)
        for base in record.bases
    ]
    if isinstance(record, DecisionRecord) and record.proposal:
        proposer = record.proposal.removeprefix(_PROPOSED_BY)
        lines.append(saying.say("văn bản", "theo đề nghị", co_quan=proposer))
    middle, final = regulation.text("basis_mark.middle"), regulation.text("basis_mark.final")
    return tuple(ensure_final(line, middle) for line in lines[:-1]) + tuple(
        ensure_final(line, final) for line in lines[-1:]
    )


def _power(record: Paper, issuer: Agency | Committee) -> str:
    """The line of who decides: the head by title, or a collective body by name (PLIII.M1.2 note 6)."""
    if not isinstance(record, DecisionRecord):
        return issuer.name
    if record.power:
        return record.power
    if (record.signing.authority or "").startswith("TM"):
        return issuer.name
    return joined_post(issuer.head_title, issuer.name)


def _contact(record: Paper, issuer: Agency | Committee, saying: Saying) -> tuple[str, ...]:
    wanted = isinstance(record, LetterRecord) and record.contact == "có"
    return contact_lines(issuer, saying) if wanted and isinstance(issuer, Agency) else ()


def _with_attachments(office: Office, document: OfficialDocument, record: Paper, saying: Saying) -> OfficialDocument:
    """Attached documents and annexes; their reference stays blank on electronic paper (PLI.P1.III.1c)."""
    attached = record.attached if isinstance(record, DecisionRecord) else ()
    annexes = office.annexes_for(record)
    if not attached and not annexes:
        return document
    author = _power(record, office.body(record.issuer))
    regulation = load_profile(document.regulation)
    blank = record.medium == "điện tử" and regulation.flag("attached_reference.blank")
    issued_with = isinstance(record, DecisionRecord) and regulation.flag("attached_reference.issued")
    reference = issue_reference(document, author, saying, blank=blank, issued_with=issued_with)
    several = len(annexes) > 1
    return replace(
        document,
        attached=tuple(
            AttachedDocument(
                type_name=item.kind.upper(),
                subject=item.subject,
                reference=reference,
                body=_text(office, item.body, saying),
                letterhead=regulation.flag("attached_paper.letterhead"),
                signatures=document.signatures if regulation.flag("attached_paper.signed") else (),
            )
            for item in attached
        ),
        annexes=tuple(
            Annex(
                label=saying.say("văn bản", "phụ lục", so=position if several else 0),
                title=item.title.upper(),
                reference=reference,
                body=_text(office, item.body, saying),
                landscape=item.landscape == "ngang",
            )
            for position, item in enumerate(annexes, start=1)
        ),
    )
