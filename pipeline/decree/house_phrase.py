"""Rules of an office's own as values (quy tắc riêng): words that its papers must or must not hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.finding import Severity


@dataclass(frozen=True, kw_only=True, slots=True)
class HousePhrase:
    """One rule: none of these phrases may be there (`forbidden`), or one of them must (`required`).

    `types`: names of types that it holds for, in lower case; none: every paper. `hint`: what to do, in the office's words.
    """

    name: str
    phrases: tuple[str, ...]
    kind: Literal["forbidden", "required"]
    severity: Severity
    types: tuple[str, ...] = ()
    hint: str = ""
