"""Templates are carried whole: what an office puts into any of its templates is in the Word file, and nothing is broken."""

from __future__ import annotations

import io
import os
import re
import zipfile
from dataclasses import replace
from typing import Any, Final

import pytest
from docx import Document
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.decree.profile import load_profile
from pipeline.papers.official_document import OfficialDocument
from pipeline.typeset.docx import sample_papers
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.docx_slip import make_slip
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.templates import TemplateSet
from tests.sample import sample
from tests.typeset.office_paper import (
    BLUE,
    RED,
    STOCK,
    Edit,
    edited,
    file_of,
    office,
    office_with,
    whole_paper,
    with_link,
    with_list,
    with_note,
    with_picture,
    with_picture_in_header,
    with_style,
    with_theme_font,
)
from tests.typeset.whole_file import faults_of_file

_PROFILE: Final = load_profile()
_ROUNDS: Final = 12 * int(os.environ.get("VANTHU_FUZZ", "1"))
_PAPERS: Final = sample().documents


def _made(templates: TemplateSet, paper: OfficialDocument | None = None) -> bytes:
    return make_docx(paper or whole_paper(), templates=templates, profile=_PROFILE)


def _part(docx: bytes, name: str) -> str:
    return read_package(docx)[name].decode()


def _media(docx: bytes) -> dict[str, bytes]:
    return {name: data for name, data in read_package(docx).items() if name.startswith("word/media/")}


@pytest.mark.parametrize("paper", _PAPERS, ids=[one.id for one in _PAPERS])
def test_sample_paper__everything_named_is_there_and_everything_there_is_named(paper: OfficialDocument) -> None:
    assert faults_of_file(make_docx(paper, templates=STOCK, profile=sample().profile)) == []


_EDITS: Final[dict[str, Edit]] = {
    "ảnh": with_picture(),
    "ảnh khác": with_picture(BLUE),
    "kiểu": with_style(),
    "danh sách": with_list(),
    "chú thích": with_note(),
    "liên kết": with_link(),
    "chữ chủ đề": with_theme_font(),
    "ảnh đầu trang": with_picture_in_header(),
}
_LAYOUTS: Final = ("quyet_dinh", "kem_theo", "phu_luc")
_BLOCKS: Final = ("khoi/dau_van_ban", "khoi/noi_dung", "khoi/ky", "khoi/dau_kem_theo", "khoi/tieu_de")
_CHANGE: Final = st.one_of(
    st.tuples(st.sampled_from(_LAYOUTS), st.sampled_from(sorted(_EDITS))),
    st.tuples(st.sampled_from(_BLOCKS), st.sampled_from(sorted(set(_EDITS) - {"ảnh đầu trang"}))),
)


@pytest.mark.slow
@settings(max_examples=_ROUNDS, deadline=None, derandomize=True)
@given(st.sets(_CHANGE, min_size=1, max_size=7), st.integers(0, 2))
def test_office_templates__whatever_is_put_in_reaches_a_whole_file_each_time_the_same(
    changes: set[tuple[str, str]], annexes: int
) -> None:
    templates = office_with((name, _EDITS[edit]) for name, edit in sorted(changes))
    docx = _made(templates, whole_paper(annexes=annexes))
    assert faults_of_file(docx) == []
    assert docx == _made(templates, whole_paper(annexes=annexes))
    used = {edit for name, edit in changes if annexes or name != "phu_luc"}
    pictures = {RED} if "ảnh" in used else set()
    pictures |= {BLUE} if used & {"ảnh khác", "ảnh đầu trang"} else set()
    assert sorted(_media(docx).values()) == sorted(pictures)


def test_logo_in_every_kind_of_file__is_stored_once_and_told() -> None:
    docx = _made(office_with((name, with_picture()) for name in ("khoi/dau_van_ban", "kem_theo", "phu_luc")))
    document = _part(docx, "word/document.xml")
    assert list(_media(docx).values()) == [RED]
    assert len(re.findall(r"<a:blip ", document)) == 3
    assert document.count('descr="Biểu trưng cơ quan"') == 3


