"""The exceptions of the program: each means "cannot go on" and carries its exit code and its remedy.

    VanthuError
    ├── Refused               1    the data or a file has findings that forbid going on
    │   └── Faulty            1    the same, with findings to be shown one by one: the message does not repeat them
    ├── UsageError            2    the command line asks for something that does not exist
    ├── EnvironmentMissing    3    LibreOffice, a font or a tool is missing
    ├── Unreadable            1    a file to check is damaged, locked, hostile or of no kind that can be read
    ├── TemplateFailed        1    a Word template cannot take the words of a paper
    └── ConversionFailed      1    LibreOffice could not turn one document into a PDF

Bad data is a `Finding`, never an exception; a bug of ours is left to crash.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from pipeline.finding import Finding


class VanthuError(Exception):
    """Cannot go on. `str(error)` is the message for the user; `remedy` says what to do."""

    exit_code: ClassVar[int] = 70

    def __init__(self, message: str, remedy: str = "") -> None:
        # Both go to Exception.args: that is what pickle rebuilds an exception from.
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return self.message


class Refused(VanthuError):
    """The data has errors; `findings` holds all of them."""

    exit_code = 1

    def __init__(self, message: str, remedy: str = "", findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message, remedy)
        self.args = (message, remedy, findings)
        self.findings = findings


class Faulty(Refused):
    """The data has errors that the message does not name: show `findings` before it."""


class UsageError(VanthuError):
    """The command names something that is not there."""

    exit_code = 2


class EnvironmentMissing(VanthuError):
    """A program or a font that the work needs is not on this machine."""

    exit_code = 3


class ConversionFailed(VanthuError):
    """LibreOffice gave no usable PDF for one document, even on a fresh process. `log` is what it printed."""

    exit_code = 1

    def __init__(self, message: str, remedy: str = "", log: str = "") -> None:
        super().__init__(message, remedy)
        self.args = (message, remedy, log)
        self.log = log


class Unreadable(VanthuError):
    """A file given for checking cannot be read: damaged, encrypted, hostile, without text, or of an unknown kind."""

    exit_code = 1


class TemplateFailed(VanthuError):
    """A template (mẫu trình bày) edited by hand does not fit: a broken tag, an unknown name, a missing file.

    `words` say what is wrong, to follow the name of the file in the message; `template` is that name without its ending
    (`khoi/ky`), `file` the path under which people find it, by default the name; `code` is that of the finding.
    `wanted`: the name of another template that the words mention as `NAME.docx`.
    """

    exit_code = 1

    def __init__(
        self,
        words: str,
        remedy: str = "",
        *,
        template: str = "",
        code: str = "DUNG-33",
        file: str = "",
        wanted: str = "",
    ) -> None:
        self.words = words
        self.template = template
        self.code = code
        self.file = file or f"{template}.docx"
        self.wanted = wanted
        super().__init__(f"Mẫu trình bày “{self.file}” {words}", remedy)

    def at(self, place: Callable[[str], str]) -> TemplateFailed:
        """The same failure in the words of whoever looks for the file; `place` gives the path of a template by its name."""
        words = self.words.replace(f"{self.wanted}.docx", place(self.wanted)) if self.wanted else self.words
        return TemplateFailed(words, self.remedy, template=self.template, code=self.code, file=place(self.template))

    def __reduce__(self) -> tuple[object, ...]:
        return _template_failed, (self.words, self.remedy, self.template, self.code, self.file, self.wanted)


def _template_failed(*values: str) -> TemplateFailed:
    words, remedy, template, code, file, wanted = values
    return TemplateFailed(words, remedy, template=template, code=code, file=file, wanted=wanted)
