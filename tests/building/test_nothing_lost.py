"""Nothing of a person's is lost: (state of the file) x (state of the record) x (moment of change), for all that is written.

For papers in Word and PDF, merged PDFs, forms, letters and annexes. Wherever somebody edits, signs, replaces or links a file,
whatever has become of our record of it, and at whatever moment of a writing: afterwards, and after one more writing, the
person's bytes lie in the folder under a name that people see, and what is signed lies under its own name.
"""

from __future__ import annotations

import os
import random
import shutil
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pikepdf
import pytest

from pipeline.app.report_files import annex_texts, machine_made, put_all, renewed
from pipeline.building.making.build import build, cut_jobs
from pipeline.building.making.bundles import make_bundles
from pipeline.building.making.executors import serial_executor
from pipeline.building.making.job import Job, PaperResult
from pipeline.building.making.output import Artefact, bundle_path, own_files
from pipeline.building.state.fingerprint import Environment, paper_inputs
from pipeline.building.state.manifest import load_manifest, save_manifest
from pipeline.building.state.plan import Action, Changed, plan
from pipeline.errors import UsageError
from pipeline.filing.system import EXCHANGE_EVENT
from pipeline.papers.official_document import OfficialDocument
from pipeline.reports.reporting_round import Round
from pipeline.typeset.docx.templates import TemplateSet, load_templates
from pipeline.typeset.libreoffice.soffice import Engine
from pipeline.workspace.load import Loaded, load
from tests.filing import moments
from tests.sample import FIXTURES, TEMPLATES, both, sample

_BUDGET = 25 * int(os.environ.get("VANTHU_FUZZ", "1"))
_MARK = "CUA NGUOI DUNG"
_SHARED = Environment(profile="p", program="c", engine="7.4", fonts="f")
_LEADING, _ATTACHED = "to-trinh-kinh-phi", "cong-van-ubnd"


# -------------------------------------------------------------------------------------------------------- what is written
class _Scene(ABC):
    """One file that a command writes, again and again with other content, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    @abstractmethod
    def target(self) -> Path:
        """The file."""

    @property
    def memory(self) -> Path:
        """Where our record of it lies."""
        return self.folder / ".vanthu"

    @abstractmethod
    def write(self, version: int, converting: Callable[[], object] = int) -> None:
        """What the command does; `converting` happens while the content is made."""

    def signed(self) -> bytes | None:
        """A signed file of this kind."""
        return f"%PDF-1.7 {_MARK} /ByteRange [0 1 2 3]".encode()

    def foreign(self) -> bytes:
        """A file of this kind that somebody made."""
        return f"%PDF-1.7 {_MARK}".encode()


@cache
def _templates() -> TemplateSet:
    return load_templates(TEMPLATES)


class _Pdf(_Scene):
    """The PDF of a paper, by a build with papers that are ready."""

    key = _ATTACHED

    @property
    def target(self) -> Path:
        return own_files(self.folder, self.key)[Artefact.PDF]

    def write(self, version: int, converting: Callable[[], object] = int) -> None:
        document = next(one for one in sample().documents if one.id == self.key)
        made_from = paper_inputs(document, templates=_templates(), shared=replace(_SHARED, program=f"{version}"))
        (decision,) = plan(
            [(document, made_from)], manifest=load_manifest(self.folder), folder=self.folder, changed=Changed()
        )
        if decision.action is not Action.BUILD:
            return

        def run(job: Job) -> tuple[PaperResult, ...]:
            converting()
            docx, pdf = _docx(f"word {version}"), self.content(version)
            return tuple(
                PaperResult(document=one, files=both(docx, pdf), pages=1, findings=()) for one in job.documents
            )

        engine = Engine(command=("soffice",), version="7.4")
        jobs = cut_jobs([document], workers=1, templates=_templates(), profile=sample().profile, engine=engine)
        decisions = MappingProxyType({document.id: decision})
        build(jobs, folder=self.folder, executor=serial_executor(), decisions=decisions, run=run)
        save_manifest(self.folder, load_manifest(self.folder))

    def content(self, version: int) -> bytes:
        return f"%PDF-1.7 {version}".encode()


class _Docx(_Pdf):
    """The Word file of a paper."""

    @property
    def target(self) -> Path:
        return own_files(self.folder, self.key)[Artefact.DOCX]

    def signed(self) -> bytes:
        return _docx(_MARK, "_xmlsignatures/sig1.xml")

    def foreign(self) -> bytes:
        return _docx(_MARK)


def _docx(words: str, name: str = "word/document.xml") -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), words)
    return stream.getvalue()


@cache
def _enclosing() -> tuple[OfficialDocument, ...]:
    by_id = {one.id: one for one in sample().documents}
    return (replace(by_id[_LEADING], enclosed=(_ATTACHED,)), by_id[_ATTACHED])


class _Bundle(_Scene):
    """The merged PDF of a paper and what it encloses."""

    @property
    def target(self) -> Path:
        return bundle_path(self.folder, _LEADING)

    def write(self, version: int, converting: Callable[[], object] = int) -> None:
        for key, pages in ((_LEADING, 1), (_ATTACHED, version)):
            pdf = own_files(self.folder, key)[Artefact.PDF]
            pdf.parent.mkdir(parents=True, exist_ok=True)
            with pikepdf.new() as made:
                for _ in range(pages):
                    made.add_blank_page()
                made.save(pdf, deterministic_id=True)
        converting()
        make_bundles(_enclosing(), {_LEADING}, folder=self.folder)
        save_manifest(self.folder, load_manifest(self.folder))


class _Form(_Scene):
    """A spreadsheet that goes out to a unit and may come back filled under the same name."""

    @property
    def target(self) -> Path:
        return self.folder / "so-noi-vu.xlsx"

    def write(self, version: int, converting: Callable[[], object] = int) -> None:
        converting()
        put_all(self.folder, [(self.target.name, _docx(f"biểu mẫu {version}", "xl/workbook.xml"))])

    def signed(self) -> bytes:
        return _docx(_MARK, "_xmlsignatures/sig1.xml")

    def foreign(self) -> bytes:
        return _docx(_MARK, "xl/workbook.xml")


@cache
def _loaded() -> Loaded:
    return load(FIXTURES)


class _Letter(_Scene):
    """A record that the program writes and people edit."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        office = _loaded().office
        self.round = Round(office, folder, office.period("6t-2024"))

    @property
    def target(self) -> Path:
        return self.round.store.place / "yeu-cau.yaml"

    @property
    def memory(self) -> Path:
        return self.round.store.place / ".goc"

    def write(self, version: int, converting: Callable[[], object] = int) -> None:
        converting()
        record = {"loại": "công văn", "mã": "yeu-cau", "trích yếu": "về báo cáo", "nội dung": f"lần {version}"}
        renewed(self.round, "yeu-cau", record)

    def signed(self) -> bytes | None:
        return None

    def foreign(self) -> bytes:
        return f"# {_MARK}\nloại: công văn\n".encode()


