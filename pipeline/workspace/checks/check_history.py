"""Checks of days of facts (từ, đến, thay đổi, kế nhiệm, kế thừa): their order, circles, places taken twice, gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from pipeline.finding import Finding
from pipeline.records.agency import Agency, AgencyChange, Person, PersonChange
from pipeline.records.committee import Committee, CommitteeChange
from pipeline.records.lineage import Succession, successions
from pipeline.records.span import Span, day_after, day_before, day_words
from pipeline.workspace.findings_at import error, quote, warning
from pipeline.workspace.value_places import Path
from pipeline.workspace.view import View

_Dated = Agency | Person | Committee


def _dated(view: View) -> tuple[_Dated, ...]:
    office = view.office
    return (*office.agencies, *office.people, *office.committees)


def spans(view: View) -> Iterator[Finding]:
    """Finds ends before beginnings."""
    for record in _dated(view):
        found: list[tuple[Path, Span]] = [((), Span(record.since, record.until))]
        if isinstance(record, Person):
            found += [(("chức vụ khác", n), Span(post.since, post.until)) for n, post in enumerate(record.posts)]
        if isinstance(record, Committee):
            found += [(("thành viên", n), Span(member.since, member.until)) for n, member in enumerate(record.members)]
        for path, span in found:
            if span.since is not None and span.until is not None and span.until < span.since:
                words = f"“Đến” ghi {day_words(span.until)}, trước ngày ở mục “từ” ({day_words(span.since)})"
                hint = "Sửa một trong hai ngày; “đến” là ngày cuối cùng còn đúng."
                yield error("DL-740", view.at(record.id, *path, "đến"), words, hint=hint)


def changes(view: View) -> Iterator[Finding]:
    """Finds changes outside the time of their record, without content, or two on one day."""
    for record in _dated(view):
        seen: dict[object, int] = {}
        made: tuple[AgencyChange | PersonChange | CommitteeChange, ...] = record.changes
        for position, change in enumerate(made):
            at, day = view.at(record.id, "thay đổi", position, "từ"), day_words(change.since)
            if seen.setdefault(change.since, position) != position:
                words = f"{quote(view.name(record.id))} có hai mục “thay đổi” cùng từ ngày {day}"
                yield error("DL-741", at, words, hint="Gộp hai mục làm một, hoặc sửa ngày.")
            if not Span(record.since, record.until).holds(change.since):
                within = Span(record.since, record.until).words
                words = f"“Thay đổi” từ ngày {day} nằm ngoài thời gian của {quote(view.name(record.id))} ({within})"
                yield warning("DL-741", at, words, hint="Sửa ngày của mục này, hoặc mục “từ”, “đến”.")
            if not change.model_fields_set - {"since"}:
                words = f"“Thay đổi” từ ngày {day} của {quote(view.name(record.id))} không ghi gì đổi"
                yield warning("DL-751", at, words, hint="Ghi thêm mục đã đổi, ví dụ: tên; hoặc xóa mục này.")
            if not isinstance(record, Person) and {"name", "symbol"} & change.model_fields_set == {"name"}:
                words = f"{quote(view.name(record.id))} đổi tên từ ngày {day} mà không ghi “viết tắt”"
                hint = "Ghi viết tắt mới dùng trong số, ký hiệu; không đổi thì ghi lại viết tắt cũ."
                yield warning("DL-750", at, words, hint=hint)


def posts(view: View) -> Iterator[Finding]:
    """Finds people without a post, of their own or of a predecessor."""
    for person in view.office.people:
        for key, value in (("chức vụ", person.title), ("cơ quan", person.agency)):
            if not value and person.succeeds is None:
                title = f"{key[:1].upper()}{key[1:]}"
                words = f"Thiếu mục “{title}” trong “Danh sách” của {quote(person.name)}"
                hint = f"Thêm vào: {key}: …; người thay người khác thì ghi “kế nhiệm” và “từ” là đủ."
                yield error("DL-103", view.at(person.id), words, hint=hint)


def acts(view: View) -> Iterator[Finding]:
    """Finds successions without a day or, of agencies, without a kind."""
    for person in view.office.people:
        if person.succeeds is not None and person.since is None:
            words = f"{quote(person.name)} kế nhiệm {quote(view.name(person.succeeds))} nhưng không ghi “từ” ngày nào"
            hint = "Thêm ngày nhận chức vụ, ví dụ: từ: 1/7/2024"
            yield error("DL-742", view.at(person.id, "kế nhiệm"), words, hint=hint)
    for agency in view.office.agencies:
        lacking = [key for key, value in (("từ", agency.since), ("cách thành lập", agency.founding)) if value is None]
        if agency.inherits and lacking:
            words = f"{quote(agency.name)} ghi “kế thừa” nhưng thiếu “{'” và “'.join(lacking)}”"
            hint = "Ghi ngày (từ: 1/7/2025) và cách thành lập: đổi tên, sáp nhập hoặc chia tách."
            yield error("DL-742", view.at(agency.id, "kế thừa"), words, hint=hint)


def circles(view: View) -> Iterator[Finding]:
    """Finds people and agencies that succeed themselves, directly or through others."""
    people = {person.id: tuple(act.predecessor for act in successions(person)) for person in view.office.people}
    agencies = {agency.id: agency.inherits for agency in view.office.agencies}
    for before, field, hint in (
        (people, "kế nhiệm", "Bỏ mục này ở người giữ chức vụ đầu tiên; ai trở lại thì ghi ở “chức vụ khác”."),
        (agencies, "kế thừa", "Bỏ mục này ở cơ quan có trước."),
    ):
        for key in before:
            if _returns(before, key):
                words = f"“{field.capitalize()}” quay vòng về chính {quote(view.name(key))}"
                yield error("DL-743", view.at(key, field), words, hint=hint)


def _returns(before: Mapping[str, tuple[str, ...]], key: str) -> bool:
    waiting, seen = list(before[key]), set[str]()
    while waiting:
        here = waiting.pop()
        if here == key:
            return True
        if here not in seen:
            seen.add(here)
            waiting += before.get(here, ())
    return False


def same_place(view: View) -> Iterator[Finding]:
    """Finds two successors in one place, and predecessors who keep the place."""
    taken: dict[str, Succession] = {}
    for person in view.office.people:
        for act in successions(person):
            first = taken.setdefault(act.predecessor, act)
            at = view.at(person.id, "kế nhiệm")
            if first.successor != act.successor:
                words = f"{quote(person.name)} và {quote(view.name(first.successor))} cùng kế nhiệm "
                words += quote(view.name(act.predecessor))
                hint = "Người đến sau nữa thì kế nhiệm người đến trước; sửa mục này."
                yield error("DL-744", at, words, hint=hint)
            before = view.person(act.predecessor)
            if before is not None and before.until is not None and before.until >= act.since:
                words = f"{quote(person.name)} kế nhiệm từ ngày {day_words(act.since)}, còn {quote(before.name)} ghi "
                words += f"“đến” {day_words(before.until)}"
                yield warning("DL-745", at, words, hint="Sửa một trong hai ngày, hoặc bỏ “đến” của người trước.")
    whole: dict[str, str] = {}
    for agency in view.office.agencies:
        for position, key in enumerate(agency.inherits if agency.founding != "chia tách" else ()):
            if whole.setdefault(key, agency.id) != agency.id:
                words = f"{quote(agency.name)} và {quote(view.name(whole[key]))} cùng kế thừa {quote(view.name(key))}"
                hint = "Cơ quan cũ được chia cho nhiều cơ quan thì ghi: cách thành lập: chia tách."
                yield error("DL-744", view.at(agency.id, "kế thừa", position), words, hint=hint)


def leaders(view: View) -> Iterator[Finding]:
    """Finds agencies with two heads at a time, and agencies and committees without a head for a time in between."""
    days = view.days()
    by_day = {day: _heads(view, day) for day in days}
    said: set[tuple[str, ...]] = set()
    for day, heads in by_day.items():
        for headed, people in heads.items():
            pair = (headed, *people[:2])
            if len(people) > 1 and pair not in said and any(_has_days(view, key) for key in people[:2]):
                said.add(pair)
                first, second = (quote(view.name(key)) for key in people[:2])
                words = f"{first} và {second} cùng là người đứng đầu {quote(view.name(headed))}"
                words += f" vào ngày {day_words(day)}"
                hint = "Người này thay người kia thì ghi ở người sau: kế nhiệm, từ; nếu không thì sửa chức vụ."
                yield warning("DL-744", view.at(people[1], "chức vụ"), words, hint=hint)
    if not view.office.history.turns:
        return
    for agency in view.office.agencies:
        yield from _gaps(view, agency, view.office.history.spans(partial(_is_headed, by_day, agency.id)))
    for committee in view.office.committees:
        yield from _gaps(view, committee, view.office.history.spans(partial(_is_led, view, committee.id)))


def _has_days(view: View, key: str) -> bool:
    return any(post.span != Span() for post in view.office.history.posts(key))


def _heads(view: View, day: date) -> Mapping[str, tuple[str, ...]]:
    """The ids of the people who head each agency on a day."""
    office, found = view.on(day).office, dict[str, tuple[str, ...]]()
    titles = {agency.id: agency.head_title.casefold() for agency in office.agencies}
    for person in office.people:
        if not view.office.history.serves(person.id, day):
            continue
        for agency, title in ((person.agency, person.title), *((post.agency, post.title) for post in person.posts)):
            if titles.get(agency) == title.casefold():
                found[agency] = (*found.get(agency, ()), person.id)
    return found


def _is_headed(heads: Mapping[date, Mapping[str, tuple[str, ...]]], key: str, day: date) -> bool:
    return bool(heads[day].get(key))


def _is_led(view: View, key: str, day: date) -> bool:
    committee = view.on(day).committee(key)
    return committee is not None and committee.head is not None


def _gaps(view: View, body: Agency | Committee, led: Sequence[Span]) -> Iterator[Finding]:
    for before, after in pairwise(led):
        if before.until is None or after.since is None:
            continue
        gap = Span(day_after(before.until), day_before(after.since))
        if view.office.history.exists(body.id, after.since) and view.office.history.exists(body.id, before.until):
            words = f"{quote(body.name)} không có {body.head_title} {gap.words}"
            hint = "Kiểm tra ngày của người trước và người sau; ai phụ trách trong thời gian đó thì ghi người ấy."
            yield warning("DL-746", view.at(body.id), words, hint=hint)
