"""What a template may not hold is refused by name: the file, the paragraph, what it is, what to do; by the trial already."""

from __future__ import annotations

import io
import os
import random
import struct
import zlib
from typing import Any, Final

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from pipeline.building.template_trial import try_templates
from pipeline.decree.profile import load_profile
from pipeline.errors import TemplateFailed
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.refused_content import CODE, look_for_refused
from pipeline.typeset.docx.templates import TemplateSet
from tests.typeset.office_paper import (
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
)

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R: Final = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def _fault(templates: TemplateSet) -> TemplateFailed:
    with pytest.raises(TemplateFailed) as found:
        make_docx(whole_paper(), templates=templates, profile=load_profile())
    return found.value


def _line(xml: str, *, kind: str = "", target: str = "", outside: bool = True) -> Edit:
    """A line `Đoạn lạ` with this XML in a run; KEY in it is an arrow of this kind."""

    def edit(document: Any) -> None:
        key = document.part.relate_to(target, kind, is_external=outside) if kind else ""
        line = document.paragraphs[-1].insert_paragraph_before()
        line.add_run("Đoạn lạ")
        line._p.append(parse_xml(f"<w:r {_W} {_R}>{xml.replace('KEY', key)}</w:r>"))

    return edit


def _field(code: str) -> str:
    return f'<w:fldChar w:fldCharType="begin"/><w:instrText> {code} </w:instrText><w:fldChar w:fldCharType="end"/>'


_A: Final = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_ROUNDS: Final = 9 * int(os.environ.get("VANTHU_FUZZ", "1"))
_CASES: Final[dict[str, tuple[Edit, str]]] = {
    "OLE": (_line("<w:object/>"), "OLE"),
    "ActiveX": (_line('<w:control r:id="KEY"/>', kind=RELATIONSHIP_TYPE.CONTROL, target="x.bin"), "ActiveX"),
    "comment": (_line('<w:commentReference w:id="1"/>'), "nhận xét"),
    "linked picture": (
        _line(
            f'<w:drawing><a:blip {_A} r:link="KEY"/></w:drawing>',
            kind=RELATIONSHIP_TYPE.IMAGE,
            target="file:///C:/a.png",
        ),
        "ảnh liên kết ra ngoài",
    ),
    "broken picture": (_line(f'<w:drawing><a:blip {_A} r:embed="rId99"/></w:drawing>'), "không có trong tệp"),
    "chart": (
        _line(
            f'<w:drawing><c:chart xmlns:c="{_CHART}" r:id="KEY"/></w:drawing>', kind=RELATIONSHIP_TYPE.CHART, target="x"
        ),
        "biểu đồ",
    ),
    "SmartArt": (
        _line('<w:drawing><w:x r:dm="KEY"/></w:drawing>', kind=RELATIONSHIP_TYPE.DIAGRAM_DATA, target="x"),
        "SmartArt",
    ),
    "embedded file": (_line('<w:altChunk r:id="KEY"/>', kind=RELATIONSHIP_TYPE.A_F_CHUNK, target="x"), "altChunk"),
    "unknown thing": (_line('<w:x r:id="KEY"/>', kind="http://example.org/la", target="x"), "“la”"),
    "field of another file": (_line(_field("INCLUDETEXT \\\\may\\chung\\a.docx")), "INCLUDETEXT"),
    "picture by address": (_line(_field('INCLUDEPICTURE "http://example.org/a.png"')), "INCLUDEPICTURE"),
    "tracked insertion": (_line("<w:ins><w:r><w:t>thêm</w:t></w:r></w:ins>"), "theo dõi thay đổi"),
    "tracked deletion": (_line("<w:del><w:r><w:delText>xóa</w:delText></w:r></w:del>"), "theo dõi thay đổi"),
    "DDE": (_line(_field("DDEAUTO excel a b")), "DDEAUTO"),
}


@pytest.mark.parametrize(
    "name",
    ["khoi/tieu_de", "quyet_dinh", *(pytest.param(name, marks=pytest.mark.slow) for name in ("kem_theo", "phu_luc"))],
)
@pytest.mark.parametrize("case", _CASES)
def test_content_that_cannot_be_carried__is_named_with_file_and_paragraph(case: str, name: str) -> None:
    edit, words = _CASES[case]
    if name == "khoi/tieu_de":
        look = edited(name, edit)
        with pytest.raises(TemplateFailed) as found:
            look_for_refused(name, look)
        fault = found.value
    else:
        fault = _fault(office_with([(name, edit)]))
    assert (fault.code, fault.template) == (CODE, name)
    assert f"{name}.docx" in fault.message
    assert "Đoạn lạ" in fault.message
    assert words in fault.message
    assert fault.remedy.startswith("Mở mẫu bằng Word, ")


@pytest.mark.parametrize(
    "address", ["file:///C:/Users/a/b.docx", "\\\\may\\chung\\b.docx", "javascript:alert(1)", "b.docx"]
)
def test_link_to_a_file_of_the_machine__is_refused(address: str) -> None:
    assert "liên kết tới tệp trên máy" in _fault(office_with([("quyet_dinh", with_link(address))])).message


