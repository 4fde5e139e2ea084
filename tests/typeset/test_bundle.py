"""Several papers as one PDF: no page, tag or entry of any of them is lost; the main paper alone is signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, Destination, DictionaryObject, NumberObject

from pipeline.building.making.job import PaperResult
from pipeline.checking.run_rules import check
from pipeline.errors import Unreadable
from pipeline.reading.pdf import read_pdf
from pipeline.typeset.pdf.bundle import Bundle, Enclosed, merge
from pipeline.typeset.pdf.fill_fields import fill_fields, form_fields
from tests.pdfs import dig, fields, read
from tests.pki import assert_all_valid
from tests.signing import authority, signed_by

pytestmark = pytest.mark.office
# A submission, a decision with a regulation and an annex attached, minutes with two signers, a report with its table.
KEYS = ("to-trinh-kinh-phi", "quyet-dinh-quy-che", "phien-1-2024-bien-ban", "bao-cao-quy-1")


def enclosed(built: Mapping[str, PaperResult], keys: tuple[str, ...] = KEYS) -> list[Enclosed]:
    return [Enclosed(key=key, title=built[key].document.headline, pdf=built[key].pdf or b"") for key in keys]


@pytest.fixture(scope="module")
def papers(built: Mapping[str, PaperResult]) -> list[Enclosed]:
    return enclosed(built)


@pytest.fixture(scope="module")
def bundle(papers: list[Enclosed]) -> Bundle:
    return merge(papers, title="Hồ sơ trình")


def test_merge__pages_are_those_of_the_papers(papers: list[Enclosed], bundle: Bundle) -> None:
    whole = pypdfium2.PdfDocument(bundle.pdf)
    parts = [page for paper in papers for page in pypdfium2.PdfDocument(paper.pdf)]
    assert bundle.pages == len(whole) == len(parts)
    for page, part in zip(whole, parts, strict=True):
        assert page.get_mediabox() == part.get_mediabox()
        assert page.get_textpage().get_text_range() == part.get_textpage().get_text_range()
    boxes = {page.get_mediabox() for page in whole}
    assert len(boxes) == len({page.get_mediabox() for page in parts})


def test_merge__still_archival(bundle: Bundle) -> None:
    reader = read(bundle.pdf)
    root = reader.root_object
    assert str(dig(root, "/OutputIntents", 0, "/S")) == "/GTS_PDFA1"
    assert len(dig(root, "/OutputIntents", 0, "/DestOutputProfile").get_data()) > 1000
    xmp = dig(root, "/Metadata").get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in xmp
    assert "Hồ sơ trình" in xmp
    assert reader.metadata is not None
    assert reader.metadata.title == "Hồ sơ trình"
    assert str(root["/Lang"]) == "vi-VN"
    assert bool(dig(root, "/MarkInfo", "/Marked"))
    assert len(list(_fonts(reader))) >= len(KEYS)
    for font in _fonts(reader):
        assert "/FontFile2" in dig(font, "/FontDescriptor") or "/FontFile3" in dig(font, "/FontDescriptor")


def _fonts(reader: PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        for font in dig(page, "/Resources").get("/Font", DictionaryObject()).values():
            found = font.get_object()
            yield dig(found, "/DescendantFonts", 0) if "/DescendantFonts" in found else found


def test_merge__the_checker_finds_no_fault_of_the_file(bundle: Bundle) -> None:
    report = check(read_pdf(bundle.pdf, name="tron-bo.pdf"))
    about_the_file = {"CL-06", "CL-07", "CL-08", "PG-01", "PG-06", "PG-08"}
    failed = {one.rule.code for one in report.results if isinstance(one.verdict, tuple) and one.verdict}
    assert not failed & about_the_file


def test_merge__the_main_paper_alone_has_fields(papers: list[Enclosed], bundle: Bundle) -> None:
    whole, own = fields(read(bundle.pdf)), fields(read(papers[0].pdf))
    assert list(whole) == list(own) == ["chu-ky-1", "con-dau-1", "so-van-ban-1", "ngay-ban-hanh-1"]
    for field, part in zip(whole.values(), own.values(), strict=True):
        assert list(field["/Rect"]) == list(part["/Rect"])
        assert str(field["/TU"]) == str(part["/TU"])
    reader = read(bundle.pdf)
    pages = {one.idnum: _number(page) for page in reader.pages for one in page.get("/Annots", [])}
    references = list(dig(reader.root_object, "/AcroForm")["/Fields"])
    assert {one.idnum: dig(one).raw_get("/P").idnum for one in references} == pages


def test_merge__is_signed_numbered_and_sealed_as_the_main_paper_is(bundle: Bundle) -> None:
    signed = signed_by("Người ký", bundle.pdf, "chu-ky-1")
    numbered = fill_fields(signed, {"so": "05", "ngay": "07"})
    assert [field.value for field in form_fields(numbered) if field.kind] == ["05", "07"]
    assert_all_valid(signed_by("Cơ quan", numbered, "con-dau-1"), authority(), ["chu-ky-1", "con-dau-1"])


def test_merge__one_tree_of_tags_with_a_part_for_each_paper(papers: list[Enclosed], bundle: Bundle) -> None:
    reader = read(bundle.pdf)
    tree = dig(reader.root_object, "/StructTreeRoot")
    document = dig(tree, "/K", 0)
    assert str(document["/S"]) == "/Document"
    assert [(str(dig(part)["/S"]), str(dig(part)["/T"])) for part in document["/K"]] == [
        ("/Part", paper.title) for paper in papers
    ]
    numbers = list(dig(tree, "/ParentTree", "/Nums"))
    by_key = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    assert len(by_key) == len(numbers) // 2
    assert max(by_key) < tree["/ParentTreeNextKey"]
    tagged = dict(_content(document, None))
    for page in reader.pages:
        for marked, element in enumerate(dig(by_key[int(dig(page, "/StructParents"))])):
            assert tagged[_number(page), marked] == element.idnum
        for annotation in page.get("/Annots", []):
            assert int(dig(annotation, "/StructParent")) in by_key
    gone = sum(len(fields(read(one.pdf))) for one in papers[1:])
    assert gone > 0
    sizes = [_size(dig(read(one.pdf).root_object, "/StructTreeRoot", "/K", 0)) for one in papers]
    assert _size(document) == sum(sizes) - gone + 1


def _number(thing: Any) -> int:
    return int(thing.indirect_reference.idnum)


def _content(element: Any, page: int | None) -> Iterator[tuple[tuple[int, int], int]]:
    """Each marked content of the tree: its page and number, and the element that holds it."""
    own = element.raw_get("/Pg").idnum if "/Pg" in element else page
    for found in _kids(element):
        if isinstance(found, NumberObject):
            yield (own or 0, int(found)), _number(element)
        elif found.get("/Type") == "/MCR":
            where = found.raw_get("/Pg").idnum if "/Pg" in found else own
            yield (where or 0, int(found["/MCID"])), _number(element)
        elif found.get("/Type") != "/OBJR":
            yield from _content(found, own)


def _kids(element: Any) -> list[Any]:
    kids = dig(element).get("/K", ArrayObject())
    return [kid.get_object() for kid in (kids if isinstance(kids, ArrayObject) else [kids])]


def _size(element: Any) -> int:
    return 1 + sum(_size(kid) for kid in _kids(element) if isinstance(kid, DictionaryObject) and "/S" in kid)


def test_merge__an_entry_for_each_paper_with_its_own_beneath(papers: list[Enclosed], bundle: Bundle) -> None:
    reader = read(bundle.pdf)
    start = 0
    wanted: list[tuple[str, int]] = []
    for paper in papers:
        own = read(paper.pdf)
        entries = [
            (str(item.title), (own.get_destination_page_number(item) or 0) + start) for item in _flat(own.outline)
        ]
        wanted += [(paper.title, start), *sorted(entries[1:], key=entries.index)]
        start += len(own.pages)
    found = [(str(item.title), reader.get_destination_page_number(item)) for item in _flat(reader.outline)]
    assert sorted(found) == sorted(wanted)
    tops = [item for item in reader.outline if isinstance(item, Destination)]
    assert [str(item.title) for item in tops] == [paper.title for paper in papers]
    labels = [str(item.title) for item in _flat(reader.outline)]
    assert any(label.startswith("Quy chế:") for label in labels)


def _flat(outline: Any) -> Iterator[Destination]:
    for item in outline:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def test_merge__equal_papers_equal_bytes(papers: list[Enclosed], bundle: Bundle) -> None:
    assert merge(papers, title="Hồ sơ trình").pdf == bundle.pdf
    other = merge(list(reversed(papers)), title="Hồ sơ trình").pdf
    assert other != bundle.pdf
    assert read(other).trailer["/ID"] != read(bundle.pdf).trailer["/ID"]


def test_merge__a_signed_paper_is_refused(papers: list[Enclosed]) -> None:
    signed = signed_by("Người ký", papers[0].pdf, "chu-ky-1")
    with pytest.raises(Unreadable, match="đã ký số"):
        merge([papers[1], Enclosed(key="da-ky", title="Đã ký", pdf=signed)], title="Hồ sơ")


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7 rubbish", b"PK\x03\x04"])
def test_merge__no_pdf_is_refused(papers: list[Enclosed], pdf: bytes) -> None:
    with pytest.raises(Unreadable, match="hong"):
        merge([papers[0], Enclosed(key="hong", title="Hỏng", pdf=pdf)], title="Hồ sơ")
