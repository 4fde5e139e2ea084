"""The members of a committee as a table (danh sách thành viên), made from its record wherever a text asks for it."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.papers.people_order import by_given_name
from pipeline.papers.signature import full_title
from pipeline.papers.wording import Saying
from pipeline.records.content import Column, Node, Table
from pipeline.records.office import Office


def with_rosters(office: Office, content: Iterable[str | Node], saying: Saying) -> tuple[str | Node, ...]:
    """The text with every `thành viên của` replaced by the table of that committee's members."""
    return tuple(item if isinstance(item, str) else _resolved(office, item, saying) for item in content)


def _resolved(office: Office, node: Node, saying: Saying) -> Node:
    if node.roster is not None:
        return node.model_copy(
            update={"roster": None, "table": roster(office, node.roster, saying, in_order=node.by_given_name == "có")}
        )
    return node.model_copy(update={"content": with_rosters(office, node.content, saying)})


def roster(office: Office, committee: str, saying: Saying, *, in_order: bool = False) -> Table:
    """The members of a committee, a row each in the order of the record: number, name, post and agency, title in it.

    `in_order`: those who do not lead it stand by given name.
    """
    record = office.committee(committee)
    keys = [member.person for member in record.members]
    titles = {member.person: member.title for member in record.members}
    people = [(office.person(key), titles[key]) for key in (by_given_name(office, record, keys) if in_order else keys)]
    return Table(
        columns=(
            Column(name=saying.say("danh sách thành viên", "cột thứ tự"), kind="giữa"),
            Column(name=saying.say("danh sách thành viên", "cột họ tên")),
            Column(name=saying.say("danh sách thành viên", "cột chức vụ")),
            Column(name=saying.say("danh sách thành viên", "cột chức danh"), kind="giữa"),
        ),
        rows=tuple(
            (str(number), person.addressed, full_title(office, person), title)
            for number, (person, title) in enumerate(people, start=1)
        ),
    )
