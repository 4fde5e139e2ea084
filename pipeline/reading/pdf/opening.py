"""Opening a PDF for checking (mở tệp PDF); one that cannot be read is refused with reason and remedy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from pypdfium2 import raw

from pipeline.errors import Unreadable

MAX_BYTES = 200 * 1024 * 1024
MAX_PAGES = 2_000
_HEAD = 1024  # the header may stand a little after the start of the file

_CAUSES = {
    raw.FPDF_ERR_PASSWORD: (
        "Tệp PDF đặt mật khẩu mở, không đọc được nội dung.",
        "Bỏ mật khẩu (mở tệp, lưu lại không đặt mật khẩu) rồi kiểm tra lại.",
    ),
    raw.FPDF_ERR_SECURITY: (
        "Tệp PDF dùng cách mã hóa không hỗ trợ, không đọc được nội dung.",
        "Xuất lại PDF không mã hóa rồi kiểm tra lại.",
    ),
}
_DAMAGED = ("Tệp PDF bị hỏng hoặc không có trang nào, không mở được.", "Tải lại hoặc xuất lại tệp từ bản Word gốc.")


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, closed when the block ends. Unreadable: it cannot be opened or has no page."""
    if len(data) > MAX_BYTES:
        raise Unreadable(
            f"Tệp PDF lớn hơn {MAX_BYTES // 1024 // 1024} MB, không đọc.",
            "Tách tệp hoặc giảm dung lượng ảnh trong tệp.",
        )
    if b"%PDF-" not in data[:_HEAD]:
        raise Unreadable("Tệp không phải là PDF.", "Chọn đúng tệp PDF, hoặc kiểm tra tệp Word (.docx).")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # For some faults the library leaves its error as the file before set it: only a file that says so is locked.
        cause = _CAUSES.get(getattr(error, "err_code", None)) if b"/Encrypt" in data else None
        raise Unreadable(*(cause or _DAMAGED)) from error
    try:
        pages = len(document)
        if pages < 1:
            raise Unreadable("Tệp PDF không có trang nào.", "Xuất lại tệp từ bản Word gốc.")
        if pages > MAX_PAGES:
            raise Unreadable(
                f"Tệp PDF có {pages} trang, nhiều hơn {MAX_PAGES} trang.", "Tách tệp rồi kiểm tra từng phần."
            )
        yield document
    finally:
        document.close()
