"""DOCX to PDF with LibreOffice (chuyển sang PDF), older text files to DOCX: many per start, nothing left behind.

    waiting   groups of papers
    running   at most `processes` LibreOffices, each with its own profile, home and process group
    finished  a valid file per paper, or the reason why there is none

LibreOffice is not trusted: not its exit code, not that it ends, not that it wrote what it says. A group that stops
half-way keeps what is good; the first paper without a PDF is the suspect and goes alone, the rest goes on together.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pipeline.errors import ConversionFailed, EnvironmentMissing
from pipeline.typeset import soffice_profile
from pipeline.typeset.assemble import page_count
from pipeline.typeset.package import is_package

INSTALL: Final = "sudo apt install libreoffice-writer-nogui fonts-liberation2 poppler-utils"
"""What gives a Debian or Ubuntu machine all that the program calls."""

_OLDEST: Final = (7, 4)  # the first release whose export filter takes its options as JSON
_PLACES: Final = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
_BATCH: Final = 60  # a LibreOffice grows and slows down with every document
_ATTEMPTS: Final = 2
_BARREN: Final = 6  # starts in a row without one PDF: the fault is not in the papers
_PAUSE: Final = 0.02
_LOG_CHARACTERS: Final = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A LibreOffice to work with. A value: it can be hashed into a key and sent to another process.

    A start may take `start_seconds` plus `document_seconds` for each of its files, and as long as for one file
    without a new PDF appearing; then it is killed.
    """

    command: tuple[str, ...]
    version: str
    start_seconds: float = 60.0
    document_seconds: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Route:
    """From which kind of file to which: endings of names, LibreOffice's filters, what makes a result good."""

    source: str
    reader: str
    target: str
    writer: str
    good: Callable[[bytes], bool]


def _has_pages(pdf: bytes) -> bool:
    return page_count(pdf) > 0


_TO_PDF: Final = _Route(
    source="docx",
    reader=soffice_profile.IMPORT_FILTER,
    target="pdf",
    writer=soffice_profile.EXPORT_FILTER,
    good=_has_pages,
)
_TO_DOCX: Final = {
    kind: _Route(source=kind, reader=reader, target="docx", writer=soffice_profile.WORD_FILTER, good=is_package)
    for kind, reader in soffice_profile.OLDER_FILTERS.items()
}


