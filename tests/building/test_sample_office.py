"""The sample office on paper: what an office would measure with a ruler and read with its eyes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import pairwise

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from pipeline.building.making.job import Job, PaperResult, run_job
from pipeline.papers.official_document import Block, OfficialDocument
from tests import pdfs
from tests.pki import assert_all_valid, identity, sign, signer
from tests.sample import sample, sample_job

pytestmark = pytest.mark.office

IDS = [document.id for document in sample().documents]
PT_PER_MM = 72 / 25.4
# A line of the title or the name, with the gap to the next.
LINE = 1.45 * 14.0
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def pdf_of(built: Mapping[str, PaperResult], key: str) -> bytes:
    pdf = built[key].pdf
    assert pdf is not None, built[key].findings
    return pdf


def squeezed(text: str) -> str:
    """Words without any blank: where a renderer breaks lines does not matter."""
    return re.sub(r"\s+", "", text.replace("\u00ad", "").replace("\ufffe", ""))


def page_texts(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def lines_with(pdf: bytes, page: int, words: str) -> list[tuple[float, float, float, float]]:
    """Boxes (left, bottom, right, top) of the lines on which the words stand; more than one when they wrap."""
    text = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    found = text.search(words, match_case=True).get_next()
    assert found is not None, words
    return [text.get_rect(number) for number in range(text.count_rects(*found))]


def all_words(document: OfficialDocument) -> Iterator[str]:
    """Every text of a paper that must be on it."""
    bodies = [document.body, *(part.body for part in document.attached), *(part.body for part in document.annexes)]
    if document.minutes:
        bodies.append(document.minutes.attendance)
    for body in bodies:
        yield from (word for block in body for word in _block_words(block))
    for signature in document.signatures:
        yield from (*signature.lines, signature.name, signature.other_title)
    yield from (*document.addressees, *document.bases, *document.recipients.entries, document.recipients.archive)
    yield from (document.subject, document.power, *document.contact)


def _block_words(block: Block) -> Iterator[str]:
    yield f"{block.label} {block.text}"
    if block.table is not None:
        yield from (column.name for column in block.table.columns)
        yield from (cell for row in block.table.rows for cell in row.cells)


def test_sample__reads_without_findings_and_gives_every_type() -> None:
    assert sample().findings == ()
    types = {document.type.slug for document in sample().documents}
    assert types >= {
        "giay_moi",
        "bien_ban",
        "thong_bao",
        "quyet_dinh",
        "cong_van",
        "to_trinh",
        "bao_cao",
        "ke_hoach",
    }


@pytest.mark.parametrize("key", IDS)
def test_paper__is_made_without_findings(built: Mapping[str, PaperResult], key: str) -> None:
    assert built[key].findings == ()
    assert built[key].made


@pytest.mark.parametrize("key", IDS)
def test_paper__every_word_that_went_in_comes_out_in_nfc(built: Mapping[str, PaperResult], key: str) -> None:
    text = "".join(page_texts(pdf_of(built, key)))
    assert unicodedata.is_normalized("NFC", text)
    # Page numbers stand between the pages: words are looked for with them taken out.
    pages = [re.sub(r"^\s*\d+\s*\n", "", page) for page in page_texts(pdf_of(built, key))]
    paper = squeezed("".join(pages))
    missing = [words for words in all_words(built[key].document) if squeezed(words) not in paper]
    assert missing == []


@pytest.mark.parametrize("key", IDS)
def test_paper__national_name_stands_on_one_line_in_the_right_half(built: Mapping[str, PaperResult], key: str) -> None:
    pdf = pdf_of(built, key)
    for page, text in enumerate(page_texts(pdf)):
        if NATION not in text.replace("\r\n", " ").replace("\n", " "):
            continue
        (nation,), (motto,) = lines_with(pdf, page, NATION), lines_with(pdf, page, MOTTO)
        assert (nation[0] + nation[2]) / 2 == pytest.approx((motto[0] + motto[2]) / 2, abs=1.5)
        assert (nation[0] + nation[2]) / 2 > (30 + 0.55 * 165) * PT_PER_MM
    (_,) = lines_with(pdf, 0, NATION)


@pytest.mark.parametrize("key", IDS)
def test_paper__number_and_date_on_one_row(built: Mapping[str, PaperResult], key: str) -> None:
    document = built[key].document
    if document.place_date is None:
        assert "ngày" not in page_texts(pdf_of(built, key))[0].split(document.type.name.upper())[0]
        return
    pdf = pdf_of(built, key)
    number, date = lines_with(pdf, 0, "Số:")[0], lines_with(pdf, 0, f"{document.place_date.place}, ngày")[0]
    assert number[1] == pytest.approx(date[1], abs=2 * PT_PER_MM)


@pytest.mark.parametrize("key", IDS)
def test_paper__page_numbers_centred_at_the_top_from_page_two_of_each_part(
    built: Mapping[str, PaperResult], key: str
) -> None:
    pdf = pdf_of(built, key)
    document = pypdfium2.PdfDocument(pdf)
    numbers = []
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        top = text.get_text_bounded(left=0, right=width, bottom=height - 20 * PT_PER_MM, top=height).strip()
        marks = re.sub(r"DỰ THẢO|LƯU HÀNH NỘI BỘ|XEM XONG TRẢ LẠI", "", top).strip()
        numbers.append(int(marks) if marks else 1)
        if marks:
            assert text.count_rects() > 0
            box = text.get_rect(0)
            middle = (30 * PT_PER_MM + width - 15 * PT_PER_MM) / 2
            assert (box[0] + box[2]) / 2 == pytest.approx(middle, abs=3)
    parts = 1 + len(built[key].document.attached) + len(built[key].document.annexes)
    assert numbers[0] == 1
    assert numbers.count(1) == parts
    assert all(after in {before + 1, 1} for before, after in pairwise(numbers))


@pytest.mark.parametrize("key", IDS)
def test_paper__is_pdf_a_tagged_titled_with_embedded_fonts(built: Mapping[str, PaperResult], key: str) -> None:
    reader = pdfs.read(pdf_of(built, key))
    root = reader.root_object
    xmp = reader.xmp_metadata
    assert xmp is not None
    assert (xmp.pdfaid_part, xmp.pdfaid_conformance) == ("2", "B")
    assert pdfs.dig(root, "/OutputIntents", 0, "/S") == "/GTS_PDFA1"
    assert bool(pdfs.dig(root, "/MarkInfo", "/Marked"))
    assert "/StructTreeRoot" in root
    assert pdfs.dig(root, "/Lang") == "vi-VN"
    assert reader.metadata is not None
    assert reader.metadata.title == built[key].document.headline
    for page in reader.pages:
        for font in pdfs.dig(page, "/Resources", "/Font").values():
            descendant = pdfs.dig(font, "/DescendantFonts", 0) if "/DescendantFonts" in font.get_object() else font
            descriptor = pdfs.dig(descendant, "/FontDescriptor")
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)


@pytest.mark.parametrize("key", IDS)
def test_paper__tags_tell_headings_without_gaps_tables_of_data_only_and_what_charts_show(
    built: Mapping[str, PaperResult], key: str
) -> None:
    with Pdf.open(BytesIO(pdf_of(built, key))) as file:
        tags = [element for top in tagged(file.Root.StructTreeRoot) for element in tagged(top)]
        names = [str(element.S) for element in tags]
        levels = [0, *(int(name[2:]) for name in names if re.fullmatch("/H[1-6]", name))]
        assert all(lower <= higher + 1 for higher, lower in pairwise(levels))
        tables = [element for element, name in zip(tags, names, strict=True) if name == "/Table"]
        assert all(cell.S == Name.TH for table in tables for cell in tagged(next(iter(tagged(table)))))
        figures = [element for tag in tags for element in tagged(tag) if Name.Figure == element.S]
        told = [str(figure.get("/Alt", "")) for figure in figures]
    document = built[key].document
    bodies = (document.body, *(part.body for part in document.attached), *(annex.body for annex in document.annexes))
    charts = [block.chart for body in bodies for block in body if block.chart is not None]
    assert [text.startswith(chart.title) for text, chart in zip(told, charts, strict=True)] == [True] * len(charts)


def tagged(element: Object) -> list[Object]:
    """The structure elements right below one."""
    kids = element.get("/K")
    return [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary) and "/S" in kid]


@pytest.mark.parametrize("key", IDS)
def test_paper__outline_names_the_parts(built: Mapping[str, PaperResult], key: str) -> None:
    reader = pdfs.read(pdf_of(built, key))
    document = built[key].document
    titles = [str(item["/Title"]) for item in reader.outline if not isinstance(item, list)]
    assert titles[0] == document.headline
    assert len(titles) == 1 + len(document.attached) + len(document.annexes)


@pytest.mark.parametrize("key", IDS)
def test_paper__fields_for_each_signer_and_seal_with_no_text_under_the_signature_and_only_title_and_name_under_the_seal(
    built: Mapping[str, PaperResult], key: str
) -> None:
    pdf = pdf_of(built, key)
    reader = pdfs.read(pdf)
    document = built[key].document
    expected = []
    for number, signature in enumerate(document.signatures, start=1):
        expected.append(f"chu-ky-{number}")
        if signature.seal is not None:
            expected.append(f"con-dau-{number}")
    fields = pdfs.signature_fields(reader)
    assert list(fields) == expected
    for name, field in fields.items():
        assert "/V" not in field
        assert re.search("Chữ ký|Dấu", str(field["/TU"]))
        page = next(number for number, page in enumerate(reader.pages) if _holds(page, name))
        left, bottom, right, top = (float(side) for side in field["/Rect"])
        # A seal is higher than the room between title and name, and reaches over no more than a line of each.
        beside = LINE if name.startswith("con-dau") else 0.0
        assert pdfs.text_in_box(pdf, page, (left, bottom + beside, right, top - beside)) == ""
        shown = document.signatures[int(name[-1]) - 1].name
        assert shown in page_texts(pdf)[page]


def _holds(page: object, name: str) -> bool:
    widgets = (pdfs.dig(note) for note in page.get("/Annots", []))  # type: ignore[attr-defined]
    return any(widget.get("/T") == name for widget in widgets)


@pytest.mark.parametrize("key", IDS)
def test_paper__no_page_holds_a_signature_alone(built: Mapping[str, PaperResult], key: str) -> None:
    pdf = pdf_of(built, key)
    document = built[key].document
    name = document.signatures[0].name
    field = pdfs.fields(pdfs.read(pdf))["chu-ky-1"]
    reader = pdfs.read(pdf)
    page = next(number for number, candidate in enumerate(reader.pages) if _holds(candidate, "chu-ky-1"))
    title = document.signatures[0].lines[0].split("\n")[0]
    above = page_texts(pdf)[page].split("Nơi nhận:")[0]
    body = squeezed(re.sub(r"^\s*\d+\s*\n", "", above).split(title)[0])
    assert len(body) > 30, (name, field["/Rect"], body)


def test_sample__equal_input_gives_equal_bytes_in_any_company(built: Mapping[str, PaperResult]) -> None:
    job = sample_job()
    alone = Job(documents=job.documents[:2], templates=job.templates, profile=job.profile, engine=job.engine)
    for result in run_job(alone):
        assert result.docx == built[result.document.id].docx
        assert result.pdf == built[result.document.id].pdf


def test_sample__landscape_annex_repeats_its_header_row_on_every_page(built: Mapping[str, PaperResult]) -> None:
    wide = [result for result in built.values() if any(annex.landscape for annex in result.document.annexes)]
    assert wide
    for result in wide:
        pdf = result.pdf
        assert pdf is not None
        document = pypdfium2.PdfDocument(BytesIO(pdf).getvalue())
        sideways = [page for page in document if page.get_width() > page.get_height()]
        assert len(sideways) > 1
        annex = next(annex for annex in result.document.annexes if annex.landscape)
        table = next(block.table for block in annex.body if block.table is not None)
        assert len(table.rows) >= 40
        head = squeezed("".join(column.name for column in table.columns))
        assert all(head in squeezed(page.get_textpage().get_text_range()) for page in sideways)


@pytest.mark.parametrize("key", IDS)
def test_paper__every_field_can_be_signed_in_order(built: Mapping[str, PaperResult], key: str) -> None:
    root = identity("Gốc thử nghiệm")
    signed = pdf_of(built, key)
    names = list(pdfs.signature_fields(pdfs.read(signed)))
    for name in names:
        signed = sign(signed, name, signer(identity(name, root), root), certify=False)
    assert signed.startswith(pdf_of(built, key))
    assert_all_valid(signed, root, names)


HEADINGS = {"part", "chapter", "section", "subsection", "roman", "article_title", "clause_title", "table_title"}


@pytest.mark.parametrize("key", IDS)
def test_paper__no_page_ends_with_a_heading(built: Mapping[str, PaperResult], key: str) -> None:
    document = built[key].document
    bodies = [document.body, *(part.body for part in document.attached), *(part.body for part in document.annexes)]
    headings = {squeezed(block.label + block.text) for body in bodies for block in body if block.kind in HEADINGS}
    for text in page_texts(pdf_of(built, key))[:-1]:
        end = squeezed(text)
        assert not [heading for heading in headings if end.endswith(heading)]


@pytest.mark.parametrize("key", IDS)
def test_paper__nothing_but_page_number_and_marks_in_the_margins(built: Mapping[str, PaperResult], key: str) -> None:
    for page in pypdfium2.PdfDocument(pdf_of(built, key)):
        width, height = page.get_size()
        text = page.get_textpage()
        below = text.get_text_bounded(left=0, right=width, bottom=0, top=19.5 * PT_PER_MM)
        beside = text.get_text_bounded(left=width - 14.5 * PT_PER_MM, right=width, bottom=0, top=height)
        assert (below.strip(), beside.strip()) == ("", "")
