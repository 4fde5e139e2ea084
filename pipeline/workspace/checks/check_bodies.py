"""Checks of agencies and committees (cơ quan, ban chỉ đạo): superiors, places, groups, heads, members, seals."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.finding import Finding
from pipeline.records.committee import Committee, Role, SealByRole
from pipeline.records.seats import Seat
from pipeline.workspace.closest import closest
from pipeline.workspace.findings_at import error, quote, warning
from pipeline.workspace.record_shape import fields_of
from pipeline.workspace.value_places import Path
from pipeline.workspace.view import View

OWN_SEAL = "cơ quan của người ký"
NO_PLACE = "DL-306"


def superiors(view: View) -> Iterator[Finding]:
    """Finds agencies above themselves, directly or through others, as superior or as the body they are a unit of."""
    said: set[tuple[str, str]] = set()
    for then in map(view.on, view.days()):
        for agency in then.office.agencies:
            for field, step in (("cơ quan chủ quản", _parent), ("cấp trên", _superior), ("là đơn vị của", _whole)):
                round_trip = _circle(then, agency.id, step)
                if round_trip and agency.id == min(round_trip) and (agency.id, field) not in said:
                    said.add((agency.id, field))
                    names = " → ".join(view.name(key) for key in (agency.id, *round_trip))
                    words = f"“{field.capitalize()}” quay vòng: {names}"
                    yield error("DL-305", view.at(agency.id, field), words, hint="Bỏ mục này ở cơ quan cao nhất.")


def _parent(view: View, key: str) -> str | None:
    agency = view.agency(key)
    return agency.parent if agency else None


def _superior(view: View, key: str) -> str | None:
    agency = view.agency(key)
    return agency.superior if agency else None


def _whole(view: View, key: str) -> str | None:
    agency = view.agency(key)
    return agency.unit_of if agency else None


def _under(view: View, key: str) -> str | None:
    committee = view.committee(key)
    return committee.under if committee else None


def _circle(view: View, start: str, step: Callable[[View, str], str | None]) -> tuple[str, ...]:
    """The ids from `start` back to itself by `step`; empty where there is no circle."""
    way: list[str] = []
    here = step(view, start)
    while here is not None and here not in way:
        way.append(here)
        if here == start:
            return tuple(way)
        here = step(view, here)
    return ()


def places(view: View) -> Iterator[Finding]:
    """Finds bodies that issue papers and have no place name, of their own or of a superior (PLI.P1.II.4a)."""
    said: set[str] = set()
    for paper in view.issued():
        issuer, agency = paper.issuer, _without_place(view.of_paper(paper), paper.issuer)
        if agency and agency not in said:
            said.add(agency)
            words = f"{quote(view.name(issuer))} ban hành văn bản nhưng không có địa danh, cơ quan chủ quản cũng không"
            hint = f"Thêm vào cơ quan “{agency}”: địa danh: Thanh Giang"
            yield error(NO_PLACE, view.at(agency), words, hint=hint, citation="PLI.P1.II.4a")


def issuers_without_place(view: View) -> Iterator[tuple[str, str]]:
    """The ids of papers whose issuer has no place name, each with the agency that should give it."""
    for paper in view.issued():
        if agency := _without_place(view.of_paper(paper), paper.issuer):
            yield paper.owner, agency


def _without_place(view: View, issuer: str) -> str:
    """The id of the agency that should give the place name of an issuer; "" where the issuer has one."""
    committee = view.committee(issuer)
    agency = view.agency(committee.founded_by if committee else issuer)
    seen: set[str] = set()
    while agency is not None and not agency.place and agency.parent and agency.id not in seen:
        seen.add(agency.id)
        agency = view.agency(agency.parent)
    return agency.id if agency is not None and not agency.place and not agency.parent else ""


def groups(view: View) -> Iterator[Finding]:
    """Finds groups without members, and members given twice."""
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


def _lists(view: View) -> Iterator[tuple[Committee, tuple[Seat, ...]]]:
    """Each committee with every list of members that it has over time, while it exists."""
    for committee in view.office.committees:
        lists: dict[tuple[Seat, ...], None] = {}
        for day in view.days():
            if view.office.history.exists(committee.id, day):
                lists.setdefault(view.office.history.seats(committee, day))
        yield from ((committee, seats) for seats in lists or ((),))


def heads(view: View) -> Iterator[Finding]:
    """Finds committees with no head or several; one without a head for a time is reported by `leaders`."""
    led = {committee.id for committee, seats in _lists(view) if any(seat.member.role is Role.HEAD for seat in seats)}
    for committee in view.office.committees:
        if committee.id not in led:
            words = f"{quote(committee.name)} không có thành viên nào giữ vai trò “trưởng”"
            hint = f"Ghi “vai trò: trưởng” cho {committee.head_title}; không có thì không biết ai ký."
            yield error("DL-401", view.at(committee.id, "thành viên"), words, hint=hint, citation="PLI.P1.II.7c")
    for committee, seats in _lists(view):
        found = [seat for seat in seats if seat.member.role is Role.HEAD]
        for seat in found[1:]:
            first = view.name(found[0].member.person)
            words = f"{quote(committee.name)} có hai người giữ vai trò “trưởng”; người kia là {first}"
            at = view.at(committee.id, "thành viên", seat.position, "vai trò")
            hint = (
                "Chỉ để một người là trưởng; người còn lại ghi: phó. Người này thay người kia thì ghi ngày (từ, đến)."
            )
            yield error("DL-402", at, words, hint=hint)


def members(view: View) -> Iterator[Finding]:
    """Finds people who are members twice, and committees with several secretaries."""
    for committee, seats in _lists(view):
        first: dict[str, int] = {}
        for position, person in ((seat.position, seat.member.person) for seat in seats):
            if first.setdefault(person, position) != position:
                words = (
                    f"{quote(view.name(person))} có tên hai lần trong danh sách thành viên của {quote(committee.name)}"
                )
                at = view.at(committee.id, "thành viên", position, "cán bộ")
                yield error("DL-403", at, words, hint=f"Xóa một dòng (dòng trước là mục {first[person] + 1}).")
        secretaries = [seat.position for seat in seats if seat.member.secretary == "có"]
        for position in secretaries[1:]:
            words = f"{quote(committee.name)} có hai người ghi “là thư ký: có”"
            at = view.at(committee.id, "thành viên", position, "là thư ký")
            yield warning("DL-404", at, words, hint="Chỉ để một thư ký, người làm biên bản và thông báo.")


def seals(view: View) -> Iterator[Finding]:
    """Finds seal rules other than `cơ quan của người ký` or an agency with a seal (PLI.P1.II.8; Đ.32)."""
    agencies = {agency.id: agency for agency in view.office.agencies}
    for owner, path, rules in _seals(view):
        for key, value in _seal_rules(rules):
            at = view.at(owner, *path, "con dấu theo vai trò", key)
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


def _seals(view: View) -> Iterator[tuple[str, Path, SealByRole]]:
    """The seal rules of each committee, from the beginning and after each change, with their places."""
    for committee in view.office.committees:
        if committee.seals is not None:
            yield committee.id, (), committee.seals
        for position, change in enumerate(committee.changes):
            if change.seals is not None:
                yield committee.id, ("thay đổi", position), change.seals


def _seal_rules(rules: SealByRole) -> list[tuple[str, str]]:
    keys = fields_of(SealByRole)
    names = dict(zip(SealByRole.model_fields, keys, strict=True))
    return [(names[field], str(value)) for field, value in rules]


def committees_under(view: View) -> Iterator[Finding]:
    """Finds supporting groups that belong to no committee, or to themselves."""
    for committee in view.office.committees:
        if committee.kind == "tổ giúp việc" and committee.under is None:
            words = f"{quote(committee.name)} là tổ giúp việc nhưng không ghi thuộc ban chỉ đạo nào"
            hint = "Thêm vào: thuộc: mã-ban-chỉ-đạo; tên ban đứng trên tên tổ ở đầu văn bản."
            yield warning("DL-407", view.at(committee.id), words, hint=hint, citation="PLI.P1.II.2a")
        if _circle(view, committee.id, _under):
            words = f"{quote(committee.name)}: mục “Thuộc” quay vòng về chính nó"
            yield error("DL-408", view.at(committee.id, "thuộc"), words, hint="Bỏ mục này ở ban cấp trên.")
