"""Trying edited templates in a process apart (thử mẫu), with limits of time and memory.

Layouts that are as the program ships them are known to be sound and cost nothing; the result for an edited one is
remembered beside the papers, by the bytes of the files it is made from.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

import psutil

from pipeline.building.state.code import fingerprint
from pipeline.building.state.fingerprint import digest
from pipeline.decree.profile import Profile, load_profile
from pipeline.errors import TemplateFailed
from pipeline.filing.locks import FOLDER
from pipeline.filing.own import write_own
from pipeline.finding import Finding, Severity
from pipeline.intake.own_process import OwnProcess
from pipeline.papers.types import DOCUMENT_TYPES
from pipeline.typeset.docx.sandbox import template_at
from pipeline.typeset.docx.stock import edited, is_stock
from pipeline.typeset.docx.style_differences import StyleDifference, style_differences
from pipeline.typeset.docx.template_faults import absent, endless, finding_of
from pipeline.typeset.docx.templates import ANNEX_LAYOUT, ATTACHED_LAYOUT, BLOCK_FOLDER, SLIP_LAYOUT, TemplateSet

_REMEMBERED: Final = "templates.json"
_TRIAL: Final = "pipeline.typeset.docx.trial"
_NAMED: Final = 3
_START_SECONDS: Final = 120.0
_LAYOUTS: Final = (
    *dict.fromkeys(document_type.layout for document_type in DOCUMENT_TYPES),
    ATTACHED_LAYOUT,
    ANNEX_LAYOUT,
    SLIP_LAYOUT,
)


@dataclass(frozen=True, kw_only=True)
class TrialLimits:
    """What the trial of one layout may take: seconds of processor, seconds by the clock, bytes of memory."""

    cpu_seconds: float = 4.0
    clock_seconds: float = 90.0
    memory: int = 1 << 30


@dataclass(frozen=True)
class Trial:
    """The result of trying a set of templates.

    `faults`: the error of each layout that cannot be used, by its name; `notices`: findings that stop no paper.
    """

    faults: Mapping[str, Finding] = field(default_factory=dict)
    notices: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The errors, each once however many layouts it concerns."""
        return tuple(dict.fromkeys(self.faults.values()))


def try_templates(
    templates: TemplateSet,
    needed: Iterable[str] = (),
    *,
    memory: Path | None = None,
    keep: bool = True,
    limits: TrialLimits = TrialLimits(),
) -> Trial:
    """Try every layout of the set that differs from the program's own; one that is `needed` must be there.

    `memory`: the output folder whose results of earlier trials are used, and with `keep` extended.
    """
    present = dict(templates.layouts)
    wanted = [
        name for name in dict.fromkeys((*_LAYOUTS, *needed)) if name in present and not is_stock(templates, (name,))
    ]
    keys = {name: _key(templates, name) for name in wanted}
    known = _recall(memory) if memory else {}
    left = [name for name in wanted if keys[name] not in known]
    if left:
        known |= {keys[name]: fault for name, fault in _run(templates, left, limits).items()}
        if memory is not None and keep:
            _remember(memory, {key: known[key] for key in keys.values()})
    faults = {name: fault for name in wanted if (fault := known[keys[name]]) is not None}
    for layout in sorted({*needed} - present.keys()):
        faults[layout] = finding_of(absent(layout).at(templates.place))
    return Trial(faults, tuple(_notice(difference, templates) for difference in style_differences(templates)))


def _notice(difference: StyleDifference, templates: TemplateSet) -> Finding:
    """The warning about a style of one file that has no effect, because another file's style of that name holds."""
    styles = ", ".join(f"“{style}”" for style in difference.styles[:_NAMED])
    styles += f" và {len(difference.styles) - _NAMED} kiểu khác" if len(difference.styles) > _NAMED else ""
    file, layouts = templates.place(difference.file), ", ".join(map(templates.place, difference.layouts))
    own = ", ".join(map(templates.at_home, difference.layouts))
    return Finding(
        code="DUNG-38",
        severity=Severity.WARNING,
        message=f"Kiểu {styles} trong mẫu “{file}” đã sửa khác với {layouts}: văn bản theo kiểu của {layouts}",
        file=file,
        hint=f"Muốn có tác dụng thì sửa cả trong {own}, hoặc đặt cho kiểu một tên khác.",
    )


def _key(templates: TemplateSet, layout: str) -> str:
    used = sorted(templates.used([layout]).items())
    places = (templates.place(name) for name in (layout, *(f"{BLOCK_FOLDER}/{block}" for block, _ in used)))
    return digest(fingerprint(_TRIAL), layout, *(part for name, data in used for part in (name, data)), *places)


# --------------------------------------------------------------------------------------------------- beside the papers
def _recall(folder: Path) -> dict[str, Finding | None]:
    try:
        raw = json.loads((folder / FOLDER / _REMEMBERED).read_text("utf-8"))
        return {key: _finding(stored) if stored else None for key, stored in raw.items()}
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return {}


