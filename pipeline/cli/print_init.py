"""What `vanthu init` asks and prints."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from pipeline.app.shell_words import quoted
from pipeline.app.starting import NewOffice, answers, make_office, refuse_if_used
from pipeline.cli import show
from pipeline.cli.arguments import today
from pipeline.errors import UsageError
from pipeline.workspace.home import SCHEMA_FOLDER
from pipeline.workspace.starting.questions import KIND_WORDS, Question


def start_office(folder: Path, answered: Mapping[str, str]) -> None:
    """Make the folder of a new office and print what was made.

    UsageError: an answer is not possible or missing, or the folder is in use.
    """
    refuse_if_used(folder)
    day = today(None)
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    given = answers(answered, day, ask=_asked if at_terminal else None)
    made = make_office(folder, given, day)
    show.findings(made.findings)
    if made.refused:
        raise UsageError(
            "Các câu trả lời trên chưa lập được bộ hồ sơ đúng; chưa ghi gì", "Sửa câu trả lời nêu ở trên rồi chạy lại."
        )
    _report(folder, given, made)


def _asked(question: Question, given: Mapping[str, str]) -> str:
    """Ask on the terminal until the answer is possible."""
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


def _report(folder: Path, given: Mapping[str, str], made: NewOffice) -> None:
    click.echo(f"Đã lập bộ hồ sơ trong {folder}/:")
    for path in made.files:
        click.echo(f"  {path}")
    click.echo(f"  {SCHEMA_FOLDER}/ (để trình soạn thảo gợi ý tên mục)")
    click.echo(
        f"Địa danh: {given['place']}; ký hiệu: {given['symbol']}; "
        f"người ký: {given['signer']}, {given['title']}; văn thư: {given['clerk']}; năm {given['year']}."
    )
    if "committee" in given:
        click.echo(f"Ban Chỉ đạo: {given['committee']}; ký hiệu: {given['committee symbol']}.")
    click.echo(f"Sai chỗ nào thì sửa trong các tệp trên. Dựng {len(made.papers)} văn bản thử: {', '.join(made.papers)}")
    click.echo(f"  vanthu build {quoted(folder)} --output ket-qua")