class _Annex(_Letter):
    """A record that nobody should edit, and that somebody does."""

    @property
    def target(self) -> Path:
        return self.round.store.place / "phu-luc" / "01.yaml"

    @property
    def memory(self) -> Path:
        return self.target.parent / ".vanthu"

    def write(self, version: int, converting: Callable[[], object] = int) -> None:
        converting()
        record = {"loại": "phụ lục", "mã": "phu-luc-01", "nội dung": f"lần {version}"}
        machine_made(self.round, annex_texts(self.round, [("01", record)]))


SCENES: tuple[type[_Scene], ...] = (_Docx, _Pdf, _Bundle, _Form, _Letter, _Annex)


# ------------------------------------------------------------------------------------------------------ what people do
def _absent(scene: _Scene) -> None:
    with suppress(FileNotFoundError):
        scene.target.unlink()


def _edited(scene: _Scene) -> None:
    if scene.target.is_file():
        moments.in_place(scene.target, scene.target.read_bytes() + f"\n# {_MARK}\n".encode())


def _saved(scene: _Scene) -> None:
    scene.target.parent.mkdir(parents=True, exist_ok=True)
    moments.by_renaming(scene.target, scene.foreign())


def _signed(scene: _Scene) -> None:
    if (content := scene.signed()) is not None:
        scene.target.parent.mkdir(parents=True, exist_ok=True)
        moments.in_place(scene.target, content)


def _empty(scene: _Scene) -> None:
    if scene.target.is_file():
        scene.target.write_bytes(b"")


def _folder(scene: _Scene) -> None:
    _absent(scene)
    scene.target.mkdir(parents=True)
    (scene.target / "ghi-chu.txt").write_bytes(scene.foreign())


def _link(scene: _Scene) -> None:
    _absent(scene)
    kept = scene.folder / "cho-khac.bin"
    kept.write_bytes(scene.foreign())
    scene.target.parent.mkdir(parents=True, exist_ok=True)
    scene.target.symlink_to(kept)


STATES: dict[str, Callable[[_Scene], object]] = {
    "absent": _absent,
    "ours": lambda _: None,
    "edited": _edited,
    "saved by renaming": _saved,
    "signed": _signed,
    "empty": _empty,
    "folder": _folder,
    "link": _link,
}


