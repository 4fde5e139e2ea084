"""Trying a layout before any paper is made (thử mẫu): it is filled with papers that reach all its branches.

In this process, one after another; `building.template_trial` does it in a process apart, with limits of time and
memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Final

from lxml import etree

from pipeline.decree.pack_folder import shipped_templates
from pipeline.decree.paper_types import COMMON_LAYOUT
from pipeline.decree.profile import Profile
from pipeline.errors import TemplateFailed
from pipeline.papers.official_document import OfficialDocument
from pipeline.typeset.docx import sample_papers
from pipeline.typeset.docx.docx_paper import blamed_on, make_docx, make_part
from pipeline.typeset.docx.docx_slip import make_slip
from pipeline.typeset.docx.own_fields import OwnFields
from pipeline.typeset.docx.pack_faults import links_kept
from pipeline.typeset.docx.package import read_package
from pipeline.typeset.docx.signing_marks import signing_marks
from pipeline.typeset.docx.templates import (
    ANNEX_LAYOUT,
    ATTACHED_LAYOUT,
    BLOCK_FOLDER,
    SLIP_LAYOUT,
    TemplateSet,
    load_templates,
)
from pipeline.typeset.docx.wordml import parse, text_of, w

_LACKING: Final = "DUNG-35"
_PRINTED: Final = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_PARTS: Final[Mapping[str, str]] = {
    "type": "tên loại văn bản",
    "letterhead": "tên cơ quan",
    "number": "số, ký hiệu",
    "place_date": "địa danh, ngày tháng",
    "subject": "trích yếu",
    "recipients": "nơi nhận",
    "addressees": "kính gửi",
    "bases": "căn cứ",
    "own": "mục thêm",
    "power": "thẩm quyền ban hành",
    "invitation": "nội dung mời",
    "minutes": "nội dung biên bản",
    "contact": "địa chỉ cơ quan",
    "urgency": "độ khẩn",
    "circulation": "phạm vi lưu hành",
    "draft": "dấu DỰ THẢO",
    "signatures": "quyền hạn, chức vụ người ký",
    "type_name": "tên loại văn bản kèm theo",
    "reference": "dòng kèm theo",
    "label": "số thứ tự phụ lục",
    "title": "tên phụ lục",
    "code": "mã phiếu",
    "name": "họ tên",
}
_Made = tuple[str, tuple[tuple[str, str], ...], frozenset[str]]


def try_layout(layout: str, *, templates: TemplateSet, profile: Profile) -> None:
    """Fill one layout with every sample paper of its kind. TemplateFailed: what is wrong with it or a block in it.

    Every text that the program's own layout prints must be printed, and each place to sign marked.
    """
    ours = load_templates(shipped_templates())
    model = layout if layout in dict(ours.layouts) else COMMON_LAYOUT
    stock = _made(model, ours, profile)
    with blamed_on(layout, templates):
        made = _made(layout, templates, profile)
        for (seen, texts, marks), (printed, _, wanted) in zip(made, stock, strict=True):
            if missing := [(part, text) for part, text in texts if text in printed and text not in seen]:
                raise _lacking(layout, missing)
            if unmarked := sorted(wanted - marks):
                raise _without_place(layout, unmarked)
        links_kept(layout, templates)


def _made(layout: str, templates: TemplateSet, profile: Profile) -> Iterator[_Made]:
    """For each sample paper what is printed, every text that it has, with its part, and the marks of its places to sign."""
    if layout == SLIP_LAYOUT:
        slip = sample_papers.slip()
        yield _seen(make_slip(slip, templates=templates, profile=profile)), _texts(slip), frozenset()
    elif layout in {ATTACHED_LAYOUT, ANNEX_LAYOUT}:
        for body in sample_papers.texts():
            part = sample_papers.attached(body) if layout == ATTACHED_LAYOUT else sample_papers.annex(body)
            paper = sample_papers.any_paper()
            own = OwnFields(paper.own)
            context = {"van_ban": paper, "phan": part, "them": own, "thêm": own}
            made = make_part(layout, part.body, context, templates=templates, profile=profile)
            head = tuple(text for text in _texts(paper) if text[0] == "letterhead")
            yield _plain([made.root]), (*_texts(part), *head), frozenset()
    else:
        for paper in sample_papers.papers(layout):
            docx = make_docx(paper, templates=templates, profile=profile)
            yield _seen(docx), _texts(paper), signing_marks(docx)


def _seen(docx: bytes) -> str:
    return _plain([parse(data) for name, data in read_package(docx).items() if _PRINTED.fullmatch(name)])


def _plain(roots: Iterable[etree._Element]) -> str:
    return _folded(" ".join(text_of(element) for root in roots for element in root.iter(w("p"))))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _texts(whole: object) -> tuple[tuple[str, str], ...]:
    """Every text of a paper in normal form for comparing, with the part it belongs to."""
    found = [(field.name, text) for field in fields(whole) for text in _within(getattr(whole, field.name))]  # type: ignore[arg-type]
    if isinstance(whole, OfficialDocument):
        # The abbreviation of the type is printed in the number alone.
        found = [("number" if (part, text) == ("type", whole.type.code) else part, text) for part, text in found]
        found += [("number", whole.number.text), ("draft", "DỰ THẢO")]
        found += [("place_date", whole.place_date.text)] if whole.place_date else []
    return tuple((part, _folded(text)) for part, text in found if text.strip())


def _within(value: object) -> Iterator[str]:
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple):
        for field in value:
            yield from _within(field)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _within(getattr(value, field.name))


def _lacking(layout: str, missing: Sequence[tuple[str, str]]) -> TemplateFailed:
    text = [words for part, words in missing if part == "body"]
    names = {_folded(sample_papers.SIGNER), _folded(sample_papers.SECRETARY)}
    others = [(part, words) for part, words in missing if part != "body" and words not in names]
    if len(text) > 1:
        what = 'không in nội dung văn bản (thường do lệnh {%p include "noi_dung" %} bị xóa)'
    elif text:
        what = f"làm mất một phần nội dung văn bản: “{text[0]}”"
    elif others:
        parts = ", ".join(dict.fromkeys(_PARTS.get(part, part) for part, _ in others))
        what = f"không in đủ: {parts} (ví dụ “{others[0][1]}” của văn bản thử)"
    else:
        what = "không in họ tên người ký (van_ban.signatures)"
    remedy = "Đặt lại lệnh ấy theo mẫu gốc của phần mềm."
    return TemplateFailed(what, remedy, template=layout, code=_LACKING)


def _without_place(layout: str, unmarked: Sequence[str]) -> TemplateFailed:
    what = f"không còn chỗ ký (dấu trang {', '.join(unmarked)}), nên PDF không có ô chữ ký"
    remedy = (
        "Dưới dòng in chức vụ đặt lại một đoạn trống, dưới nữa là dòng in họ tên, trong cùng một ô bảng như ở "
        f"{BLOCK_FOLDER}/ky.docx của phần mềm (biên bản: {BLOCK_FOLDER}/ky_bien_ban.docx); hoặc lấy lại khối ấy."
    )
    return TemplateFailed(what, remedy, template=layout, code=_LACKING)
