"""The sealed file handed in (nộp bản đã đóng dấu): an issued paper with the agency's signature, kept with the frozen copy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.app.progress import Listener, ignore
from pipeline.app.records_lock import records_lock
from pipeline.app.signed_paper import read_signed, signed_fields
from pipeline.errors import Refused
from pipeline.register.frozen import Frozen, frozen_paper, keep_sealed


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """An issued paper with the agency's signature: its id and symbol, where it is kept, the fields that the agency signed."""

    paper: str
    symbol: str
    kept: Path
    fields: tuple[str, ...]


def keep_sealed_file(folder: Path, paper: str, sealed: Path, *, on_progress: Listener = ignore) -> Sealed:
    """Keep the file that the agency has signed with the frozen copy of its paper; register and record do not change.

    Refused: the paper has no number yet, the file is not the numbered one with a further signature, or a signature is
    not valid.
    """
    with records_lock(folder, on_progress):
        frozen = frozen_paper(folder, paper)
        if frozen is None:
            raise Refused(
                f"“{paper}” chưa ban hành nên chưa có bản để đóng dấu",
                f"Cấp số trước: vanthu issue THƯ_MỤC {paper} --signed TỆP.pdf, rồi đóng dấu lên tệp mà lệnh chỉ ra.",
            )
        data = read_signed(sealed)
        fields = _new_fields(frozen, data, sealed)
        if frozen.sealed.is_file() and not data.startswith(frozen.sealed.read_bytes()):
            raise Refused(
                f"“{paper}” đã có bản đóng dấu khác: {frozen.sealed}",
                "Bản đã lưu không bị thay. Hai bản khác nhau thì chỉ một bản được gửi đi; kiểm tra lại.",
            )
        kept = keep_sealed(frozen, data)
        return Sealed(paper=paper, symbol=kept.symbol, kept=kept.sealed, fields=fields)


def _new_fields(frozen: Frozen, data: bytes, path: Path) -> tuple[str, ...]:
    """The names of the signature fields that were signed after the number was given."""
    numbered = frozen.pdf.read_bytes()
    if not data.startswith(numbered):
        raise Refused(
            f"{path} không phải là “{frozen.paper}” đã cấp số {frozen.symbol} rồi ký thêm",
            f"Đóng dấu lên đúng tệp đã cấp số (bản sao của {frozen.pdf}), không in lại thành tệp khác.",
        )
    before = {signature.field for signature in signed_fields(numbered, frozen.pdf)}
    fields = tuple(signature.field for signature in signed_fields(data, path) if signature.field not in before)
    if not fields:
        raise Refused(f"{path} chưa có chữ ký số của cơ quan", "Ký số của cơ quan vào ô dấu của tệp ấy rồi nộp lại.")
    return fields