# ---------------------------------------------------------------------------------------------- what becomes of the record
def _missing(scene: _Scene, _: Path) -> None:
    shutil.rmtree(scene.memory, ignore_errors=True)


def _damaged(scene: _Scene, _: Path) -> None:
    for path in scene.memory.rglob("*") if scene.memory.is_dir() else ():
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] + b"\xff")


def _other_version(scene: _Scene, _: Path) -> None:
    for path in scene.memory.rglob("*") if scene.memory.is_dir() else ():
        path.write_bytes(path.read_bytes().replace(b'"form":3', b'"form":99'))


def _older(scene: _Scene, older: Path) -> None:
    _missing(scene, older)
    if older.is_dir():
        shutil.copytree(older, scene.memory)


def _journal_only(scene: _Scene, _: Path) -> None:
    manifest = scene.memory / "manifest.jsonl"
    if manifest.is_file():
        manifest.replace(scene.memory / "journal.jsonl")


RECORDS: dict[str, Callable[[_Scene, Path], object]] = {
    "present": lambda *_: None,
    "journal only": _journal_only,
    "missing": _missing,
    "damaged": _damaged,
    "of another version": _other_version,
    "knows an older content": _older,
}


# ---------------------------------------------------------------------------------------------------------------- moments
def _after_the_rename(target: Path, act: Callable[[], object]) -> AbstractContextManager[list[str]]:
    """At the first thing that happens after the file got its name."""
    renamed: list[str] = []

    def matches(event: str, arguments: tuple[Any, ...]) -> bool:
        if event == EXCHANGE_EVENT and os.fspath(target) in map(os.fspath, arguments[:2]):
            renamed.append(event)
            return False
        return bool(renamed) and event in {"open", "os.remove", "os.rename"}

    return moments.when(matches, act)


def _played(scene: _Scene, state: str, record: str, moment: str, older: Path) -> bool:
    """Write twice, change the record, write once more with something happening; whether it came to that."""
    scene.write(1)
    if scene.memory.is_dir():
        shutil.copytree(scene.memory, older)
    scene.write(2)
    RECORDS[record](scene, older)
    happened: list[str] = []

    def act() -> None:
        happened.append(state)
        STATES[state](scene)

    with suppress(UsageError):  # what is not a file at all may be refused, in words
        if moment == "before":
            act()
            scene.write(3)
        elif moment == "while it is made":
            scene.write(3, act)
        elif moment == "right before the rename":
            with moments.before(scene.target, act):
                scene.write(3)
        else:
            with _after_the_rename(scene.target, act):
                scene.write(3)
    return bool(happened)


def _people_see(scene: _Scene) -> dict[Path, bytes]:
    found = {}
    for path in scene.folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(scene.folder).parts)
        if not hidden and path.is_file():
            found[path] = path.read_bytes()
    return found


def _marked(data: bytes) -> bool:
    return _MARK.encode() in data


MOMENTS = ("before", "while it is made", "right before the rename", "right after the rename")
ALL = tuple(product(STATES, RECORDS, MOMENTS))


@pytest.mark.parametrize("kind", SCENES)
def test_writing__loses_nothing_of_a_persons(
    tmp_path: Path, kind: type[_Scene], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whether an office accepts a record is asked before anything is written; these records stand alone.
    monkeypatch.setattr("pipeline.app.report_files.unaccepted", lambda *_: ())
    chosen = random.Random(kind.__name__).sample(ALL, min(_BUDGET, len(ALL)))  # noqa: S311 - which cases, no secret
    for number, (state, record, moment) in enumerate(chosen):
        scene = kind(tmp_path / str(number) / "thư mục")
        scene.folder.mkdir(parents=True)
        happened = _played(scene, state, record, moment, tmp_path / str(number) / "older")
        signed = happened and state == "signed" and scene.signed() is not None
        case = f"{kind.__name__}: {state}, {record}, {moment}"
        before = {data for data in _people_see(scene).values() if _marked(data)}
        theirs = scene.target.read_bytes() if scene.target.is_file() else b""
        with suppress(UsageError):
            scene.write(4)
        after = _people_see(scene)
        if signed or (happened and state in {"saved by renaming", "folder", "link"}):
            assert any(_marked(data) for data in after.values()), case
        if signed:
            assert theirs == scene.signed(), case
            assert after[scene.target] == scene.signed(), case
        if not isinstance(scene, _Letter) or isinstance(scene, _Annex):
            assert before <= set(after.values()), case
        else:
            assert bool(before) <= any(map(_marked, after.values())), case
        assert not list(scene.folder.rglob(".*.doi-cho")), case
        assert not list(scene.folder.rglob(".*.dang-ghi")), case