def test_slip__has_logo_and_style_of_its_layout() -> None:
    templates = office_with((("phieu_gop_y", with_picture()), ("phieu_gop_y", with_style())))
    docx = make_slip(sample_papers.slip(), templates=templates, profile=_PROFILE)
    assert faults_of_file(docx) == []
    assert list(_media(docx).values()) == [RED]


def test_style_added_to_attached_layout__is_defined_with_what_it_stands_on() -> None:
    document = Document(io.BytesIO(_made(office_with([("kem_theo", with_style(size=9))]))))
    style = document.styles["Chữ riêng"]
    assert style.font.size is not None
    assert style.font.size.pt == 9
    assert style.base_style is not None
    assert style.base_style.font.italic
    line = next(one for one in document.paragraphs if one.text == "Dòng kiểu riêng")
    assert line.style is not None
    assert line.style.name == "Chữ riêng"


def test_link_in_a_block__still_leads_there() -> None:
    docx = _made(office_with([("khoi/noi_dung", with_link("https://vanban.example.vn/"))]))
    links = Document(io.BytesIO(docx)).part.rels.values()
    assert [one.target_ref for one in links if one.is_external] == ["https://vanban.example.vn/"]


def test_lists_of_three_parts__are_three_lists() -> None:
    docx = _made(office_with([("khoi/noi_dung", with_list())]))
    numbers = re.findall(r'<w:numId w:val="(\d+)"/>', _part(docx, "word/document.xml"))
    assert len(numbers) == 6
    assert len(set(numbers)) == 3
    signs = re.findall(r'<w:nsid w:val="(\w+)"/>', _part(docx, "word/numbering.xml"))
    assert len(set(signs)) == 3


def test_list_by_style__counts_anew_in_each_part() -> None:
    docx = _made(office_with([("khoi/noi_dung", with_list(by_style=True))]))
    document = _part(docx, "word/document.xml")
    assert faults_of_file(docx) == []
    assert len(set(re.findall(r'<w:numId w:val="(\d+)"/>', document))) == 2  # the first part's is the style's own
    assert "<w:numId w:val=" in _part(docx, "word/styles.xml")


def test_font_of_a_theme__is_named_where_the_text_goes() -> None:
    docx = _made(office_with([("khoi/ky", with_theme_font("Liberation Mono"))]))
    assert 'w:ascii="Liberation Mono"' in _part(docx, "word/document.xml")
    assert "asciiTheme" not in _part(docx, "word/document.xml")


def test_block_saved_with_ids_of_its_own__keeps_the_styles_of_the_paper() -> None:
    package = read_package(file_of("khoi/dau_van_ban"))
    for name in ("word/document.xml", "word/styles.xml"):
        package[name] = (
            package[name].replace(b'"CoQuanBanHanh"', b'"VTCquanbanhnh"').replace(b'"QuocHieu"', b'"Normal0"')
        )
    docx = _made(office({"khoi/dau_van_ban": write_package(package)}))
    assert docx == _made(STOCK)


def test_layout_saved_with_ids_of_its_own__gives_the_same_words_in_the_same_styles() -> None:
    package = read_package(file_of("quyet_dinh"))
    for name in ("word/document.xml", "word/styles.xml"):
        package[name] = package[name].replace(b'"ThamQuyen"', b'"VTThmquyn"')
    assert _part(_made(office({"quyet_dinh": write_package(package)})), "word/document.xml") == _part(
        _made(STOCK), "word/document.xml"
    )


