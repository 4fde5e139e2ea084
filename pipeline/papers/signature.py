"""The signature block (khối chữ ký): lines of authority and title from who signs for whom. PLI.P1.II.7, Đ.13."""

from __future__ import annotations

from pipeline.papers.official_document import Seal, SignatureBlock
from pipeline.records.agency import Agency, Person
from pipeline.records.committee import Committee
from pipeline.records.office import Office
from pipeline.records.paper import Signing
from pipeline.text import joined_post


def signature_block(office: Office, issuer: Agency | Committee, signing: Signing) -> SignatureBlock:
    """The block of one signer on a paper of `issuer`: TM, KT, TL, TUQ, Q and their combinations, or the head alone."""
    person = office.person(signing.person).acting_for(issuer.id)
    lines = signing.lines or _lines(office, issuer, person, signing.authority or "")
    return SignatureBlock(
        lines=tuple(line.upper() for line in lines),
        name=person.name,
        other_title=other_title(office, issuer, person),
        seal=seal_for(office, issuer, person),
    )


def _lines(  # noqa: PLR0911 - one return for each form of authority
    office: Office, issuer: Agency | Committee, person: Person, authority: str
) -> tuple[str, ...]:
    head = issuer.head_title
    own = title_in(issuer, person)
    match authority.split():
        case ["TM"]:
            return (f"TM. {issuer.collective or issuer.name}", own)
        case ["TM", "KT"]:
            return (f"TM. {issuer.collective or issuer.name}", f"KT. {head}", own)
        case ["KT"]:
            return (f"KT. {head}", own)
        case ["Q"]:
            return (f"Q. {head}",)
        case ["TL" | "TUQ" as power]:
            return (f"{power}. {head}", _delegate_title(office, issuer, person))
        case ["TL" | "TUQ" as power, "KT"]:
            return (f"{power}. {head}", f"KT. {office.agency(person.agency).head_title}", own)
    return (own,)


def _delegate_title(office: Office, issuer: Agency | Committee, person: Person) -> str:
    """The title of one who signs by order: bare within the body, with the agency's name from outside (Đ.13)."""
    if isinstance(issuer, Committee):
        inside = issuer.member(person.id) is not None
    else:
        inside = person.agency == issuer.id or office.agency(person.agency).unit_of is not None
    return title_in(issuer, person) if inside else full_title(office, person)


def title_in(issuer: Agency | Committee, person: Person) -> str:
    """The title under which a person acts for a body: in a committee the title inside it, in an agency the post (II.7c)."""
    if isinstance(issuer, Committee) and (member := issuer.member(person.id)):
        return member.title
    return person.title


def acting_title(office: Office, body: Agency | Committee, key: str) -> str:
    """The title under which a person acts at a body's meeting: the one inside a committee, else post and agency."""
    person = office.person(key)
    inside = isinstance(body, Committee) and body.member(key) is not None
    return title_in(body, person) if inside else full_title(office, person)


def full_title(office: Office, person: Person) -> str:
    """Post and agency in one phrase: `Giám đốc Sở Thông tin và Truyền thông`, `Trưởng phòng Kinh tế`."""
    return person.full_title or joined_post(person.title, office.agency(person.agency).called)


def other_title(office: Office, issuer: Agency | Committee, person: Person) -> str:
    """The post above the name when a committee uses an agency's seal (7b; II.7c, II.7đ), else "".

    Also "" for somebody who is no member: the post is then already the signer's title.
    """
    if isinstance(issuer, Committee) and issuer.seals is not None and issuer.member(person.id) is not None:
        return full_title(office, person).upper()
    return ""


def seal_for(office: Office, issuer: Agency | Committee, person: Person) -> Seal | None:
    """The seal over a signature: an agency's own; for a committee what its regulation says for the signer's rank."""
    if isinstance(issuer, Agency):
        return Seal(owner=issuer.called) if issuer.has_seal == "có" else None
    member = issuer.member(person.id)
    if issuer.seals is None or member is None:
        return None
    rule = issuer.seals.rule_for(member.role)
    key = person.agency if rule == "cơ quan của người ký" else rule
    return Seal(owner=office.agency(key).called)
