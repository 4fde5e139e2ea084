"""Values filled into a PDF (giá trị điền vào ô): read as what they look like on paper, words of the page they stand on.

PDFium reads what a page draws, and a field is drawn beside the page. So the looks of filled text fields are put into a copy
of the file that is read and thrown away; the file itself is judged as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

# Every filled field of text is somewhere in the open: filling adds to the end of a file.
_TEXT_FIELD: Final = b"/Tx"
_MOST: Final = 500


def with_values(data: bytes) -> bytes:
    """The file with the looks of its filled text fields drawn on their pages; as it is where there are none."""
    if _TEXT_FIELD not in data:
        return data
    try:
        with Pdf.open(BytesIO(data)) as document:
            drawn = [_draw(page, widget) for page in document.pages for widget in islice(_filled(page), _MOST)]
            if not drawn:
                return data
            copy = BytesIO()
            document.save(copy)
            return copy.getvalue()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a broken file makes the library raise errors of every kind; it is read as it is
        return data


def _filled(page: Page) -> Iterator[Object]:
    for widget in page.obj.get("/Annots", Array()):
        if widget.get("/FT") == Name.Tx and str(widget.get("/V", "")).strip():
            look = widget.get("/AP", Dictionary()).get("/N")
            if isinstance(look, Stream):
                yield widget


def _draw(page: Page, widget: Object) -> str:
    left, bottom = (float(edge) for edge in list(widget.Rect)[:2])
    name = page.add_resource(widget.AP.N, Name.XObject)
    page.contents_add(f"q 1 0 0 1 {left:.3f} {bottom:.3f} cm {name} Do Q".encode())
    return str(name)