def ask(*command: str) -> str:
    """What a program prints when called so; empty if it is not there, fails or does not answer in half a minute."""
    with TemporaryDirectory(prefix="vanthu-") as home:
        try:
            answer = subprocess.run(  # noqa: S603 - the callers name fixed programs
                command,
                env=soffice_profile.environment(Path(home)),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=30,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return ""
    return answer.stdout


def find_engine(*, search_path: str | None = None) -> Engine:
    """The LibreOffice of this machine: on PATH (or `search_path`), else in the usual places.

    EnvironmentMissing: there is none that answers, or it is older than 7.4.
    """
    named = (shutil.which(name, path=search_path) for name in ("soffice", "libreoffice"))
    usual = _PLACES if search_path is None else ()
    for program in (*filter(None, named), *filter(os.path.exists, usual)):
        words = ask(program, "--version").split()
        if len(words) > 1 and words[0].startswith("LibreOffice"):
            return _recent(Engine(command=(program,), version=words[1]))
    message = "Không tìm thấy LibreOffice trên máy này."
    raise EnvironmentMissing(message, f"Cài đặt bằng lệnh: {INSTALL}")


def _recent(engine: Engine) -> Engine:
    release = tuple(int(part) for part in engine.version.split(".")[:2] if part.isdigit())
    if release < _OLDEST:
        message = f"LibreOffice {engine.version} quá cũ; cần phiên bản 7.4 trở lên."
        raise EnvironmentMissing(message, f"Cài bản mới bằng lệnh: {INSTALL}")
    return engine


def to_pdf(
    sources: Mapping[str, bytes],
    *,
    engine: Engine,
    processes: int = 1,
    batch_size: int = _BATCH,
    on_done: Callable[[str], None] | None = None,
) -> dict[str, bytes | ConversionFailed]:
    """Turn DOCX files (by name) into PDF/A-2b; one result per name, in the order of `sources`.

    A paper without a usable PDF after two tries is a `ConversionFailed` with LibreOffice's own words; it takes no
    other paper down. `on_done` is called in this thread, once for every name, as results come in.
    No process outlives the call, however it ends (except by SIGKILL).
    """
    return _converted(sources, _TO_PDF, engine=engine, processes=processes, batch_size=batch_size, on_done=on_done)


def to_docx(
    sources: Mapping[str, bytes], *, kind: str, engine: Engine, processes: int = 1
) -> dict[str, bytes | ConversionFailed]:
    """Turn text files of an older or another `kind` (`doc`, `rtf`, `odt`) into Word files; results as `to_pdf` gives them.

    Each file has a start of its own: these come from anybody, and one that brings LibreOffice down costs no other time.
    """
    return _converted(sources, _TO_DOCX[kind], engine=engine, processes=processes, batch_size=1)


def _converted(
    sources: Mapping[str, bytes],
    route: _Route,
    *,
    engine: Engine,
    processes: int,
    batch_size: int,
    on_done: Callable[[str], None] | None = None,
) -> dict[str, bytes | ConversionFailed]:
    results: dict[str, bytes | ConversionFailed] = {}
    with TemporaryDirectory(prefix="vanthu-", ignore_cleanup_errors=True) as place:
        work = _Work(sources=sources, route=route, engine=engine, place=Path(place))
        size = max(1, min(batch_size, -(-len(sources) // max(1, processes))))
        names = list(sources)
        work.waiting.extend(tuple(names[start : start + size]) for start in range(0, len(names), size))
        with closing(work.results(processes=max(1, processes))) as outcomes:
            for name, result in outcomes:
                results[name] = result
                if on_done is not None:
                    on_done(name)
    return {name: results[name] for name in sources}


@dataclass(slots=True, kw_only=True)
class _Work:
    """The groups still to convert, the processes at it, and what is known of failures. Lives for one call."""

    sources: Mapping[str, bytes]
    route: _Route
    engine: Engine
    place: Path
    waiting: deque[tuple[str, ...]] = field(default_factory=deque)
    running: list[_Run] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    starts: int = 0
    barren: int = 0

    def results(self, *, processes: int) -> Generator[tuple[str, bytes | ConversionFailed]]:
        """Every paper's result as it comes. Kills what still runs when the caller stops listening."""
        try:
            while self.waiting or self.running:
                while self.waiting and len(self.running) < processes:
                    self._start(self.waiting.popleft())
                time.sleep(_PAUSE)
                for run in list(self.running):
                    yield from run.fresh()
                    if run.over():
                        self.running.remove(run)
                        yield from run.fresh()
                        yield from self._settle(run)
        finally:
            for run in self.running:
                run.kill()

    def _start(self, names: tuple[str, ...]) -> None:
        self.starts += 1
        papers = {name: self.sources[name] for name in names}
        self.running.append(_Run(papers, self.route, engine=self.engine, place=self.place / f"{self.starts:04}"))

    def _settle(self, run: _Run) -> Iterator[tuple[str, ConversionFailed]]:
        """Decide about the papers that a finished process left without a result."""
        missing = run.missing()
        self.barren = 0 if len(missing) < run.size else self.barren + 1
        log = run.log()
        shutil.rmtree(run.place, ignore_errors=True)
        if self.barren >= _BARREN:
            missing += [name for group in self.waiting for name in group]
            self.waiting.clear()
            yield from ((name, self._failed(name, run.reason, log)) for name in missing)
        elif missing:
            suspect, *rest = missing
            self.failures[suspect] += 1
            if rest:
                self.waiting.appendleft(tuple(rest))
            if self.failures[suspect] < _ATTEMPTS:
                self.waiting.append((suspect,))
            else:
                yield suspect, self._failed(suspect, run.reason, log)

    def _failed(self, name: str, reason: str, log: str) -> ConversionFailed:
        route = self.route
        return ConversionFailed(
            f"LibreOffice không chuyển được văn bản «{name}» sang {route.target.upper()}: {reason}.",
            f"Mở tệp {route.source.upper()} của văn bản này bằng LibreOffice Writer để xem lỗi; "
            "nếu nhiều văn bản cùng lỗi, chạy «vanthu doctor» để kiểm tra máy.",
            log,
        )


class _Run:
    """One LibreOffice with the papers it was given, in its own folder, home, profile and process group."""

    def __init__(self, papers: Mapping[str, bytes], route: _Route, *, engine: Engine, place: Path) -> None:
        self.place = place
        self._route = route
        self.reason = ""
        self.size = len(papers)
        # Numbered names: an id of a user never becomes part of a path or of a command line.
        self._left = {f"{number:04}": name for number, name in enumerate(papers)}
        self._output = place / "out"
        self._log = place / "log"
        for directory in (place, self._output, place / "home", place / "in"):
            directory.mkdir()
        soffice_profile.write_profile(place / "profile")
        for stem, name in self._left.items():
            self._source(stem).write_bytes(papers[name])
        self._patience = engine.start_seconds + engine.document_seconds
        self._moved = time.monotonic()
        self._deadline = self._moved + engine.start_seconds + engine.document_seconds * self.size
        self._process = self._launch(engine)

    def _source(self, stem: str) -> Path:
        return self.place / "in" / f"{stem}.{self._route.source}"

    def _target(self, stem: str) -> Path:
        return self._output / f"{stem}.{self._route.target}"

    def _launch(self, engine: Engine) -> subprocess.Popen[bytes]:
        arguments = soffice_profile.arguments(
            profile=self.place / "profile",
            output=self._output,
            sources=[self._source(stem) for stem in self._left],
            reader=self._route.reader,
            writer=self._route.writer,
        )
        try:
            with self._log.open("wb") as log:
                return subprocess.Popen(  # noqa: S603 - the engine's command, numbered file names
                    [*engine.command, *arguments],
                    cwd=self.place / "home",
                    env=soffice_profile.environment(self.place / "home"),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
        except (FileNotFoundError, PermissionError) as error:
            message = f"Không chạy được LibreOffice: {engine.command[0]}."
            raise EnvironmentMissing(message, f"Cài đặt bằng lệnh: {INSTALL}") from error

    def fresh(self) -> Iterator[tuple[str, bytes]]:
        """The good files that appeared since the last look."""
        stems = list(self._left)
        written = [stem for stem in stems if self._target(stem).exists()]
        # While it runs, the last one may be half written: LibreOffice goes through its files in order.
        for stem in written if self.reason else written[:-1]:
            result = self._target(stem).read_bytes()
            if self._route.good(result):
                self._moved = time.monotonic()
                yield self._left.pop(stem), result

    def over(self) -> bool:
        """Whether it ended or had to be killed; then nothing of its process group is left and `reason` says why."""
        now = time.monotonic()
        # Looking without reaping: as long as the dead leader is there, the group's number belongs to no one else.
        ended = os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        late = now > self._deadline or now - self._moved > self._patience
        if ended is None and not late:
            return False
        self.kill()
        code = self._process.returncode
        if ended is None:
            self.reason = "quá thời gian cho phép, tiến trình đã bị dừng"
        elif code < 0:
            self.reason = f"tiến trình bị ngắt đột ngột (tín hiệu {-code})"
        else:
            self.reason = (
                f"tiến trình kết thúc với mã {code} nhưng không tạo được tệp {self._route.target.upper()} hợp lệ"
            )
        return True

    def kill(self) -> None:
        """End the whole process group and collect its leader."""
        with suppress(ProcessLookupError):  # the group may have died by itself
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def missing(self) -> list[str]:
        """The papers without a good result, in the order in which they were given."""
        return list(self._left.values())

    def log(self) -> str:
        """The last words of LibreOffice."""
        return self._log.read_text(encoding="utf-8", errors="replace")[-_LOG_CHARACTERS:]
