"""The shape of the code: sizes, owners of technologies that the import contracts cannot see, and what documents promise."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.decree.profile import house_titles, load_profile
from pipeline.decree.type_table import paper_types
from pipeline.filing.seals import sealed_json
from pipeline.papers.compose import compose
from pipeline.papers.types import DOCUMENT_TYPES
from pipeline.records.base import Record
from pipeline.records.committee import BODY_KINDS
from pipeline.records.office import KINDS
from pipeline.workspace.load import load
from pipeline.workspace.schema import schemas
from tests.sample import FIXTURES, ROOT

MODULES = sorted((ROOT / "pipeline").rglob("*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in MODULES]
# The standard library has technologies too; each has one owner.
OWNERS = {
    "subprocess": {
        "pipeline/typeset/libreoffice/watchdog.py",
        "pipeline/typeset/libreoffice/watchdog_by_group.py",
        "pipeline/typeset/libreoffice/watchdog_by_mark.py",
        "pipeline/typeset/libreoffice/private_folder.py",
        "pipeline/typeset/libreoffice/soffice_home.py",
    },
    "zipfile": {
        "pipeline/building/making/paper_set.py",
        "pipeline/intake/damaged_archive.py",
        "pipeline/intake/unpacking.py",
        "pipeline/reports/returned_archive.py",
        "pipeline/typeset/docx/package.py",
        "pipeline/reading/docx/container.py",
        "pipeline/repair/docx_parts.py",
    },
    "signal": {
        "pipeline/cli/commands.py",
        "pipeline/building/making/executors.py",
        "pipeline/intake/confined.py",
        "pipeline/intake/own_process.py",
        "pipeline/filing/system.py",
        "pipeline/typeset/libreoffice/watchdog_by_group.py",
    },
    # Not there on Windows: whoever has one goes on without it.
    "fcntl": {"pipeline/filing/system.py"},
    **{name: set[str]() for name in ("pwd", "grp", "termios", "tty", "pty", "syslog", "posix")},
    "tomllib": {
        "pipeline/decree/profile.py",
        "pipeline/decree/profile_source.py",
        "pipeline/decree/type_table.py",
        "pipeline/intake/toml_places.py",
        "pipeline/intake/toml_slips.py",
        "pipeline/papers/wording_examples.py",
        "pipeline/papers/wording_file.py",
    },
    "sqlite3": set(),
    "socket": set(),
    "urllib": {"pipeline/reading/docx/container.py"},  # urllib.parse, for names inside a package; nothing is fetched
}


@dataclass(frozen=True)
class Seen:
    """What the tests ask of one file of code: its tree is walked once and not kept, a thousand of them are a burden."""

    docstring: str | None
    long: list[str]
    imports: frozenset[str]
    called_of: list[int | str]
    called_one: list[int]
    listed: list[tuple[int, frozenset[str]]]


# What gives a thing a name or passes one on, and where it says it.
_NAMED: Mapping[type[ast.AST], tuple[str, ...]] = {
    **dict.fromkeys((ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef), ("name",)),
    **dict.fromkeys((ast.MatchAs, ast.MatchStar, ast.ExceptHandler), ("name",)),
    ast.alias: ("name", "asname"),
    ast.arg: ("arg",),
    ast.keyword: ("arg",),
    ast.Name: ("id",),
    ast.Attribute: ("attr",),
}
# Names that say nothing of what they hold: there is always a noun.
_ONE = frozenset({"one", "ones"})
_LISTS = (ast.Constant, ast.Dict, ast.List, ast.Set, ast.Tuple)


@cache
def _seen(path: Path) -> Seen:
    tree = ast.parse(path.read_text("utf-8"))
    nodes: dict[type[ast.AST], list[Any]] = defaultdict(list)
    for node in ast.walk(tree):
        nodes[type(node)].append(node)
    documented = [node for kind in (ast.Module, ast.ClassDef, ast.FunctionDef) for node in nodes[kind]]
    docstrings = {id(node.body[0].value) for node in documented if node.body and isinstance(node.body[0], ast.Expr)}
    lists = [node for kind in _LISTS for node in nodes[kind] if id(node) not in docstrings]
    return Seen(
        docstring=ast.get_docstring(tree),
        long=[
            f"{node.name}: {lines} lines"
            for node in nodes[ast.FunctionDef]
            if (lines := (node.end_lineno or 0) - node.lineno + 1) > 60
        ],
        imports=frozenset(
            name for kind in (ast.Import, ast.ImportFrom) for node in nodes[kind] for name in _imported(node)
        ),
        called_of=[
            node.lineno
            for kind, places in _NAMED.items()
            for node in nodes[kind]
            if any(getattr(node, place) == "of" for place in places)
        ],
        called_one=[
            *(node.lineno for node in nodes[ast.arg] if node.arg in _ONE),
            *(node.lineno for node in nodes[ast.Name] if node.id in _ONE and isinstance(node.ctx, ast.Store)),
        ],
        listed=[
            (node.lineno, frozenset(word.strip() for word in words))
            for node in lists
            if len(words := _listed(node)) > 3
        ],
    )


def test_modules__are_short_and_so_are_their_functions() -> None:
    lines = {name: len(path.read_text("utf-8").splitlines()) for name, path in zip(NAMES, MODULES, strict=True)}
    assert lines
    assert [f"{name}: {count} lines" for name, count in lines.items() if count > 400] == []
    assert [f"{name}, {long}" for name, path in zip(NAMES, MODULES, strict=True) for long in _seen(path).long] == []


def test_modules__say_what_they_are_and_leave_nothing_open() -> None:
    left = re.compile(r"TODO|FIXME|NotImplementedError\(\)|pragma: no cover")
    modules = list(zip(NAMES, MODULES, strict=True))
    assert [name for name, path in modules if not _seen(path).docstring] == []
    assert [f"{name}: {found[0]}" for name, path in modules if (found := left.search(path.read_text("utf-8")))] == []


@pytest.mark.parametrize("technology", OWNERS)
def test_technology__has_one_owner(technology: str) -> None:
    users = {str(path.relative_to(ROOT)) for path in MODULES if technology in _seen(path).imports}
    assert users <= OWNERS[technology]


@pytest.mark.parametrize(
    "folder", ["pipeline", *(pytest.param(name, marks=pytest.mark.slow) for name in ("tests", "bench"))]
)
def test_names__nothing_is_called_of(folder: str) -> None:
    files = sorted((ROOT / folder).rglob("*.py"))
    named = [f"{path.relative_to(ROOT)}:{line}" for path in files for line in _seen(path).called_of]
    assert files
    assert named == []


def test_names__no_variable_is_called_one() -> None:
    bound = [f"{path.relative_to(ROOT)}:{line}" for path in MODULES for line in _seen(path).called_one]
    assert not bound


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {name.name.split(".")[0] for name in node.names}
    if isinstance(node, ast.ImportFrom) and node.module:
        return {node.module.split(".")[0]}
    return set()


def _models(model: type[Record], seen: set[type[Record]]) -> set[type[Record]]:
    if model in seen:
        return seen
    seen.add(model)
    for sub in Record.__subclasses__():
        _models(sub, seen)
    for sub in model.__subclasses__():
        _models(sub, seen)
    return seen


MODELS = sorted(_models(Record, set()) - {Record}, key=lambda model: model.__name__)


@pytest.mark.parametrize("model", MODELS, ids=[model.__name__ for model in MODELS])
def test_record__every_field_has_a_title_of_its_own_that_is_its_key(model: type[Record]) -> None:
    titles = [field.title for field in model.model_fields.values()]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert [field.alias for field in model.model_fields.values()] == [str(title).lower() for title in titles]


def test_kinds__every_kind_of_paper_has_a_type_and_every_type_a_kind_or_a_meeting() -> None:
    named = {kind.name.lower() for kind in DOCUMENT_TYPES}
    not_papers = {"văn phòng", "cơ quan", "cán bộ", *BODY_KINDS, "cuộc họp"}
    not_papers |= {"đề cương", "kỳ báo cáo", "điều chỉnh số liệu", "phụ lục số liệu", "ý kiến góp ý"}
    assert named - {"giấy mời", "biên bản"} == set(KINDS) - not_papers


def _listed(node: ast.AST) -> list[str]:
    """The words that stand side by side in a collection, a Literal, or a text of alternatives."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.split(r"[|\n,]", node.value)
    several = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
    return [word for one in several if isinstance(one, ast.Constant) for word in _listed(one)]


