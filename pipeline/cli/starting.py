"""What `vanthu init` does: ask, write the records aside, try them, put them into the folder, say what is there."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from pipeline.building.prepare import prepare_office
from pipeline.cli import show
from pipeline.cli.arguments import quoted, today
from pipeline.cli.schema_files import put_schemas
from pipeline.errors import UsageError
from pipeline.filing.writer import must_be_new
from pipeline.workspace.home import SCHEMA_FOLDER, office_around, office_below
from pipeline.workspace.starting.files import office_files
from pipeline.workspace.starting.questions import KIND_WORDS, QUESTIONS, Question

# What lies about in a folder without making it somebody's records.
_HARMLESS = frozenset({"output", "ket-qua"})
_SHOWN = 5


def make_office(folder: Path, answered: Mapping[str, str]) -> None:
    """Make the folder. UsageError for an answer that cannot stand, for one that is missing, for a folder in use."""
    _refuse_if_used(folder)
    day = today(None)
    given = _answers(answered, day)
    texts = office_files(given, day)
    papers = _tried(texts)
    for path, text in texts.items():
        must_be_new(folder / path, text.encode("utf-8"))
    put_schemas(folder / SCHEMA_FOLDER)
    _report(folder, given, texts, papers)


def _refuse_if_used(folder: Path) -> None:
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


def _answers(answered: Mapping[str, str], day: date) -> Mapping[str, str]:
    """An answer to each question: of an option, of the person at the terminal, else what is proposed."""
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
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
        elif at_terminal:
            given[question.key] = _asked(question, given)
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
    """What is still to be said. Without the kind or the name, what depends on them can only be listed."""
    if missing[0].key in {"kind", "name"}:
        known = {"kind", "name", "signer", "clerk"} - answered.keys()
        options = [question.option for question in QUESTIONS if question.key in known]
        kinds = "; --kind là một trong: " + ", ".join(KIND_WORDS) if "kind" not in given else ""
        return f"Còn thiếu {', '.join(options)}{kinds}"
    return "Còn thiếu " + "; ".join(f"{question.option} ({question.words(given)})" for question in missing)


def _asked(question: Question, given: Mapping[str, str]) -> str:
    """Ask until the answer can stand."""
    if question.key == "kind":
        for number, (kind, words) in enumerate(KIND_WORDS.items(), start=1):
            click.echo(f"  {number}. {kind}: {words}")
    empty, proposal = question.may_be_empty(given), question.proposal(given)
    while True:
        answer = click.prompt(
            question.words(given), default=proposal or ("" if empty else None), show_default=bool(proposal)
        )
        try:
            return question.read(str(answer), given)
        except UsageError as refused:
            click.echo(f"  {refused.message}. {refused.remedy}")


def _tried(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of the papers that the records give. What the program writes it accepts, else nothing is written."""
    with tempfile.TemporaryDirectory(prefix="vanthu-") as place:
        for path, text in texts.items():
            target = Path(place, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        prepared = prepare_office(Path(place))
    show.findings(prepared.findings)
    if prepared.refused:
        raise UsageError(
            "Các câu trả lời trên chưa lập được bộ hồ sơ đúng; chưa ghi gì", "Sửa câu trả lời nêu ở trên rồi chạy lại."
        )
    return tuple(document.id for document in prepared.documents)


def _report(folder: Path, given: Mapping[str, str], texts: Mapping[str, str], papers: tuple[str, ...]) -> None:
    click.echo(f"Đã lập bộ hồ sơ trong {folder}/:")
    for path in texts:
        click.echo(f"  {path}")
    click.echo(f"  {SCHEMA_FOLDER}/ (để trình soạn thảo gợi ý tên mục)")
    click.echo(
        f"Địa danh: {given['place']}; ký hiệu: {given['symbol']}; "
        f"người ký: {given['signer']}, {given['title']}; văn thư: {given['clerk']}; năm {given['year']}."
    )
    if "committee" in given:
        click.echo(f"Ban Chỉ đạo: {given['committee']}; ký hiệu: {given['committee symbol']}.")
    click.echo(f"Sai chỗ nào thì sửa trong các tệp trên. Dựng {len(papers)} văn bản thử: {', '.join(papers)}")
    click.echo(f"  vanthu build {quoted(folder)} --output ket-qua")
