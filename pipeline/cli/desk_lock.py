"""One command at a time writes into an office's folder of records (khóa thư mục hồ sơ); reading waits for nobody."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from pathlib import Path
from typing import Concatenate, Final, ParamSpec, TypeVar

from pipeline.cli import show
from pipeline.filing.locks import Purpose, only_one

_RECORDS: Final = Purpose(name="lock-ho-so", holder="Một lệnh khác")
# Reading fifty units again takes its time.
_PATIENCE: Final = 30.0

Options = ParamSpec("Options")
Result = TypeVar("Result")


def records_lock(folder: Path) -> AbstractContextManager[None]:
    """Be the only command that writes records there. A folder that is not there is for the command to say."""
    return only_one(folder, _RECORDS, wait=_PATIENCE, tell=show.waiting) if folder.is_dir() else nullcontext()


def writes_records(
    work: Callable[Concatenate[Path, Options], Result],
) -> Callable[Concatenate[Path, Options], Result]:
    """A command that reads a folder of records and writes into it: from the first look to the last word under its lock."""

    @wraps(work)
    def alone(folder: Path, /, *args: Options.args, **named: Options.kwargs) -> Result:
        with records_lock(folder):
            return work(folder, *args, **named)

    return alone
