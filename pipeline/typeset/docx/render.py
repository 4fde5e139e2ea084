"""Filling a prepared template with words (điền mẫu): docxtpl on a sandboxed, escaping Jinja environment with includes."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jinja2
from docxtpl import DocxTemplate
from lxml import etree

from pipeline.errors import TemplateFailed
from pipeline.intake.damaged_archive import DAMAGED_ARCHIVE
from pipeline.intake.safe_xml import parsed
from pipeline.typeset.docx.block_markup import block_markup
from pipeline.typeset.docx.package import read_package
from pipeline.typeset.docx.refused_content import look_for_refused
from pipeline.typeset.docx.sandbox import Sandbox, filled
from pipeline.typeset.docx.signing_marks import with_signing_marks
from pipeline.typeset.docx.style_names import with_common_ids
from pipeline.typeset.docx.tag_alone import look_for_lost
from pipeline.typeset.docx.template_faults import failure
from pipeline.typeset.docx.templates import BLOCK_FOLDER, TemplateSet
from pipeline.typeset.docx.wordml import parse, serialize, text_of, w

_TAG_MARK = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_PARAGRAPH, _OWN_LINE = re.compile("<w:p([ >])"), re.compile("\n<w:p([ >])")
# How docxtpl lets a template write braces that are no tags. Here they become strings of the template before it is filled:
# replaced in the finished text, as docxtpl does it, they would change data that happens to have these signs.
_ESCAPED = re.compile(r"\{_\{|\}_\}|\{_%|%_\}")
_BREAKS = re.compile("[\t\n\a\f]")
_DOCUMENT = "word/document.xml"
_TEXTS = ("word/header", "word/footer", "word/footnotes", "docProps/core")
# What a Word file says about itself: there for each to be filled in, if empty.
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")


@lru_cache(maxsize=8)
def environment(templates: TemplateSet) -> Sandbox:
    """The Jinja environment of a template set: sandboxed, autoescaping, strict about names, blocks by `include`.

    A block is opened when a layout first includes it: a broken one stops only the layouts that use it.
    """
    blocks = dict(templates.blocks)

    def block(name: str) -> str | None:
        if name not in blocks:
            return None
        check_tags(f"{BLOCK_FOLDER}/{name}", blocks[name])
        look_for_refused(f"{BLOCK_FOLDER}/{name}", blocks[name])
        return block_source(name, with_signing_marks(with_common_ids(blocks[name], templates)))

    return Sandbox(block)


@lru_cache(maxsize=64)
def check_tags(name: str, template: bytes) -> None:
    """TemplateFailed: a paragraph of a template opens a tag without closing it, or closes one without opening it.

    docxtpl would look for the other end in later paragraphs and silently drop what is between. The same for what stands
    beside a tag that replaces its whole paragraph, row or cell.
    """
    for part, xml in opened(name, template).items():
        if not part.startswith(("word/document", "word/header", "word/footer")):
            continue
        root = _parsed(name, part, xml)
        for paragraph in root.iter(w("p")):
            text = text_of(paragraph)
            marks = _TAG_MARK.findall(text)
            if any(_CLOSING.get(first) != second for first, second in zip(marks[::2], marks[1::2], strict=False)) or (
                len(marks) % 2
            ):
                raise TemplateFailed(
                    f"có lệnh mở mà không đóng (hoặc ngược lại) ở đoạn: {text[:80]}",
                    "Mở mẫu bằng Word, sửa lại cho đủ {{ … }} hoặc {% … %} trong cùng một đoạn.",
                    template=name,
                    code="DUNG-31",
                )
        look_for_lost(name, root)


def opened(name: str, template: bytes) -> dict[str, bytes]:
    """The parts of a template. TemplateFailed: it is no Word file, or a damaged one."""
    try:
        parts = read_package(template)
    except DAMAGED_ARCHIVE as error:
        what = (
            "là tệp rỗng, quá lớn, không phải tệp thường, hoặc đang bị chương trình khác khóa"
            if not template
            else "không phải tệp Word (.docx) hoặc đã hỏng, bị cắt cụt"
        )
        raise unreadable(name, what) from error
    if missing := [part for part in (_DOCUMENT, "[Content_Types].xml") if part not in parts]:
        raise unreadable(name, f"không phải tệp Word (.docx): thiếu {missing[0]}")
    return parts


def unreadable(name: str, what: str) -> TemplateFailed:
    """The TemplateFailed for a template that cannot be opened."""
    remedy = "Lấy lại mẫu gốc của phần mềm, hoặc mở bằng Word rồi lưu lại dưới dạng .docx."
    return TemplateFailed(what, remedy, template=name, code="DUNG-30")


def _parsed(name: str, part: str, xml: bytes) -> etree._Element:
    try:
        return parse(xml)
    except etree.XMLSyntaxError as error:
        raise unreadable(name, f"có phần {part} bị hỏng (sai XML, dòng {error.lineno})") from error


def block_source(name: str, block: bytes) -> str:
    """The body of a block's Word file as Jinja source, with docxtpl's own tags resolved."""
    template = DocxTemplate(io.BytesIO(block))
    return _source(template, block_markup(name, read_package(block)))


class _Template(DocxTemplate):  # type: ignore[misc] # the library gives no types
    """docxtpl's template, with a faster `resolve_listing`: papers without breaks are not searched for them."""

    def resolve_listing(self, xml: str) -> str:
        """Replace breaks and tabs inside texts by elements."""
        return str(super().resolve_listing(xml)) if _BREAKS.search(xml) else xml


