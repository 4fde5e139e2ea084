"""One command at a time writes into an office's folder of records (khóa thư mục hồ sơ); reading waits for nobody."""

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
    """Be the only one that writes records there, from the first look to the last word. UsageError: another one does.

    A folder that is not there is for whoever reads it to say.
    """

    def tell(words: str) -> None:
        listener(Notice(words))

    return only_one(folder, _RECORDS, wait=_PATIENCE, tell=tell) if folder.is_dir() else nullcontext()
