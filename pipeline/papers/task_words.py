"""The sentence of a task (giao việc): who is to do what, by which verb, until when. Follows office practice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pipeline.papers.command import verb_of
from pipeline.papers.recipients import party_name
from pipeline.papers.wording import Saying
from pipeline.records.agency import Agency
from pipeline.records.committee import Committee
from pipeline.records.conclusion import Conclusion
from pipeline.records.deadline import Deadline, DeadlineKind
from pipeline.records.office import Office
from pipeline.text import continued


def task_sentence(office: Office, giver: Agency | Committee, task: Conclusion, saying: Saying) -> str:
    """One task: `Giao Sở A chủ trì, phối hợp với Sở B hoàn thành …; sản phẩm: …; thời hạn: chậm nhất ngày …`."""
    names = tuple(known_names(office))
    return saying.say(
        "cuộc họp",
        "giao việc",
        cach_giao=task.verb or verb_of(office, giver, task.leads).words,
        chu_tri=[party_name(office, party) for party in task.leads],
        phoi_hop=[party_name(office, party) for party in task.partners],
        viec=continued(task.work, names),
        san_pham=continued(task.product, names) if task.product else "",
        thoi_han=list(deadline_words(task, names, saying)),
    )


def deadline_words(task: Conclusion, names: tuple[str, ...], saying: Saying) -> Iterator[str]:
    """The phrases of a task's deadline: the deadline as given, then the period of repetition."""
    if task.due is not None:
        yield said_deadline(task.due, saying)
    for rhythm in task.rhythms:
        yield continued(rhythm.rstrip(".;"), names)


def said_deadline(due: Deadline, saying: Saying) -> str:
    """A deadline in words: `chậm nhất ngày 30 tháng 4 năm 2024`, `trong quý II năm 2024`."""
    day = due.day
    if day is None:
        return due.words
    quarter, year = (day.month + 2) // 3, day.year
    by_kind = {
        DeadlineKind.BEFORE: partial(saying.say, "thời hạn", "trước ngày", ngay=day),
        DeadlineKind.AT_LATEST: partial(saying.say, "thời hạn", "chậm nhất ngày", ngay=day),
        DeadlineKind.UNTIL: partial(saying.say, "thời hạn", "đến hết ngày", ngay=day),
        DeadlineKind.IN_MONTH: partial(saying.say, "thời hạn", "trong tháng", thang=day.month, nam=year),
        DeadlineKind.UNTIL_MONTH: partial(saying.say, "thời hạn", "đến hết tháng", thang=day.month, nam=year),
        DeadlineKind.IN_QUARTER: partial(saying.say, "thời hạn", "trong quý", quy=quarter, nam=year),
        DeadlineKind.UNTIL_QUARTER: partial(saying.say, "thời hạn", "đến hết quý", quy=quarter, nam=year),
        DeadlineKind.IN_YEAR: partial(saying.say, "thời hạn", "trong năm", nam=year),
        DeadlineKind.UNTIL_YEAR: partial(saying.say, "thời hạn", "đến hết năm", nam=year),
    }
    return by_kind[due.kind]()


def known_names(office: Office) -> Iterator[str]:
    """The names of the bodies of the records, which keep their capital inside a sentence (PLII.IV)."""
    for agency in office.agencies:
        yield from (agency.name, agency.called)
    for committee in office.committees:
        yield from (committee.name, committee.short_name)
