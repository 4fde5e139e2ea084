"""The lock of an office's folder of records (khóa thư mục hồ sơ): one command at a time writes, reading never waits."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Final

from pipeline.app.progress import Listener, Notice, ignore
from pipeline.filing.locks import Purpose, only_one

_RECORDS: Final = Purpose(name="lock-ho-so", holder="Một lệnh khác")
# Reading fifty units again takes its time.
_PATIENCE: Final = 30.0


def records_lock(folder: Path, listener: Listener = ignore) -> AbstractContextManager[None]:
    """Lock the folder for writing records until the block ends. UsageError: another command keeps it locked.

    A folder that does not exist is not locked: whoever reads it reports that.
    """

    def tell(words: str) -> None:
        listener(Notice(words))

    return only_one(folder, _RECORDS, wait=_PATIENCE, tell=tell) if folder.is_dir() else nullcontext()
