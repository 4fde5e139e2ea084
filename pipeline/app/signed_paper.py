"""A signed paper and its number (văn bản đã ký và số): who signed, whether it is valid; number and day put into fields.

The order is that of Đ.15.2 and of the form: the competent person signs, the paper takes its number and day, the agency
signs last and locks these fields.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from pipeline.errors import Refused, Unreadable, UsageError
from pipeline.intake.file import read_file
from pipeline.reading.pdf.signature_state import FieldSignature, SignatureState, signatures_of
from pipeline.typeset.pdf.fill_fields import FormField, fill_fields, form_fields

LARGEST_PDF: Final = 200 * 1024 * 1024
_SEAL: Final = re.compile(r"con-dau-\d+")
_PERSON: Final = re.compile(r"chu-ky-\d+")
_KINDS: Final = {"so": "số", "ngay": "ngày"}
_BUILT: Final = "Ký lại trên tệp PDF của lần dựng."
_NOT_HELD: Final = {
    SignatureState.BROKEN: "chữ ký ở ô “{field}” không còn hiệu lực: tệp đã bị sửa sau khi ký",
    SignatureState.ALTERED: (
        "sau chữ ký ở ô “{field}”, tệp bị thêm điều khác ngoài chữ ký và số, ngày, hoặc số, ngày bị đổi sau khi đóng dấu"
    ),
}


def read_signed(path: Path) -> bytes:
    """Read a signed PDF that a user hands in, as bytes. UsageError: it cannot be read."""
    try:
        return read_file(path, most=LARGEST_PDF)
    except Unreadable as failure:
        raise UsageError(f"Không đọc được tệp {path}: {failure.message}", failure.remedy) from failure


def signed_fields(pdf: bytes, path: Path) -> tuple[FieldSignature, ...]:
    """The signatures of a PDF (`path` is for messages). Refused: it cannot be read, or a signature is no longer valid."""
    try:
        found = signatures_of(pdf)
    except Unreadable as failure:
        raise Refused(f"{path}: {failure.message}", failure.remedy) from failure
    for signature in found:
        if signature.state in _NOT_HELD:
            words = _NOT_HELD[signature.state].format(field=signature.field)
            raise Refused(f"{path}: {words}", f"Xin lại đúng tệp mà người ký trả lại. {_BUILT}")
    return found


def unchecked_fields(pdf: bytes) -> tuple[str, ...]:
    """The names of fields whose kind of signature this program cannot verify; a person verifies them in another tool."""
    return tuple(signature.field for signature in signatures_of(pdf) if signature.state is SignatureState.UNKNOWN)


def with_number(pdf: bytes, path: Path, number: int, day: date) -> bytes:
    """A signed PDF with number and day filled into their fields by an incremental update; unchanged without fields.

    Refused: a signature is missing, the seal came first, another number or day is in the fields, or a signature is not
    valid or forbids filling them.
    """
    signatures = signed_fields(pdf, path)
    try:
        fields = form_fields(pdf)
        _must_be_in_order(path, signatures, fields)
        _must_agree(path, fields, number, day)
        filled = fill_fields(pdf, {"so": f"{number:02d}", "ngay": f"{day.day:02d}"})
    except Unreadable as failure:
        raise Refused(f"{path}: {failure.message}", failure.remedy) from failure
    if filled != pdf and any(signature.state in _NOT_HELD for signature in signatures_of(filled)):
        raise Refused(
            f"{path}: người ký đã khóa tệp khi ký nên không điền được số, ngày",
            f"Số được cấp sau chữ ký (Đ.15.2): ký mà không chọn “khóa tài liệu sau khi ký”. {_BUILT}",
        )
    return filled


def _must_be_in_order(path: Path, signatures: Sequence[FieldSignature], fields: Sequence[FormField]) -> None:
    """Refused where a signer has not signed yet, or the agency already has although number and day are still to come."""
    signed = {signature.field for signature in signatures}
    sealed = [name for name in signed if _SEAL.fullmatch(name)]
    people = [field for field in fields if _PERSON.fullmatch(field.name)]
    # A tool that makes a field of its own in place of ours has signed all the same.
    if len(signed) - len(sealed) < max(1, len(people)):
        waiting = "; ".join(field.tooltip for field in people if field.name not in signed)
        raise Refused(
            f"{path}: chưa đủ chữ ký của người có thẩm quyền{f' ({waiting})' if waiting else ''}",
            "Số và ngày được cấp sau khi người có thẩm quyền đã ký (Đ.15.2): trình ký rồi làm lại.",
        )
    empty = [_KINDS[field.kind] for field in fields if field.kind and not field.value]
    if sealed and empty:
        raise Refused(
            f"{path}: đã đóng dấu (ký số cơ quan) khi còn trống {', '.join(dict.fromkeys(empty))}",
            "Cấp số trước, đóng dấu sau: chỉ tệp người ký trả lại, chưa đóng dấu, bằng --signed TỆP.pdf.",
        )


def _must_agree(path: Path, fields: Sequence[FormField], number: int, day: date) -> None:
    """Refused where somebody has filled in by hand another number or day than the paper gets."""
    given = {"so": number, "ngay": day.day}
    for field in fields:
        if not field.kind or not field.value or field.value.strip().lstrip("0") == str(given[field.kind]):
            continue
        option = "--number" if field.kind == "so" else "--date"
        called = _KINDS[field.kind]
        raise Refused(
            f"{path}: ô {called} đã ghi tay “{field.value}”, còn {called} được cấp là {given[field.kind]:02d}",
            f"Xóa trong ô ấy rồi làm lại (vanthu tự điền), hoặc cấp đúng giá trị ấy bằng {option}.",
        )
