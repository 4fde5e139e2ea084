"""Quoting words of a command line (dòng lệnh), for messages that propose a command."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

_PLAIN = frozenset("/._-+,@:")


def quoted(path: Path) -> str:
    """A path as it can be typed into a shell: in quotation marks where the shell would read it otherwise."""
    text = str(path)
    if os.name == "nt":
        return f'"{text}"' if " " in text else text  # no path there holds a quotation mark
    # `shlex` puts every letter with a mark in quotation marks, which no shell of today needs.
    return text if all(sign.isalnum() or sign in _PLAIN for sign in text) else shlex.quote(text)
