"""The output folder (thư mục kết quả): `DIR/<id>/<id>.docx` and `.pdf`, each written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.filing.locks import PATIENCE, Purpose, only_one
from pipeline.filing.look import NO_PROOF, Proof, Whose, digest_of, look
from pipeline.filing.writer import Filed, Outcome, put, recover

_BUILD = Purpose(name="lock", holder="Một lần dựng khác", otherwise="hoặc chọn thư mục kết quả khác")


class Written(StrEnum):
    """What writing did (kết quả ghi)."""

    NEW = "mới"
    REPLACED = "thay bản cũ"
    SAME = "không đổi"
    PROTECTED = "không đụng tới"
    KEPT = "giữ bản cũ"
    NONE = "chưa có"


def paths(folder: Path, key: str) -> tuple[Path, Path]:
    """Where the Word file and the PDF of one paper go. UsageError when a link leads the place out of the folder."""
    home = folder / key
    if home.resolve().parent != folder.resolve():
        raise UsageError(
            f"Thư mục {home} dẫn ra ngoài thư mục kết quả", "Xóa liên kết ấy hoặc chọn thư mục kết quả khác."
        )
    return names(folder, key)


def names(folder: Path, key: str) -> tuple[Path, Path]:
    """The same without a look at the disk: to speak of the files, not to write them."""
    home = folder / key
    return home / f"{key}.docx", home / f"{key}.pdf"


def bundle_key(key: str) -> str:
    """The name of the merged PDF of a paper and all it encloses (tệp trọn bộ), without its ending."""
    return f"{key}-tron-bo"


def bundle_path(folder: Path, key: str) -> Path:
    """Where the merged PDF of a paper goes: beside its own files."""
    return paths(folder, key)[1].with_name(f"{bundle_key(key)}.pdf")


def only_writer(
    folder: Path, *, wait: float = PATIENCE, tell: Callable[[str], None] = lambda _: None
) -> AbstractContextManager[None]:
    """Be the only build that writes into the folder; UsageError: another one does, and goes on for `wait` seconds."""
    return only_one(folder, _BUILD, wait=wait, tell=tell)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Both files of one paper after writing: what that did, each file (the Word file is None where it was not tried)."""

    written: Written
    pdf: Filed
    docx: Filed | None = None
    found: tuple[Filed, ...] = ()
    """What a run that was killed had moved out and is back."""

    @property
    def files(self) -> tuple[Filed, ...]:
        """All of them, to be told of."""
        return (*self.found, self.pdf, *((self.docx,) if self.docx else ()))


def write_pair(folder: Path, key: str, docx: bytes, pdf: bytes, proof: Proof = NO_PROOF) -> Pair:
    """Write both files of one paper; `proof`: by what files in place are known as ours.

    The PDF first: where it may not be replaced, the Word file stays with it, as where the Word file is the signed one.
    """
    word, target = paths(folder, key)
    found = recover(target.parent, proof.and_of(digest_of(docx), digest_of(pdf)))
    if look(word).whose is Whose.SIGNED:
        return Pair(written=Written.PROTECTED, pdf=Filed(path=word, outcome=Outcome.SIGNED), found=found)
    first = put(target, pdf, proof)
    if not first.in_place:
        return Pair(written=_left(first), pdf=first, found=found)
    second = put(word, docx, proof)
    return Pair(written=_written(first, second), pdf=first, docx=second, found=found)


def _written(pdf: Filed, docx: Filed) -> Written:
    if not docx.in_place:
        return _left(docx)
    outcomes = {pdf.outcome, docx.outcome}
    if len(outcomes) > 1:
        return Written.REPLACED
    return written_as(pdf)


def _left(filed: Filed) -> Written:
    return Written.PROTECTED if filed.outcome is Outcome.SIGNED else Written.KEPT


def written_as(filed: Filed) -> Written:
    """What became of one file, as a build says it."""
    if not filed.in_place:
        return _left(filed)
    return {Outcome.SAME: Written.SAME, Outcome.NEW: Written.NEW}.get(filed.outcome, Written.REPLACED)
