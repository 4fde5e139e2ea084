"""The output folder (thư mục kết quả): the files of a paper and their names, each file written whole or not at all.

`DIR/<id>/<id>.docx` and `.pdf`; of a paper that encloses others also `<id>-tron-bo.pdf`, or `.zip` where each is
signed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from pipeline.errors import UsageError
from pipeline.filing.locks import PATIENCE, Purpose, only_one
from pipeline.filing.look import NO_PROOF, Proof, Whose, digest_of, look
from pipeline.filing.writer import Filed, Outcome, put, recover

_BUILD = Purpose(name="lock", holder="Một lần dựng khác", otherwise="hoặc chọn thư mục kết quả khác")


class Written(StrEnum):
    """What writing did to the files of a paper (kết quả ghi)."""

    NEW = "mới"
    REPLACED = "thay bản cũ"
    SAME = "không đổi"
    PROTECTED = "không đụng tới"
    KEPT = "giữ bản cũ"
    NONE = "chưa có"


class Artefact(StrEnum):
    """A kind of file that comes of a paper; its value is the name under which results give it."""

    DOCX = "docx"
    PDF = "pdf"
    BUNDLE = "bundle"
    """The merged PDF of a paper and all it encloses (tệp trọn bộ)."""
    SET = "set"
    """The same papers side by side with a list, each with its own signatures (trọn bộ, nhiều tệp)."""


# What every paper has, made and written together.
OWN: Final = (Artefact.DOCX, Artefact.PDF)
_ENDINGS: Final = {
    Artefact.DOCX: ".docx",
    Artefact.PDF: ".pdf",
    Artefact.BUNDLE: "-tron-bo.pdf",
    Artefact.SET: "-tron-bo.zip",
}


def file_name(key: str, artefact: Artefact) -> str:
    """The file name of an artefact of the paper with id `key`."""
    return f"{key}{_ENDINGS[artefact]}"


def place(folder: Path, key: str, artefact: Artefact) -> Path:
    """The path of an artefact of a paper, without a look at the disk: for messages, not for writing."""
    return folder / key / file_name(key, artefact)


def own_files(folder: Path, key: str) -> dict[Artefact, Path]:
    """The paths of the files that every paper has, by artefact. UsageError: a link leads out of the output folder."""
    _stay_inside(folder, key)
    return {artefact: place(folder, key, artefact) for artefact in OWN}


def files_in_place(folder: Path, key: str) -> dict[Artefact, Path]:
    """The files that every paper has, those of the paper `key` that are there."""
    return {artefact: path for artefact in OWN if (path := place(folder, key, artefact)).is_file()}


def bundle_key(key: str, artefact: Artefact = Artefact.BUNDLE) -> str:
    """The name under which the manifest knows a paper's bundle: the bundle's file name without ending, or the set's name."""
    return file_name(key, artefact).removesuffix(".pdf")


def bundle_in_place(folder: Path, name: str) -> Path:
    """Where the merged PDF or the set of this name (`bundle_key`) lies, without a look at the disk."""
    artefact = Artefact.SET if name.endswith(bundle_key("", Artefact.SET)) else Artefact.BUNDLE
    return place(folder, name.removesuffix(bundle_key("", artefact)), artefact)


def bundle_path(folder: Path, key: str, artefact: Artefact = Artefact.BUNDLE) -> Path:
    """Where the merged PDF or the set of a paper goes: beside its own files. UsageError as for these."""
    _stay_inside(folder, key)
    return place(folder, key, artefact)


def obstacle(folder: Path, key: str) -> UsageError | None:
    """What keeps the files of a paper from their folder: a link that leads out of the output folder, or no folder at all."""
    home = folder / key
    try:
        linked = home.is_symlink()
        if linked and home.resolve().parent != folder.resolve():
            return UsageError(
                f"Thư mục {home} dẫn ra ngoài thư mục kết quả", "Xóa liên kết ấy hoặc chọn thư mục kết quả khác."
            )
        if (linked or home.exists()) and not home.is_dir():
            return UsageError(
                f"{home} không phải là thư mục nên không ghi được văn bản vào đó",
                "Chuyển tệp hoặc liên kết ấy đi chỗ khác rồi dựng lại.",
            )
    except (OSError, RuntimeError):  # a loop of links
        return UsageError(f"Không vào được thư mục {home}", "Xóa liên kết ấy hoặc cho quyền đọc rồi dựng lại.")
    return None


def _stay_inside(folder: Path, key: str) -> None:
    if (found := obstacle(folder, key)) is not None:
        raise found


def only_writer(
    folder: Path, *, wait: float = PATIENCE, tell: Callable[[str], None] = lambda _: None
) -> AbstractContextManager[None]:
    """Be the only build that writes into the folder; UsageError: another one does, and goes on for `wait` seconds."""
    return only_one(folder, _BUILD, wait=wait, tell=tell)


@dataclass(frozen=True, kw_only=True)
class PaperPut:
    """The files of one paper after writing: what that did, each file that was tried, and files that were found in place."""

    written: Written
    files: Mapping[Artefact, Filed]
    found: tuple[Filed, ...] = ()
    """Files that a killed run had moved out and that were put back."""

    @property
    def in_place(self) -> bool:
        """Whether every file of the paper is the one that was to be written."""
        return all(artefact in self.files and self.files[artefact].in_place for artefact in OWN)

    @property
    def told(self) -> tuple[Filed, ...]:
        """What happened to each file, for findings."""
        return (*self.found, *self.files.values())


def write_files(folder: Path, key: str, files: Mapping[Artefact, bytes], proof: Proof = NO_PROOF) -> PaperPut:
    """Write the files of one paper; `proof`: the digests by which files in place are known as ours.

    The PDF first: where it may not be replaced, the Word file stays with it; where the Word file is the signed one, the
    PDF stays.
    """
    places = own_files(folder, key)
    word = places[Artefact.DOCX]
    found = recover(word.parent, proof.and_of(*map(digest_of, files.values())))
    if look(word).whose is Whose.SIGNED:
        signed = Filed(path=word, outcome=Outcome.SIGNED)
        return PaperPut(written=Written.PROTECTED, files={Artefact.DOCX: signed}, found=found)
    filed: dict[Artefact, Filed] = {}
    for artefact in reversed(OWN):
        filed[artefact] = put(places[artefact], files[artefact], proof)
        if not filed[artefact].in_place:
            return PaperPut(written=_left(filed[artefact]), files=filed, found=found)
    outcomes = {filed_file.outcome for filed_file in filed.values()}
    written = Written.REPLACED if len(outcomes) > 1 else written_as(filed[Artefact.PDF])
    return PaperPut(written=written, files=filed, found=found)


def _left(filed: Filed) -> Written:
    return Written.PROTECTED if filed.outcome is Outcome.SIGNED else Written.KEPT


def written_as(filed: Filed) -> Written:
    """What writing did to one file, in the terms of a build."""
    if not filed.in_place:
        return _left(filed)
    return {Outcome.SAME: Written.SAME, Outcome.NEW: Written.NEW}.get(filed.outcome, Written.REPLACED)
