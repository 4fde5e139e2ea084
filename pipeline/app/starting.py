"""A new office's folder that builds at once (lập bộ hồ sơ mới): settle the answers, try the records, put them in place."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from pipeline.app.schema_files import write_schemas
from pipeline.app.shell_words import quoted
from pipeline.building.prepare import Prepared, prepare_office
from pipeline.errors import UsageError
from pipeline.filing.writer import must_be_new
from pipeline.finding import Finding
from pipeline.workspace.home import SCHEMA_FOLDER, office_around, office_below
from pipeline.workspace.starting.files import office_files
from pipeline.workspace.starting.questions import KIND_WORDS, QUESTIONS, Question

# What lies about in a folder without making it somebody's records.
_HARMLESS = frozenset({"output", "ket-qua"})
_SHOWN = 5

Ask: TypeAlias = Callable[[Question, Mapping[str, str]], str]


@dataclass(frozen=True, kw_only=True)
class NewOffice:
    """A new office's folder: its records (paths relative to it), the ids of the papers they give, what was found.

    `refused`: the answers give records with errors, told in `findings`; nothing was written.
    """

    files: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: bool = False


def make_office(folder: Path, given: Mapping[str, str], day: date) -> NewOffice:
    """Write the records of a new office from the answers that `answers` settled. `day`: when its records begin.

    UsageError: the folder is in use, or inside or around another office's.
    """
    refuse_if_used(folder)
    texts = office_files(given, day)
    prepared = _tried(texts)
    if prepared.refused:
        return NewOffice(findings=prepared.findings, refused=True)
    for path, text in texts.items():
        must_be_new(folder / path, text.encode("utf-8"))
    schemas = write_schemas(folder / SCHEMA_FOLDER)
    papers = tuple(document.id for document in prepared.documents)
    return NewOffice(files=tuple(texts), papers=papers, findings=(*prepared.findings, *schemas.findings))


def refuse_if_used(folder: Path) -> None:
    """UsageError where a new office cannot have its folder here: it is in use, or inside or around another's folder."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} là một tệp, không phải thư mục", "Chọn tên thư mục khác.")
    if (around := office_around(folder)) is not None:
        raise UsageError(
            f"Thư mục {folder} nằm trong bộ hồ sơ {around}; chưa ghi gì",
            f"Hai cơ quan không chung một bộ hồ sơ: chọn thư mục ngoài {around}. "
            f'Thêm hồ sơ vào bộ ấy: vanthu new "công văn" --folder {quoted(around)}',
        )
    if not folder.is_dir():
        return
    if (below := office_below(folder)) is not None:
        raise UsageError(
            f"Trong thư mục {folder} đã có bộ hồ sơ {below}; chưa ghi gì",
            "Hai cơ quan không chung một bộ hồ sơ: lập bộ mới ở một thư mục khác, cạnh bộ đã có.",
        )
    # What an earlier `vanthu schema` wrote is no record, but it is not written over either.
    found = sorted(
        entry.name
        for entry in folder.iterdir()
        if entry.name not in _HARMLESS and (not entry.name.startswith(".") or entry.name == SCHEMA_FOLDER)
    )
    if found:
        more = f" và {len(found) - _SHOWN} mục khác" if len(found) > _SHOWN else ""
        raise UsageError(
            f"Thư mục {folder} đã có {', '.join(found[:_SHOWN])}{more}; chưa ghi gì",
            "Lập bộ hồ sơ mới trong thư mục chưa có hoặc còn trống. "
            f'Thêm hồ sơ vào bộ đã có: vanthu new "công văn" --folder {quoted(folder)}',
        )


def answers(answered: Mapping[str, str], day: date, *, ask: Ask | None = None) -> Mapping[str, str]:
    """An answer to each question about a new office: as `answered`, of the person asked, else as proposed.

    `answered` is by the keys of questions; `ask` is given a question and the answers so far, None where nobody can be asked.
    UsageError: an answer cannot stand, or one is missing.
    """
    given: dict[str, str] = {"this year": str(day.year)}
    missing: list[Question] = []
    for question in QUESTIONS:
        if missing and missing[0].key in {"kind", "name"}:
            break
        if not question.asked(given):
            if question.key in answered:
                raise UsageError(f"Loại “{given['kind']}” không dùng {question.option}", "Bỏ tùy chọn ấy.")
        elif question.key in answered:
            given[question.key] = _read(question, answered[question.key], given)
        elif ask is not None:
            given[question.key] = ask(question, given)
        elif proposal := question.proposal(given):
            given[question.key] = _read(question, proposal, given)
        elif question.may_be_empty(given):
            given[question.key] = ""
        else:
            missing.append(question)
    if missing:
        raise UsageError(_missing_words(missing, given, answered), "Chạy ở cửa sổ lệnh thì phần mềm hỏi từng mục.")
    return given


def _read(question: Question, written: str, given: Mapping[str, str]) -> str:
    try:
        return question.read(written, given)
    except UsageError as refused:
        raise UsageError(f"{question.option}: {refused.message}", refused.remedy) from refused


def _missing_words(missing: list[Question], given: Mapping[str, str], answered: Mapping[str, str]) -> str:
    """A message naming the answers that are missing.

    Without the kind or the name of the office, the questions that depend on them can only be listed.
    """
    if missing[0].key in {"kind", "name"}:
        known = {"kind", "name", "signer", "clerk"} - answered.keys()
        options = [question.option for question in QUESTIONS if question.key in known]
        kinds = "; --kind là một trong: " + ", ".join(KIND_WORDS) if "kind" not in given else ""
        return f"Còn thiếu {', '.join(options)}{kinds}"
    return "Còn thiếu " + "; ".join(f"{question.option} ({question.words(given)})" for question in missing)


def _tried(texts: Mapping[str, str]) -> Prepared:
    """The papers and findings that these records give, read as the program reads every folder; nothing is written yet."""
    with tempfile.TemporaryDirectory(prefix="vanthu-") as place:
        for path, text in texts.items():
            target = Path(place, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return prepare_office(Path(place))
