"""Papers that act on papers issued before (quan hệ văn bản): replace, amend, correct, withdraw; noted at both papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.records.office import Office
from pipeline.records.paper import PaperRecord


@dataclass(frozen=True, kw_only=True)
class Relation:
    """What one paper (`newer`) does to another (`older`), in the words for each: `Thay thế` and `Bị thay thế bởi`."""

    newer: str
    older: str
    act: str
    suffered: str


def relations(office: Office) -> tuple[Relation, ...]:
    """All relations between papers in the records."""
    return tuple(relation for paper in office.papers for relation in _acts_of(paper))


def _acts_of(paper: PaperRecord) -> Iterator[Relation]:
    for act in paper.acts():
        for older in act.older:
            yield Relation(newer=paper.id, older=older, act=act.title, suffered=act.suffered)


def remarks(found: tuple[Relation, ...], called: Mapping[str, str]) -> Mapping[str, str]:
    """The remark for each paper by id, in both directions.

    `called`: number and day of the papers that have them, by id.
    """
    said: dict[str, list[str]] = {}
    for relation in found:
        said.setdefault(relation.newer, []).append(f"{relation.act} {called.get(relation.older, relation.older)}")
        if relation.newer in called:
            said.setdefault(relation.older, []).append(f"{relation.suffered} {called[relation.newer]}")
    return {key: "; ".join(words) for key, words in said.items()}
