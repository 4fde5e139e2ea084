"""A style that two templates of a paper define differently: the paper's layout wins, and the office is told."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.shared import Pt

from pipeline.building.prepare import with_templates
from pipeline.building.template_trial import try_templates
from pipeline.decree.profile import load_profile
from pipeline.finding import Severity
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.style_differences import style_differences
from tests.sample import sample
from tests.typeset.office_paper import STOCK, Edit, edited, file_of, office, office_with, whole_paper


def _resized(style: str, size: float) -> Edit:
    def edit(document: Any) -> None:
        document.styles[style].font.size = Pt(size)

    return edit


def _used_by(name: str) -> str:
    """A style that the text of a file uses."""
    document = Document(io.BytesIO(file_of(name)))
    return str(next(one.style.name for one in document.paragraphs if one.style and one.style.name != "VT Lệnh"))


def test_default_font_changed_in_the_attached_layout_alone__is_told() -> None:
    def edit(document: Any) -> None:
        size = document.styles.element.xpath("w:docDefaults//w:sz")[0]
        size.set(size.attrib.keys()[0], "40")

    (found,) = style_differences(office_with([("kem_theo", edit)]))
    assert (found.file, found.styles) == ("kem_theo", ("mặc định của tệp",))


def test_stock_templates__agree() -> None:
    assert style_differences(STOCK) == ()


def test_style_changed_in_a_block_alone__is_told_with_the_layouts_that_decide() -> None:
    style = _used_by("khoi/noi_dung")
    (found,) = style_differences(office_with([("khoi/noi_dung", _resized(style, 7))]))
    assert found.file == "khoi/noi_dung"
    assert found.styles == (style,)
    assert "cong_van" in found.layouts


def test_style_changed_in_a_layout_alone__is_what_the_office_wants() -> None:
    style = _used_by("khoi/noi_dung")
    assert style_differences(office_with([("cong_van", _resized(style, 7))])) == ()


def test_style_changed_alike_everywhere__is_no_difference() -> None:
    style = _used_by("khoi/noi_dung")
    names = [*dict(STOCK.layouts), "khoi/noi_dung"]
    assert style_differences(office_with((name, _resized(style, 7)) for name in names)) == ()


def test_style_that_the_text_does_not_use__is_of_no_matter() -> None:
    assert style_differences(office_with([("khoi/ky", _resized("VT Số trang", 7))])) == ()


@pytest.mark.parametrize("old", ['<w:b w:val="1"/>', "<w:b/>"])
def test_file_saved_again_by_a_word_processor__is_no_difference(old: str) -> None:
    package = read_package(file_of("khoi/noi_dung"))
    styles = (
        package["word/styles.xml"].decode().replace("<w:b/>", old).replace("<w:qFormat/>", '<w:rsid w:val="00AB12CD"/>')
    )
    changed = write_package({**package, "word/styles.xml": styles.encode()})
    assert changed != file_of("khoi/noi_dung")
    assert style_differences(office({"khoi/noi_dung": changed})) == ()


@pytest.mark.slow
def test_notice_of_the_trial__names_style_and_files_and_stops_no_paper() -> None:
    style = _used_by("khoi/noi_dung")
    trial = try_templates(office_with([("khoi/noi_dung", _resized(style, 7))]))
    assert trial.faults == {}
    (notice,) = trial.notices
    assert (notice.code, notice.severity, notice.file) == (
        "DUNG-38",
        Severity.WARNING,
        "templates_docx/khoi/noi_dung.docx",
    )
    assert style in notice.message
    assert "cong_van.docx" in notice.message
    prepared = with_templates(sample(), trial.faults, trial.notices)
    assert prepared.documents == sample().documents
    assert notice in prepared.findings
    assert not prepared.refused


def test_style_of_the_paper_s_layout__is_the_one_on_paper() -> None:
    changes = [("kem_theo", _resized("VT Kèm theo quyết định", 30)), ("quyet_dinh", _resized("VT Bảng: chữ", 8))]
    docx = make_docx(whole_paper(), templates=office_with(changes), profile=load_profile())
    size = Document(io.BytesIO(docx)).styles["VT Kèm theo quyết định"].font.size
    assert size is not None
    assert size.pt != 30
    assert edited("kem_theo", changes[0][1]) != file_of("kem_theo")
