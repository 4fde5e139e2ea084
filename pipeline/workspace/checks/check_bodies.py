"""Agencies and committees (cơ quan, ban chỉ đạo): superiors, places, groups, heads, members, seals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pipeline.finding import Finding
from pipeline.records.committee import Role, SealByRole
from pipeline.workspace.closest import closest
from pipeline.workspace.findings_at import error, quote, warning
from pipeline.workspace.record_shape import fields_of
from pipeline.workspace.view import View

OWN_SEAL = "cơ quan của người ký"
NO_PLACE = "DL-306"


def superiors(view: View) -> Iterator[Finding]:
    """No agency is above itself, directly or by others, as superior or as the body it is a unit of."""
    for agency in view.office.agencies:
        for field, step in (("cơ quan chủ quản", _parent), ("là đơn vị của", _whole)):
            round_trip = _circle(view, agency.id, step)
            if round_trip and agency.id == min(round_trip):
                names = " → ".join(view.name(key) for key in (agency.id, *round_trip))
                words = f"“{field.capitalize()}” quay vòng: {names}"
                yield error("DL-305", view.at(agency.id, field), words, hint="Bỏ mục này ở cơ quan cao nhất.")


def _parent(view: View, key: str) -> str | None:
    agency = view.agency(key)
    return agency.parent if agency else None


def _whole(view: View, key: str) -> str | None:
    agency = view.agency(key)
    return agency.unit_of if agency else None


def _under(view: View, key: str) -> str | None:
    committee = view.committee(key)
    return committee.under if committee else None


def _circle(view: View, start: str, step: Callable[[View, str], str | None]) -> tuple[str, ...]:
    """The way from `start` back to itself, or nothing."""
    way: list[str] = []
    here = step(view, start)
    while here is not None and here not in way:
        way.append(here)
        if here == start:
            return tuple(way)
        here = step(view, here)
    return ()


def places(view: View) -> Iterator[Finding]:
    """Whoever issues a paper needs a place name, its own or a superior's (PLI.P1.II.4a)."""
    said: set[str] = set()
    for issuer, agency in _without_place(view, dict.fromkeys(paper.issuer for paper in view.issued())):
        if agency not in said:
            said.add(agency)
            words = f"{quote(view.name(issuer))} ban hành văn bản nhưng không có địa danh, cơ quan chủ quản cũng không"
            hint = f"Thêm vào cơ quan “{agency}”: địa danh: Thanh Giang"
            yield error(NO_PLACE, view.at(agency), words, hint=hint, citation="PLI.P1.II.4a")


def issuers_without_place(view: View) -> Iterator[tuple[str, str]]:
    """The records of papers whose issuer has no place name, each with the agency that should give it."""
    issued = list(view.issued())
    lacking = dict(_without_place(view, dict.fromkeys(paper.issuer for paper in issued)))
    yield from ((paper.owner, lacking[paper.issuer]) for paper in issued if paper.issuer in lacking)


def _without_place(view: View, issuers: Iterable[str]) -> Iterator[tuple[str, str]]:
    for key in issuers:
        committee = view.committee(key)
        agency = view.agency(committee.founded_by if committee else key)
        seen: set[str] = set()
        while agency is not None and not agency.place and agency.parent and agency.id not in seen:
            seen.add(agency.id)
            agency = view.agency(agency.parent)
        if agency is not None and not agency.place and not agency.parent:
            yield key, agency.id


def groups(view: View) -> Iterator[Finding]:
    """A group has members, each once."""
    for group in view.office.groups:
        if not group.members:
            words = f"Nhóm {quote(group.name)} không có cơ quan nào"
            yield error("DL-307", view.at(group.id, "gồm"), words, hint="Ghi mã các cơ quan vào mục “gồm”.")
        seen: set[str] = set()
        for position, member in enumerate(group.members):
            if member in seen:
                words = f"Nhóm {quote(group.name)} ghi {quote(view.name(member))} hai lần"
                yield warning("DL-308", view.at(group.id, "gồm", position), words, hint="Xóa một dòng.")
            seen.add(member)


