"""The sandbox for the tags of a template (hộp cát): access to the given values only, unknown names refused, cost limited.

A template comes from whoever edits it in Word: its expressions are checked while they run.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sized
from types import TracebackType
from typing import Any, Final

import jinja2
import jinja2.nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from pipeline.text import nearest
from pipeline.typeset.docx.own_fields import OwnFields

# A paper of a hundred pages is ten million characters of XML; a number of sixty digits is nobody's.
MOST_CHARACTERS: Final = 200_000_000
_LONGEST_TEXT: Final = 1_000_000
_LONGEST_NUMBER: Final = 200  # bits
_SECONDS: Final = 60.0
_LOOK_EVERY: Final = 512
_XML = re.compile(r"<[^>]*>")
_WIDTH = re.compile(r"\d{5,}")
_SHOWN: Final = 80
_BEGINNINGS: Final = ("van_ban", "phan", "phieu", "noi_dung", "them")


class TooMuch(ValueError):
    """An expression of a template asks for more than a paper can hold."""


class UnknownName(jinja2.UndefinedError):
    """A template uses an unknown name; `near`: the most similar known one, "" where none is.

    `free`: the name stands at the beginning of an expression, not behind the dot of another.
    """

    def __init__(self, message: str | None, name: str, near: str, *, free: bool = False) -> None:
        super().__init__(message)
        self.name, self.near, self.free = name, near, free


class UnknownOwnField(UnknownName):
    """A template uses an own field that the record of this paper does not have; `near` as for `UnknownName`."""


class _Unknown(jinja2.StrictUndefined):
    """The value of an unknown name: nothing may be done with it; only an own field may be tested for."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None) -> None:  # noqa: ANN401 - as Jinja has it
        kind = UnknownOwnField if isinstance(obj, OwnFields) else UnknownName

        def told(message: str | None) -> UnknownName:
            return kind(message, str(name), nearest(str(name), _names(obj)) or "", free=obj is missing)

        super().__init__(hint, obj, name, exc or told)  # type: ignore[arg-type] # Jinja calls it with the message, no more

    def __bool__(self) -> bool:  # type: ignore[override] # Jinja's never returns
        if isinstance(self._undefined_obj, OwnFields):
            return False
        return self._fail_with_undefined_error()


def _names(obj: object) -> tuple[str, ...]:
    """The names that a template may write after a value; for `missing`, those at the beginning of an expression."""
    if obj is missing:
        return _BEGINNINGS
    if isinstance(obj, OwnFields):
        return obj.names()
    return tuple(name for name in dir(obj) if not name.startswith("_"))


class Sandbox(ImmutableSandboxedEnvironment):
    """The Jinja environment of one template set: escaping, strict about names, limited, each text compiled once.

    docxtpl asks for the same text at every render, which would be half of its cost.
    """

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, block: Callable[[str], str | None]) -> None:
        super().__init__(autoescape=True, undefined=_Unknown, loader=jinja2.FunctionLoader(block), cache_size=-1)
        self._compiled: dict[str, jinja2.Template] = {}
        self._texts: dict[jinja2.Template, str] = {}
        self._block = block

    def from_string(self, source: Any, *rest: Any, **options: Any) -> jinja2.Template:  # noqa: ANN401 - as Jinja has it
        """The template for a source text, compiled at the first call."""
        if rest or options or not isinstance(source, str):
            return super().from_string(source, *rest, **options)
        if source not in self._compiled:
            self._compiled[source] = made = super().from_string(source)
            self._texts[made] = source
        return self._compiled[source]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - as Jinja has it
        """The result of a product, power or format expression. TooMuch: it would be far too large."""
        if (operator == "*" and _product(left, right)) or (operator == "**" and _power(left, right)):
            raise TooMuch
        if operator == "%" and isinstance(left, str) and _WIDTH.search(left):
            raise TooMuch
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, function: Any, /, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as Jinja has it
        """The result of a function call. TooMuch: a number among the arguments is far too large."""
        if any(isinstance(argument, int) and abs(argument) > _LONGEST_TEXT for argument in (*args, *options.values())):
            raise TooMuch
        return super().call(context, function, *args, **options)

    def explained(self, error: Exception) -> Exception:
        """The error; that of an unknown name with the nearest one, among the variables of the loops around it too."""
        if isinstance(error, UnknownName) and error.free:
            known = (name for text in self._texts_around(error) for name in _variables(self, text))
            error.near = nearest(error.name, (*known, *_BEGINNINGS)) or ""
        return error

    def _texts_around(self, error: BaseException) -> Iterator[str]:
        """The texts of the templates in which an error arose: a block, and what includes it."""
        for template, _ in _templates(error.__traceback__):
            yield self._source(template.name) if template.name else self._texts.get(template, "")

    def place_of(self, error: BaseException) -> tuple[str, str]:
        """The block in which an error arose ("" for the layout itself), and the words of the paragraph, "" where unknown."""
        if isinstance(error, jinja2.TemplateSyntaxError):
            return error.name or "", _paragraph(error.source or self._source(error.name or ""), error.lineno)
        return self.place_in(_innermost(error.__traceback__))

    def place_in(self, found: tuple[jinja2.Template, int] | None) -> tuple[str, str]:
        """The same for a template and a line of its compiled code."""
        if found is None:
            return "", ""
        template, line = found
        name = template.name or ""
        text = self._source(name) if name else self._texts.get(template, "")
        return name, _paragraph(text, template.get_corresponding_lineno(line))

    def _source(self, name: str) -> str:
        try:
            return (self._block(name) or "") if name else ""
        except Exception:  # noqa: BLE001 - the block itself is what is wrong; its words cannot be shown
            return ""


