"""What an older program noted of a paper still holds: fields that parts have had since change no note at their default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.papers.official_document import AttachedDocument, OfficialDocument, SignatureBlock, TableColumn
from pipeline.register.frozen import Frozen, differences, values_of
from tests.sample import sample

LATER = {"group", "letterhead", "signatures"}
SIGNED = SignatureBlock(lines=("TRƯỞNG BAN",), name="Lê Quang Thiệu")


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (TableColumn(name="TT"), "TableColumn(name='TT', align='left', width=None)"),
        (TableColumn(name="TT", group="Số"), "TableColumn(name='TT', align='left', width=None, group='Số')"),
        (
            AttachedDocument(type_name="QUY CHẾ", subject="a", reference="b", body=()),
            "AttachedDocument(type_name='QUY CHẾ', subject='a', reference='b', body=())",
        ),
        (
            AttachedDocument(
                type_name="QUY CHẾ", subject="a", reference="b", body=(), letterhead=False, signatures=(SIGNED,)
            ),
            (
                "AttachedDocument(type_name='QUY CHẾ', subject='a', reference='b', body=(), letterhead=False, "
                f"signatures=({SIGNED!r},))"
            ),
        ),
    ],
)
def test_repr__tells_later_fields_where_they_are_not_at_their_default(part: object, told: str) -> None:
    assert repr(part) == told


def _older(value: object, *, nested: bool = False) -> object:
    """Values as an older program kept them: without the later fields of nested parts."""
    if isinstance(value, dict):
        return {key: _older(part, nested=True) for key, part in value.items() if not (nested and key in LATER)}
    return [_older(part, nested=nested) for part in value] if isinstance(value, list) else value


def _frozen(document: OfficialDocument) -> Frozen:
    values = _older(values_of(document))
    assert isinstance(values, Mapping)
    day = date(2024, 3, 1)
    return Frozen(paper=document.id, number=1, symbol="", day=day, sent="", files={}, values=dict(values), place=Path())


def test_differences__none_from_what_an_older_program_kept() -> None:
    documents = sample().documents
    assert [document.id for document in documents if differences(_frozen(document), document)] == []
    assert any(document.attached for document in documents)


def test_differences__a_later_field_with_another_value_is_one() -> None:
    decision = next(document for document in sample().documents if document.attached)
    (regulation,) = decision.attached
    signed = replace(decision, attached=(replace(regulation, signatures=decision.signatures),))
    assert [found.part for found in differences(_frozen(decision), signed)] == ["attached"]
    assert {item.name for item in fields(regulation)} > {"signatures", "letterhead"}