def _finding(raw: Mapping[str, Any]) -> Finding:
    return Finding(**{**raw, "severity": Severity(raw["severity"])})


def _remember(folder: Path, known: Mapping[str, Finding | None]) -> None:
    plain = {key: finding.as_json() if finding else None for key, finding in known.items()}
    write_own(folder / FOLDER / _REMEMBERED, (json.dumps(plain, ensure_ascii=False).encode(),))


# ------------------------------------------------------------------------------------------------- the process apart
def _run(templates: TemplateSet, layouts: Sequence[str], limits: TrialLimits) -> dict[str, Finding | None]:
    """The error of each layout, None for a sound one.

    A process that dies or has to be killed counts against the layout that it was trying.
    """
    found: dict[str, Finding | None] = {}
    while left := [layout for layout in layouts if layout not in found]:
        found |= _one_process(templates, left, limits)
    return found


def _one_process(templates: TemplateSet, layouts: Sequence[str], limits: TrialLimits) -> dict[str, Finding | None]:
    process = OwnProcess(_try_all, templates, tuple(layouts), limits)
    found: dict[str, Finding | None] = {}
    try:
        for layout in layouts:
            patience = limits.clock_seconds + (0 if found else _START_SECONDS)
            answer = _answer(process, limits.memory, patience)
            if not isinstance(answer, TemplateFailed | None):
                found[layout] = finding_of(_blamed(endless(layout, ("", "")), templates))
                break
            found[layout] = finding_of(_blamed(answer, templates)) if answer else None
            if answer is not None and answer.code == "DUNG-34":
                break
    finally:
        process.end()
    return found


def _blamed(failure: TemplateFailed, templates: TemplateSet) -> TemplateFailed:
    """The failure at the file that a clerk has edited: what fails in a layout of the program's own is due to a block."""
    is_block = failure.template.startswith(f"{BLOCK_FOLDER}/")
    touched = () if is_block else edited(templates, [failure.template])
    if not touched or failure.template in touched:
        return failure.at(templates.place)
    others = ", ".join(map(templates.place, touched[1:]))
    remedy = f"{failure.remedy} Khối khác cũng đã sửa, có thể do nó: {others}." if others else failure.remedy
    found = TemplateFailed(failure.words, remedy, template=touched[0], code=failure.code, wanted=failure.wanted)
    return found.at(templates.place)


_NO_ANSWER: Final = "no answer"


def _answer(process: OwnProcess, memory: int, patience: float) -> object:
    """The process's answer about the next layout; another value when it dies or exceeds its time or memory."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        with suppress(EOFError, OSError, psutil.Error):
            if told := process.receive(0.1):
                return told[0]
            if psutil.Process(process.pid).memory_info().rss <= memory:
                continue
        return _NO_ANSWER
    return _NO_ANSWER


def _try_all(teller: Connection, templates: TemplateSet, layouts: Sequence[str], limits: TrialLimits) -> None:
    """In the process apart: try each layout and send the error, or None where it is sound."""
    from pipeline.typeset.docx.trial import try_layout  # noqa: PLC0415 - loads what makes papers, which a trial alone needs

    profile = load_profile()
    _bound_memory(limits.memory)
    for layout in layouts:
        done = threading.Event()
        watcher = threading.Thread(target=_end_if_slow, args=(layout, done, limits.cpu_seconds, teller), daemon=True)
        watcher.start()
        answer = _tried(layout, templates, profile, try_layout)
        done.set()
        watcher.join()
        teller.send(answer)


def _tried(layout: str, templates: TemplateSet, profile: Profile, try_layout: Any) -> TemplateFailed | None:  # noqa: ANN401 - the function
    try:
        try_layout(layout, templates=templates, profile=profile)
    except TemplateFailed as failure:
        return failure
    except MemoryError:
        return endless(layout, ("", ""))
    return None


def _end_if_slow(layout: str, done: threading.Event, seconds: float, teller: Connection) -> None:
    """Wait until a layout is tried; after too much processor time send the paragraph it is at, and end the process."""
    started = time.process_time()
    main = threading.main_thread().ident or 0
    while not done.wait(0.05):
        if time.process_time() - started > seconds:
            teller.send(endless(layout, _where(sys._current_frames().get(main))))  # noqa: SLF001 - the way to see it
            os._exit(1)


def _where(frame: object) -> tuple[str, str]:
    found = template_at(frame)
    place_in = getattr(found[0].environment, "place_in", None) if found else None
    return place_in(found) if place_in else ("", "")


def _bound_memory(memory: int) -> None:
    """Limit the memory of this process where the system can; elsewhere the parent process watches it."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    # Address space: libraries and threads reserve more than they use.
    room = memory + (2 << 30)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (room, room))
