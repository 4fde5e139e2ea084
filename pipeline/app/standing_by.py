"""A LibreOffice started ahead (LibreOffice chờ sẵn): it makes the next few papers without a start to wait for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Self

from pipeline.typeset.libreoffice.soffice import Engine
from pipeline.typeset.libreoffice.soffice_home import Home

# Beyond so many papers, processes side by side are faster than the one that stands by.
_FEW = 4


class StandingBy:
    """At most one LibreOffice that waits for papers. Call `close`, or use it as a context manager."""

    def __init__(self, engine: Engine) -> None:
        """Remember which LibreOffice to start; nothing is started yet."""
        self.engine = engine
        self._home: Home | None = None

    def get_ready(self) -> Self:
        """Start a LibreOffice, unless one is waiting. EnvironmentMissing: it is no longer installed."""
        if self._home is None:
            self._home = Home(self.engine).stand_by()
        return self

    @staticmethod
    def is_for(papers: int) -> bool:
        """Whether a build of so many papers is small enough for the waiting LibreOffice to be the fastest way."""
        return papers <= _FEW

    @contextmanager
    def lent(self) -> Iterator[Home | None]:
        """Give the waiting LibreOffice (None without one) to the block; afterwards it is used up."""
        home, self._home = self._home, None
        try:
            yield home
        finally:
            _put_away(home)

    def close(self) -> None:
        """Stop the waiting LibreOffice. Closing twice does nothing."""
        home, self._home = self._home, None
        _put_away(home)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _put_away(home: Home | None) -> None:
    if home is not None:
        with suppress(OSError):  # the folder for temporary files may be gone
            home.close()