def filled(template: jinja2.Template, context: dict[str, Any]) -> str:
    """Render a template to text. TooMuch: rendering does not end, or the text is longer than any paper."""
    pieces: list[str] = []
    length, deadline = 0, time.monotonic() + _SECONDS
    for number, piece in enumerate(template.root_render_func(template.new_context(context))):
        pieces.append(piece)
        length += len(piece)
        if length > MOST_CHARACTERS or (number % _LOOK_EVERY == 0 and time.monotonic() > deadline):
            raise TooMuch
    return "".join(pieces)


def template_at(frame: Any) -> tuple[jinja2.Template, int] | None:  # noqa: ANN401 - a frame of the interpreter
    """The template that a running frame belongs to, and the line of its compiled code; None outside templates."""
    while frame is not None:
        if (found := frame.f_globals.get("__jinja_template__")) is not None:
            return found, frame.f_lineno
        frame = frame.f_back
    return None


def _innermost(traceback: TracebackType | None) -> tuple[jinja2.Template, int] | None:
    return next(iter(reversed([*_templates(traceback)])), None)


def _templates(traceback: TracebackType | None) -> Iterator[tuple[jinja2.Template, int]]:
    """The templates that an error passed through, the outermost first, each with the line of its compiled code."""
    while traceback is not None:
        if (template := traceback.tb_frame.f_globals.get("__jinja_template__")) is not None:
            yield template, traceback.tb_lineno
        traceback = traceback.tb_next


def _variables(sandbox: Sandbox, text: str) -> Iterator[str]:
    """The names that a template gives to values of its own: the variables of its loops, and `loop` itself."""
    tree = sandbox.parse(text)
    yield from (name.name for name in tree.find_all(jinja2.nodes.Name) if name.ctx != "load")
    yield from ("loop" for _ in tree.find_all(jinja2.nodes.For))


def _paragraph(source: str, line: int) -> str:
    """The words of one line of a template's text, which is one paragraph."""
    lines = source.split("\n")
    words = " ".join(_XML.sub("", lines[line - 1]).split()) if 0 < line <= len(lines) else ""
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"


def _product(left: object, right: object) -> bool:
    if isinstance(left, int) and isinstance(right, int):
        return left.bit_length() + right.bit_length() > _LONGEST_NUMBER
    pairs = ((left, right), (right, left))
    return any(
        isinstance(count, int) and isinstance(many, Sized) and len(many) * count > _LONGEST_TEXT
        for many, count in pairs
    )


def _power(left: object, right: object) -> bool:
    return isinstance(left, int) and isinstance(right, int) and left.bit_length() * abs(right) > _LONGEST_NUMBER
