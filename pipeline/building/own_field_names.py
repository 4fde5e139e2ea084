"""Own fields that templates use and no record has (tên mục thêm trong mẫu), where a record has nearly the same name.

A template may ask whether a paper has a field (`{% if them.so_hop_dong %}`), and papers without it are set without a
message. So a misspelt name goes unnoticed in every paper; only over all records together is it seen that none has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pipeline.decree.pack_folder import BLOCKS
from pipeline.finding import Finding, Severity
from pipeline.intake.damaged_archive import DAMAGED_ARCHIVE
from pipeline.papers.official_document import OfficialDocument
from pipeline.text import identifier, nearest
from pipeline.typeset.docx.package import read_package
from pipeline.typeset.docx.stock import is_stock
from pipeline.typeset.docx.templates import TemplateSet

_XML: Final = re.compile(r"<[^>]*>")
_TAG: Final = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)
_ASKED: Final = re.compile(r"\bthem\s*(?:\.\s*|\[\s*(?:[\"']|&quot;|&apos;))(\w+)")


def near_misses(templates: TemplateSet, papers: Iterable[OfficialDocument]) -> tuple[Finding, ...]:
    """A warning for each name in an edited template that no paper has and that is nearly a name which papers have."""
    known = {identifier(name): name for paper in papers for name, _ in paper.own}
    if not known:
        return ()
    return tuple(
        _finding(file, asked, known[near])
        for file, asked in _asked(templates)
        if identifier(asked) not in known and (near := nearest(identifier(asked), known)) is not None
    )


def _asked(templates: TemplateSet) -> Iterator[tuple[str, str]]:
    """The names of own fields that edited templates use, each with its file, once."""
    edited = [name for name, _ in templates.layouts if not is_stock(templates, (name,))]
    layouts = dict(templates.layouts)
    for name, data in templates.used(edited).items():
        file = templates.place(name if name in layouts else f"{BLOCKS}/{name}")
        for asked in dict.fromkeys(_names_in(data)):
            yield file, asked


def _names_in(data: bytes) -> Iterator[str]:
    try:
        parts = read_package(data)
    except DAMAGED_ARCHIVE:
        return  # the trial of the templates says what is wrong with it
    for part, content in sorted(parts.items()):
        if part.startswith("word/") and part.endswith(".xml"):
            for tag in _TAG.findall(_XML.sub("", content.decode(errors="replace"))):
                yield from _ASKED.findall(tag)


def _finding(file: str, asked: str, name: str) -> Finding:
    return Finding(
        code="DUNG-39",
        severity=Severity.WARNING,
        message=f"Mẫu “{file}” hỏi mục thêm “{asked}” mà không hồ sơ nào có; gần giống mục “{name}”",
        file=file,
        hint=f"Sửa tên trong mẫu thành them.{identifier(name)}, hoặc tên mục trong hồ sơ.",
    )
