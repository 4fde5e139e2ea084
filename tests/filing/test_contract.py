"""Nothing but `pipeline.filing` writes into a folder of a person's: read from the code, name by name, with the reason."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.sample import ROOT

MODULES = sorted(
    path for path in (ROOT / "pipeline").rglob("*.py") if "filing" not in path.relative_to(ROOT / "pipeline").parts
)
# Modules that write nevertheless, and where.
ELSEWHERE = {
    "pipeline/typeset/libreoffice/soffice.py": "a temporary folder of its own, gone at the end",
    "pipeline/typeset/libreoffice/soffice_run.py": "the private folder of one LibreOffice",
    "pipeline/typeset/libreoffice/soffice_home.py": "the private folder of one LibreOffice",
    "pipeline/typeset/libreoffice/soffice_profile.py": "the private folder of one LibreOffice",
    "pipeline/typeset/libreoffice/private_folder.py": "the private folder of one LibreOffice",
    "pipeline/typeset/libreoffice/watchdog_by_group.py": "the log of one LibreOffice, in its private folder",
    "pipeline/typeset/libreoffice/watchdog_by_mark.py": "the log of one LibreOffice, in its private folder",
    "pipeline/typeset/libreoffice/marked.py": "removes the private folder of a LibreOffice whose program is gone",
    "pipeline/app/starting.py": "a temporary folder in which a new office is tried before it is put in place",
    "pipeline/typeset/pdf/assemble.py": "a temporary file without a name",
    "pipeline/typeset/docx/normal_form.py": "a tool of developers for the templates of the program; no command reaches it",
    "pipeline/app/build_log.py": "the log of a build, below its `.vanthu`, which is the program's alone",
    "pipeline/cli/command_end.py": "the trace of a bug, in the user's state folder; closed streams, opened to nowhere",
    "pipeline/intake/confined.py": "the streams of the process apart, opened to nowhere",
    "pipeline/intake/file.py": "opens to read, without waiting",
}
_METHODS = frozenset(
    "write_bytes write_text unlink rmdir touch chmod lchmod symlink_to hardlink_to mkdir rename truncate".split()
)
_OF_OS = frozenset(
    "replace rename renames remove unlink link symlink open mkdir makedirs rmdir chmod truncate mkfifo".split()
)
_OF_SHUTIL = frozenset("copy copy2 copyfile copytree move rmtree make_archive unpack_archive".split())
_WRITING_MODE = re.compile(r"[rwaxbtU+]*[wax+][rwaxbtU+]*")


def _writes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in {"os", "shutil", "tempfile"}:
            taken = {"os": _OF_OS, "shutil": _OF_SHUTIL}.get(node.module)
            yield from (one.name for one in node.names if taken is None or one.name in taken)
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        if isinstance(function, ast.Attribute):
            owner = function.value.id if isinstance(function.value, ast.Name) else ""
            known = {"os": _OF_OS, "shutil": _OF_SHUTIL}.get(owner)
            if known is not None:
                if function.attr in known:
                    yield f"{owner}.{function.attr}"
            elif (
                owner == "tempfile"
                or function.attr in _METHODS
                or (function.attr == "open" and _opens_to_write(node))
                # A path's; a string's has two.
                or (function.attr == "replace" and len(node.args) == 1 and not node.keywords)
            ):
                yield function.attr
        elif isinstance(function, ast.Name) and function.id == "open" and _opens_to_write(node):
            yield "open"


def _opens_to_write(call: ast.Call) -> bool:
    modes = [*call.args, *(one.value for one in call.keywords if one.arg == "mode")]
    return any(
        isinstance(one, ast.Constant) and isinstance(one.value, str) and _WRITING_MODE.fullmatch(one.value)
        for one in modes
    )


@pytest.mark.parametrize(
    "words",
    [
        "path.write_text('x')",
        "path.open('wb')",
        "open(name, mode='a')",
        "os.replace(a, b)",
        "a.replace(b)",
        "a.rename(b)",
        "shutil.rmtree(a)",
        "a.unlink(missing_ok=True)",
        "tempfile.mkstemp()",
        "from shutil import move",
    ],
)
def test_writes__are_seen(words: str) -> None:
    assert list(_writes(ast.parse(words)))


@pytest.mark.parametrize(
    "words", ["text.replace('a', 'b')", "path.open('rb')", "replace(value, a=1)", "shutil.which('x')"]
)
def test_writes__reading_and_values_are_none(words: str) -> None:
    assert not list(_writes(ast.parse(words)))


def test_pipeline__writes_by_filing_alone() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): sorted(set(_writes(ast.parse(path.read_text("utf-8"))))) for path in MODULES
    }
    writing = {name: what for name, what in found.items() if what}
    assert writing.keys() <= ELSEWHERE.keys(), {name: what for name, what in writing.items() if name not in ELSEWHERE}
