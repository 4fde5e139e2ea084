"""The head of a paper: names of agencies, number and symbol, place and date. PLI.P1.II.2-4."""

from __future__ import annotations

from datetime import date

from pipeline.papers.official_document import DocumentNumber, Letterhead, OfficialDocument, PlaceAndDate
from pipeline.papers.types import DocumentType
from pipeline.papers.wording import Saying
from pipeline.records.agency import Agency
from pipeline.records.committee import Committee
from pipeline.records.meeting import MinutesPart
from pipeline.records.office import Office
from pipeline.records.paper import Issue


def letterhead(office: Office, issuer: Agency | Committee) -> Letterhead:
    """The names of the superior and the issuing body in capitals.

    Line breaks in the record are kept; other lines are broken by the layout.
    """
    return Letterhead(parent=_upper(_parent_lines(office, issuer)), issuer=_upper(issuer.letterhead or (issuer.name,)))


def _parent_lines(office: Office, issuer: Agency | Committee) -> tuple[str, ...]:
    if isinstance(issuer, Committee):
        if issuer.under:
            above = office.committee(issuer.under)
            return above.letterhead or (above.name,)
        return _as_parent(office.agency(issuer.founded_by))
    return _as_parent(office.agency(issuer.parent)) if issuer.parent else ()


def _as_parent(agency: Agency) -> tuple[str, ...]:
    return (agency.parent_form,) if agency.parent_form else agency.letterhead or (agency.name,)


def _upper(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line.upper() for line in lines)


def document_number(
    kind: DocumentType, issuer: Agency | Committee, number: int | None, unit: str = ""
) -> DocumentNumber:
    """`…/QĐ-UBND` for a type with a name, `…/STTTT-CNTT` for a letter (PLI.P1.II.3b)."""
    groups = (kind.code, issuer.symbol) if kind.code else (issuer.symbol, unit)
    return DocumentNumber(number=number, symbol="-".join(group for group in groups if group))


def place_of(office: Office, body: Agency | Committee) -> str:
    """The place name (địa danh): the agency's own or its superior's."""
    agency = office.agency(body.founded_by) if isinstance(body, Committee) else body
    while not agency.place and agency.parent:
        agency = office.agency(agency.parent)
    return agency.place or ""


def place_and_date(office: Office, issuer: Agency | Committee, issue: Issue) -> PlaceAndDate:
    """Place and date; only month and year while the paper waits for its signature."""
    month = issue.date or issue.month or date.min
    return PlaceAndDate(place=place_of(office, issuer), month=month.replace(day=1), day=issue.date)


def issued(part: Issue | MinutesPart) -> str | None:
    """The SHA-256 of the file that went out, "" if the record does not give it; None while the paper is not issued."""
    return (part.sent or "") if part.state == "đã ban hành" else None


def contact_lines(agency: Agency, saying: Saying) -> tuple[str, ...]:
    """Box 13: address; phone and fax; e-mail and web site (PLI.P1.III.4)."""
    contact = agency.contact
    if contact is None:
        return ()
    lines = (
        saying.say("văn bản", "địa chỉ", dia_chi=contact.address) if contact.address else "",
        saying.say("văn bản", "điện thoại", dien_thoai=contact.phone, fax=contact.fax),
        saying.say("văn bản", "thư điện tử", thu=contact.email, trang=contact.website),
    )
    return tuple(line for line in lines if line)


# Electronic paper leaves these places blank (PLI.P1.III.1c; PLIII.M1.3 and M2.2, note on electronic documents).
_BLANK = "\u00a0" * 6


def issue_reference(
    document: OfficialDocument, author: str, saying: Saying, *, blank: bool, issued_with: bool = False
) -> str:
    """`(Kèm theo Quyết định số …/QĐ-UBND ngày … tháng … năm … của …)` under the title of what is attached (III.1c).

    `blank`: with the blanks of an electronic paper; `issued_with`: in the words of a decision before 05 March 2020
    (“Ban hành kèm theo …”).
    """
    kind = document.type.name
    if blank:
        return saying.say("văn bản", "kèm theo, bản điện tử", loai=kind, trong=_BLANK, tac_gia=author)
    # The date holds together: a line never breaks between day, month and year.
    when = document.place_date.date_text.replace(" ", "\u00a0") if document.place_date else ""
    number = document.number.text
    if issued_with:
        return saying.say("văn bản", "ban hành kèm theo", loai=kind, so=number, ngay=when, tac_gia=author)
    return saying.say("văn bản", "kèm theo", loai=kind, so=number, ngay=when, tac_gia=author)