@dataclass(frozen=True)
class _Digest:
    """A layout prepared for docxtpl once for all papers.

    `package`: the parts as they are saved; `root`: the document without its body, which is rendered from `body`;
    `texts`: the other parts with tags (headers, footers, notes, properties) by name.
    """

    template: _Template
    package: Mapping[str, bytes]
    root: etree._Element
    body: jinja2.Template
    texts: Mapping[str, jinja2.Template]


def render(
    layout: str, prepared: bytes, templates: TemplateSet, context: Mapping[str, Any]
) -> tuple[dict[str, bytes], etree._Element]:
    """The parts of a layout's file, and its document filled with the context's values.

    TemplateFailed: a tag of the layout or of a block is wrong.
    """
    check_tags(layout, prepared)
    if block := templates.circular(layout):
        raise failure(RecursionError(), layout, (block, ""))
    sandbox = environment(templates)
    try:
        digest = _digest(prepared, sandbox)
        package = {**digest.package}
        for name, text in digest.texts.items():
            package[name] = serialize(_tidied(_filled(digest.template, text, context)))
        tree = digest.template.fix_tables(_filled(digest.template, digest.body, context))
    except TemplateFailed:
        raise
    except Exception as error:  # whatever the tags of a template do is the template's
        raise failure(sandbox.explained(error), layout, sandbox.place_of(error)) from error
    root = deepcopy(digest.root)
    root.append(tree)
    return package, root


@lru_cache(maxsize=64)
def _digest(prepared: bytes, environment: Sandbox) -> _Digest:
    template = _Template(io.BytesIO(with_signing_marks(prepared)))
    template.render_init()
    properties = template.docx.core_properties
    for name in _PROPERTIES:
        setattr(properties, name, getattr(properties, name))
    buffer = io.BytesIO()
    template.docx.save(buffer)
    package = read_package(buffer.getvalue())
    texts = {
        name: environment.from_string(_source(template, xml.decode()))
        for name, xml in package.items()
        if name.startswith(_TEXTS) and _TAG_MARK.search(xml.decode())
    }
    body = environment.from_string(_source(template, template.get_xml()))
    root = parse(package[_DOCUMENT])
    for content in root.findall(w("body")):
        root.remove(content)
    return _Digest(template=template, package=package, root=root, body=body, texts=texts)


def _tidied(xml: str) -> etree._Element:
    """A part without white space between its elements, as it is saved."""
    return parsed(xml.encode(), without_blanks=True)


def _source(template: _Template, xml: str) -> str:
    """XML as a Jinja template, one paragraph a line, so that errors have a place."""
    return _PARAGRAPH.sub(r"\n<w:p\1", _ESCAPED.sub(_meant, str(template.patch_xml(xml))))


def _meant(found: re.Match[str]) -> str:
    """Braces that a template uses as text, turned into a string inside a tag."""
    return f"{{{{ '{found[0].replace('_', '')}' }}}}"


def _filled(template: _Template, source: jinja2.Template, context: Mapping[str, Any]) -> str:
    """The XML filled with the context's values, as docxtpl gives it."""
    return template.resolve_listing(_OWN_LINE.sub(r"<w:p\1", filled(source, dict(context))))
