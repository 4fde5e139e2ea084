"""The mark that closes a line (dấu kết thúc): `;` within a list, `.` at its end, `./.` at the end of a paper."""

from __future__ import annotations

import re

_CLOSING_MARKS = re.compile(r"(?:\./\.|[\s.,;:])+$")
# These full stops belong to the word: "v.v." (and so on) and an ellipsis.
_OWN_STOP = re.compile(r"(?:\bv\.\s?v\.?|\.\.\.|…)$")
_SENTENCE_MARKS = ("?", "!")


def ensure_final(text: str, mark: str) -> str:
    """The text closed by `mark` (`;`, `.`, `./.`) and by no other: `Điều 1;` closed by `.` gives `Điều 1.`.

    `v.v.` and an ellipsis keep their own stops, and a full stop is not doubled after them; a question mark or an
    exclamation mark stands for the full stop. A text without words is returned empty.
    """
    bare = _without_final(text)
    if not bare:
        return ""
    if bare.endswith(".") and mark.startswith("."):
        return bare + mark[1:]
    if mark == "." and bare.endswith(("…", *_SENTENCE_MARKS)):
        return bare
    return bare + mark


def _without_final(text: str) -> str:
    """The text up to its last word, including stops that belong to that word (`v.v.`)."""
    shown = re.sub(r"[\s,;:]+$", "", text.rstrip().removesuffix("./."))
    own = _OWN_STOP.search(shown)
    if own is None:
        return _CLOSING_MARKS.sub("", text)
    return f"{shown}." if own.group().endswith("v") else shown
