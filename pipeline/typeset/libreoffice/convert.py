"""DOCX to PDF with LibreOffice (chuyển sang PDF), older text files to DOCX: many per start, nothing left behind.

    waiting   groups of papers
    running   at most `processes` LibreOffices, each with its own profile, home and process group
    finished  a valid file per paper, or the reason why there is none

LibreOffice is not trusted: not its exit code, not that it ends, not that it wrote what it says. A group that stops
half-way keeps what is good; the first paper without a PDF is the suspect and goes alone, the rest goes on together.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.errors import ConversionFailed
from pipeline.typeset.docx.package import is_package
from pipeline.typeset.libreoffice import soffice_profile
from pipeline.typeset.libreoffice.soffice import Engine
from pipeline.typeset.libreoffice.soffice_home import Home
from pipeline.typeset.libreoffice.soffice_run import Route, Run
from pipeline.typeset.pdf.assemble import page_count

# LibreOffice does not slow down with its documents (measured up to 240), but what it loses is lost for all of a start.
_BATCH: Final = 120
_ATTEMPTS: Final = 2
_BARREN: Final = 6  # starts in a row without one PDF: the fault is not in the papers
_PAUSE: Final = 0.02


def _has_pages(pdf: bytes) -> bool:
    return page_count(pdf) > 0


_TO_PDF: Final = Route(
    source="docx",
    reader=soffice_profile.IMPORT_FILTER,
    writer=soffice_profile.PDF,
    good=_has_pages,
)
_TO_DOCX: Final = {
    kind: Route(source=kind, reader=reader, writer=soffice_profile.WORD, good=is_package)
    for kind, reader in soffice_profile.OLDER_FILTERS.items()
}


def to_pdf(
    sources: Mapping[str, bytes],
    *,
    engine: Engine,
    processes: int = 1,
    batch_size: int = _BATCH,
    on_done: Callable[[str], None] | None = None,
    standing_by: Home | None = None,
) -> dict[str, bytes | ConversionFailed]:
    """Turn DOCX files (by name) into PDF/A-2b; one result per name, in the order of `sources`.

    A paper without a usable PDF after two tries is a `ConversionFailed` with LibreOffice's own words; it takes no
    other paper down. `on_done` is called in this thread, once for every name, as results come in.
    `standing_by`, a LibreOffice started ahead, takes the first group and is used up. No process and no file outlives
    the call, however it ends.
    """
    return _converted(
        sources,
        _TO_PDF,
        engine=engine,
        processes=processes,
        batch_size=batch_size,
        on_done=on_done,
        standing_by=standing_by,
    )


def to_docx(
    sources: Mapping[str, bytes], *, kind: str, engine: Engine, processes: int = 1
) -> dict[str, bytes | ConversionFailed]:
    """Turn text files of an older or another `kind` (`doc`, `rtf`, `odt`) into Word files; results as `to_pdf` gives them.

    Each file has a start of its own: these come from anybody, and one that brings LibreOffice down costs no other time.
    So there is nothing for a bridge to share.
    """
    alone = replace(engine, bridge=())
    return _converted(sources, _TO_DOCX[kind], engine=alone, processes=processes, batch_size=1)


def _converted(  # noqa: PLR0913 - what to_pdf was told
    sources: Mapping[str, bytes],
    route: Route,
    *,
    engine: Engine,
    processes: int,
    batch_size: int,
    on_done: Callable[[str], None] | None = None,
    standing_by: Home | None = None,
) -> dict[str, bytes | ConversionFailed]:
    results: dict[str, bytes | ConversionFailed] = {}
    work = _Work(sources=sources, route=route, engine=engine, standing_by=standing_by)
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
    """The groups still to convert, the running processes, and what is known of failures. Exists for one call."""

    sources: Mapping[str, bytes]
    route: Route
    engine: Engine
    standing_by: Home | None
    waiting: deque[tuple[str, ...]] = field(default_factory=deque)
    running: list[Run] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    barren: int = 0

    def results(self, *, processes: int) -> Generator[tuple[str, bytes | ConversionFailed]]:
        """Every paper's result as it is finished. Kills what still runs when the caller stops iterating."""
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
                run.close()

    def _start(self, names: tuple[str, ...]) -> None:
        papers = {name: self.sources[name] for name in names}
        home, self.standing_by = self.standing_by or Home(self.engine), None
        self.running.append(Run(papers, self.route, home=home))

    def _settle(self, run: Run) -> Iterator[tuple[str, ConversionFailed]]:
        """Decide about the papers for which a finished process left no result: a retry, or a failure, which is yielded."""
        missing = run.missing()
        self.barren = 0 if len(missing) < run.size else self.barren + 1
        log = run.close()
        if run.unbridged:
            self.engine = replace(self.engine, bridge=())
            self.waiting.appendleft(tuple(missing))
            return
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
            f"LibreOffice không chuyển được văn bản «{name}» sang {route.writer.ending.upper()}: {reason}.",
            f"Mở tệp {route.source.upper()} của văn bản này bằng LibreOffice Writer để xem lỗi; "
            "nếu nhiều văn bản cùng lỗi, chạy «vanthu doctor» để kiểm tra máy.",
            log,
        )
