"""What stands beside a tag that replaces its whole paragraph, row or cell is told, and not lost in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from pipeline.errors import TemplateFailed
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.render import check_tags
from pipeline.typeset.docx.tag_alone import look_for_lost
from pipeline.typeset.docx.wordml import NAMESPACE, parse, text_of, w
from tests.sample import TEMPLATES

_FILES = sorted((*TEMPLATES.glob("*.docx"), *(TEMPLATES / "khoi").glob("*.docx")))
_WHOLE_TAG = re.compile(r"\{%(?:p|tr|tc) ")
_INLINE = '<wp:inline xmlns:wp="urn:wp"><wp:docPr id="1" name="Logo xã"/><a:blip xmlns:a="urn:a"/></wp:inline>'


def body(inner: str) -> etree._Element:
    return parse(f'<w:document xmlns:w="{NAMESPACE}"><w:body>{inner}</w:body></w:document>'.encode())


def paragraph(text: str, inner: str = "") -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r>{inner}</w:p>"


def tagged(root: etree._Element) -> Iterator[etree._Element]:
    return (element for element in root.iter(w("p")) if _WHOLE_TAG.search(text_of(element)))


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_every_tag_of_the_program__tells_a_text_typed_before_or_behind_it(path: Path) -> None:
    xml = read_package(path.read_bytes())["word/document.xml"]
    look_for_lost("la", parse(xml))
    for number in range(len(list(tagged(parse(xml))))):
        for place in (0, -1):
            root = parse(xml)
            runs = list(list(tagged(root))[number].iter(w("t")))
            runs[place].text = f"Lời chào {runs[place].text}" if place == 0 else f"{runs[place].text} Lời chào"
            with pytest.raises(TemplateFailed, match=r"“Lời chào” cùng (đoạn|hàng bảng|ô bảng) với {%"):
                look_for_lost("la", root)


@pytest.mark.parametrize(
    ("inner", "told"),
    [
        (paragraph("{%p if a %}chữ{%p endif %}"), "“chữ{%p endif %}” cùng đoạn với {%p if a %}"),
        ("<w:p><w:r><w:t>{%p if a %}</w:t><w:br/><w:t>dòng hai</w:t></w:r></w:p>", "“dòng hai” cùng đoạn"),
        (paragraph("{{p them_vao }} chữ"), "“chữ” cùng đoạn với {{p them_vao }}"),
        (paragraph("{#p ghi chú #} chữ"), "“chữ” cùng đoạn với {#p ghi chú #}"),
        (paragraph("{%p if a %}", f"<w:r><w:drawing>{_INLINE}</w:drawing></w:r>"), "ảnh “Logo xã” cùng đoạn"),
        (paragraph("{%p if a %}", "<w:r><w:drawing/></w:r>"), "hình vẽ cùng đoạn với {%p if a %}"),
        (paragraph("{%p if a %}", '<w:r><w:br w:type="page"/></w:r>'), "dấu ngắt trang cùng đoạn"),
        ("<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{%p if a %}</w:t></w:r></w:p>", "dấu ngắt phần"),
        (
            f"<w:tbl><w:tr><w:tc>{paragraph('{%tr for h in a %}')}</w:tc><w:tc>{paragraph('{{ h }}')}</w:tc></w:tr></w:tbl>",
            "“{{ h }}” cùng hàng bảng với {%tr for h in a %}",
        ),
        (
            f"<w:tbl><w:tr><w:tc>{paragraph('{%tc for o in a %}')}{paragraph('{{ o }}')}</w:tc></w:tr></w:tbl>",
            "“{{ o }}” cùng ô bảng với {%tc for o in a %}",
        ),
    ],
)
def test_content_beside_a_tag__is_named_with_the_tag(inner: str, told: str) -> None:
    with pytest.raises(TemplateFailed) as failed:
        look_for_lost("cong_van", body(inner))
    assert (failed.value.code, failed.value.file) == ("DUNG-31", "cong_van.docx")
    assert told in failed.value.words
    assert failed.value.remedy.startswith("Mở mẫu bằng Word, ")


@pytest.mark.parametrize(
    "inner",
    [
        paragraph("Chữ {% if a %}thêm{% endif %} ở giữa"),
        paragraph("  {%p if a %} "),
        paragraph("{%p if a %}") + paragraph("chữ") + paragraph("{%p endif %}"),
        f"<w:p><w:r><w:txbxContent>{paragraph('{%p if a %}')}{paragraph('chữ')}</w:txbxContent></w:r></w:p>",
    ],
)
def test_a_tag_that_stands_alone__loses_nothing(inner: str) -> None:
    look_for_lost("la", body(inner))


def test_a_footer__is_looked_at_too() -> None:
    parts = read_package((TEMPLATES / "cong_van.docx").read_bytes())
    footer = "word/footer1.xml"
    text = parts[footer].decode()
    assert "{%p if not van_ban.contact %}" in text
    changed = text.replace("{%p if not van_ban.contact %}", "Điện thoại {%p if not van_ban.contact %}", 1)
    with pytest.raises(TemplateFailed, match="“Điện thoại” cùng đoạn"):
        check_tags("cong_van", write_package({**parts, footer: changed.encode()}))