def test_block_that_declares_names_at_its_top__is_put_in_with_them() -> None:
    """As Word writes: prefixes at the root only, marks of Word's own that may be left out."""
    template = edited("khoi/dau_van_ban", with_picture())
    package = read_package(template)
    document = package["word/document.xml"].decode()
    spaces = dict(re.findall(r' xmlns:(wp|a|pic)="([^"]+)"', document))
    document = re.sub(r' xmlns:(wp|a|pic)="[^"]+"', "", document)
    top = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in spaces.items())
    top += ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    top += ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
    document = document.replace("<w:document", f"<w:document{top}", 1)
    document = re.sub(r"<w:p>", '<w:p w14:paraId="12345678">', document)
    docx = _made(office({"khoi/dau_van_ban": write_package({**package, "word/document.xml": document.encode()})}))
    assert faults_of_file(docx) == []
    assert list(_media(docx).values()) == [RED]
    assert "paraId" not in _part(docx, "word/document.xml")


def test_picture_beside_the_name_of_the_agency__is_not_lost_where_the_name_is_broken_into_lines() -> None:
    def beside(document: Any) -> None:
        lines = document.tables[0].rows[0].cells[0].paragraphs
        name = next(one for one in lines if one.style.name == "VT Cơ quan ban hành")
        name.add_run().add_picture(io.BytesIO(RED))

    paper = whole_paper()
    long = replace(paper.letterhead, issuer=("ỦY BAN NHÂN DÂN XÃ CÓ TÊN DÀI HƠN CỘT CỦA ĐẦU VĂN BẢN",))
    docx = _made(office_with([("khoi/dau_van_ban", beside)]), replace(paper, letterhead=long))
    document = _part(docx, "word/document.xml")
    assert document.count("<a:blip ") == 1
    assert "<w:br/>" in document[document.index("ỦY BAN") : document.index("ĐẦU VĂN BẢN")]


def test_two_references_to_one_note__are_two_notes() -> None:
    docx = _made(office_with([("khoi/noi_dung", with_note("một lời"))]))
    assert _part(docx, "word/footnotes.xml").count("một lời") == 3


def test_zip_of_a_paper__names_each_part_once() -> None:
    docx = _made(office_with((name, with_picture_in_header()) for name in ("quyet_dinh", "kem_theo", "phu_luc")))
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))


def test_picture_drawn_in_the_older_way_in_a_header__comes_along() -> None:
    """Word draws watermarks and pictures of old files in VML."""

    def edit(document: Any) -> None:
        header = document.sections[0].header
        key, _ = header.part.get_or_add_image(io.BytesIO(BLUE))
        shape = (
            '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'xmlns:v="urn:schemas-microsoft-com:vml" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            f'<v:shape style="width:20pt;height:20pt"><v:imagedata r:id="{key}"/></v:shape></w:pict>'
        )
        header.paragraphs[0].add_run()._r.append(parse_xml(shape))

    docx = _made(office_with([("kem_theo", edit)]))
    assert faults_of_file(docx) == []
    assert list(_media(docx).values()) == [BLUE]


def test_two_styles_of_one_name__stay_two() -> None:
    package = read_package(file_of("kem_theo"))
    styles = package["word/styles.xml"].decode()
    twin = '<w:style w:type="paragraph" w:styleId="Khac"><w:name w:val="VT Nội dung"/></w:style></w:styles>'
    changed = {**package, "word/styles.xml": styles.replace("</w:styles>", twin).encode()}
    docx = _made(office({"kem_theo": write_package(changed)}))
    ids = re.findall(r'w:styleId="([^"]+)"', _part(docx, "word/styles.xml"))
    assert len(ids) == len(set(ids))


def test_header_of_a_part_that_is_the_paper_s_own__is_not_there_twice() -> None:
    headers = [name for name in read_package(_made(STOCK)) if name.startswith("word/header")]
    assert headers == ["word/header1.xml", "word/header2.xml"]


def test_picture_of_the_paper_s_header__serves_the_attached_document_too() -> None:
    docx = _made(office_with([("quyet_dinh", with_picture_in_header(BLUE)), ("kem_theo", with_picture(BLUE))]))
    assert list(_media(docx).values()) == [BLUE]
