"""Characters of symbol fonts (ký tự của phông ký hiệu): what a reader sees for a code of Wingdings or Symbol."""

from __future__ import annotations

import re

_UNKNOWN = "□"
_PRIVATE = range(0xF000, 0xF100)
_CODES = re.compile("[\uf000-\uf0ff]")
_PRINTABLE, _DELETE, _BEYOND = 0x20, 0x7F, 0x110000
_SURROGATES = range(0xD800, 0xE000)
_SYMBOL = {
    0xB7: "•", 0x2D: "−", 0xA7: "♣", 0xA8: "♦", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB4: "×",
    0xD6: "√", 0xDE: "⇒", 0x2A: "∗",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x78: "⌧", 0x9F: "•",
    0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑", 0x26: "🕮", 0x28: "☎", 0x29: "✆", 0x2A: "✉",
}  # fmt: skip
_WINGDINGS_2 = {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x53: "☒", 0xA3: "☐", 0x2A: "☐"}


def symbol(code: int, font: str | None) -> str:
    """The Unicode character for a code in a symbol font; a box where it is unknown."""
    low = code - 0xF000 if code in _PRIVATE else code
    name = (font or "").casefold()
    table = _WINGDINGS_2 if name == "wingdings 2" else _WINGDINGS if name.startswith("wingdings") else _SYMBOL
    if low in table:
        return table[low]
    if code in _PRIVATE:
        return chr(low) if name not in _SYMBOL_FONTS and _PRINTABLE <= low < _DELETE else _UNKNOWN
    return chr(code) if _PRINTABLE <= code < _BEYOND and code not in _SURROGATES else _UNKNOWN


_SYMBOL_FONTS = frozenset(("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"))


def readable(text: str, font: str | None) -> str:
    """A text with codes of symbol fonts (private use area, or any letter in such a font) as Unicode characters."""
    if (font or "").casefold() in _SYMBOL_FONTS:
        return "".join(symbol(ord(character), font) if not character.isspace() else character for character in text)
    if _CODES.search(text):
        return "".join(symbol(ord(c), font) if ord(c) in _PRIVATE else c for c in text)
    return text
