"""The shape of records (cấu trúc hồ sơ), derived from the models: one description for binding, references, schemas.

pydantic's own JSON schema lacks references, titles of list items, and the choice between text and record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import Enum, StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BeforeValidator, StringConstraints, WithJsonSchema
from pydantic.fields import FieldInfo

from pipeline.records.base import SLUG_FORM, Record, RefersTo, one_or_more, parse_dong, parse_month, parse_yes
from pipeline.workspace.value_places import Data, Path


class Form(Enum):
    """The forms of content that a field may have."""

    TEXT = "một câu chữ"
    NUMBER = "một số nguyên"
    DECIMAL = "một số"
    MONEY = "một số tiền"
    DATE = "một ngày"
    MONTH = "một tháng"
    TIME = "giờ và phút"
    YES = "“có” hoặc “không”"
    CHOICE = "một trong các giá trị cho sẵn"
    LIST = "một danh sách"
    RECORD = "một nhóm mục"
    BLOCK = "một câu chữ hoặc một nhóm mục"
    TABLE = "các cặp “tên: giá trị”"


@dataclass(frozen=True)
class Shape:
    """The content of one field. `model`: for records and blocks; `item`: for lists; `refers`: where an id is expected.

    `pattern` and `longest` (characters) limit a text; `may_be_empty` marks cells of tables, `is_id` an id given here,
    `one_is_enough` a list that may be a single text.
    """

    form: Form
    model: type[Record] | None = None
    item: Shape | None = None
    refers: RefersTo | None = None
    choices: tuple[str, ...] = ()
    pattern: str = ""
    longest: int | None = None
    may_be_empty: bool = False
    is_id: bool = False
    one_is_enough: bool = False


@dataclass(frozen=True)
class RecordField:
    """One field of a model, with the words for people."""

    key: str
    title: str
    shape: Shape
    required: bool
    about: str
    default: str


@dataclass(frozen=True)
class Visit:
    """One value found in walking a record, with its shape and the title of its field."""

    path: Path
    value: Data
    shape: Shape
    title: str


@cache
def fields_of(model: type[Record]) -> Mapping[str, RecordField]:
    """The fields of a model by YAML key, in the order of the model."""
    return {str(info.alias): _field(info) for info in model.model_fields.values()}


def _field(info: FieldInfo) -> RecordField:
    default = info.default if isinstance(info.default, str) else ""
    return RecordField(
        key=str(info.alias),
        title=str(info.title),
        shape=shape_of(info.annotation, tuple(info.metadata)),
        required=info.is_required(),
        about=info.description or "",
        default=default,
    )


def shape_of(annotation: Any, metadata: tuple[Any, ...] = ()) -> Shape:  # noqa: ANN401 - any annotation of a model
    """The shape that a type annotation describes; None beside another type only means "may be left out"."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return shape_of(arguments[0], (*metadata, *arguments[1:]))
    if origin in {Union, UnionType}:
        return _one_of(arguments, metadata)
    if origin is tuple:
        single = any(isinstance(item, BeforeValidator) and item.func is one_or_more for item in metadata)
        return Shape(Form.LIST, item=shape_of(arguments[0]), one_is_enough=single)
    if origin is dict:
        return Shape(Form.TABLE)
    if origin is Literal:
        return Shape(Form.CHOICE, choices=tuple(str(choice) for choice in arguments))
    return _plain_shape(annotation, metadata)


def _one_of(arguments: tuple[Any, ...], metadata: tuple[Any, ...]) -> Shape:
    """The shape of something optional, or of the choice between a text and a record."""
    options = [option for option in arguments if option is not NoneType]
    if len(options) == 1:
        return shape_of(options[0], metadata)
    shapes = [shape_of(option) for option in options]
    text = next(shape for shape in shapes if shape.form is Form.TEXT)
    record = next(shape for shape in shapes if shape.form is Form.RECORD)
    return Shape(Form.BLOCK, model=record.model, refers=text.refers)


_FORMS: Mapping[type, Form] = {int: Form.NUMBER, float: Form.DECIMAL, time: Form.TIME, bool: Form.YES}


def _plain_shape(kind: type, metadata: tuple[Any, ...]) -> Shape:
    if issubclass(kind, Record):
        return Shape(Form.RECORD, model=kind)
    if issubclass(kind, StrEnum):
        return Shape(Form.CHOICE, choices=tuple(member.value for member in kind))
    readers = {item.func for item in metadata if isinstance(item, BeforeValidator)}
    schema = next((item.json_schema for item in metadata if isinstance(item, WithJsonSchema)), None) or {}
    pattern = str(schema.get("pattern", ""))
    if kind is date:
        return Shape(Form.MONTH if parse_month in readers else Form.DATE, pattern=pattern)
    if readers & {parse_dong, parse_yes}:
        return Shape(Form.MONEY) if parse_dong in readers else Shape(Form.YES, choices=("có", "không"))
    if kind is str:
        bounds = [item for item in metadata if isinstance(item, StringConstraints)]
        refers = next((item for item in metadata if isinstance(item, RefersTo)), None)
        form = next((str(item.pattern) for item in bounds if item.pattern), pattern)
        return Shape(
            Form.TEXT,
            refers=refers,
            pattern=form,
            longest=next((item.max_length for item in bounds if item.max_length), None),
            may_be_empty=not bounds,
            is_id=form == SLUG_FORM and refers is None,
        )
    return Shape(_FORMS[kind], pattern=pattern)


def walk(data: Data, shape: Shape, path: Path = (), title: str = "") -> Iterator[Visit]:
    """Every value of a record whose form fits its shape, outer ones first; unknown keys and misfits are skipped."""
    if shape.one_is_enough and shape.item is not None and isinstance(data, str):
        shape = shape.item
    yield Visit(path, data, shape, title)
    if isinstance(data, dict) and shape.model is not None:
        fields = fields_of(shape.model)
        for key, value in data.items():
            if known := fields.get(key):
                yield from walk(value, known.shape, (*path, key), known.title)
    elif isinstance(data, list) and shape.item is not None:
        for position, value in enumerate(data):
            yield from walk(value, shape.item, (*path, position), title)


def shape_at(model: type[Record], path: Path) -> Shape | None:
    """The shape of the field at a path, or None where the model knows no such field."""
    shape: Shape | None = Shape(Form.RECORD, model=model)
    for part in path:
        if shape is None:
            return None
        if isinstance(part, int):
            shape = shape.item
        else:
            known = fields_of(shape.model).get(part) if shape.model else None
            shape = known.shape if known else None
    return shape
