"""Who compiles a report (cơ quan tổng hợp), an agency or a committee: its name, its address, its signer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.records.committee import Committee
from pipeline.records.office import Office
from pipeline.records.reporting import Period

Data = Mapping[str, Any]


def body_name(office: Office, key: str) -> str:
    """The name of a body in its own letters: an agency's full name, a committee's short name."""
    body = office.body(key)
    return body.short_name if isinstance(body, Committee) else body.name


def post_of(office: Office, key: str) -> str | None:
    """The e-mail address for reports; for a committee, that of its standing agency. None if there is none."""
    body = office.body(key)
    agency = office.agency(body.standing_agency) if isinstance(body, Committee) else body
    return agency.contact.email if agency.contact else None


def signing(office: Office, period: Period) -> Data:
    """Who signs the papers of a period: the record's choice, else the head of the body that compiles."""
    if period.signing is None:
        return {"người ký": head_of(office, period.compiler)}
    authority = {"quyền hạn": period.signing.authority} if period.signing.authority else {}
    return {"người ký": period.signing.person, **authority}


def head_of(office: Office, key: str) -> str:
    """The id of the head of a committee or agency; the first person if nobody has the head's title. Empty: no person."""
    body = office.body(key)
    if isinstance(body, Committee):
        head = body.head or (body.members[0] if body.members else None)
        return head.person if head else ""
    office.require_all("cán bộ", key)
    people = [person for person in office.people if person.agency == key and person.id not in office.away]
    return next((person.id for person in people if person.title == body.head_title), people[0].id if people else "")