def test_types__are_listed_in_the_table_and_nowhere_in_the_code() -> None:
    names = {one.name for one in paper_types().types}
    codes = {one.code for one in paper_types().types if one.code}
    second = []
    for file in MODULES:
        for line, words in _seen(file).listed:
            # A meeting gives three papers: fewer than four names are no list of types. Nor is a lexicon with some among it.
            found = max(len({word.lower() for word in words} & names), len(words & codes))
            if found > 3 and 2 * found > len(words):
                second.append(f"{file.relative_to(ROOT)}:{line}")
    assert not second


def test_fixtures__every_file_names_its_schema() -> None:
    files = [file for file in FIXTURES.rglob("*.yaml") if ".goc" not in file.parts]
    assert len(files) > 10
    for file in files:
        first = file.read_text("utf-8").splitlines()[0]
        schema = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert schema, file
        assert (file.parent / schema[1]).is_file(), file


def test_guide__names_only_house_styles_that_exist() -> None:
    titles = house_titles(load_profile())
    guide = (ROOT / "docs" / "huong-dan.md").read_text("utf-8")
    for example in re.findall(r"`((?:lề|cỡ chữ)[^`:]*): [^`]*`", guide):
        assert example in titles


@pytest.mark.slow
def test_readme__speaks_of_papers_and_commands_that_exist() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    ids = {document.id for document in compose(load(FIXTURES).office)}
    assert set(re.findall(r"--only ([a-z0-9-]+)", text)) <= ids
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`?make ([a-z]+)", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", text):
        assert (ROOT / picture).is_file()


def _pins(name: str) -> set[str]:
    return set(re.findall(r"^[a-z][^\\]*==[^\\]*", (ROOT / ".ci" / name).read_text("utf-8"), re.MULTILINE))


def test_locks__program_and_tests_agree_and_everything_has_a_hash() -> None:
    pins = _pins("requirements.txt")
    assert pins
    assert pins <= _pins("requirements-dev.txt")
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / ".ci" / name).read_text("utf-8")
        assert "://" not in text
        assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[a-z])", text))


def test_locks__hold_all_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = {pin.partition("==")[0] for pin in _pins("requirements.txt")}
    assert set(project["dependencies"]) | {"setuptools"} <= locked
    assert set(project["optional-dependencies"]["dev"]) <= {
        pin.partition("==")[0] for pin in _pins("requirements-dev.txt")
    }


def test_fixtures__schemas_are_those_of_the_models() -> None:
    wanted = {name: sealed_json(content) for name, content in schemas().items()}
    found = {path.name: path.read_bytes() for path in (FIXTURES / ".schema").iterdir()}
    assert found == wanted, "run: .venv/bin/vanthu schema --output fixtures/.schema"
