"""Binding the data of a file to a record (gắn vào mẫu hồ sơ): `loại:` chooses the model, pydantic validates it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pipeline.decree.paper_types import PaperTypes
from pipeline.finding import Finding
from pipeline.records.base import Record
from pipeline.records.office import Matter, kinds_of
from pipeline.workspace.closest import closest
from pipeline.workspace.explain import Fault, explain
from pipeline.workspace.findings_at import error, label, quote
from pipeline.workspace.mended import UNKNOWN, Mended, SetAside, mended
from pipeline.workspace.record_shape import Form, Shape, fields_of, shape_at, walk
from pipeline.workspace.value_places import Data, Path, Source

_TAGS = frozenset({"đoạn văn", "phần tử", "tên", "mục"})
# The digits that pydantic would also take for a number are not what a clerk means: "1.000" is not one.
_MOST_DIGITS = 15
_DIGITS = re.compile(rf"-?[0-9]{{1,{_MOST_DIGITS}}}")


@dataclass(frozen=True)
class Bound:
    """One file with its model, its data without blank fields, and the record, or as much of it as could be kept.

    `judged`: a refused record without its faults, which is used to find what else is wrong in it.
    """

    source: Source
    model: type[Record]
    data: dict[str, Data]
    matter: Matter | None
    findings: tuple[Finding, ...]
    judged: Mended | None = None


def bind(source: Source, types: PaperTypes) -> tuple[Bound | None, tuple[Finding, ...]]:
    """Bind one file to the model of its kind; None, with the findings that say why, where no model can be chosen.

    `types`: the table of types with the office's own.
    """
    if not isinstance(source.data, dict):
        return None, (_not_a_record(source),)
    kind = source.data.get("loại")
    model = kinds_of(types).get(kind) if isinstance(kind, str) else None
    if model is None:
        return None, (_no_kind(source, kind, types),)
    shape = Shape(Form.RECORD, model=model)
    data = _cleared(source.data, shape)
    misread = tuple(_misread_numbers(source, data, shape))
    matter, faults = _validate(model, data)
    findings = (*(said for _, said in misread), *_explained(source, model, data, faults))
    judged = None
    if matter is None or misread:
        judged = _judged(model, data, faults, tuple(path for path, _ in misread))
        matter = _salvage(model, data, faults, misread=bool(misread))
    return Bound(source, model, data, matter, findings, judged), findings


def _judged(model: type[Record], data: Data, faults: list[ErrorDetails], misread: tuple[Path, ...]) -> Mended | None:
    """The record without its faults; None where nothing of it can be judged."""

    def told(data: Data, faults: list[ErrorDetails]) -> tuple[SetAside, ...]:
        paths = [(fault["type"], _path(data, fault["loc"])) for fault in faults]
        return tuple(SetAside(kind, path, _meant(model, path, data) if kind == UNKNOWN else "") for kind, path in paths)

    def judge(data: Data) -> tuple[Record | None, tuple[SetAside, ...]]:
        matter, faults = _validate(model, data)
        return matter, told(data, faults)

    found = mended(model, data, told(data, faults), judge)
    return None if found is None else replace(found, aside=(*found.aside, *misread))


def _validate(model: type[Record], data: Data) -> tuple[Matter | None, list[ErrorDetails]]:
    try:
        return model.model_validate(data, by_alias=True, by_name=False), []  # type: ignore[return-value]
    except ValidationError as failure:
        return None, failure.errors(include_url=False)


def _cleared(data: dict[str, Data], shape: Shape) -> dict[str, Data]:
    """The data without blank fields; blank cells of tables become "", blank groups whose key alone has a meaning become {}."""
    return {
        key: _clear(value, _below(shape, key))
        for key, value in data.items()
        if value is not None or _unknown(shape, key) or _blank_counts(_below(shape, key))
    }


def _clear(value: Data, shape: Shape | None) -> Data:
    if value is None and _blank_counts(shape):
        return {}
    if isinstance(value, dict):
        return {
            key: _clear(item, _below(shape, key))
            for key, item in value.items()
            if item is not None or _unknown(shape, key)
        }
    if isinstance(value, list):
        item_shape = shape.item if shape else None
        if item_shape is not None and item_shape.may_be_empty:
            return ["" if item is None else item for item in value]
        return [_clear(item, item_shape) for item in value]
    return value


def _blank_counts(shape: Shape | None) -> bool:
    """Whether a key without a value has a meaning in this shape."""
    return shape is not None and shape.form is Form.RECORD and shape.model is not None and shape.model.blank_counts


def _unknown(shape: Shape | None, key: str) -> bool:
    """Whether no field has this key.

    Such a key is reported even without a value: it may be words that a comma cut off.
    """
    return shape is not None and shape.model is not None and key not in fields_of(shape.model)


def _below(shape: Shape | None, key: str) -> Shape | None:
    known = fields_of(shape.model).get(key) if shape and shape.model else None
    return known.shape if known else None


def _misread_numbers(source: Source, data: Data, shape: Shape) -> Iterator[tuple[Path, Finding]]:
    for visit in walk(data, shape):
        if visit.shape.form is not Form.NUMBER or not isinstance(visit.value, str):
            continue
        try:
            readable = float(visit.value.replace("_", "")) == float(visit.value.replace("_", ""))
        except ValueError:
            continue  # pydantic refuses it too
        if readable and not _DIGITS.fullmatch(visit.value.strip()):
            words = f"{label(visit.path)} phải là một số nguyên viết bằng chữ số, ở đây ghi {quote(visit.value)}"
            digits = re.sub(r"[^0-9]", "", visit.value)
            hint = f"Viết liền các chữ số: {digits}." if 0 < len(digits) <= _MOST_DIGITS else "Kiểm tra lại con số."
            yield visit.path, error("DL-108", source.place(visit.path), words, hint=hint)


def _explained(source: Source, model: type[Record], data: Data, faults: list[ErrorDetails]) -> Iterator[Finding]:
    unknown = {_path(data, fault["loc"]) for fault in faults if fault["type"] == "extra_forbidden"}
    missing = {_path(data, fault["loc"]) for fault in faults if fault["type"] == "missing"}
    misspelt = {path: _meant(model, path, data) for path in unknown}
    meant = {(*path[:-1], key) for path, key in misspelt.items() if key}
    for fault in faults:
        path = _path(data, fault["loc"])
        if path in misspelt:
            yield _unknown_key(source, path, misspelt[path], needed=(*path[:-1], misspelt[path]) in missing)
            continue
        shape = shape_at(model, path)
        if path in meant and fault["type"] == "missing":
            continue  # said once, where the misspelt key stands
        told_by_references = shape is not None and shape.refers is not None and _value(data, path) != ""
        if fault["type"] == "string_pattern_mismatch" and told_by_references:
            continue  # references say more: whose id it may be
        blank = fault["type"] == "missing" and path in source.keys
        kind = "blank" if blank else fault["type"]
        said = explain(Fault(kind, path, _value(data, path), shape, fault.get("ctx", {})))
        at = source.place_of_key(path[:-1]) if kind == "missing" else source.place(path)
        yield error(said.code, at, said.message, hint=said.hint)


def _path(data: Data, where: tuple[int | str, ...]) -> Path:
    """The path in the data for a location that pydantic gives, without the names of alternatives between text and record."""
    path: list[str | int] = []
    here: Data = data
    for position, part in enumerate(where):
        after_index = position > 0 and isinstance(where[position - 1], int)
        names_choice = isinstance(part, str) and part in _TAGS and after_index
        if names_choice and not (isinstance(here, dict) and part == "tên"):
            continue
        path.append(part)
        if isinstance(here, dict) and isinstance(part, str):
            here = here.get(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        else:
            here = None
    return tuple(path)


def _value(data: Data, path: Path) -> Data:
    for part in path:
        if isinstance(data, dict) and isinstance(part, str):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def _meant(model: type[Record], path: Path, data: Data) -> str:
    """The known key that a misspelt one stands for, unless that key is there already; "" when none is near."""
    shape = shape_at(model, path[:-1])
    around = _value(data, path[:-1])
    if shape is None or shape.model is None or not isinstance(around, dict):
        return ""
    return closest(str(path[-1]), [key for key in fields_of(shape.model) if key not in around]) or ""


def _unknown_key(source: Source, path: Path, meant: str, *, needed: bool) -> Finding:
    around = label(path[:-1]) if len(path) > 1 else f"Hồ sơ loại {quote(_value(source.data, ('loại',)))}"
    words = f"{around} không có mục {quote(path[-1])}"
    if meant:
        hint = (
            f"Có lẽ là “{meant}”{' (mục bắt buộc, đang thiếu)' if needed else ''}: sửa lại cho đúng từng chữ, từng dấu."
        )
    elif len(path) > 1 and _value(source.data, path) is None:
        # In braces a comma ends the value; what follows becomes a key of its own.
        hint = f"Nếu {quote(path[-1])} là phần sau dấu phẩy của một câu thì đặt cả câu trong ngoặc kép."
    elif isinstance(path[-2:-1] and path[-2], int) and len(str(path[-1]).split()) > 1:
        # A sentence with a colon in it, in a list of texts, is read as a key.
        hint = f"Nếu {quote(path[-1])} là lời văn trước dấu hai chấm thì đặt cả câu trong ngoặc kép hoặc viết ở "
        hint += "dòng dưới sau “>-”."
    else:
        hint = "Xóa mục này hoặc xem các mục được dùng bằng lệnh: vanthu new LOẠI"
    return error("DL-104", source.place_of_key(path), words, hint=hint)


def _salvage(model: type[Record], data: dict[str, Data], faults: list[ErrorDetails], *, misread: bool) -> Matter | None:
    """The file without the wrong entries of its lists, if the rest is right, so that other records can refer to it.

    Only files that are lists of things (agencies, people) are usable without one entry.
    """
    lists = {key for key, known in fields_of(model).items() if known.shape.item and known.shape.item.model}
    bad = {fault["loc"][:2] for fault in faults}
    if misread or "id" in model.model_fields or any(where[0] not in lists or len(where) == 1 for where in bad):
        return None
    kept = {
        key: [item for n, item in enumerate(value) if (key, n) not in bad] if isinstance(value, list) else value
        for key, value in data.items()
    }
    return _validate(model, kept)[0]


def _not_a_record(source: Source) -> Finding:
    if source.data is None:
        return error(
            "DL-021", source.place(), "Tệp không có nội dung", hint="Xóa tệp, hoặc lập hồ sơ bằng lệnh: vanthu new LOẠI"
        )
    words = "Hồ sơ phải gồm các dòng “tên mục: nội dung”, bắt đầu bằng “loại: …”"
    return error("DL-020", source.place(), words, hint="Lập hồ sơ mẫu bằng lệnh: vanthu new LOẠI")


def _no_kind(source: Source, kind: Data, types: PaperTypes) -> Finding:
    known = ", ".join(f"“{name}”" for name in kinds_of(types))
    if not isinstance(kind, str):
        close = (
            closest("loại", [key for key in source.data if key != "loại"]) if isinstance(source.data, dict) else None
        )
        hint = f"Thêm dòng đầu tiên, ví dụ: loại: cuộc họp. Các loại: {known}."
        words = "Hồ sơ thiếu mục “Loại” nên không biết là hồ sơ gì"
        words += f" (có mục {quote(close)} gần giống)" if close else ""
        return error("DL-101", source.place(("loại",)), words, hint=hint)
    if (row := types.by_name.get(" ".join(kind.lower().split()))) is not None and not row.record:
        words = f"“Loại” ghi {quote(kind)}: loại này chưa lập được bằng chương trình"
        hint = "Soạn ngoài chương trình; xem các loại lập được bằng lệnh: vanthu new"
        if row.attachable:
            hint = "Văn bản này ban hành kèm theo quyết định: ghi ở mục “văn bản kèm theo” của hồ sơ “quyết định”."
        return error("DL-102", source.place(("loại",)), words, hint=hint)
    close = closest(kind, kinds_of(types))
    hint = f"Có lẽ là “{close}”." if close else f"Các loại: {known}."
    return error("DL-102", source.place(("loại",)), f"“Loại” ghi {quote(kind)}; không có loại hồ sơ này", hint=hint)
