"""JSON Schemas: valid themselves, in Vietnamese, and true of the fixtures as an editor reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as some
from pydantic import TypeAdapter, ValidationError

from pipeline.records.base import Record
from pipeline.records.office import KINDS
from pipeline.workspace.kinds import schema_name
from pipeline.workspace.record_shape import Form, Shape, fields_of
from pipeline.workspace.schema import Schema, schemas
from tests.workspace.small_folder import FILES

_FIXTURES = Path(__file__).parents[2] / "fixtures"
_NAMES = sorted(schema_name(kind) for kind in KINDS)
_FILES = sorted(path for path in _FIXTURES.rglob("*.yaml") if not any(part.startswith(".") for part in path.parts))


class _EditorLoader(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: no dates, no `yes`, no sexagesimal numbers."""


_EditorLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("bool", r"^(?:true|false)$", list("tf")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
):
    _EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


@cache
def _schemas() -> Mapping[str, Schema]:
    return schemas()


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(_schemas()[name])


def _errors(text: str) -> list[str]:
    data = yaml.load(text, Loader=_EditorLoader)  # noqa: S506 - a SafeLoader
    errors = _validator(schema_name(data["loại"])).iter_errors(data)
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in errors]


def _texts(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key in {"title", "description"} and isinstance(value, str):
                yield value
            yield from _texts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _texts(value)


def test_schemas__one_for_each_kind() -> None:
    assert set(_schemas()) == set(_NAMES)
    assert "cuoc-hop.schema.json" in _schemas()
    assert "ban-chi-dao.schema.json" in _schemas()


@pytest.mark.parametrize("name", _NAMES)
def test_schemas__are_valid(name: str) -> None:
    for piece in _pieces(_schemas()[name]):
        _check_schema(json.dumps(piece))


def _pieces(schema: Schema) -> Iterator[Schema]:
    """The schema without what it describes by name, and each of those alone."""
    yield {**schema, "$defs": {}, "properties": {}}
    for described in ("$defs", "properties"):
        for piece in schema.get(described, {}).values():
            yield from _pieces(piece)


@cache
def _check_schema(piece: str) -> None:
    """Raise where a piece of a schema is none: most kinds of records are described by the same pieces."""
    jsonschema.Draft202012Validator.check_schema(json.loads(piece))


@pytest.mark.parametrize("name", _NAMES)
def test_schemas__speak_vietnamese(name: str) -> None:
    english = re.compile(r"\b(?:the|and|one|who|what|with|paper)\b", re.IGNORECASE)
    assert [text for text in _texts(_schemas()[name]) if english.search(text)] == []


@pytest.mark.parametrize("file", sorted(FILES))
def test_schemas__small_folder_fits(file: str) -> None:
    assert _errors(FILES[file]) == []


def test_schemas__enough_fixtures() -> None:
    assert len(_FILES) >= 5


@pytest.mark.parametrize("path", _FILES, ids=[path.name for path in _FILES])
def test_schemas__fixture_fits(path: Path) -> None:
    assert _errors(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("hop.yaml", "thời hạn: 29/3/2024", "thời hạn: 29-3-2024"),
        ("hop.yaml", "chủ trì: chu-tich\n", ""),
        ("hop.yaml", "địa điểm:", "dia diem:"),
        ("ban.yaml", "vai trò: phó", "vai trò: phó ban"),
        ("hop.yaml", "  số: 5", "  số: năm"),
    ],
)
def test_schemas__fault_is_seen(file: str, old: str, new: str) -> None:
    assert _errors(FILES[file].replace(old, new, 1)) != []


def test_schemas__blank_and_number_for_text() -> None:
    assert _errors(FILES["cv.yaml"].replace("số: 12", "số:").replace("báo cáo kết quả 6 tháng", "2024")) == []


def _patterned(model: type[Record], seen: set[type[Record]]) -> Iterator[tuple[str, type[Record], str]]:
    """Every field of a kind that bounds its text by a pattern: where it is, for a reader, its model and its key."""
    if model in seen:
        return
    seen.add(model)
    for key, field in fields_of(model).items():
        shape: Shape | None = field.shape
        while shape is not None:
            if shape.pattern and shape.form is Form.TEXT and shape is field.shape:
                yield f"{model.__name__}: {key}", model, key
            if shape.model is not None:
                yield from _patterned(shape.model, seen)
            shape = shape.item


_SEEN: set[type[Record]] = set()
# One field for each way in which a text is bounded: they are all told to editors alike.
_PATTERNED = list(
    {
        (shape.pattern, shape.longest, field.required): found
        for kind in KINDS.values()
        for found in _patterned(kind, _SEEN)
        for field in [fields_of(found[1])[found[2]]]
        for shape in [field.shape]
    }.values()
)


@pytest.mark.slow
@pytest.mark.parametrize(("model", "key"), [found[1:] for found in _PATTERNED], ids=[found[0] for found in _PATTERNED])
@settings(max_examples=25, derandomize=True, deadline=None)
@given(data=some.data())
def test_schemas__whatever_a_record_accepts_an_editor_accepts(
    model: type[Record], key: str, data: some.DataObject
) -> None:
    info = next(info for info in model.model_fields.values() if info.alias == key)
    pattern = fields_of(model)[key].shape.pattern
    text = data.draw(some.from_regex(pattern, fullmatch=True).filter(lambda one: not one.endswith("\n")))
    reader = TypeAdapter(info.rebuild_annotation())
    try:
        reader.validate_python(text)
    except ValidationError:
        return
    schema = next(_definitions(model.__name__, key))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(text)) == []


def _definitions(name: str, key: str) -> Iterator[Any]:
    """What the schemas say of one field of a model."""
    for kind, model in KINDS.items():
        schema = _schemas()[schema_name(kind)]
        if model.__name__ == name:
            yield schema["properties"][key]
        elif name in schema["$defs"]:
            yield schema["$defs"][name]["properties"][key]


def test_schemas__a_right_hash_is_accepted() -> None:
    hashes = [next(_definitions(model.__name__, key)) for _, model, key in _PATTERNED if key == "mã băm"]
    assert hashes
    for schema in hashes:
        assert list(jsonschema.Draft202012Validator(schema).iter_errors("0123456789abcdef" * 4)) == []
        assert list(jsonschema.Draft202012Validator(schema).iter_errors("0123456789abcdef" * 3)) != []
