"""Accepting records that the program writes (nhận trước khi ghi): the folder is read as it would be with the new texts.

A record that a command makes is written only when the folder, read with it, has no error that it did not have before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from pipeline.finding import Finding, Severity
from pipeline.workspace.load import load


def unaccepted(folder: Path, texts: Mapping[Path, str | None]) -> tuple[Finding, ...]:
    """The errors that these texts would bring into the folder; None in place of a text stands for a removed file.

    Errors in the files themselves always count, errors elsewhere only where the folder does not have them already.
    """
    root = folder.resolve()
    instead = {path.resolve().relative_to(root).as_posix(): text for path, text in texts.items()}
    errors = _errors(load(folder, instead=instead).findings)
    if not errors:
        return ()
    before = Counter(map(_same, _errors(load(folder).findings)))
    return tuple(finding for finding in errors if finding.file in instead or not before[_same(finding)])


def _errors(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)


def _same(finding: Finding) -> tuple[str, str | None, str]:
    """What identifies a finding when texts change: all but its line."""
    return finding.code, finding.file, finding.message
