"""The committed templates: in normal form, alike in style, safe against what a clerk's data may hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.decree.profile import load_profile
from pipeline.errors import EnvironmentMissing, TemplateFailed
from pipeline.papers.types import DOCUMENT_TYPES
from pipeline.papers.written_papers import compose_paper
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.normal_form import normal_form
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.render import render
from pipeline.typeset.docx.templates import ANNEX_LAYOUT, ATTACHED_LAYOUT, SLIP_LAYOUT, TemplateSet, load_templates
from tests.offices import LETTER, record, small_office
from tests.outline import outline

FOLDER = Path(__file__).parents[2] / "templates_docx"
FILES = sorted(FOLDER.rglob("*.docx"))
NAMES = [str(path.relative_to(FOLDER)) for path in FILES]
SET = load_templates(FOLDER)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_normal_form__committed_templates_are_in_it(path: Path) -> None:
    data = path.read_bytes()
    assert normal_form(data) == data


def test_normal_form__gathers_a_tag_that_word_has_cut() -> None:
    parts = read_package(dict(SET.layouts)["co_ten_loai"])
    document = parts["word/document.xml"].decode()
    cut = document.replace("{%p include &quot;", '{%p </w:t></w:r><w:proofErr w:type="x"/><w:r><w:t>include &quot;')
    cut = cut.replace('{%p include "', '{%p </w:t></w:r><w:proofErr w:type="x"/><w:r><w:t>include "')
    assert cut != document
    spoiled = write_package({**parts, "word/document.xml": cut.encode()})
    assert normal_form(spoiled) == normal_form(write_package(parts))


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_templates__share_styles_and_header(path: Path) -> None:
    reference = read_package(FILES[0].read_bytes())
    package = read_package(path.read_bytes())
    for part in ("word/styles.xml", "word/settings.xml", "word/header1.xml", "word/header2.xml"):
        assert package[part] == reference[part]


def test_templates__every_layout_of_a_type_exists() -> None:
    names = {name for name, _ in SET.layouts}
    assert names == {kind.layout for kind in DOCUMENT_TYPES} | {ATTACHED_LAYOUT, ANNEX_LAYOUT, SLIP_LAYOUT}


def test_load_templates__an_empty_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentMissing, match="mẫu trình bày"):
        load_templates(tmp_path)


def letter(*paragraphs: str) -> bytes:
    paper = record({**LETTER, "nội dung": list(paragraphs)})
    document = compose_paper(small_office(papers=(paper,)), paper)
    return make_docx(document, templates=SET, profile=load_profile())


PRINTABLE = st.text(
    alphabet=st.characters(
        blacklist_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp"), blacklist_characters="\ufffe\uffff"
    ),
    min_size=1,
    max_size=80,
).filter(lambda text: text.strip() != "")


@settings(max_examples=60, deadline=None)
@given(PRINTABLE)
def test_make_docx__any_text_that_went_in_comes_out(text: str) -> None:
    assert text.strip().replace("\u00a0", "·") in outline(letter(text, "Hết."))


@pytest.mark.parametrize(
    "text",
    [
        "5 < 7 & 8 > 3",
        "<w:p>không phải thẻ</w:p>",
        "]]> và <!-- chú thích -->",
        "{{ 7 * 7 }}",
        "{% for x in range(9) %}x{% endfor %}",
        "{{ ''.__class__.__mro__ }}",
        "&amp; đã thoát sẵn",
        '“ngoặc kép” và "ngoặc thẳng"',
    ],
)
def test_make_docx__data_is_never_code(text: str) -> None:
    assert text in outline(letter(text, "Hết."))


def broken(change: tuple[str, str]) -> TemplateSet:
    layouts: dict[str, bytes] = dict(SET.layouts)
    blocks: dict[str, bytes] = dict(SET.blocks)
    parts = read_package(blocks["dau_van_ban"])
    document = parts["word/document.xml"].decode().replace(*change)
    blocks["dau_van_ban"] = write_package({**parts, "word/document.xml": document.encode()})
    return TemplateSet(layouts=tuple(layouts.items()), blocks=tuple(blocks.items()))


@pytest.mark.parametrize(
    "change",
    [
        ("van_ban.number.text", "van_ban.khong_co"),
        ("van_ban.number.text", "van_ban.number.text | khong_co"),
        ("{{ van_ban.number.text }}", "{{ van_ban.number.text "),
        ("van_ban.number.text", "van_ban.__class__.__mro__"),
    ],
)
def test_make_docx__a_template_broken_by_hand_is_said(change: tuple[str, str]) -> None:
    paper = record(LETTER)
    document = compose_paper(small_office(papers=(paper,)), paper)
    with pytest.raises(TemplateFailed, match="Mẫu trình bày"):
        make_docx(document, templates=broken(change), profile=load_profile())


def test_render__is_sandboxed() -> None:
    context: dict[str, Any] = {"van_ban": object(), "noi_dung": ()}
    with pytest.raises(TemplateFailed):
        render("co_ten_loai", dict(SET.layouts)["co_ten_loai"], SET, context)
