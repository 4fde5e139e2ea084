"""One call of LibreOffice over some files (một lượt chạy LibreOffice): watched, limited in time, its results checked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.typeset.docx.package import unpacked_size
from pipeline.typeset.libreoffice.soffice import Engine
from pipeline.typeset.libreoffice.soffice_client import NO_UNO
from pipeline.typeset.libreoffice.soffice_home import Home
from pipeline.typeset.libreoffice.soffice_profile import Writer

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """From which format to which: endings of the names, LibreOffice's filters, and the test of a result."""

    source: str
    reader: str
    writer: Writer
    good: Callable[[bytes], bool]


def seconds_for(engine: Engine, papers: Iterable[bytes]) -> tuple[float, float]:
    """The time limits of a call in seconds: without a new file, and in total; longer for larger papers."""
    each = [engine.document_seconds + engine.megabyte_seconds * unpacked_size(paper) / _MEGABYTE for paper in papers]
    return engine.start_seconds + max(each, default=0.0), engine.start_seconds + sum(each)


class Run:
    """The conversion of some papers in one home, which it closes at the end."""

    def __init__(self, papers: Mapping[str, bytes], route: Route, *, home: Home) -> None:
        """Write the papers to files and start. EnvironmentMissing: LibreOffice cannot be started."""
        self._home = home
        self._route = route
        self.reason = ""
        self.unbridged = False  # the Python that was to hand over the files does not know `uno`
        self.size = len(papers)
        # Numbered names: an id of a user never becomes part of a path or of a command line.
        self._left = {f"{number:04}": name for number, name in enumerate(papers)}
        engine = home.engine
        self._patience, allowed = seconds_for(engine, papers.values())
        self._moved = time.monotonic()
        self._deadline = self._moved + allowed
        try:
            for stem, name in self._left.items():
                self._source(stem).write_bytes(papers[name])
            sources = [self._source(stem) for stem in self._left]
            home.convert(sources, reader=route.reader, writer=route.writer)
        except BaseException:
            home.close()
            raise

    def _source(self, stem: str) -> Path:
        return self._home.place / "in" / f"{stem}.{self._route.source}"

    def _target(self, stem: str) -> Path:
        return self._home.place / "out" / f"{stem}.{self._route.writer.ending}"

    def fresh(self) -> Iterator[tuple[str, bytes]]:
        """The good results that appeared since the last call."""
        stems = list(self._left)
        written = [stem for stem in stems if self._target(stem).exists()]
        # While it runs, the last one may be half written: LibreOffice goes through its files in order.
        for stem in written if self.reason else written[:-1]:
            result = self._target(stem).read_bytes()
            if self._route.good(result):
                self._moved = time.monotonic()
                yield self._left.pop(stem), result

    def over(self) -> bool:
        """Whether it ended or had to be killed; then no process of its group is left, and `reason` says why."""
        now = time.monotonic()
        ended = self._home.ended()
        late = now > self._deadline or now - self._moved > self._patience
        if ended is None and not late:
            return False
        self._home.kill()
        if ended is None:
            self.reason = "quá thời gian cho phép, tiến trình đã bị dừng"
        elif ended.returncode < 0:
            self.reason = f"tiến trình bị ngắt đột ngột (tín hiệu {-ended.returncode})"
        else:
            kind = self._route.writer.ending.upper()
            self.reason = f"tiến trình kết thúc với mã {ended.returncode} nhưng không tạo được tệp {kind} hợp lệ"
            self.unbridged = bool(self._home.engine.bridge) and ended.returncode == NO_UNO
        return True

    def missing(self) -> list[str]:
        """The papers without a good result, in the order in which they were given."""
        return list(self._left.values())

    def close(self) -> str:
        """End what still runs and remove its files; gives the end of what LibreOffice printed."""
        log = self._home.log()
        self._home.close()
        return log
