"""Checking the files of a pack (soát bộ mẫu) before a layout is filled in.

Tags are closed, blocks exist, relationships lead to parts of the file, the styles in use are defined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from pipeline.errors import TemplateFailed
from pipeline.finding import Finding, Severity
from pipeline.typeset.docx.carried_styles import STYLES, styles_used
from pipeline.typeset.docx.relationships import references, relations
from pipeline.typeset.docx.render import check_tags, opened
from pipeline.typeset.docx.templates import BLOCK_FOLDER, TemplateSet
from pipeline.typeset.docx.wordml import parse, w

_BROKEN_LINK: Final = "MAU-05"
_UNDEFINED_STYLE: Final = "MAU-06"
_TEXTS: Final = ("word/document", "word/header", "word/footer", "word/footnotes")
_AS_BEFORE: Final = "Mở bằng Word, chèn hoặc định dạng lại chỗ ấy; hoặc lấy lại mẫu gốc của phần mềm."


def file_findings(templates: TemplateSet) -> tuple[Finding, ...]:
    """The findings on the files of a template set, each file alone; `file` is relative to the set (`khoi/ky.docx`).

    Styles that two files define differently are reported by `style_differences`, where a change of one has no effect.
    """
    named = [*templates.layouts, *((f"{BLOCK_FOLDER}/{name}", data) for name, data in templates.blocks)]
    found: list[Finding] = []
    for name, data in named:
        try:
            check_tags(name, data)
            parts = opened(name, data)
            found += [*_links(name, parts), *_styles(name, parts), *_blocks(name, templates)]
        except TemplateFailed as failure:
            found.append(_error(failure.code, name, failure.message, failure.remedy))
        except etree.XMLSyntaxError:
            found.append(_error("DUNG-30", name, f"Mẫu trình bày “{name}.docx” đã hỏng (sai XML)", _AS_BEFORE))
    return tuple(found)


def links_kept(layout: str, templates: TemplateSet) -> None:
    """TemplateFailed: a layout or a block in it refers to something that is not in its file."""
    for name, data in templates.used([layout]).items():
        called = name if name == layout else f"{BLOCK_FOLDER}/{name}"
        for finding in _links(called, opened(called, data)):
            raise TemplateFailed(finding.message, finding.hint, template=called, code=finding.code)


def _blocks(name: str, templates: TemplateSet) -> Iterator[Finding]:
    """Findings on included blocks that do not exist, and on blocks that include themselves."""
    own = name.removeprefix(f"{BLOCK_FOLDER}/")
    for block in templates.included(own):
        if block not in dict(templates.blocks):
            words = f"Mẫu trình bày “{name}.docx” gọi khối “{block}” nhưng không có tệp {BLOCK_FOLDER}/{block}.docx"
            yield _error("DUNG-32", name, words, "Sửa tên khối trong lệnh include, hoặc thêm tệp khối.")


def _links(name: str, parts: Mapping[str, bytes]) -> Iterator[Finding]:
    """Findings on pictures and other things that a text refers to and that are not in the file."""
    for part, root in _texts(parts):
        known = relations(parts, part)
        for key in sorted({key for _, _, key in references(root)}):
            relation = known.get(key)
            if relation is None:
                yield _broken(name, part, key)
            elif not relation.outside and relation.target not in parts:
                yield _broken(name, part, relation.target)


def _broken(name: str, part: str, what: str) -> Finding:
    words = f"Mẫu trình bày “{name}.docx” dẫn đến “{what}” (trong {part}), nhưng tệp không có phần ấy"
    return _error(_BROKEN_LINK, name, words, "Xóa hình hoặc liên kết ấy trong Word rồi chèn lại.")


def _styles(name: str, parts: Mapping[str, bytes]) -> Iterator[Finding]:
    """Findings on styles that are used and defined nowhere in the file."""
    for style in sorted(_used(parts) - _defined(parts)):
        words = f"Mẫu trình bày “{name}.docx” dùng kiểu “{style}” mà tệp không định nghĩa"
        yield _error(_UNDEFINED_STYLE, name, words, _AS_BEFORE)


def _used(parts: Mapping[str, bytes]) -> set[str]:
    return {style for _, root in _texts(parts) for style in styles_used(root)}


def _defined(parts: Mapping[str, bytes]) -> set[str]:
    """The ids of the styles that a file defines."""
    if STYLES not in parts:
        return set()
    return {str(style.get(w("styleId"))) for style in parse(parts[STYLES]).iter(w("style"))}


def _texts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, etree._Element]]:
    for part, data in parts.items():
        if part.startswith(_TEXTS) and part.endswith(".xml"):
            yield part, parse(data)


def _error(code: str, name: str, message: str, hint: str) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, file=f"{name}.docx", hint=hint)
