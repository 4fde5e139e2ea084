"""Number formats of an OpenDocument sheet (định dạng số), written as XLSX writes them, so that both are read alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

_NUMBER: Final = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_STYLES: Final = frozenset({"number-style", "percentage-style", "currency-style", "text-style"})
_OTHERS: Final = {"date-style": "yyyy", "time-style": "hh:mm", "boolean-style": "hh:mm"}
_CONDITION: Final = "value()"
_MOST: Final = 30
_FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
# Conditions that say no more than which section is for positive, negative, nought and text.
_BY_SIGN: Final = frozenset({(">=0",), (">0", "<0"), (">0", "<0", "=0")})


def formats_of(root: etree._Element) -> dict[str, str]:
    """The number formats declared in a part of the file: name to format."""
    found: dict[str, etree._Element] = {}
    for style in root.iter(*(f"{_NUMBER}{kind}" for kind in (*_STYLES, *_OTHERS))):
        found[str(style.get(f"{_STYLE}name"))] = style
    return {name: ";".join(_sections(style, found)) for name, style in found.items()}


def _sections(style: etree._Element, known: Mapping[str, etree._Element]) -> Iterator[str]:
    """The sections of a format: those with a condition, then the section for all other numbers."""
    mapped = [
        (
            str(mapping.get(f"{_STYLE}condition") or "").replace(" ", "").removeprefix(_CONDITION).replace("!=", "<>"),
            other,
        )
        for mapping in style.iterchildren(f"{_STYLE}map")
        if (other := known.get(str(mapping.get(f"{_STYLE}apply-style-name")))) is not None
    ]
    by_sign = tuple(condition for condition, _ in mapped) in _BY_SIGN
    for condition, other in mapped:
        yield f"{'' if by_sign else f'[{condition}]'}{_section(other)}"
    yield _section(style)


def _section(style: etree._Element) -> str:
    kind = etree.QName(style).localname
    if kind in _OTHERS:
        return _OTHERS[kind]
    white = any(str(part.get(f"{_FO}color")).lower() == "#ffffff" for part in style)
    return ("[White]" if white else "") + "".join(_piece(part, percent=kind == "percentage-style") for part in style)


def _piece(part: etree._Element, *, percent: bool) -> str:
    kind, text = etree.QName(part).localname, part.text or ""
    if kind == "number":
        return _digits(part)
    if kind == "scientific-number":
        return f"{_digits(part)}E+00"
    if kind == "fraction":
        return "# ?/?"
    if kind == "text-content":
        return "@"
    if kind == "text" and percent:
        return "%".join(_quoted(words) for words in text.split("%"))
    return _quoted(text) if kind in {"text", "currency-symbol"} else ""


def _quoted(text: str) -> str:
    return "".join(f'"{piece}"' if piece != '"' else '\\"' for piece in _pieces(text))


def _pieces(text: str) -> Iterator[str]:
    for at, piece in enumerate(text.split('"')):
        if at:
            yield '"'
        if piece:
            yield piece


def _digits(part: etree._Element) -> str:
    """The digit places of a format, such as `#,##0.0#`, from the numbers that the file gives."""
    embedded = any(etree.QName(child).localname == "embedded-text" for child in part)
    if embedded:
        return "# ?/?"  # text among the digits: nothing that is a plain figure
    places = part.get(f"{_NUMBER}decimal-places")
    whole = _count(part.get(f"{_NUMBER}min-integer-digits"), 0)
    grouping = part.get(f"{_NUMBER}grouping") == "true"
    factor = str(part.get(f"{_NUMBER}display-factor") or "1").partition(".")[0]
    if places is None and not grouping and factor == "1":
        return "General"
    digits = "0" * whole if not grouping else "#,##0" if whole else "#,###"
    if grouping and whole > 1:
        digits = f"#,{'0' * whole}" if whole > len("000") else f"#,{'0' * whole:#>3}"
    most = _count(places, 0)
    least = min(_count(part.get(f"{_NUMBER}min-decimal-places"), most), most)
    fraction = f".{'0' * least}{'#' * (most - least)}" if most else ""
    return f"{digits or '#'}{fraction}{',' * ((len(factor) - 1) // 3)}"


def _count(said: str | None, otherwise: int) -> int:
    return min(int(said), _MOST) if said is not None and said.isdecimal() and len(said) < len("1000") else otherwise