def heads(view: View) -> Iterator[Finding]:
    """A committee has one head."""
    for committee in view.office.committees:
        found = [n for n, member in enumerate(committee.members) if member.role is Role.HEAD]
        if not found:
            words = f"{quote(committee.name)} không có thành viên nào giữ vai trò “trưởng”"
            hint = f"Ghi “vai trò: trưởng” cho {committee.head_title}; không có thì không biết ai ký."
            yield error("DL-401", view.at(committee.id, "thành viên"), words, hint=hint, citation="PLI.P1.II.7c")
        for position in found[1:]:
            first = view.name(committee.members[found[0]].person)
            words = f"{quote(committee.name)} có hai người giữ vai trò “trưởng”; người kia là {first}"
            at = view.at(committee.id, "thành viên", position, "vai trò")
            yield error("DL-402", at, words, hint="Chỉ để một người là trưởng; người còn lại ghi: phó.")


def members(view: View) -> Iterator[Finding]:
    """Each person is a member once; one member is the secretary at most."""
    for committee in view.office.committees:
        first: dict[str, int] = {}
        for position, person in enumerate(member.person for member in committee.members):
            if first.setdefault(person, position) != position:
                words = (
                    f"{quote(view.name(person))} có tên hai lần trong danh sách thành viên của {quote(committee.name)}"
                )
                at = view.at(committee.id, "thành viên", position, "cán bộ")
                yield error("DL-403", at, words, hint=f"Xóa một dòng (dòng trước là mục {first[person] + 1}).")
        secretaries = [n for n, member in enumerate(committee.members) if member.secretary == "có"]
        for position in secretaries[1:]:
            words = f"{quote(committee.name)} có hai người ghi “là thư ký: có”"
            at = view.at(committee.id, "thành viên", position, "là thư ký")
            yield warning("DL-404", at, words, hint="Chỉ để một thư ký, người làm biên bản và thông báo.")


def seals(view: View) -> Iterator[Finding]:
    """A seal rule says `cơ quan của người ký` or names an agency that has a seal (PLI.P1.II.8; Đ.32)."""
    agencies = {agency.id: agency for agency in view.office.agencies}
    for committee in view.office.committees:
        if committee.seals is None:
            continue
        for key, value in _seal_rules(committee.seals):
            at = view.at(committee.id, "con dấu theo vai trò", key)
            if value == OWN_SEAL or (value in agencies and agencies[value].has_seal == "có"):
                continue
            if value in agencies:
                words = f"“Con dấu theo vai trò”: {quote(agencies[value].name)} ghi là không có con dấu"
                yield error("DL-405", at, words, hint="Chọn cơ quan có con dấu.", citation="Đ.32")
            elif value not in view.unread and (value not in view.known or view.known[value].kind != "cơ quan"):
                close = closest(value, [*agencies, OWN_SEAL])
                hint = f"Có lẽ là “{close}”." if close else f"Ghi “{OWN_SEAL}” hoặc mã một cơ quan."
                words = (
                    f"“Con dấu theo vai trò”, vai trò {quote(key)} ghi {quote(value)}; không có cơ quan nào mang mã này"
                )
                yield error("DL-406", at, words, hint=hint)


def _seal_rules(rules: SealByRole) -> list[tuple[str, str]]:
    keys = fields_of(SealByRole)
    names = dict(zip(SealByRole.model_fields, keys, strict=True))
    return [(names[field], str(value)) for field, value in rules]


def committees_under(view: View) -> Iterator[Finding]:
    """A supporting group belongs to a committee, and not to itself."""
    for committee in view.office.committees:
        if committee.kind == "tổ giúp việc" and committee.under is None:
            words = f"{quote(committee.name)} là tổ giúp việc nhưng không ghi thuộc ban chỉ đạo nào"
            hint = "Thêm vào: thuộc: mã-ban-chỉ-đạo; tên ban đứng trên tên tổ ở đầu văn bản."
            yield warning("DL-407", view.at(committee.id), words, hint=hint, citation="PLI.P1.II.2a")
        if _circle(view, committee.id, _under):
            words = f"{quote(committee.name)}: mục “Thuộc” quay vòng về chính nó"
            yield error("DL-408", view.at(committee.id, "thuộc"), words, hint="Bỏ mục này ở ban cấp trên.")
