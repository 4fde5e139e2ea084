"""Formulas that give true or false (công thức đúng/sai); LibreOffice saves their result as the number 1 or 0.

Such a cell is no figure, whatever its number format; the unit is asked what it meant.
"""

from __future__ import annotations

import re
from typing import Final

_STRINGS: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_WORDS: Final = re.compile(r"(?<![\w.])(?:TRUE|FALSE)(?![\w.])", re.IGNORECASE)
_FUNCTION: Final = re.compile(r"(?:AND|OR|NOT|XOR|EXACT|IS[A-Z]+)\(.*\)", re.IGNORECASE | re.DOTALL)
_COMPARES: Final = frozenset("<>=")
# The old binary kind (MS-XLS 2.5.198): a formula is a row of tokens, the outermost operation last.
_COMPARING: Final = range(0x09, 0x0F)
_FIXED: Final = frozenset({0x21, 0x41, 0x61})
_VARIABLE: Final = frozenset({0x22, 0x42, 0x62})
_TRUE, _FALSE, _IF, _BOOL = 34, 35, 1, 0x1D
_BRANCH: Final = re.compile(rb"\x1d[\x00\x01]\x19", re.DOTALL)
"""True or false as what a condition gives: the value, and the jump behind it."""
_GIVING_TRUTH: Final = frozenset({_TRUE, _FALSE, 2, 3, 36, 37, 38, 117, 126, 127, 128, 129, 105, 198, 190})
"""TRUE, FALSE, ISNA, ISERROR, AND, OR, NOT, EXACT, ISERR, ISTEXT, ISNUMBER, ISBLANK, ISREF, ISLOGICAL, ISNONTEXT."""


def gives_truth(formula: str) -> bool:
    """Whether a formula, as XLSX or ODS writes it, gives true or false."""
    bare = _STRINGS.sub("", formula.removeprefix("of:").removeprefix("oooc:").lstrip("=").strip())
    if _WORDS.search(bare):
        return True
    depth, outer = 0, ""
    for sign in bare:
        depth += (sign in "({[") - (sign in ")}]")
        outer += sign if depth == 0 else ""
    return bool(_COMPARES & set(outer)) or (_FUNCTION.fullmatch(bare) is not None and outer.count(")") == 1)


def tokens_give_truth(tokens: bytes) -> bool:
    """Whether a formula of an old binary file gives true or false, by its last operation."""
    if not tokens:
        return False
    if tokens[-1] in _COMPARING or (len(tokens) > 1 and tokens[-2] == _BOOL):
        return True
    number = int.from_bytes(tokens[-2:], "little")
    fixed = len(tokens) > 2 and tokens[-3] in _FIXED  # noqa: PLR2004 - a token and two bytes
    variable = len(tokens) > 3 and tokens[-4] in _VARIABLE  # noqa: PLR2004 - a token, a count and two bytes
    if variable and number == _IF:
        return _BRANCH.search(tokens) is not None
    return (fixed or variable) and number in _GIVING_TRUTH
