"""What a line of the wording may contain (ngôn ngữ của lời văn): words, values in `{{ }}` with filters, `{% if %}`, `{% for %}`.

It is Jinja with most of it left out. No calls, no arithmetic, no attributes, no variables of its own, no loop inside a
loop, a loop only over a given list, no intermediate text longer than `LONGEST`: the cost of a line is bounded by the
values given to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.papers.wording_line import LineFault, Value
from pipeline.text import (
    amount_in_words,
    ensure_final,
    format_clock,
    format_date,
    format_number,
    in_sentence,
    join_guests,
    join_names,
    lower_first,
    number_in_words,
    percent,
    to_roman,
    upper_first,
    weekday,
)

LONGEST: Final = 100_000
_LONGEST_LINE: Final = 5_000
_TOO_LONG: Final = "cho ra câu dài quá mức"
_OF_EACH: Final = frozenset({"in_sentence", "lower_first", "upper_first", "upper", "lower"})
LOOP_NAMES: Final = ("first", "last", "index")
"""What a line may ask of a loop: `loop.last`."""
_TESTS: Final = frozenset({"defined", "none", "odd", "even"})
_PLAIN: Final = re.compile(r"\{[{%#]")
_NODES: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter, nodes.If, nodes.For,
    nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Test, nodes.Concat, nodes.Keyword,
)  # fmt: skip


def _each(change: Callable[[str], str]) -> Callable[[Any], Any]:
    """A filter of one text made to take a list of texts too, each of which it changes."""
    return lambda value: change(value) if isinstance(value, str) else [change(each) for each in value]


def _join(values: Sequence[str], between: str = ", ") -> str:
    # A join of joins would else grow by as many times as it has signs.
    if sum(map(len, values)) + len(between) * len(values) > LONGEST:
        raise LineFault(_TOO_LONG)
    return between.join(values)


def _without_final(text: str, marks: str = ".;") -> str:
    return text.rstrip(marks)


def _two_digits(number: int) -> str:
    return f"{number:02d}"


def _short_date(day: date) -> str:
    return f"{day:%d/%m/%Y}"


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "in_sentence": _each(in_sentence),
    "lower_first": _each(lower_first),
    "upper_first": _each(upper_first),
    "upper": _each(str.upper),
    "lower": _each(str.lower),
    "join_names": join_names,
    "join_guests": join_guests,
    "join": _join,
    "length": len,
    "ensure_final": ensure_final,
    "without_final": _without_final,
    "format_date": format_date,
    "short_date": _short_date,
    "weekday": weekday,
    "clock": format_clock,
    "number": format_number,
    "two_digits": _two_digits,
    "number_in_words": number_in_words,
    "amount_in_words": amount_in_words,
    "roman": to_roman,
    "percent": percent,
}


def known_filters() -> Collection[str]:
    """The names of the filters that a line may use."""
    return FILTERS.keys()


def fill(source: str, values: Mapping[str, Value]) -> str:
    """The sentence that a line gives with these values. LineFault: the line cannot be used."""
    if len(source) > _LONGEST_LINE:
        raise LineFault(f"dài quá {format_number(_LONGEST_LINE)} ký tự")
    if not _PLAIN.search(source):
        return source
    check(source, values)
    text = next((name for name in _looped(source) if isinstance(values[name], str)), None)
    if text is not None:
        raise LineFault(f"“{text}” không phải là danh sách, {{% for %}} không dùng được")
    try:
        return _rendered(source, {name: "" if value is None else value for name, value in values.items()})
    except LineFault:
        raise
    except Exception as failure:
        raise LineFault("có bộ lọc không dùng được với giá trị ở chỗ này") from failure


def _rendered(source: str, values: Mapping[str, Value]) -> str:
    """The sentence, joined piece by piece and abandoned as soon as it is too long."""
    pieces: list[str] = []
    left = LONGEST
    for piece in _compiled(source).generate(values):
        left -= len(piece)
        if left < 0:
            raise LineFault(_TOO_LONG)
        pieces.append(piece)
    return "".join(pieces)


def check(source: str, names: Collection[str]) -> None:
    """Check that a line uses only allowed constructs, and values of these names only. LineFault: it does not."""
    missing = next((name for name in _names(source) if name not in names), None)
    if missing is not None:
        raise LineFault(f"không có giá trị “{missing}” ở câu này", missing, known=_variables(source))


@lru_cache(maxsize=4096)
def _names(source: str) -> tuple[str, ...]:
    """The names of the values that a line uses, in order. LineFault: it uses something not allowed."""
    try:
        tree = _environment().parse(source)
    except jinja2.TemplateSyntaxError as failure:
        raise LineFault(_syntax(str(failure))) from failure
    except RecursionError as failure:
        raise LineFault("lồng quá sâu") from failure
    return tuple(dict.fromkeys(_walk(tree, frozenset(), looping=False)))


def _walk(node: nodes.Node, own: frozenset[str], *, looping: bool) -> Iterator[str]:
    """The free names below a node of the parsed line. LineFault: a node is not allowed."""
    if isinstance(node, nodes.For):
        yield from _loop(node, own, looping=looping)
        return
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "loop" and looping:
        if node.attr not in LOOP_NAMES:
            raise LineFault(f"không có “loop.{node.attr}”; chỉ có loop.first, loop.last, loop.index", node.attr, "loop")
        return
    if not isinstance(node, _NODES):
        raise LineFault("chỉ được dùng {{ giá trị | bộ lọc }}, {% if %} và {% for %}")
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        raise LineFault(f"không có bộ lọc “{node.name}”", node.name, "bộ lọc")
    if isinstance(node, nodes.Test) and node.name not in _TESTS:
        raise LineFault(f"không có phép thử “{node.name}”")
    if isinstance(node, nodes.Name) and node.name not in own:
        yield node.name
    for below in node.iter_child_nodes():
        yield from _walk(below, own, looping=looping)


def _loop(node: nodes.For, own: frozenset[str], *, looping: bool) -> Iterator[str]:
    if looping or node.recursive or not isinstance(node.target, nodes.Name):
        raise LineFault("không lồng {% for %} trong {% for %}")
    yield from _walk(node.iter, own, looping=False)
    if _list_of(node) is None:
        raise LineFault("{% for … in … %} chỉ lặp qua một danh sách có sẵn")
    inside = own | {node.target.name, "loop"}
    for below in (*node.body, *node.else_, *([node.test] if node.test else [])):
        yield from _walk(below, inside, looping=True)


def _list_of(loop: nodes.For) -> str | None:
    """The name of the list that a loop goes over, with or without filters on each text; None for anything else."""
    source: nodes.Node | None = loop.iter
    while isinstance(source, nodes.Filter) and source.name in _OF_EACH:
        source = source.node
    return source.name if isinstance(source, nodes.Name) else None


def _variables(source: str) -> tuple[str, ...]:
    """The names that the loops of a line give to each text of their list, and `loop`; nothing without a loop."""
    loops = tuple(_environment().parse(source).find_all(nodes.For))
    targets = [loop.target.name for loop in loops if isinstance(loop.target, nodes.Name)]
    return (*dict.fromkeys(targets), *(("loop",) if loops else ()))


@lru_cache(maxsize=4096)
def _looped(source: str) -> tuple[str, ...]:
    """The names of the values that the loops of a line go over."""
    return tuple(name for loop in _environment().parse(source).find_all(nodes.For) if (name := _list_of(loop)))


def _syntax(text: str) -> str:
    quoted = re.findall(r"'([^']*)'", text)
    if "nexpected end of template" in text:
        return "thiếu chỗ đóng (}}, {% endif %} hoặc {% endfor %})"
    if "nknown tag" in text and quoted:
        return f"lệnh “{quoted[0]}” không có hoặc đứng sai chỗ"
    if "No filter named" in text and quoted:
        return f"không có bộ lọc “{quoted[0]}”"
    return "có ngoặc {{ }} hoặc {% %} viết sai"


@lru_cache(maxsize=4096)
def _compiled(source: str) -> jinja2.Template:
    return _environment().from_string(source)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    # Sentences are text, not markup: the Word templates escape what they print.
    made = ImmutableSandboxedEnvironment(
        autoescape=False, undefined=jinja2.StrictUndefined, cache_size=0, keep_trailing_newline=True
    )
    made.globals.clear()
    made.filters = dict(FILTERS)
    made.tests = {name: made.tests[name] for name in _TESTS}
    return made
