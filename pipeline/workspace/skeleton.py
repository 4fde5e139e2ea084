"""A new record to fill in (khung hồ sơ): every field with its title, what it is for and an example.

Required fields stand ready; optional ones are switched off by `#` right before the key (`#số: 5`), so that deleting
that sign switches them on. Explanations have a space after `#`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.records.agency import Agency, AgencyGroup, Person
from pipeline.records.base import Record, RefersTo
from pipeline.records.content import Node
from pipeline.records.meeting import InvitationPart, MinutesPart, NoticePart
from pipeline.records.office import KINDS
from pipeline.records.paper import DecisionRecord, PaperRecord
from pipeline.records.reporting import Indicator, ReportSection, TableLayout
from pipeline.workspace.examples import example_of
from pipeline.workspace.fields import Form, RecordField, Shape, fields_of
from pipeline.workspace.kinds import kind_slug, kinds, schema_name

__all__ = ["kinds", "skeleton"]

_NEEDS_QUOTES = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: | #|:$|\s$")
_DEEPEST = 4
# Left out by the models, wanted by the checks: the month of a paper that waits for its signature, the bases of a decision.
_SWITCHED_ON: Mapping[str, frozenset[str]] = {
    "quyết định": frozenset({"căn cứ"}),
    "tờ trình": frozenset({"kính gửi"}),
    "tổ giúp việc": frozenset({"thuộc"}),
}
_ALWAYS_ON = "tháng ban hành"
_IDS: Mapping[type[Record], str] = {
    Agency: "so-tttt",
    AgencyGroup: "cac-so",
    Person: "giam-doc-tttt",
    InvitationPart: "giay-moi-1",
    MinutesPart: "bien-ban-1",
    NoticePart: "thong-bao-1",
    Indicator: "van-ban-dien-tu",
    ReportSection: "ket-qua",
    TableLayout: "bieu-1",
}
# The field is there to refuse state secrets, not to be filled in.
_LEFT_OUT = frozenset({"loại", "độ mật"})
_PAPER_ENDS_WITH = ("nội dung", "tháng ban hành", "ký")


def skeleton(kind: str) -> str:
    """The text of a new YAML record. KeyError when `kind` is none of `kinds()`."""
    model = KINDS[kind]
    lines = [
        f"# yaml-language-server: $schema=.schema/{schema_name(kind)}",
        f"# Hồ sơ loại “{kind}”. Mục có sẵn là bắt buộc: thay nội dung ví dụ bằng nội dung thật.",
        "# Mục bắt đầu bằng # là tùy chọn: xóa dấu # để dùng (giữ nguyên chỗ thụt đầu dòng), không dùng thì xóa cả dòng.",
        "# Không gõ số thứ tự “Điều 1.”, “1.”, “a)” và dấu “./.”: phần mềm tự đánh.",
        f"loại: {kind}",
    ]
    fields = [field for field in fields_of(model).values() if field.key not in _LEFT_OUT]
    wanted = [field for field in fields if _switched_on(field, kind)]
    for field in sorted(wanted, key=lambda field: _rank(field.key, model)):
        lines += ["", *_field(field, kind=kind, model=model, depth=0)]
    if len(wanted) < len(fields):
        lines += ["", "# ----- Các mục tùy chọn -----"]
    for field in fields:
        if field not in wanted:
            lines += ["", *_field(field, kind=kind, model=model, depth=0)]
    return "\n".join(lines) + "\n"


def _switched_on(field: RecordField, kind: str) -> bool:
    return field.required or field.key == _ALWAYS_ON or field.key in _SWITCHED_ON.get(kind, ())


def _rank(key: str, model: type[Record]) -> int:
    """The id first; a paper ends with its text, its month and its signature."""
    if key == "mã":
        return -1
    return 1 + _PAPER_ENDS_WITH.index(key) if issubclass(model, PaperRecord) and key in _PAPER_ENDS_WITH else 0


def _field(field: RecordField, *, kind: str, model: type[Record], depth: int) -> Iterator[str]:
    """The explanation and the field itself, switched off when it is optional."""
    yield f"# {_explanation(field, kind)}"
    body = list(_written(field, kind=kind, model=model, depth=depth))
    if _switched_on(field, kind):
        yield from body
    else:
        yield from (_switched_off(line) for line in body)


def _explanation(field: RecordField, kind: str) -> str:
    need = "bắt buộc" if field.required else "nên có" if _switched_on(field, kind) else "tùy chọn"
    words = [f"{field.title} ({need})"]
    if field.about:
        words.append(field.about)
    if field.shape.choices:
        words.append(f"chọn: {', '.join(field.shape.choices)}")
    if field.default:
        words.append(f"bỏ trống thì là: {field.default}")
    if field.shape.refers is not None:
        words.append(f"ghi {_whose(field.shape.refers)}")
    if field.shape.item is not None and field.shape.item.refers is not None:
        words.append(f"mỗi dòng ghi {_whose(field.shape.item.refers)}")
    return ". ".join(word[:1].upper() + word[1:] for word in words) + "."


def _whose(refers: RefersTo) -> str:
    return f"mã của {refers.target}{', hoặc tên gọi' if refers.or_text else ''}"


def _switched_off(line: str) -> str:
    """`  số: 5` to `  #số: 5`; explanations stay as they are."""
    content = line.lstrip()
    return line if not content or content.startswith("#") else f"{line[: len(line) - len(content)]}#{content}"


def _written(field: RecordField, *, kind: str, model: type[Record], depth: int) -> Iterator[str]:
    shape, key = field.shape, field.key
    if shape.form is Form.RECORD and shape.model is not None:
        yield f"{key}:"
        yield from _indented(_record(shape.model, kind=kind, depth=depth + 1))
    elif shape.form is Form.TABLE:
        yield f"{key}:"
        yield "  lề trái: 30 mm"
    elif shape.form is Form.LIST and shape.item is not None and not shape.one_is_enough:
        yield f"{key}:"
        yield from _items(field, shape.item, kind=kind, model=model, depth=depth)
    else:
        yield f"{key}: {_quoted(_example(field, kind, model))}"


def _items(field: RecordField, item: Shape, *, kind: str, model: type[Record], depth: int) -> Iterator[str]:
    if item.form is Form.BLOCK and item.model is Node:
        yield from _running_text(model)
    elif item.form is Form.RECORD and item.model is not None and depth < _DEEPEST:
        first = True
        for line in _record(item.model, kind=kind, depth=depth + 1):
            marked = not line.lstrip().startswith("#") and first
            yield f"  - {line}" if marked else f"    {line}"
            first = first and not marked
    elif item.form is Form.LIST:
        yield '  - ["1", "2"]'
    else:
        yield f"  - {_quoted(example_of(field.key, item, field.about))}"


def _record(model: type[Record], *, kind: str, depth: int) -> Iterator[str]:
    """The fields of a record inside another, the required ones first: a list's item begins with one of them."""
    known = [field for field in fields_of(model).values() if field.key not in _LEFT_OUT or field.required]
    fields = sorted(known, key=lambda field: not _switched_on(field, kind))
    for field in fields:
        yield from _field(field, kind=kind, model=model, depth=depth)


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _running_text(model: type[Record]) -> Iterator[str]:
    """An example of structured text: articles for decisions, headings and paragraphs for the others."""
    yield "  # Mỗi phần tử là một đoạn văn, hoặc một trong: phần, chương, mục, tiểu mục, điều, khoản, điểm, gạch đầu dòng, bảng."
    if model is DecisionRecord:
        yield "  - điều: Quyết định này có hiệu lực kể từ ngày ký."
        yield "  - điều: Các cơ quan, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này."
        return
    yield "  - Đoạn văn mở đầu viết ở đây."
    yield "  - khoản: Tên khoản"
    yield "    nội dung:"
    yield "      - điểm: Nội dung của điểm;"


def _example(field: RecordField, kind: str, model: type[Record]) -> str:
    if field.key == "mã" and field.required and model is KINDS.get(kind):
        return f"{kind_slug(kind)}-1"
    if field.key == "mã" and model in _IDS:
        return _IDS[model]
    return example_of(field.key, field.shape, field.about)


def _quoted(text: str) -> str:
    """The text as YAML reads it back: in quotation marks when a sign in it would mean something."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' if _NEEDS_QUOTES.search(text) else text
