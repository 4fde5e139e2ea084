"""Text as it may enter the program (làm sạch văn bản): one Unicode form, no control characters, no template code."""

from __future__ import annotations

import re
import unicodedata

# A line break and a tab have a meaning on paper; every other control character is lost or turned into something else
# by Word (U+0007 a new paragraph, U+000C a new page), and the directional ones print text in another order than read.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# Characters that show nothing, or only in a font of their own (bullets of Wingdings).
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u206f\ufff9-\ufffd"
    "\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010fffd]"
)
_TEMPLATE_MARK = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")


def to_nfc(text: str) -> str:
    """The text in composed letters (NFC, dựng sẵn), the form in which everything is stored. TCVN 6909:2001.

    Why: the same word typed in composed and in combining letters looks equal and compares unequal.
    """
    return unicodedata.normalize("NFC", text)


def control_characters(text: str) -> tuple[str, ...]:
    """The code points that may not be in a text (ký tự điều khiển), each once, as `U+0007`, in order of appearance."""
    return tuple(dict.fromkeys(f"U+{ord(found):04X}" for found in _CONTROL.findall(text)))


def has_control_characters(text: str) -> bool:
    """Whether a text holds a control character other than a line break (U+000A) or a tab."""
    return _CONTROL.search(text) is not None


def remove_control_characters(text: str) -> str:
    """The text without them. A line or paragraph separator (U+2028, U+2029) and the old ends of line become U+000A."""
    lines = re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", text)
    return _CONTROL.sub("", lines)


def one_line(text: str) -> str:
    """What somebody wrote, word for word, as one line that may stand in a record: NFC, nothing unseen, no template marks."""
    line = " ".join(_UNSEEN.sub("", remove_control_characters(to_nfc(text))).split())
    while found := _TEMPLATE_MARK.search(line):
        line = f"{line[: found.start() + 1]} {line[found.start() + 1 :]}"
    return line


def template_syntax(text: str) -> tuple[str, ...]:
    """Marks of template code in data (`{{`, `{%`, `{#` and their closers), each once, in order of appearance.

    Why: data that reaches a template engine twice would be run as code, so such text is refused.
    """
    return tuple(dict.fromkeys(_TEMPLATE_MARK.findall(text)))
