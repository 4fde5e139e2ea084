"""Which characters a text may contain (ký tự): flaws are lost, invisible, misplaced, private or unprintable characters.

Printable is what both Times New Roman and Liberation Serif have. That list is data of the program (`times_signs.json`),
so that no finding depends on the fonts of a machine.
"""

from __future__ import annotations

import json
import re
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Final

# A line break and a tab have a meaning on paper; every other control character is lost or turned into something else
# by Word (U+0007 a new paragraph, U+000C a new page).
CONTROL: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff"
# What shows nothing and says nothing: soft signs, marks of direction that change no order, selectors of emoji.
UNSEEN: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a\u202c\u202d\u2060-\u2066\u2068-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\U000e0100-\U000e01ef"
)
# What prints letters in another order than they are stored.
REORDERING: Final = "\u202b\u202e\u2067"
# Wingdings, Symbol and other fonts whose letters mean something on one machine only.
PRIVATE: Final = "\ue000-\uf8ff\U000f0000-\U0010fffd"
BROKEN: Final = "\ufffd"
# Blanks of other widths; the paper's font need not have them.
SPACES: Final = "\u1680\u2000-\u200a\u205f\u3000"
NARROW: Final = "\u202f"
# One sign for two letters, and the hyphen that Word keeps unbroken: the same words in signs that every font has.
SAME: Final = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\u2011": "-"}


class Flaw(Enum):
    """Kinds of flawed characters, the worst last; the first kinds may be removed without a question."""

    UNSEEN = "ký tự không nhìn thấy"
    CONTROL = "ký tự điều khiển"
    TAB = "phím Tab"
    REORDERING = "ký tự đảo chiều chữ"
    PRIVATE = "ký tự của phông chữ riêng"
    BROKEN = "ký tự hỏng"
    UNPRINTABLE = "ký tự không có trong phông Times New Roman"


@cache
def printable_ranges() -> str:
    """The characters that both fonts have, as ranges for a regular expression."""
    table = json.loads(files("pipeline.intake").joinpath("times_signs.json").read_text("utf-8"))
    return "".join(_range(item) for item in table["signs"])


def _range(item: str) -> str:
    first, _, last = item.partition("-")
    return f"\\U{int(first, 16):08x}-\\U{int(last or first, 16):08x}"


@cache
def flaw_patterns() -> tuple[tuple[Flaw, re.Pattern[str]], ...]:
    """One pattern for each kind of flaw; no character belongs to two kinds."""
    known = f"{CONTROL}{UNSEEN}{REORDERING}{PRIVATE}{BROKEN}{SPACES}{NARROW}{''.join(SAME)}\t\n"
    return (
        (Flaw.UNSEEN, re.compile(f"[{UNSEEN}]")),
        (Flaw.CONTROL, re.compile(f"[{CONTROL}]")),
        (Flaw.TAB, re.compile("\t")),
        (Flaw.REORDERING, re.compile(f"[{REORDERING}]")),
        (Flaw.PRIVATE, re.compile(f"[{PRIVATE}]")),
        (Flaw.BROKEN, re.compile(f"[{BROKEN}]")),
        (Flaw.UNPRINTABLE, re.compile(f"[^{printable_ranges()}{known}]")),
    )


def sign_name(sign: str) -> str:
    """The name of a character in messages: `U+1F600 “😀”`, the code alone for an invisible one."""
    code = f"U+{ord(sign):04X}"
    return f"{code} “{sign}”" if sign.isprintable() and not sign.isspace() else code
