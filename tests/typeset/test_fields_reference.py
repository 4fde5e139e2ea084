"""Our empty signature fields are those that pyHanko, the reference, makes of the same values."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from pipeline.typeset.pdf.signature_fields import SignatureField
from tests.pdfs import with_fields

FIELDS = (
    SignatureField(name="chu-ky-1", tooltip="Chữ ký của CHỦ TỊCH Nguyễn Văn An", page=1, box=(338, 537, 488, 607)),
    SignatureField(name="con-dau-1", tooltip="Dấu, chữ ký số của Ủy ban nhân dân", page=1, box=(276, 517, 386, 627)),
    SignatureField(name="chu-ky-2", tooltip="Secretary", page=0, box=(60, 100, 210, 170)),
)


def two_pages() -> bytes:
    writer = PdfWriter()
    for _ in range(2):
        writer.add_blank_page(595, 842)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def with_pyhanko(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for field in FIELDS:
        spec = SigFieldSpec(field.name, on_page=field.page, box=field.box, readable_field_name=field.tooltip)
        append_signature_field(writer, spec)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def plain(item: Any, pages: dict[int, int]) -> Any:
    """An object of a PDF as values of Python, a page by its number."""
    if isinstance(item, IndirectObject):
        return f"page {pages[item.idnum]}" if item.idnum in pages else plain(item.get_object(), pages)
    if isinstance(item, StreamObject):
        values = {key: plain(value, pages) for key, value in item.items() if key not in {"/Length", "/Filter"}}
        return {**values, "data": item.get_data()}
    if isinstance(item, DictionaryObject):
        return {key: plain(value, pages) for key, value in item.items()}
    if isinstance(item, ArrayObject):
        return [plain(one, pages) for one in item]
    return float(item) if isinstance(item, int | float) else str(item)


def described(pdf: bytes) -> dict[str, Any]:
    reader = PdfReader(BytesIO(pdf))
    pages = {
        page.indirect_reference.idnum: number for number, page in enumerate(reader.pages) if page.indirect_reference
    }
    root = reader.root_object
    return {
        "form": plain(root["/AcroForm"], pages),
        "version": str(root["/Version"]),
        "annotations": [plain(page["/Annots"], pages) for page in reader.pages],
    }


def test_fields__are_those_of_pyhanko() -> None:
    blank = two_pages()
    ours = described(with_fields(blank, FIELDS))
    assert ours == described(with_pyhanko(blank))
    assert [field["/T"] for field in ours["form"]["/Fields"]] == [field.name for field in FIELDS]
    assert [len(found) for found in ours["annotations"]] == [1, 2]
