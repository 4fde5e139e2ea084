"""Words into a prepared template (điền mẫu): docxtpl on a sandboxed, escaping Jinja environment, blocks by include."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import jinja2
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.errors import TemplateFailed
from pipeline.typeset.package import read_package
from pipeline.typeset.templates import TemplateSet
from pipeline.typeset.wordml import parse, text_of, w

_TAG_MARK = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BODY = re.compile(r"<w:body>(.*?)(?:<w:sectPr.*?</w:sectPr>|<w:sectPr[^>]*/>)?</w:body>", re.DOTALL)


class _CachingEnvironment(ImmutableSandboxedEnvironment):
    """Compiles each template text once: docxtpl asks for the same text at every render, half of its cost."""

    def __init__(self, blocks: Mapping[str, str]) -> None:
        super().__init__(
            autoescape=True, undefined=jinja2.StrictUndefined, loader=jinja2.DictLoader(blocks), cache_size=-1
        )
        self._compiled: dict[str, jinja2.Template] = {}

    def from_string(self, source: Any, *rest: Any, **options: Any) -> jinja2.Template:  # noqa: ANN401 - as Jinja has it
        if rest or options or not isinstance(source, str):
            return super().from_string(source, *rest, **options)
        if source not in self._compiled:
            self._compiled[source] = super().from_string(source)
        return self._compiled[source]


@lru_cache(maxsize=8)
def environment(templates: TemplateSet) -> jinja2.Environment:
    """The Jinja environment of one template set: sandboxed, escaping, strict about names, blocks by `include`."""
    for name, data in templates.blocks:
        check_tags(name, data)
    sources = {name: block_source(data) for name, data in templates.blocks}
    return _CachingEnvironment(sources)


@lru_cache(maxsize=64)
def check_tags(name: str, template: bytes) -> None:
    """TemplateFailed: a paragraph of a template opens a tag without closing it, or the other way round.

    Why: docxtpl would look for the other end in the next paragraphs and drop what lies between, without a word.
    """
    for part, xml in read_package(template).items():
        if not part.startswith(("word/document", "word/header", "word/footer")):
            continue
        for paragraph in parse(xml).iter(w("p")):
            text = text_of(paragraph)
            marks = _TAG_MARK.findall(text)
            if any(_CLOSING.get(first) != second for first, second in zip(marks[::2], marks[1::2], strict=False)) or (
                len(marks) % 2
            ):
                raise TemplateFailed(
                    f"Mẫu trình bày “{name}.docx” có lệnh mở mà không đóng (hoặc ngược lại) ở đoạn: {text[:80]}",
                    "Mở mẫu bằng Word, sửa lại cho đủ {{ … }} hoặc {% … %} trong cùng một đoạn.",
                )


def block_source(block: bytes) -> str:
    """The body of a block's Word file as Jinja source, with docxtpl's own tags resolved."""
    template = DocxTemplate(io.BytesIO(block))
    document = read_package(block)["word/document.xml"].decode("utf-8")
    found = _BODY.search(template.patch_xml(document))
    if found is None:
        raise ValueError("khối không có nội dung")
    return found[1]


def render(layout: str, prepared: bytes, templates: TemplateSet, context: Mapping[str, Any]) -> bytes:
    """A Word file with the context's words in it. TemplateFailed: a tag of the layout or a block is broken."""
    check_tags(layout, prepared)
    document = DocxTemplate(io.BytesIO(prepared))
    try:
        document.render(dict(context), jinja_env=environment(templates))
    except (jinja2.TemplateError, SecurityError) as error:
        raise TemplateFailed(
            f"Mẫu trình bày “{layout}.docx” hoặc một khối trong đó có lỗi: {error}",
            "Mở mẫu bằng Word, xem lại các lệnh {% … %} và {{ … }}; hoặc lấy lại mẫu gốc từ kho phần mềm.",
        ) from error
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