@pytest.mark.parametrize("address", ["https://example.vn/", "http://example.vn/", "mailto:vanthu@example.vn"])
def test_link_to_an_address__is_fine(address: str) -> None:
    make_docx(whole_paper(), templates=office_with([("quyet_dinh", with_link(address))]), profile=load_profile())


def _with_bytes(name: str, content: bytes) -> bytes:
    """A template with a picture whose file is this."""
    package = read_package(edited(name, with_picture(RED)))
    return write_package({key: content if key.startswith("word/media/") else data for key, data in package.items()})


def _huge_png() -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    end = b"IEND"
    parts = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in (head, end))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "hỏng"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (RED[:-12], "cắt cụt"),
        (RED[:40], "hỏng"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "hỏng"),
        (_huge_png(), "triệu điểm ảnh"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 5_000_001, "MB"),
        (b"MZ\x90\x00" * 100, "hỏng"),
    ],
)
def test_picture_that_is_none_or_too_large__is_refused(content: bytes, words: str) -> None:
    fault = _fault(office({"khoi/dau_van_ban": _with_bytes("khoi/dau_van_ban", content)}))
    assert (fault.code, fault.template) == (CODE, "khoi/dau_van_ban")
    assert words in fault.message


def test_picture_in_the_header_of_a_block__is_refused_since_nothing_prints_it() -> None:
    fault = _fault(office_with([("khoi/dau_van_ban", with_picture_in_header())]))
    assert "đầu trang có chữ hoặc ảnh" in fault.message


def test_tag_in_the_note_of_a_block__is_refused() -> None:
    assert "chú thích" in _fault(office_with([("khoi/noi_dung", with_note("{{ van_ban.subject }}"))])).message


def test_headers_for_even_pages_in_an_attached_layout__are_refused_since_the_paper_has_none() -> None:
    def edit(document: Any) -> None:
        document.settings.odd_and_even_pages_header_footer = True

    assert "chẵn, lẻ" in _fault(office_with([("kem_theo", edit)])).message
    make_docx(whole_paper(), templates=office_with([("quyet_dinh", edit)]), profile=load_profile())


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(_ROUNDS))
def test_template_full_of_things_and_spoilt_at_random__is_whole_or_told(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test
    name = ("khoi/noi_dung", "kem_theo", "quyet_dinh")[seed % 3]
    package = read_package(edited(name, with_picture(), with_note(), with_list(), with_style(), with_link()))
    part = chance.choice(sorted(package))
    data = bytearray(package[part])
    if chance.random() < 0.3:
        del package[part]
    else:
        at = chance.randrange(len(data))
        data[at : at + chance.randrange(1, 40)] = chance.choice((b"", b"9", b'"', b"rId77", b"<w:p/>", b"x" * 50))
        package[part] = bytes(data)
    fault = _fault_or_none(office({name: write_package(package)}))
    assert fault is None or (fault.code.startswith("DUNG-3") and fault.remedy)


def _fault_or_none(templates: TemplateSet) -> TemplateFailed | None:
    try:
        make_docx(whole_paper(), templates=templates, profile=load_profile())
    except TemplateFailed as fault:
        return fault
    return None


def test_several_faults__are_told_at_once() -> None:
    edits = [("quyet_dinh", _CASES[case][0]) for case in ("OLE", "comment", "DDE", "broken picture")]
    message = _fault(office_with(edits)).message
    assert "OLE" in message
    assert "nhận xét" in message
    assert "và 1 chỗ khác" in message


@pytest.mark.slow
def test_trial__refuses_before_any_paper_is_built() -> None:
    trial = try_templates(office_with([("khoi/tieu_de", _line("<w:object/>")), ("phu_luc", _line("<w:object/>"))]))
    assert {one.code for one in trial.findings} == {CODE}
    assert {one.file for one in trial.findings} == {"templates_docx/khoi/tieu_de.docx", "templates_docx/phu_luc.docx"}
    assert "cong_van" not in trial.faults


@pytest.mark.parametrize("name", [name for name, _ in STOCK.layouts] + [f"khoi/{name}" for name, _ in STOCK.blocks])
def test_stock_template__has_nothing_to_refuse(name: str) -> None:
    look_for_refused(name, file_of(name))


def test_template_that_points_outside_for_itself__does_not_take_that_to_the_paper() -> None:
    """A file made from a template of Word keeps its address; Word would fetch it."""
    document = Document(io.BytesIO(file_of("quyet_dinh")))
    settings: Any = document.part._settings_part
    key = settings.relate_to("http://example.org/mau.dotm", f"{_OFFICE}/attachedTemplate", is_external=True)
    settings.element.append(parse_xml(f'<w:attachedTemplate {_W} {_R} r:id="{key}"/>'))
    buffer = io.BytesIO()
    document.save(buffer)
    docx = make_docx(whole_paper(), templates=office({"quyet_dinh": buffer.getvalue()}), profile=load_profile())
    assert all(b"example.org" not in data for data in read_package(docx).values())
