"""The skeleton of a new record (khung hồ sơ): every field with its title, its purpose and an example.

Required fields are ready to fill in; optional ones are switched off by `#` right before the key (`#số: 5`), so that
deleting that sign switches them on. Explanations have a space after `#`. A field that refers to another record has an
id of the office, or one that another skeleton gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.decree.paper_types import PaperTypes
from pipeline.records.agency import Agency, AgencyGroup, OfficeFile, Person
from pipeline.records.base import Record, RefersTo, Target
from pipeline.records.committee import HEADS, Member
from pipeline.records.content import Node
from pipeline.records.meeting import (
    ActualMeeting,
    InvitationPart,
    Meeting,
    MinutesPart,
    NoticePart,
    PartSecretary,
)
from pipeline.records.office import kinds_of
from pipeline.records.own_form import OwnForm
from pipeline.records.paper import AttachedRecord, DecisionRecord, PaperRecord, Signing
from pipeline.records.reporting import Indicator, Outline, ReportSection, TableLayout
from pipeline.workspace.examples import example_of
from pipeline.workspace.ids import Ids
from pipeline.workspace.kinds import kind_slug, kinds, schema_name
from pipeline.workspace.record_shape import Form, RecordField, Shape, fields_of
from pipeline.workspace.writing import scalar_text

__all__ = ["kinds", "skeleton"]

_DEEPEST = 4
_ABOVE = "ubnd-tinh"
# Who was there before is nobody that a new record could know: an id to fill in.
_BEFORE: Mapping[str, str] = {"kế nhiệm": "ma-nguoi-tien-nhiem", "kế thừa": "ma-co-quan-cu"}
# Left out by the models, wanted by the checks: the month of a paper that waits for its signature, the bases of a decision.
_SWITCHED_ON: Mapping[str, frozenset[str]] = {
    "quyết định": frozenset({"căn cứ"}),
    "tổ giúp việc": frozenset({"thuộc"}),
}
_ALWAYS_ON = "tháng ban hành"
# A part of which nothing is required must hold something, or it is not there; a new agency has nobody's place to share.
_ON_IN: Mapping[type[Record], frozenset[str]] = {
    MinutesPart: frozenset({"đóng dấu"}),
    TableLayout: frozenset({"chỉ tiêu"}),
    Agency: frozenset({"địa danh"}),
    Person: frozenset({"chức vụ", "cơ quan", "danh xưng"}),
}
_IDS: Mapping[type[Record], str] = {
    AgencyGroup: "cac-so",
    InvitationPart: "giay-moi-1",
    MinutesPart: "bien-ban-1",
    NoticePart: "thong-bao-1",
    Indicator: Ids().indicator,
    ReportSection: "ket-qua",
    TableLayout: "bieu-1",
    OwnForm: "bieu-co-san-1",
}
_WORDS: Mapping[tuple[str, str], str] = {
    **{(kind, "tên gọi"): body for kind, (_, body) in HEADS.items()},
    **{(kind, "sổ văn bản"): f"Sổ văn bản đi của {body}" for kind, (_, body) in HEADS.items()},
    **{(kind, "chức danh"): head for kind, (head, _) in HEADS.items()},
    ("tổ giúp việc", "viết tắt"): "TGV",
    ("hội đồng", "viết tắt"): "HĐTĐKT",
    ("tổ công tác", "viết tắt"): "TCT",
    ("đoàn kiểm tra", "viết tắt"): "ĐKT",
    ("cán bộ", "chức vụ"): "Giám đốc",
    ("kỳ báo cáo", "kỳ"): "6 tháng",
    ("quyết định", "trích yếu"): "Về việc triển khai công tác văn thư, lưu trữ",
}
# Days and months of the example of six months: asked for, then due, then opinions; its name is in the field's example.
_SIX_MONTHS: Mapping[str, str] = {
    "ngày yêu cầu": "1/6",
    "hạn gửi": "15/6",
    "từ ngày": "1/1",
    "đến ngày": "30/6",
    "hạn góp ý": "25/6",
}
# The field is there to refuse state secrets, not to be filled in.
_LEFT_OUT = frozenset({"loại", "độ mật"})
_ELEMENTS = "# Mỗi phần tử là một đoạn văn, hoặc một trong: phần, chương, mục, tiểu mục, điều, khoản, điểm, gạch đầu dòng, bảng."
_PAPER_ENDS_WITH = ("nội dung", "tháng ban hành", "ký")


def skeleton(
    kind: str, ids: Ids | None = None, *, fields: tuple[str, ...] = (), choice: str = "", schema: str = ".schema"
) -> str:
    """The text of a new YAML record. KeyError: the office has no such kind.

    `fields`: optional fields to switch on; `choice`: what to choose in them; `schema`: the path to the schemas.
    """
    ids = ids or Ids()
    writer = _Writer(
        kind=kind,
        model=kinds_of(ids.types)[kind],
        ids=ids,
        on=frozenset(fields) | _wanted(kind, ids.types),
        choice=choice,
    )
    return "\n".join(writer.lines(schema)) + "\n"


def _wanted(kind: str, types: PaperTypes) -> frozenset[str]:
    row = types.by_name.get(kind)
    addressed = row is not None and row.addressee in {"có", "nên có"}
    return _SWITCHED_ON.get(kind, frozenset()) | ({"kính gửi"} if addressed else frozenset())


@dataclass(frozen=True, kw_only=True)
class _Writer:
    """Writes one record of a kind."""

    kind: str
    model: type[Record]
    ids: Ids
    on: frozenset[str]
    choice: str = ""

    def lines(self, schema: str) -> Iterator[str]:
        """The lines of the record."""
        yield f"# yaml-language-server: $schema={schema}/{schema_name(self.kind)}"
        yield f"# Hồ sơ loại “{self.kind}”. Mục có sẵn là bắt buộc: thay nội dung ví dụ bằng nội dung thật."
        yield "# Mục bắt đầu bằng # là tùy chọn: xóa dấu # để dùng (giữ nguyên chỗ thụt đầu dòng), không dùng thì xóa cả dòng."
        yield "# Không gõ số thứ tự “Điều 1.”, “1.”, “a)” và dấu “./.”: phần mềm tự đánh."
        yield f"loại: {self.kind}"
        known = [item for item in fields_of(self.model).values() if item.key not in _LEFT_OUT]
        wanted = [item for item in known if self._is_on(item, self.model)]
        for item in sorted(wanted, key=lambda item: _rank(item.key, self.model)):
            yield ""
            yield from self._field(item, model=self.model, depth=0)
        if len(wanted) < len(known):
            yield ""
            yield "# ----- Các mục tùy chọn -----"
        for item in known:
            if item not in wanted:
                yield ""
                yield from self._field(item, model=self.model, depth=0)

    def _is_on(self, item: RecordField, model: type[Record]) -> bool:
        if model is Signing and item.key == "quyền hạn":
            return self.ids.collective and issubclass(self.model, PaperRecord) and self.model is not DecisionRecord
        at_top = item.key in self.on and (model is self.model or item.key in _wanted(self.kind, self.ids.types))
        return item.required or item.key == _ALWAYS_ON or at_top or item.key in _ON_IN.get(model, ())

    def _field(self, item: RecordField, *, model: type[Record], depth: int) -> Iterator[str]:
        """The explanation of a field and the field itself, switched off when it is optional."""
        yield f"# {self._explanation(item, model)}"
        body = list(self._written(item, model=model, depth=depth))
        if self._is_on(item, model):
            yield from body
        else:
            yield from (_switched_off(line) for line in body)

    def _explanation(self, item: RecordField, model: type[Record]) -> str:
        need = "bắt buộc" if item.required else "nên có" if self._is_on(item, model) else "tùy chọn"
        words = [f"{item.title} ({need})"]
        if item.about:
            words.append(item.about)
        if item.shape.choices:
            words.append(f"chọn: {', '.join(item.shape.choices)}")
        if item.default:
            words.append(f"bỏ trống thì là: {item.default}")
        if item.shape.refers is not None:
            words.append(f"ghi {_whose(item.shape.refers)}")
        if item.shape.item is not None and item.shape.item.refers is not None:
            words.append(f"mỗi dòng ghi {_whose(item.shape.item.refers)}")
        return ". ".join(word[:1].upper() + word[1:] for word in words) + "."

    def _written(self, item: RecordField, *, model: type[Record], depth: int) -> Iterator[str]:
        shape, key = item.shape, item.key
        if shape.form is Form.RECORD and shape.model is not None:
            yield f"{key}:"
            yield from _indented(self._record(shape.model, depth=depth + 1))
        elif shape.form is Form.TABLE:
            yield f"{key}:"
            yield "  số hợp đồng: 12/2024/HĐ" if model is not OfficeFile else "  lề trái: 30 mm"
        elif shape.form is Form.LIST and shape.item is not None and not shape.one_is_enough:
            yield f"{key}:"
            yield from self._items(item, shape.item, model=model, depth=depth)
        else:
            yield f"{key}: {scalar_text(self._example(item, model))}"

    def _items(self, item: RecordField, shape: Shape, *, model: type[Record], depth: int) -> Iterator[str]:
        if shape.form is Form.BLOCK and shape.model is Node:
            yield from self._running_text(model)
        elif shape.form is Form.RECORD and shape.model is not None and depth < _DEEPEST:
            yield from _item(self._record(shape.model, depth=depth + 1))
            if second := self._second(shape.model):
                yield from _item(f"{key}: {scalar_text(value)}" for key, value in second.items())
        elif shape.form is Form.LIST:
            yield '  - ["1", "2"]'
        else:
            yield f"  - {scalar_text(self._of(item.key, shape, item.about))}"

    def _running_text(self, model: type[Record]) -> Iterator[str]:
        """An example of structured text: articles for decisions, headings and paragraphs for the others."""
        yield f"  {_ELEMENTS}"
        if model is DecisionRecord:
            if "văn bản kèm theo" in self.on:
                attached = (self.choice or "quy chế").capitalize()
                yield f"  - điều: Ban hành kèm theo Quyết định này {attached} triển khai công tác văn thư, lưu trữ."
            yield "  - điều: Quyết định này có hiệu lực kể từ ngày ký."
            yield "  - điều: Các cơ quan, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này."
            return
        row = self.ids.types.by_name.get(self.kind)
        if row is not None and row.attachable and row.articles == "tùy":  # quy chế, quy định
            for title in ("Phạm vi điều chỉnh, đối tượng áp dụng", "Tổ chức thực hiện"):
                yield f"  - điều: {title}"
                yield "    nội dung:"
                yield "      - khoản: Nội dung của khoản."
            return
        # An annex that the text does not mention is a fault (PLI.P1.III.1a).
        annexed = " (chi tiết tại Phụ lục kèm theo)" if model is self.model and "phụ lục" in self.on else ""
        yield f"  - Đoạn văn mở đầu viết ở đây{annexed}."
        yield "  - khoản: Tên khoản"
        yield "    nội dung:"
        yield "      - điểm: Nội dung của điểm;"

    def _second(self, model: type[Record]) -> Mapping[str, str]:
        """A second list item where one is not enough: a chair does not write the minutes too (PLIII.M1.9)."""
        if model is Member and self.ids.secretary != self.ids.signer:
            return {"cán bộ": self.ids.secretary, "vai trò": "ủy viên", "chức danh": "Thư ký", "là thư ký": "có"}
        if model is Agency and self._new_office:
            above = {
                "mã": _ABOVE,
                "tên": "Ủy ban nhân dân tỉnh Thanh Giang",
                "tên gọi": "UBND tỉnh",
                "viết tắt": "UBND",
            }
            return {**above, "địa danh": "Thanh Giang", "chức vụ người đứng đầu": "Chủ tịch"}
        if model is Person:
            person = {"mã": self.ids.free(Ids().secretary), "họ và tên": "Trần Thị Bình", "danh xưng": "Bà"}
            return {**person, "chức vụ": "Chuyên viên", "cơ quan": self.ids.agency}
        return {}

    def _record(self, model: type[Record], *, depth: int) -> Iterator[str]:
        """The fields of a nested record, the required ones first: a list item begins with one of them."""
        known = [item for item in fields_of(model).values() if item.key not in _LEFT_OUT or item.required]
        for item in sorted(known, key=lambda item: not self._is_on(item, model)):
            yield from self._field(item, model=model, depth=depth)

    def _example(self, item: RecordField, model: type[Record]) -> str:
        if item.key == "mã" and (given := self._given_id(item, model)):
            return given
        if model in {Meeting, ActualMeeting, PartSecretary} and item.key in {"chủ trì", "thư ký", "cán bộ"}:
            return self.ids.chair if item.key == "chủ trì" else self.ids.secretary
        if model is AttachedRecord and item.key == "loại" and self.choice:
            return self.choice
        if self.kind == "kỳ báo cáo" and (day := _SIX_MONTHS.get(item.key)):
            return f"{day}/{self.ids.year}"
        if (item.key in _ON_IN.get(model, ()) or model is Member) and item.default:
            return item.default
        own = {} if model is AttachedRecord else _WORDS
        fixed = self.ids.place if model is Agency and item.key == "địa danh" else own.get((self.kind, item.key))
        return fixed or self._of(item.key, item.shape, item.about)

    def _given_id(self, item: RecordField, model: type[Record]) -> str:
        """A free id for a new record or a part of it."""
        if item.required and model is self.model:
            return self._own_id
        if model in {Agency, Person}:
            return self.ids.free(Ids().agency if model is Agency else Ids().signer)
        return _IDS.get(model, "")

    def _of(self, key: str, shape: Shape, about: str) -> str:
        """An example value: an existing id, a day of the office's year, or a fixed example."""
        kind = shape.item if shape.one_is_enough and shape.item is not None else shape
        if kind.refers is not None:
            named = self._named(key, kind.refers)
            # Nothing is under itself, before itself or enclosed with itself: an id to fill in.
            return named if named != self._own_id else example_of(key, shape, about)
        days = {Form.DATE: self.ids.day, Form.MONTH: self.ids.month}
        if kind.form in days or (kind.form is Form.NUMBER and key == "năm"):
            return days.get(kind.form, self.ids.year)
        return example_of(key, shape, about).replace(Ids().year, self.ids.year)

    @property
    def _own_id(self) -> str:
        return self.ids.free(f"{kind_slug(self.kind)}-1")

    @property
    def _new_office(self) -> bool:
        """Whether no record exists yet to which the new one could refer."""
        return not self.ids.taken

    def _named(self, key: str, refers: RefersTo) -> str:
        if key in {"cơ quan chủ quản", "cấp trên", "là đơn vị của"} and self._new_office:
            return _ABOVE
        settled = {**_BEFORE, "kính gửi": self.ids.party, "của": self.ids.id_for(Target.COMMITTEE)}
        if key in settled:
            return settled[key]
        if self.model is Outline and refers.target is Target.INDICATOR:
            return _IDS[Indicator]
        if issubclass(self.model, Meeting) and refers.target is Target.PERSON:
            return self.ids.chair
        return self.ids.id_for(refers.target)


def _rank(key: str, model: type[Record]) -> int:
    """The order of fields: the id first, of a paper the text, month and signature last."""
    if key == "mã":
        return -1
    return 1 + _PAPER_ENDS_WITH.index(key) if issubclass(model, PaperRecord) and key in _PAPER_ENDS_WITH else 0


def _whose(refers: RefersTo) -> str:
    return f"mã của {refers.target}{', hoặc tên gọi' if refers.or_text else ''}"


def _switched_off(line: str) -> str:
    """A line switched off: `  số: 5` becomes `  #số: 5`; explanations stay as they are."""
    content = line.lstrip()
    return line if not content or content.startswith("#") else f"{line[: len(line) - len(content)]}#{content}"


def _item(lines: Iterator[str]) -> Iterator[str]:
    """The lines of one list item: a dash before the first line that is no comment."""
    first = True
    for line in lines:
        marked = not line.lstrip().startswith("#") and first
        yield f"  - {line}" if marked else f"    {line}"
        first = first and not marked


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
