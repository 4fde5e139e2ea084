"""Repairing the look of components (sửa kiểu chữ): size, bold, italic, alignment by the profile; font and colour."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipeline.checking.rules import font_names
from pipeline.checking.rules.component_look import decimal
from pipeline.decree.measure import Measure
from pipeline.reading.facts import Flow, Paragraph
from pipeline.reading.recognised import Element as Kind
from pipeline.reading.recognised import UnitKind
from pipeline.repair import properties
from pipeline.repair.nearest import nearest
from pipeline.repair.paragraph_runs import is_symbol
from pipeline.repair.repair_names import Element, W
from pipeline.repair.repair_session import RepairSession

_LOOK = ("size", "bold", "italic")
_SENTENCE_END = (".", ";", ":", ",")
_SIZE_TOLERANCE = 0.26
_NAMES = {
    Kind.NATIONAL_NAME: "Quốc hiệu",
    Kind.MOTTO: "Tiêu ngữ",
    Kind.PARENT_AGENCY: "Tên cơ quan chủ quản",
    Kind.ISSUING_AGENCY: "Tên cơ quan ban hành",
    Kind.NUMBER: "Số, ký hiệu",
    Kind.PLACE_DATE: "Địa danh, ngày tháng",
    Kind.TYPE_NAME: "Tên loại",
    Kind.SUBJECT: "Trích yếu",
    Kind.LETTER_SUBJECT: "Trích yếu công văn",
    Kind.ADDRESSEE: "Kính gửi",
    Kind.AUTHORITY_LINE: "Thẩm quyền ban hành",
    Kind.COMMAND_LINE: "Dòng lệnh ban hành",
    Kind.BASIS: "Căn cứ",
    Kind.SIGNING_CAPACITY: "Quyền hạn, chức vụ người ký",
    Kind.SIGNER_OTHER_TITLE: "Chức vụ khác của người ký",
    Kind.SIGNER_NAME: "Họ tên người ký",
    Kind.RECIPIENTS_LABEL: "Nhãn “Nơi nhận”",
    Kind.RECIPIENTS: "Danh sách nơi nhận",
    Kind.ANNEX_LABEL: "Nhãn phụ lục",
    Kind.ANNEX_TITLE: "Tên phụ lục",
    Kind.ANNEX_REFERENCE: "Chỉ dẫn kèm theo của phụ lục",
    Kind.ATTACHED_REFERENCE: "Chỉ dẫn kèm theo",
}
# Those that stand across the page; the others are aligned in a cell or a box of their own.
_ACROSS = frozenset(
    {
        Kind.TYPE_NAME, Kind.SUBJECT, Kind.AUTHORITY_LINE, Kind.COMMAND_LINE, Kind.ANNEX_LABEL, Kind.ANNEX_TITLE,
        Kind.ANNEX_REFERENCE, Kind.ATTACHED_REFERENCE,
    }
)  # fmt: skip
_FLAGS = {"bold": ("b", "chữ đậm", "chữ không đậm"), "italic": ("i", "chữ nghiêng", "chữ đứng")}
_ALIGNMENTS = {"left": "canh trái", "center": "canh giữa", "right": "canh phải", "justify": "canh đều hai lề"}


class Looks(NamedTuple):
    """The looks of the components that one rule judges."""

    elements: tuple[Kind, ...]
    align: bool = True


LOOKS: dict[str, Looks] = {
    "QH-02": Looks((Kind.NATIONAL_NAME,)),
    "QH-04": Looks((Kind.MOTTO,)),
    "CQ-01": Looks((Kind.ISSUING_AGENCY,)),
    "CQ-02": Looks((Kind.PARENT_AGENCY,)),
    "SK-07": Looks((Kind.NUMBER,)),
    "DT-03": Looks((Kind.PLACE_DATE,)),
    "TL-01": Looks((Kind.TYPE_NAME,)),
    "TL-02": Looks((Kind.SUBJECT,)),
    "TL-04": Looks((Kind.LETTER_SUBJECT,)),
    "KG-03": Looks((Kind.ADDRESSEE,), align=False),
    "CC-01": Looks((Kind.BASIS,), align=False),
    "NN-01": Looks((Kind.RECIPIENTS_LABEL,)),
    "NN-02": Looks((Kind.RECIPIENTS,)),
    "KY-01": Looks((Kind.SIGNING_CAPACITY, Kind.SIGNER_OTHER_TITLE)),
    "KY-04": Looks((Kind.SIGNER_NAME,)),
    "PL-01": Looks((Kind.ANNEX_LABEL,)),
    "PL-02": Looks((Kind.ANNEX_TITLE,)),
    "PL-03": Looks((Kind.ANNEX_REFERENCE, Kind.ATTACHED_REFERENCE)),
}


def component_looks(code: str) -> Callable[[RepairSession], None]:
    """A repair of the looks that the rule with this code judges."""
    looks = LOOKS[code]

    def repair(session: RepairSession) -> None:
        for component in session.paper.components:
            if component.element in looks.elements:
                for paragraph in session.paper.paragraphs(component):
                    if not session.is_shared(paragraph):
                        set_look(session, code, paragraph, str(component.element), name=_NAMES[component.element])
                        if looks.align and (
                            paragraph.cell or paragraph.flow is Flow.TEXT_BOX or component.element in _ACROSS
                        ):
                            _align(session, code, paragraph, component.element)

    return repair


def set_look(
    session: RepairSession, code: str, paragraph: Paragraph, element: str, *, name: str, keys: tuple[str, ...] = _LOOK
) -> None:
    """Set size, bold and italic of one paragraph by the measures of a component.

    `name`: the Vietnamese name of the component, for the list of changes.
    """
    for key in keys:
        measure = session.profile.measures.get(f"{element}.{key}")
        if measure is None or not measure.regulated or not paragraph.inked:
            continue
        if key == "size":
            set_size(session, code, paragraph, measure, name=name)
        else:
            _set_flag(session, code, paragraph, measure, key=key, name=name)


def set_size(session: RepairSession, code: str, paragraph: Paragraph, measure: Measure, *, name: str) -> None:
    """Set the font size of a paragraph to the nearest that is allowed, one size for all its letters."""
    sizes = {run.size for run in paragraph.inked if run.size is not None}
    wrong = {size for size in sizes if not measure.allows(size, tolerance=_SIZE_TOLERANCE)}
    if not wrong:
        return
    right = sizes - wrong
    heaviest = max(wrong, key=lambda size: sum(len(run.text) for run in paragraph.inked if run.size == size))
    apply_size(session, code, paragraph, nearest(measure, min(right) if right else heaviest), name=name)


def apply_size(session: RepairSession, code: str, paragraph: Paragraph, size: float, *, name: str) -> None:
    """Set every letter of a paragraph to one size."""
    before = sorted({run.size for run in paragraph.inked if run.size is not None})
    found = session.runs(paragraph)
    for run in found:
        properties.set_size(properties.run_properties(run), size)
    if found:
        mark = session.mark(paragraph)
        if mark is not None:
            properties.set_size(mark, size)
        shown = ", ".join(decimal(points) for points in before)
        session.note(code, paragraph, what=f"{name}: cỡ chữ", before=shown, after=decimal(size))


def _set_flag(
    session: RepairSession, code: str, paragraph: Paragraph, measure: Measure, *, key: str, name: str
) -> None:
    wanted = measure.value is True
    if all(getattr(run, key) in {wanted, None} for run in paragraph.inked):
        return
    tag, on, off = _FLAGS[key]
    found = session.runs(paragraph)
    for run in found:
        properties.set_switch(properties.run_properties(run), tag, on=wanted)
    if found:
        mark = session.mark(paragraph)
        if mark is not None:
            properties.set_switch(mark, tag, on=wanted)
        before, after = (off, on) if wanted else (on, off)
        session.note(code, paragraph, what=f"{name}: kiểu chữ", before=before, after=after)


def _align(session: RepairSession, code: str, paragraph: Paragraph, element: Kind) -> None:
    measure = session.profile.measures.get(f"{element}.align")
    if measure is None or not measure.regulated or paragraph.alignment is None or measure.allows(paragraph.alignment):
        return
    target = session.open(paragraph)
    pieces = session.pieces(paragraph)
    if target is None or (len(pieces) > 1 and paragraph is not pieces[0]):
        return
    wanted = str(measure.value)
    properties.set_alignment(target, wanted)
    if wanted == "center" and abs(paragraph.first_line_indent or 0.0) > 0.1:  # noqa: PLR2004 - mm
        properties.set_first_line(target, 0)
    before = _ALIGNMENTS.get(paragraph.alignment, paragraph.alignment)
    session.note(code, paragraph, what=f"{_NAMES[element]}: cách canh", before=before, after=_ALIGNMENTS[wanted])


def headings(session: RepairSession, code: str, kinds: tuple[UnitKind, ...]) -> None:
    """Repair the look of the lines of phần, chương, mục, tiểu mục and of the titles below them."""
    label = ""
    for unit in session.paper.units:
        if unit.kind is not UnitKind.TITLE:
            label = str(unit.kind) if unit.kind in kinds else ""
        if label:
            paragraph = session.paper.paragraph(unit.paragraph)
            element = f"{label}_{'title' if unit.kind is UnitKind.TITLE else 'label'}"
            set_look(session, code, paragraph, element, name="Tiêu đề")


def roman_sections(session: RepairSession) -> None:
    """Repair the look of sections with Roman numbers; one that is a whole sentence need not be bold."""
    for unit in session.paper.units:
        if unit.kind is UnitKind.ROMAN:
            keys = ("size", "italic") if unit.title.rstrip().endswith(_SENTENCE_END) else _LOOK
            paragraph = session.paper.paragraph(unit.paragraph)
            set_look(session, "ND-15", paragraph, "roman_section", name="Tiêu đề mục", keys=keys)


def font(session: RepairSession) -> None:
    """Set the font of the regulation for all letters except symbols and words in an old encoding."""
    family = session.profile.text("page.font_family")
    for paragraph in session.all_paragraphs():
        names = {run.font for run in paragraph.inked if run.font}
        if any(font_names.is_of_old_encoding(name) for name in names):
            continue
        wrong = sorted({run.font or "" for run in paragraph.inked if _wrong_font(run.font, run.text, family)})
        found = session.runs(paragraph) if wrong else ()
        for run in found:
            if not is_symbol(run):
                properties.set_font(properties.run_properties(run), family)
        mark = session.mark(paragraph) if found else None
        if mark is not None:
            properties.set_font(mark, family)
        if found:
            session.note("PG-06", paragraph, what="Phông chữ", before=", ".join(wrong), after=family)
    _fonts_of_lists(session, family)


def _wrong_font(name: str | None, text: str, family: str) -> bool:
    if not name or not any(sign.isalnum() for sign in text):
        return False
    of_family = font_names.is_of_family(name, family)
    return not (of_family or font_names.is_symbol_font(name) or font_names.is_formula_font(name))


def _fonts_of_lists(session: RepairSession, family: str) -> None:
    """Set the font of automatic numbers, which comes from their list and not from their paragraph."""
    numbered = any(
        _wrong_font(run.font, run.text, family)
        for paragraph in session.all_paragraphs()
        if paragraph.number
        for run in paragraph.runs[:1]
    )
    root = session.tree("word/numbering.xml") if numbered else None
    for level in () if root is None else root.iter(f"{W}lvl"):
        element = level.find(f"{W}rPr/{W}rFonts")
        name = None if element is None else element.get(f"{W}ascii") or element.get(f"{W}hAnsi")
        if name and _wrong_font(name, "a", family) and element is not None:
            properties.set_font(_parent(element), family)
            session.note_part(
                "PG-06", "word/numbering.xml", place="số thứ tự tự động", what="Phông chữ", before=name, after=family
            )


def _parent(element: Element) -> Element:
    parent = element.getparent()
    return element if parent is None else parent


def colour(session: RepairSession) -> None:
    """Make letters black, except the marks that are red."""
    wanted = session.profile.text("page.font_colour")
    spared = set(_coloured(session))
    for paragraph in session.all_paragraphs():
        wrong = sorted({run.colour for run in paragraph.inked if not _is_black(run.colour)})
        if paragraph.index in spared or not wrong:
            continue
        found = session.runs(paragraph)
        for run in found:
            properties.set_colour(properties.run_properties(run), wanted)
        if found:
            session.note("PG-07", paragraph, what="Màu chữ", before=", ".join(wrong), after="đen")


def _coloured(session: RepairSession) -> Iterator[int]:
    for component in session.paper.components:
        if component.element in {Kind.URGENCY, Kind.SECRET_MARK, Kind.DRAFT_MARK}:
            yield from component.paragraphs


def _is_black(colour: str) -> bool:
    try:
        return max(bytes.fromhex(colour)) <= 16  # noqa: PLR2004 - as the rule has it
    except ValueError:
        return True
