"""What the program writes, it accepts (nhận trước khi ghi): a folder is read as it would be with new texts in it.

A record that a command makes goes into the folder only when the folder is then read without an error that it did not have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from pipeline.finding import Finding, Severity
from pipeline.workspace.load import load


def unaccepted(folder: Path, texts: Mapping[Path, str | None]) -> tuple[Finding, ...]:
    """The errors that these files would bring into the folder; None stands for a file that would be gone.

    Errors in the files themselves count in any case, those elsewhere only where the folder does not have them already.
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
    """Lines move when a text changes."""
    return finding.code, finding.file, finding.message
