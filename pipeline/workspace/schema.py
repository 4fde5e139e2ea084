"""JSON Schemas of records (lược đồ), one for each kind, for editors that complete and check YAML as it is typed.

Descriptions are in Vietnamese, for the clerk. An editor reads `5` as a number and `15/3/2024` as text, where our reader
takes everything as text; so fields accept both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.decree.paper_types import PaperTypes
from pipeline.decree.type_table import paper_types
from pipeline.records.base import FIGURE_FORM, FIGURE_TYPED, Record
from pipeline.records.office import kinds_of
from pipeline.workspace.kinds import schema_name
from pipeline.workspace.record_shape import Form, RecordField, Shape, fields_of

Schema = dict[str, Any]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
_SIMPLE: Mapping[Form, Schema] = {
    Form.NUMBER: {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^-?\d+$"}]},
    Form.DECIMAL: {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^\d+([.,]\d+)?$"}]},
    Form.MONEY: {"type": ["integer", "string"]},
    Form.TABLE: {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "null"]}},
    Form.YES: {"enum": ["có", "không"]},
}


def schemas(types: PaperTypes | None = None) -> Mapping[str, Schema]:
    """File name to JSON Schema (draft 2020-12) for every kind of record; `types`: the table with an office's own."""
    kinds = kinds_of(types or paper_types())
    return {schema_name(kind): _of_kind(kind, model) for kind, model in kinds.items()}


def _of_kind(kind: str, model: type[Record]) -> Schema:
    definitions: dict[str, Schema] = {}
    root = _record(model, definitions)
    root["properties"]["loại"] = {"const": kind, "title": "Loại"}
    return {
        "$schema": _DIALECT,
        "title": f"Hồ sơ loại “{kind}”",
        **root,
        "$defs": definitions,
    }


def _record(model: type[Record], definitions: dict[str, Schema]) -> Schema:
    fields = fields_of(model)
    return {
        "type": "object",
        "properties": {key: _described(field, definitions) for key, field in fields.items()},
        "required": [key for key, field in fields.items() if field.required],
        "additionalProperties": False,
    }


def _described(field: RecordField, definitions: dict[str, Schema]) -> Schema:
    said: Schema = {"title": field.title}
    if field.about:
        said["description"] = field.about
    if field.default:
        said["default"] = field.default
    content = _content(field.shape, definitions)
    return {**said, **content} if field.required else {**said, "anyOf": [content, {"type": "null"}]}


def _content(shape: Shape, definitions: dict[str, Schema]) -> Schema:
    if shape.form in {Form.RECORD, Form.BLOCK} and shape.model is not None:
        reference = _reference(shape.model, definitions)
        return reference if shape.form is Form.RECORD else {"anyOf": [_TEXT, reference]}
    if shape.form is Form.LIST and shape.item is not None:
        items: Schema = {"type": "array", "items": _content(shape.item, definitions)}
        return {"anyOf": [_content(shape.item, definitions), items]} if shape.one_is_enough else items
    if shape.form is Form.CHOICE:
        return {"enum": [*shape.choices, *(int(choice) for choice in shape.choices if choice.isdigit())]}
    if shape.form in {Form.DATE, Form.MONTH, Form.TIME}:
        return {"type": "string", "pattern": shape.pattern}
    if shape.form is Form.TEXT:
        return _text(shape)
    return _SIMPLE[shape.form]


def _text(shape: Shape) -> Schema:
    if shape.pattern:
        if shape.pattern == FIGURE_FORM:
            return {"type": ["string", "number"], "pattern": FIGURE_TYPED}
        longest = {"maxLength": shape.longest} if shape.longest else {}
        return {"type": "string", "pattern": shape.pattern, **longest}
    if shape.may_be_empty:
        return {"type": ["string", "number", "boolean", "null"]}
    return _TEXT


def _reference(model: type[Record], definitions: dict[str, Schema]) -> Schema:
    """A reference into `$defs`, where each model is described once, since elements of running text are recursive."""
    name = model.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name].update(_record(model, definitions))
    return {"$ref": f"#/$defs/{name}"}
