"""Own fields that templates use and no record has (tên mục thêm trong mẫu): misspelt, or not written in any record yet.

A template may ask whether a paper has a field (`{% if them.so_hop_dong %}`), and papers without it are set without a
message. So a misspelt name goes unnoticed in every paper; only over all records together is it seen that none has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.decree.pack_folder import BLOCKS
from pipeline.finding import Finding, Severity
from pipeline.intake.damaged_archive import DAMAGED_ARCHIVE
from pipeline.papers.official_document import OfficialDocument
from pipeline.text import identifier, nearest, to_nfc
from pipeline.typeset.docx.package import read_package
from pipeline.typeset.docx.stock import is_stock
from pipeline.typeset.docx.template_faults import where_to_write
from pipeline.typeset.docx.templates import TemplateSet

_XML: Final = re.compile(r"<[^>]*>")
_TAG: Final = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)
_ASKED: Final = re.compile(r"\bth[eê]m\s*(?:\.\s*|\[\s*(?:[\"']|&quot;|&apos;))(\w+)")
# A field that is printed whether or not the paper has it: nothing else in the tag, but filters.
_PRINTED: Final = re.compile(r"\{\{[a-z]{0,2}\s*th[eê]m\s*(?:\.\s*|\[\s*(?:[\"']|&quot;|&apos;))\w+")
_OTHERWISE: Final = re.compile(r"\b(?:or|if|default|d)\b")


@dataclass(frozen=True)
class _Asked:
    """An own field that a template uses: the name there; whether it is printed even where a paper lacks it."""

    name: str
    printed: bool


def near_misses(templates: TemplateSet, papers: Iterable[OfficialDocument]) -> tuple[Finding, ...]:
    """A warning for each name in an edited template that no paper has, if papers have nearly that name or it is printed."""
    known = {identifier(name): name for paper in papers for name, _ in paper.own}
    found = []
    for file, asked in _asked(templates):
        key = identifier(asked.name)
        if key in known:
            continue
        if (near := nearest(key, known)) is not None:
            found.append(_misspelt(file, asked.name, known[near]))
        elif asked.printed:
            found.append(_unwritten(file, asked.name))
    return tuple(found)


def _asked(templates: TemplateSet) -> Iterator[tuple[str, _Asked]]:
    """The own fields that edited templates use, each with its file, once."""
    edited = [name for name, _ in templates.layouts if not is_stock(templates, (name,))]
    layouts = dict(templates.layouts)
    for name, data in templates.used(edited).items():
        file = templates.place(name if name in layouts else f"{BLOCKS}/{name}")
        tags = tuple(_tags_in(data))
        conditions = {asked for tag in tags if not _is_plain(tag) for asked in _ASKED.findall(tag)}
        for asked in dict.fromkeys(asked for tag in tags for asked in _ASKED.findall(tag)):
            yield file, _Asked(asked, printed=asked not in conditions)


def _is_plain(tag: str) -> bool:
    """Whether a tag prints an own field and does nothing for papers that lack it."""
    return _PRINTED.match(tag) is not None and _OTHERWISE.search(tag) is None


def _tags_in(data: bytes) -> Iterator[str]:
    try:
        parts = read_package(data)
    except DAMAGED_ARCHIVE:
        return  # the trial of the templates says what is wrong with it
    for part, content in sorted(parts.items()):
        if part.startswith("word/") and part.endswith(".xml"):
            yield from _TAG.findall(to_nfc(_XML.sub("", content.decode(errors="replace"))))


def _misspelt(file: str, asked: str, name: str) -> Finding:
    return Finding(
        code="DUNG-39",
        severity=Severity.WARNING,
        message=f"Mẫu “{file}” hỏi mục thêm “{asked}” mà không hồ sơ nào có; gần giống mục “{name}”",
        file=file,
        hint=f"Sửa tên trong mẫu thành them.{identifier(name)}, hoặc tên mục trong hồ sơ.",
    )


def _unwritten(file: str, asked: str) -> Finding:
    return Finding(
        code="DUNG-39",
        severity=Severity.WARNING,
        message=f"Mẫu “{file}” in mục thêm “{asked}” mà không hồ sơ nào có; văn bản dùng mẫu này chưa dựng được",
        file=file,
        hint=where_to_write(asked),
    )
