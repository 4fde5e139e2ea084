"""What is never repaired (tệp không được sửa): a PDF, a signed file, a Word file of a kind that cannot be written back.

Each is refused by `Refused` with the reason.
"""

from __future__ import annotations

from pipeline.errors import Refused
from pipeline.repair.docx_parts import Archive

_PDF = b"%PDF-"
_HEAD = 1024
_SIGNED = b"/ByteRange"  # of a signature; it stands outside compressed streams, since it counts bytes of the file
_SIGNATURE_MARKS = (b"digital-signature/origin", b"digital-signature/signature", b"digital-signature-origin")
_STRICT = b"purl.oclc.org/ooxml/wordprocessingml/main"
_AFTER_SIGNING = "Sửa một tệp đã ký làm mất giá trị chữ ký. Sửa ở bản Word chưa ký rồi trình ký lại."


def refuse_other_kinds(data: bytes, name: str) -> None:
    """Refuse a PDF, signed or not."""
    if _PDF not in data[:_HEAD]:
        return
    if _SIGNED in data:
        raise Refused(f"{name}: tệp PDF đã ký số, không được sửa.", _AFTER_SIGNING)
    raise Refused(
        f"{name}: không sửa tệp PDF, chỉ sửa tệp Word (.docx).",
        "Đưa tệp Word của văn bản này cho lệnh sửa, rồi xuất lại PDF.",
    )


def refuse_signed(archive: Archive, name: str) -> None:
    """Refuse a Word file that carries a digital signature, and one whose XML is of the strict kind."""
    for part in archive.names():
        lowered = part.lower()
        marked = lowered.endswith(".rels") or lowered == "[content_types].xml"
        content = (archive.read(part) or b"") if marked else b""
        if lowered.startswith("_xmlsignatures/") or any(mark in content for mark in _SIGNATURE_MARKS):
            raise Refused(f"{name}: tệp Word đã ký số, không được sửa.", _AFTER_SIGNING)
        if lowered.startswith("word/") and lowered.endswith(".xml") and _STRICT in (archive.read(part) or b""):
            raise Refused(
                f"{name}: tệp lưu kiểu “Strict Open XML”, không tự sửa được.",
                "Trong Word chọn “Lưu thành” kiểu “Word Document (*.docx)” rồi sửa lại.",
            )
