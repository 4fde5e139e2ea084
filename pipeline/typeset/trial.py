"""Trying a layout before any paper is made (thử mẫu): each is filled in with papers that reach all its branches.

One by one and in this process: `trial_run` does it apart from the program, with an end to its time and memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from pipeline.errors import TemplateFailed
from pipeline.law.profile import Profile
from pipeline.typeset import sample_papers
from pipeline.typeset.package import read_package
from pipeline.typeset.paper import blamed_on, make_docx, make_part
from pipeline.typeset.slip import make_slip
from pipeline.typeset.templates import ANNEX_LAYOUT, ATTACHED_LAYOUT, SLIP_LAYOUT, TemplateSet
from pipeline.typeset.wordml import parse, text_of, w

_LACKING: Final = "DUNG-35"


def try_layout(layout: str, *, templates: TemplateSet, profile: Profile) -> None:
    """Fill in one layout with every sample paper of its kind. TemplateFailed: what is wrong with it, or with a block of it."""
    for root, wanted in _made(layout, templates, profile):
        words = " ".join(" ".join(text_of(paragraph) for paragraph in root.iter(w("p"))).split())
        if missing := [one for one in wanted if one not in words]:
            raise _lacking(layout, missing)


def _made(layout: str, templates: TemplateSet, profile: Profile) -> Iterator[tuple[etree._Element, Sequence[str]]]:
    """The document of each sample paper, and the words that must stand in it."""
    words = sample_papers.words
    if layout == SLIP_LAYOUT:
        slip = sample_papers.slip()
        yield _root(make_slip(slip, templates=templates, profile=profile)), words(slip.body)
    elif layout in {ATTACHED_LAYOUT, ANNEX_LAYOUT}:
        for body in sample_papers.texts():
            part = sample_papers.attached(body) if layout == ATTACHED_LAYOUT else sample_papers.annex(body)
            context = {"van_ban": sample_papers.any_paper(), "phan": part}
            with blamed_on(layout, templates):
                made = make_part(layout, part.body, context, templates=templates, profile=profile)
            yield made[1], words(body)
    else:
        for paper in sample_papers.papers(layout):
            wanted = (*words(paper.body), *(one.name for one in paper.signatures))
            yield _root(make_docx(paper, templates=templates, profile=profile)), wanted


def _root(docx: bytes) -> etree._Element:
    return parse(read_package(docx)["word/document.xml"])


def _lacking(layout: str, missing: Sequence[str]) -> TemplateFailed:
    text = [one for one in missing if one not in {sample_papers.SIGNER, sample_papers.SECRETARY}]
    what = "không in họ tên người ký (van_ban.signatures)"
    if len(text) > 1:
        what = 'không in nội dung văn bản (thường do lệnh {%p include "noi_dung" %} bị xóa)'
    elif text:
        what = f"làm mất một phần nội dung văn bản: “{text[0]}”"
    remedy = "Đặt lại lệnh ấy theo mẫu gốc của phần mềm."
    return TemplateFailed(f"Mẫu trình bày “{layout}.docx” {what}", remedy, template=layout, code=_LACKING)
