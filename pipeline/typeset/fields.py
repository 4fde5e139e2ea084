"""Signature fields (ô ký số): where they go, and putting them into the PDF, empty, before anybody signs.

Every field of a paper is made at once: after the first signature nothing may be rewritten, so a field that is
missing then is missing for good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final, cast

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NumberObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from pipeline.finding import Finding, Severity
from pipeline.typeset.assemble import Place

_TYPE: Final = pdf_name("/Type")
_PAGE: Final = pdf_name("/Pg")
_KIDS: Final = pdf_name("/K")

Box = tuple[int, int, int, int]
"""Left, bottom, right, top in whole points from the lower left corner of the page (1 pt = 0.35 mm)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureField:
    """One empty field: `name` is its technical name, `tooltip` what a reader shows and reads aloud, `page` from 0."""

    name: str
    tooltip: str
    page: int
    box: Box


def signature_boxes(
    top: Place,
    bottom: Place,
    centre_x: float,
    *,
    person: tuple[int, int] = (150, 70),
    seal: tuple[int, int] = (110, 110),
    seal_left: int = 62,
) -> tuple[Box, Box] | Finding:
    """Boxes of the signer's image and of the agency's seal between the signer's title and name.

    `top` is the first line below the title, `bottom` the line of the name, `centre_x` the middle of the block.
    `person` and `seal` are width and height in points; the seal begins `seal_left` points left of the image and covers
    about a third of it (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7d and 8a).
    A finding instead of boxes: the title and the name are on different pages, or too close for the image.
    """
    if top.page != bottom.page:
        return Finding(
            code="signature-split",
            severity=Severity.ERROR,
            message=(
                f"Khối chữ ký bị ngắt trang: chức vụ của người ký ở trang {top.page + 1}, "
                f"họ tên ở trang {bottom.page + 1}; cả khối phải nằm trên cùng một trang."
            ),
            hint="Giữ khối chữ ký trên một trang cùng với những dòng cuối của nội dung văn bản.",
        )
    room = top.y - bottom.y
    if room < person[1]:
        return Finding(
            code="signature-cramped",
            severity=Severity.ERROR,
            message=(
                f"Không đủ chỗ cho chữ ký: giữa chức vụ và họ tên của người ký chỉ có {room:.0f} pt, "
                f"cần ít nhất {person[1]} pt."
            ),
            hint="Thêm khoảng trống giữa chức vụ và họ tên trong khối chữ ký của bản mẫu.",
        )
    middle = (top.y + bottom.y) / 2
    person_box = _box(centre_x - person[0] / 2, middle, person)
    return person_box, _box(person_box[0] - seal_left, middle, seal)


def _box(left: float, middle: float, size: tuple[int, int]) -> Box:
    x, y = round(left), round(middle - size[1] / 2)
    return x, y, x + size[0], y + size[1]


def add_fields(pdf: bytes, fields: Sequence[SignatureField]) -> bytes:
    """Add empty signature fields, in the order of signing, to the output of `convert`; run before `assemble`.

    Why before: pyHanko writes the time and a random identifier into its update; `assemble` removes both.
    The widgets fit PDF/A-2: printed, with an appearance that draws nothing, no NeedAppearances. In a tagged file each
    becomes a Form element at the end of the document and the tab order follows the structure.
    """
    if not fields:
        return pdf
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for field in fields:
        append_signature_field(
            writer,
            SigFieldSpec(field.name, on_page=field.page, box=field.box, readable_field_name=field.tooltip),
        )
    _tag(writer, fields)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _tag(writer: IncrementalPdfFileWriter, fields: Sequence[SignatureField]) -> None:
    """Give each new widget its place in the structure tree (ISO 32000-1, 14.7.4.3 and 14.7.4.4)."""
    if "/StructTreeRoot" not in writer.root or "/Nums" not in writer.root["/StructTreeRoot"]["/ParentTree"]:
        return  # an untagged file, or a number tree with several leaves, which LibreOffice does not write
    tree = writer.root["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]
    document = _document_element(tree)
    widgets = list(writer.root["/AcroForm"]["/Fields"])[-len(fields) :]
    first_key = 1 + max((int(key) for key in list(numbers)[::2]), default=-1)
    for key, (widget, field) in enumerate(zip(widgets, fields, strict=True), start=first_key):
        page = writer.find_page_for_modification(field.page)[0]
        content = DictionaryObject({_TYPE: pdf_name("/OBJR"), pdf_name("/Obj"): widget, _PAGE: page})
        element = DictionaryObject(
            {
                _TYPE: pdf_name("/StructElem"),
                pdf_name("/S"): pdf_name("/Form"),
                pdf_name("/P"): document,
                _PAGE: page,
                _KIDS: content,
            }
        )
        reference = writer.add_object(element)
        document.get_object()[_KIDS].append(reference)
        numbers.extend([NumberObject(key), reference])
        widget.get_object()[pdf_name("/StructParent")] = NumberObject(key)
        page.get_object()[pdf_name("/Tabs")] = pdf_name("/S")
        writer.mark_update(page)
    tree[pdf_name("/ParentTreeNextKey")] = NumberObject(first_key + len(fields))
    writer.update_container(tree)
    writer.update_container(numbers)
    writer.update_container(document.get_object()[_KIDS])


def _document_element(tree: DictionaryObject) -> IndirectObject:
    """The topmost structure element, `Document` in what LibreOffice writes."""
    top = tree.raw_get(_KIDS)
    return cast("IndirectObject", top.raw_get(0) if isinstance(top, ArrayObject) else top)
