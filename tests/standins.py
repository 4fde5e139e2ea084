"""Stand-ins for LibreOffice that misbehave on purpose, given to the code under test as `Engine.command`.

Run as a program: `python standins.py MODE [MARK] -env:... --outdir OUT FILE...`; it understands the arguments that
`convert` gives to LibreOffice and ignores the rest. `MARK` is any text; tests find left-over processes by it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

BAD: Final = b"BAD"
"""A source with this content is the one that the `-on-bad` modes stumble over."""

ONE_PAGE: Final = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\n"
    b"startxref\n164\n%%EOF\n"
)
"""The smallest PDF that opens and has a page."""

NO_PAGE: Final = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n97\n%%EOF\n"
)
"""A PDF that opens and has no page."""


def command(mode: str, mark: str = "") -> tuple[str, ...]:
    """What to give as `Engine.command` for a stand-in that behaves like `mode`."""
    return (sys.executable, str(Path(__file__).resolve()), mode, mark)


def _write(output: Path, source: Path, pdf: bytes) -> None:
    (output / f"{source.stem}.pdf").write_bytes(pdf)


def _good(output: Path, sources: list[Path]) -> None:
    for source in sources:
        _write(output, source, ONE_PAGE)


def _hang(output: Path, sources: list[Path]) -> None:
    time.sleep(600)


def _crash(output: Path, sources: list[Path]) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _nothing(output: Path, sources: list[Path]) -> None:
    print("convert ... using filter")


def _garbage(output: Path, sources: list[Path]) -> None:
    for source in sources:
        _write(output, source, b"%PDF-1.4\nnot really")


def _pageless(output: Path, sources: list[Path]) -> None:
    for source in sources:
        _write(output, source, NO_PAGE)


def _skip_bad(output: Path, sources: list[Path]) -> None:
    _good(output, [source for source in sources if source.read_bytes() != BAD])


def _until_bad(output: Path, sources: list[Path], then: Callable[[Path, list[Path]], None]) -> None:
    for source in sources:
        if source.read_bytes() == BAD:
            then(output, sources)
        _write(output, source, ONE_PAGE)


def _crash_on_bad(output: Path, sources: list[Path]) -> None:
    _until_bad(output, sources, _crash)


def _hang_on_bad(output: Path, sources: list[Path]) -> None:
    _until_bad(output, sources, _hang)


def _child(output: Path, sources: list[Path]) -> None:
    """Does its work and leaves a child behind, as a crashed LibreOffice does."""
    subprocess.Popen([sys.executable, str(Path(__file__).resolve()), "hang", sys.argv[2]])
    _good(output, sources)


def _complain(output: Path, sources: list[Path]) -> None:
    print("Error: source file could not be loaded")
    print("environment:", *sorted(os.environ))


_MODES: Final[dict[str, Callable[[Path, list[Path]], None]]] = {
    "good": _good,
    "hang": _hang,
    "crash": _crash,
    "nothing": _nothing,
    "garbage": _garbage,
    "pageless": _pageless,
    "skip-bad": _skip_bad,
    "crash-on-bad": _crash_on_bad,
    "hang-on-bad": _hang_on_bad,
    "child": _child,
    "complain": _complain,
}


def main(arguments: list[str]) -> None:
    """Behave like the mode named first."""
    output = Path(arguments[arguments.index("--outdir") + 1]) if "--outdir" in arguments else Path()
    sources = [Path(argument) for argument in arguments if argument.endswith(".docx")]
    _MODES[arguments[0]](output, sources)


if __name__ == "__main__":
    main(sys.argv[1:])
