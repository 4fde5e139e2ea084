"""Repairing: what is broken is put right, what is right stays byte by byte, no word changes, and repairing twice is once."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache, partial

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.checking.rules.registry import RULES_BY_CODE
from pipeline.checking.run_rules import check
from pipeline.errors import Refused, Unreadable
from pipeline.papers.official_document import OfficialDocument
from pipeline.reading.docx import read_docx
from pipeline.reading.facts import Flow, PaperFacts
from pipeline.repair import REPAIRED, Repaired, change_lines, left_lines, repair
from pipeline.text import to_nfc
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.templates import load_templates
from tests.repair.breakages import BREAKAGES, broken, look, paragraphs, words
from tests.repair.foreign import foreign_paper
from tests.sample import TEMPLATES, sample

DOCUMENTS = {document.id: document for document in sample().documents}


@cache
def paper(name: str) -> bytes:
    return make_docx(DOCUMENTS[name], templates=load_templates(TEMPLATES), profile=sample().profile)


def codes(docx: bytes) -> set[str]:
    return {rule.code for rule, _ in check(read_docx(docx, name="thu.docx")).breaches()}


def unrepaired(docx: bytes) -> set[str]:
    """Rules that a repair mends and that are broken still. A date without room for its words is no matter of looks."""
    report = check(read_docx(docx, name="thu.docx"))
    found = [(rule.code, repr(breach)) for rule, breach in report.breaches() if rule.code in REPAIRED]
    return {code for code, words in found if not (code == "DT-03" and "bị ngắt thành 2 dòng" in words)}


def said(docx: bytes) -> list[str]:
    """The words of the text, but for what a repair of the form may change: dashes, leading zeros, page numbers."""
    facts: PaperFacts = read_docx(docx, name="thu.docx")
    return [_bare(one.text) for one in facts.paragraphs if one.flow in {Flow.BODY, Flow.TEXT_BOX, Flow.NOTE}]


def _bare(text: str) -> str:
    plain = re.sub(r"^Số\b\s*[:.]?\s*", "Số ", to_nfc(text).replace("Ð", "Đ"))
    if re.search(r"^Số|^Độc lập|, ngày .* tháng", plain) and len(plain) < 120:
        plain = re.sub(r"\b0+(?=\d)", "", re.sub(r"\s*[-–—/]\s*", "-", plain))
    return " ".join(plain.split())


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_repair__sound_paper_is_given_back_byte_by_byte(document: OfficialDocument) -> None:
    docx = paper(document.id)
    outcome = repair(docx, name="thu.docx")
    assert outcome.changes == ()
    assert outcome.docx == docx


@pytest.mark.parametrize("name", BREAKAGES)
def test_repair__broken_paper_passes(name: str) -> None:
    breakage = BREAKAGES[name]
    docx = broken(paper(breakage.paper), breakage.edit)
    assert set(breakage.codes) <= codes(docx)
    outcome = repair(docx, name="thu.docx")
    assert not codes(outcome.docx) & set(breakage.codes)
    assert set(breakage.codes) <= {change.code for change in outcome.changes}
    assert said(outcome.docx) == said(docx)
    again = repair(outcome.docx, name="thu.docx")
    assert again.changes == ()
    assert again.docx == outcome.docx


def test_breakages__cover_every_rule_that_can_be_repaired() -> None:
    tested = {code for breakage in BREAKAGES.values() for code in breakage.codes} | {"PG-09", "PG-10"}
    assert REPAIRED & set(RULES_BY_CODE) <= tested | {"ND-07"}
    assert set(RULES_BY_CODE) >= REPAIRED


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(names=st.lists(st.sampled_from([n for n, b in BREAKAGES.items() if b.paper == "cong-van-don-doc"]), max_size=6))
def test_repair__never_changes_a_word(names: list[str]) -> None:
    docx = paper("cong-van-don-doc")
    for name in names:
        docx = broken(docx, BREAKAGES[name].edit)
    outcome = repair(docx, name="thu.docx")
    assert said(outcome.docx) == said(docx)
    assert repair(outcome.docx, name="thu.docx").docx == outcome.docx


def test_repair__other_parts_stay_as_they_are() -> None:
    docx = broken(paper("cong-van-don-doc"), BREAKAGES["cỡ Quốc hiệu"].edit)
    before, after = read_package(docx), read_package(repair(docx, name="thu.docx").docx)
    assert {name for name in before if before[name] != after.get(name)} == {"word/document.xml"}
    assert set(before) == set(after)


def test_repair__changes_say_before_and_after() -> None:
    docx = broken(paper("cong-van-don-doc"), BREAKAGES["số thiếu 0"].edit)
    outcome = repair(docx, name="thu.docx")
    assert [(one.code, one.before, one.after) for one in outcome.changes] == [
        ("SK-02", "Số: 5/STTTT-CNTT", "Số: 05/STTTT-CNTT")
    ]
    assert change_lines(outcome)[0].startswith("[SK-02] đoạn ")


# ------------------------------------------------------------------------------------------------- a paper typed by hand
@cache
def foreign() -> tuple[bytes, Repaired]:
    docx = foreign_paper()
    return docx, repair(docx, name="thu.docx")


def test_foreign_paper__is_repaired_but_for_lines_that_must_be_drawn() -> None:
    docx, outcome = foreign()
    assert len(codes(docx) & REPAIRED) > 20
    assert not unrepaired(outcome.docx)
    assert {left.code for left in outcome.left} == codes(outcome.docx)
    assert {"QH-05", "CQ-03"} <= codes(outcome.docx)
    assert said(outcome.docx) == said(docx)
    assert len(left_lines(outcome)) == len(outcome.left)


def test_foreign_paper__number_moves_from_foot_to_head_but_not_on_page_one() -> None:
    _, outcome = foreign()
    section = read_docx(outcome.docx, name="thu.docx").sections[0]
    assert section.page_number is not None
    assert (section.page_number.flow, section.page_number.alignment, section.page_number.size) == (
        Flow.HEADER,
        "center",
        14,
    )
    assert section.number_on_first is False
    document = Document(io.BytesIO(outcome.docx))
    footer = document.sections[0].footer._element
    assert not list(footer.iter(qn("w:fldChar")))


def test_foreign_paper__is_written_alike_each_time() -> None:
    docx, outcome = foreign()
    assert repair(docx, name="thu.docx").docx == outcome.docx
    assert repair(outcome.docx, name="thu.docx").changes == ()


_ORDER = {
    "rPr": "rStyle rFonts b bCs i iCs caps strike color spacing kern sz szCs highlight u vertAlign lang".split(),
    "pPr": "pStyle keepNext keepLines tabs spacing ind contextualSpacing jc outlineLvl rPr sectPr".split(),
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid".split(),
}


def test_foreign_paper__properties_stand_in_the_order_of_the_schema() -> None:
    _, outcome = foreign()
    for name, data in read_package(outcome.docx).items():
        if not re.fullmatch(r"word/(document|header\d+|footer\d+)\.xml", name):
            continue
        for kind, order in _ORDER.items():
            for element in etree.fromstring(data).iter(qn(f"w:{kind}")):
                ranks = [order.index(tag) for child in element if (tag := etree.QName(child).localname) in order]
                assert ranks == sorted(ranks), etree.tostring(element)


# ---------------------------------------------------------------------------------------------------------- page numbers
def _with_header(docx: bytes, xml: str, *, footer: bool = False) -> bytes:
    """The foreign paper with another header (or footer) on all pages."""
    document = Document(io.BytesIO(docx))
    section = document.sections[0]
    holder = section.footer if footer else section.header
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    element = holder._element
    for child in list(element):
        element.remove(child)
    element.extend(etree.fromstring(f"<w:hdr {namespace}>{xml}</w:hdr>"))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


_SIMPLE = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _headers(docx: bytes) -> dict[str, str]:
    return {
        name: "".join(str(text) for text in etree.fromstring(data).itertext())
        for name, data in read_package(docx).items()
        if re.fullmatch(r"word/(header|footer)\d+\.xml", name)
    }


_COMPLEX = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE  \\* MERGEFORMAT</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_GALLERY = (
    f'<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent><w:p>{_COMPLEX}</w:p></w:sdtContent></w:sdt><w:p/>'
)
_FRAME = f'<w:p><w:pPr><w:framePr w:wrap="around" w:hAnchor="margin" w:xAlign="right" w:y="1"/></w:pPr>{_COMPLEX}</w:p>'
_TABLE = (
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/>'
    f"</w:tblGrid><w:tr><w:tc><w:p>{_run('Sở Nội vụ')}</w:p></w:tc><w:tc><w:p>{_COMPLEX}</w:p></w:tc></w:tr></w:tbl><w:p/>"
)


@pytest.mark.parametrize(
    ("xml", "kept"),
    [
        (_GALLERY, ""),
        (_FRAME, ""),
        (_TABLE, "Sở Nội vụ"),
        (f"<w:p>{_run('Trang ')}{_COMPLEX}{_run('/')}{_COMPLEX.replace('PAGE', 'NUMPAGES')}</w:p>", ""),
        (f'<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{_SIMPLE}</w:p>', ""),
        (f"<w:p>{_run('Trang ')}{_SIMPLE}{_run('/')}</w:p>", ""),
        (f"<w:p>{_run('Sở Nội vụ')}<w:r><w:tab/></w:r>{_SIMPLE}</w:p>", "Sở Nội vụ"),
        (f"<w:p>{_run('Sở Nội vụ')}</w:p><w:p>{_SIMPLE}</w:p>", "Sở Nội vụ"),
    ],
    ids=[
        "mẫu của Word",
        "trong khung",
        "trong bảng",
        "Trang x/y",
        "bên phải",
        "kèm chữ Trang",
        "cùng dòng với chữ khác",
        "dưới dòng khác",
    ],
)
@pytest.mark.parametrize("footer", [False, True], ids=["đầu trang", "chân trang"])
def test_page_number__is_set_anew_and_other_words_stay(xml: str, kept: str, *, footer: bool) -> None:
    docx = _with_header(foreign()[0], xml, footer=footer)
    if not footer:
        docx = _with_header(docx, "<w:p/>", footer=True)
    outcome = repair(docx, name="thu.docx")
    assert not codes(outcome.docx) & {"PG-09", "PG-10", "PG-11"}
    if kept:
        assert sum(kept in text for text in _headers(outcome.docx).values()) == 2  # on page one and on the others
    assert not any("Trang" in text for text in _headers(outcome.docx).values())


def test_page_number__is_made_where_a_long_paper_has_none() -> None:
    docx = _with_header(foreign_paper(40), "<w:p/>", footer=True)
    assert "PG-09" in codes(docx)
    assert "PG-09" not in codes(repair(docx, name="thu.docx").docx)


def test_page_number__is_put_on_even_pages_too_where_they_differ() -> None:
    document = Document(io.BytesIO(foreign()[0]))
    document.settings.odd_and_even_pages_header_footer = True
    buffer = io.BytesIO()
    document.save(buffer)
    outcome = repair(buffer.getvalue(), name="thu.docx")
    assert not codes(outcome.docx) & {"PG-09", "PG-10", "PG-11"}
    assert sum("PAGE" in text for text in _headers(outcome.docx).values()) == 2
    assert repair(outcome.docx, name="thu.docx").changes == ()


def test_page_number__goes_to_the_foot_under_the_older_regulation() -> None:
    docx = foreign_paper(year=2018)
    outcome = repair(docx, name="thu.docx")
    number = read_docx(outcome.docx, name="thu.docx").sections[0].page_number
    assert number is not None
    assert (number.flow, number.alignment, number.size) == (Flow.FOOTER, "right", 14)
    assert not unrepaired(outcome.docx)


# ------------------------------------------------------------------------------------------------- what is left alone
def _track(root: etree._Element, *, pattern: str) -> None:
    for paragraph in paragraphs(root, pattern):
        run = next(paragraph.iter(qn("w:r")))
        inserted = etree.Element(qn("w:ins"))
        inserted.set(qn("w:id"), "1")
        inserted.set(qn("w:author"), "Văn thư")
        run.addprevious(inserted)
        inserted.append(run)


def test_tracked_changes__their_paragraph_is_left_alone_and_reported() -> None:
    docx = broken(paper("cong-van-don-doc"), BREAKAGES["Tiêu ngữ gạch dài"].edit)
    docx = broken(docx, partial(_track, pattern="^Độc lập"))
    outcome = repair(docx, name="thu.docx")
    assert outcome.docx == docx
    assert "Track Changes" in next(left.reason for left in outcome.left if left.code == "QH-03")


def test_tracked_row__is_left_alone() -> None:
    def track_rows(root: etree._Element) -> None:
        for row in root.iter(qn("w:tr")):
            properties = row.find(qn("w:trPr"))
            if properties is None:
                properties = etree.Element(qn("w:trPr"))
                row.insert(0, properties)
            etree.SubElement(properties, qn("w:ins")).set(qn("w:id"), "1")

    docx = broken(broken(paper("cong-van-don-doc"), BREAKAGES["cỡ Quốc hiệu"].edit), track_rows)
    assert repair(docx, name="thu.docx").docx == docx


def test_two_components_in_one_paragraph__are_left_alone() -> None:
    docx = foreign_paper()
    document = Document(io.BytesIO(docx))
    document.element.body.remove(document.tables[0]._element)
    first = document.paragraphs[0]
    for text in (
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 15/UBND-VX\tThanh Giang, ngày 5 tháng 6 năm 2024",
    ):
        first.insert_paragraph_before(text)
    buffer = io.BytesIO()
    document.save(buffer)
    outcome = repair(buffer.getvalue(), name="thu.docx")
    assert said(outcome.docx) == said(buffer.getvalue())
    assert not [one for one in outcome.changes if one.code.startswith(("SK-", "DT-")) and "\t" in one.before]


def test_foreign_letter_like_d__is_made_vietnamese() -> None:
    docx = broken(
        paper("cong-van-don-doc"), partial(words, pattern="^Để bảo đảm", change=lambda text: text.replace("Đ", "Ð"))
    )
    outcome = repair(docx, name="thu.docx")
    assert [(one.code, one.what) for one in outcome.changes] == [("PG-08", "Chữ Đ gõ bằng ký tự nước ngoài")]
    assert said(outcome.docx) == said(paper("cong-van-don-doc"))


def _refused(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        repair(data, name="thu.docx")
    assert caught.value.remedy
    return str(caught.value)


def test_pdf__is_refused() -> None:
    assert "PDF" in _refused(b"%PDF-1.7\n")
    assert "đã ký số" in _refused(b"%PDF-1.7\n /ByteRange [0 1 2 3]")


def test_signed_word_file__is_refused() -> None:
    parts = read_package(broken(paper("cong-van-don-doc"), BREAKAGES["cỡ Quốc hiệu"].edit))
    parts["_xmlsignatures/origin.sigs"] = b""
    assert "đã ký số" in _refused(write_package(parts))


def test_signed_word_file__is_known_by_its_relationships_too() -> None:
    parts = read_package(paper("cong-van-don-doc"))
    relation = (
        b'<Relationship Id="s1" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"'
        b' Target="ky/goc.sigs"/></Relationships>'
    )
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", relation)
    assert "đã ký số" in _refused(write_package(parts))


def test_paper_of_another_regime__is_refused() -> None:
    document = Document()
    document.add_paragraph("Thư ngỏ gửi các bạn đồng nghiệp")
    buffer = io.BytesIO()
    document.save(buffer)
    assert "không sửa" in _refused(buffer.getvalue())


def test_damaged_file__is_unreadable() -> None:
    with pytest.raises(Unreadable):
        repair(b"PK\x03\x04 hong", name="thu.docx")


def test_symbols__keep_their_font() -> None:
    def with_symbol(root: etree._Element) -> None:
        for paragraph in paragraphs(root, "^Để bảo đảm"):
            run = etree.SubElement(paragraph, qn("w:r"))
            symbol = etree.SubElement(run, qn("w:sym"))
            symbol.set(qn("w:font"), "Wingdings")
            symbol.set(qn("w:char"), "F0A8")

    docx = broken(paper("cong-van-don-doc"), BREAKAGES["phông chữ"].edit)
    docx = broken(docx, with_symbol)
    outcome = repair(docx, name="thu.docx")
    root = etree.fromstring(read_package(outcome.docx)["word/document.xml"])
    run = next(root.iter(qn("w:sym"))).getparent()
    assert run is not None
    assert run.find(qn("w:rPr")) is None
    assert "PG-06" not in codes(outcome.docx)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Số 15/QĐ-UBND", "Số: 15/QĐ-UBND"),
        ("Số : 15/QĐ-UBND", "Số: 15/QĐ-UBND"),
        ("Số        /QĐ-UBND", "Số:        /QĐ-UBND"),
        ("Số: 5/QĐ-UBND", "Số: 05/QĐ-UBND"),
        ("Số: 0123/QĐ-UBND", "Số: 123/QĐ-UBND"),
        ("Số: 15 / QĐ – UBND", "Số: 15/QĐ-UBND"),
        ("Số: ...../ QĐ - UBND", "Số: ...../QĐ-UBND"),
    ],
)
def test_number_line__gets_its_form(before: str, after: str) -> None:
    def typed(_: str) -> str:
        return before

    docx = broken(paper("quyet-dinh-quy-che"), partial(words, pattern="^Số:", change=typed))
    found = read_docx(repair(docx, name="thu.docx").docx, name="thu.docx")
    assert after in [one.text for one in found.paragraphs]


def test_run_of_several_lines__only_its_line_is_changed() -> None:
    """A letterhead typed as one paragraph with line breaks: each line is a component with a look of its own."""

    def join(root: etree._Element) -> None:
        name, motto = (next(paragraphs(root, pattern)) for pattern in ("^CỘNG H", "^Độc lập"))
        run = name.findall(qn("w:r"))[-1]
        etree.SubElement(run, qn("w:br"))
        etree.SubElement(run, qn("w:t")).text = "Độc lập – Tự do – Hạnh phúc"
        parent = motto.getparent()
        assert parent is not None
        parent.remove(motto)

    docx = broken(paper("cong-van-don-doc"), join)
    outcome = repair(docx, name="thu.docx")
    lines = [one for one in read_docx(outcome.docx, name="thu.docx").paragraphs if one.text.startswith("CỘNG H")]
    assert lines[0].text.endswith("\nĐộc lập - Tự do - Hạnh phúc")
    assert not codes(outcome.docx) & {"QH-02", "QH-03", "QH-04"}
    sizes = {run.text.strip(): run.size for run in lines[0].runs}
    assert sizes[lines[0].text.split("\n")[0]] == 12
    assert repair(outcome.docx, name="thu.docx").changes == ()


def test_archive__keeps_order_dates_and_packing_of_parts() -> None:
    docx = broken(paper("cong-van-don-doc"), partial(look, pattern="^CỘNG H", sz="30"))
    outcome = repair(docx, name="thu.docx").docx
    old, new = (zipfile.ZipFile(io.BytesIO(one)).infolist() for one in (docx, outcome))
    assert [(e.filename, e.date_time, e.compress_type) for e in old] == [
        (e.filename, e.date_time, e.compress_type) for e in new
    ]
