"""A report's breaches as numbered entries (các phát hiện) in the order in which they are shown, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.checking.check_result import Report
from pipeline.checking.rules.rule import Breach, Group, Rule
from pipeline.reading.facts import Box
from pipeline.reading.recognised import Paper

_QUOTED = 60
_TELLING = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One breach, numbered from 1 through the report.

    `page` and `paragraph` count from 1, `paragraph` as in the file itself; `text` is how that paragraph begins.
    `near` is the index of the paragraph to show it at, which may be a component that the rule speaks of.
    """

    number: int
    rule: Rule
    breach: Breach
    page: int | None
    paragraph: int | None
    text: str
    box: Box | None
    near: int | None

    @property
    def place(self) -> str:
        """`trang 2, “Độc lập - Tự do…”` for a PDF, `đoạn 12, “…”` for a Word file; "" for the paper as a whole.

        The text is left out where the finding quotes it anyway.
        """
        where = f"trang {self.page}" if self.page else f"đoạn {self.paragraph}" if self.paragraph else ""
        quoted = self.text and self.text[:_TELLING] not in self.breach.found
        return ", ".join(filter(None, (where, f"“{self.text}”" if quoted else "")))


def entries(report: Report) -> tuple[Entry, ...]:
    """Every breach, group by group in the order of the paper's components, rules in the order of the registry."""
    order = {group: position for position, group in enumerate(Group)}
    breaches = sorted(report.breaches(), key=lambda pair: order[pair[0].group])
    return tuple(_entry(number, report.paper, rule, breach) for number, (rule, breach) in enumerate(breaches, start=1))


def by_group(found: tuple[Entry, ...]) -> tuple[tuple[Group, tuple[Entry, ...]], ...]:
    """The entries under their headings, groups without one left out."""
    groups = ((group, tuple(entry for entry in found if entry.rule.group is group)) for group in Group)
    return tuple((group, inside) for group, inside in groups if inside)


def _entry(number: int, paper: Paper, rule: Rule, breach: Breach) -> Entry:
    paragraph = paper.paragraph(breach.paragraph) if breach.paragraph is not None else None
    box = paragraph.box if paragraph else None
    text = paragraph.plain if paragraph else ""
    return Entry(
        number=number,
        rule=rule,
        breach=breach,
        page=breach.page or (box.page if box else None),
        paragraph=paragraph.ordinal if paragraph else None,
        text=text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…",
        box=box,
        near=breach.paragraph if breach.paragraph is not None else _first_of(paper, rule, breach),
    )


def _first_of(paper: Paper, rule: Rule, breach: Breach) -> int | None:
    """The index of the first paragraph of the rule's components; None for a breach that names a page only."""
    if breach.page is not None:
        return None
    for element in rule.elements:
        component = paper.component(element)
        if component is not None and component.paragraphs:
            return component.paragraphs[0]
    return None
