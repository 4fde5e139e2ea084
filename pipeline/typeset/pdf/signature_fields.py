"""Signature fields (ô ký số): computing their places, and adding them, empty, before anybody signs.

All fields of a paper are made at once: after the first signature nothing may be rewritten, so a field that is missing
then cannot be added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from pipeline.finding import Finding, Severity
from pipeline.typeset.pdf.form_tags import tag_widgets
from pipeline.typeset.pdf.page_places import Place

# Flags of an annotation (ISO 32000-1, table 165): printed (bit 3), and locked in its place (bit 8).
_PRINT_LOCKED: Final = 4 | 128
# Flags of a form (table 219): there are signature fields (bit 1).
_SIGNATURES_EXIST: Final = 1

Box = tuple[int, int, int, int]
"""Left, bottom, right, top in whole points from the lower left corner of the page (1 pt = 0.35 mm)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureField:
    """One empty field.

    `name`: its technical name; `tooltip`: what a reader shows and reads aloud; `page`: from 0; `locks`: the names of
    the fields that cannot be changed once this one is signed.
    """

    name: str
    tooltip: str
    page: int
    box: Box
    locks: tuple[str, ...] = ()


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
            code="DUNG-12",
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
            code="DUNG-13",
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


def put_fields(document: Pdf, fields: Sequence[SignatureField]) -> None:
    """Add empty signature fields to an open file, in the order of signing.

    The widgets fit PDF/A-2: printed, with an appearance that draws nothing, no NeedAppearances. In a tagged file each
    becomes a Form element at the end of the document and the tab order follows the structure. They are what pyHanko,
    which signs them in the tests, makes of the same values.
    """
    if not fields:
        return
    pages = [document.pages[field.page].obj for field in fields]
    widgets = [document.make_indirect(_widget(document, *pair)) for pair in zip(fields, pages, strict=True)]
    for page, widget in zip(pages, widgets, strict=True):
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(widget)
    root = document.Root
    if "/AcroForm" not in root:
        root.AcroForm = document.make_indirect(Dictionary(Fields=Array()))
    root.Version = Name("/1.7")
    root.AcroForm.SigFlags = _SIGNATURES_EXIST
    root.AcroForm.Fields.extend(widgets)
    tag_widgets(document, pages, widgets)


def _widget(document: Pdf, field: SignatureField, page: Object) -> Dictionary:
    left, bottom, right, top = field.box
    nothing = document.make_stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, top - bottom, right - left, 0]),
        Resources=Dictionary(),
    )
    widget = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Sig,
        T=String(field.name),
        TU=String(field.tooltip),
        F=_PRINT_LOCKED,
        P=page,
        Rect=Array(field.box),
        AP=Dictionary(N=nothing),
    )
    if field.locks:
        lock = Dictionary(Type=Name.SigFieldLock, Action=Name.Include, Fields=Array(map(String, field.locks)))
        # A reference, as ISO 32000-1, table 232 asks for.
        widget.Lock = document.make_indirect(lock)
    return widget
