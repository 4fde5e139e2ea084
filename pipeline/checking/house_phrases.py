"""An office's own rules (quy tắc riêng): phrases to use or avoid, read from its record and judged like rules of form.

A phrase is plain words, not a pattern language: words and punctuation are compared one by one, without regard to blanks
and capitals. Text and phrase become strings of such tokens with a separator around each, and one is searched for in the
other by `in`, which takes time in proportion to the text for every phrase: nobody can write one that hangs the check.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.checking.rules.rule import Breach, Check, Group, NotApplicable, Rule, Verdict
from pipeline.decree.house_phrase import HousePhrase
from pipeline.decree.measure import SILENT
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Paper
from pipeline.records.agency import OwnRule
from pipeline.text import nearest, to_nfc

# Those that an office may choose: what binds by the decree is the decree's to say.
LEVELS: Final = {
    severity.label: severity for severity in (Severity.QUALITY, Severity.HOUSE_STYLE, Severity.LEGAL_WARNING)
}
_MOST_RULES: Final = 100
_MOST_PHRASES: Final = 20
_MOST_CHARACTERS: Final = 300
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_EDGE: Final = "\x1f"


@dataclass(frozen=True, kw_only=True, slots=True)
class PhraseProblem:
    """What is wrong with one of an office's rules: its number (from 0), the field, a message and a hint."""

    number: int
    field: str
    message: str
    hint: str


def read_phrases(
    written: Sequence[OwnRule], types: Collection[str]
) -> tuple[tuple[HousePhrase, ...], tuple[PhraseProblem, ...]]:
    """An office's rules, and everything wrong with them; `types`: names of the types that there are."""
    found: list[HousePhrase] = []
    problems: list[PhraseProblem] = []
    for number, own_rule in enumerate(written):
        wrong = list(_problems(number, own_rule, types))
        problems += wrong
        if not wrong:
            found.append(_phrase(own_rule))
    return tuple(found), tuple(problems)


def _phrase(written: OwnRule) -> HousePhrase:
    return HousePhrase(
        name=written.name,
        phrases=written.forbidden or written.required,
        kind="forbidden" if written.forbidden else "required",
        severity=LEVELS[written.level],
        types=tuple(_key(name) for name in written.types),
        hint=written.remedy or "",
    )


def _problems(number: int, written: OwnRule, types: Collection[str]) -> Iterator[PhraseProblem]:
    said = f"Quy tắc riêng “{written.name}”"
    if number >= _MOST_RULES:
        yield PhraseProblem(
            number=number, field="tên", message=f"{said}: quá {_MOST_RULES} quy tắc riêng", hint="Bớt quy tắc."
        )
    if bool(written.forbidden) == bool(written.required):
        words = f"{said}: cần đúng một trong hai mục “không có”, “phải có”"
        hint = "Tách thành hai quy tắc." if written.forbidden else "Thêm một mục, ghi những chữ cần tìm."
        yield PhraseProblem(number=number, field="tên", message=words, hint=hint)
    for field, phrases in (("không có", written.forbidden), ("phải có", written.required)):
        if len(phrases) > _MOST_PHRASES:
            words = f"{said}, mục “{field}”: quá {_MOST_PHRASES} cụm chữ"
            yield PhraseProblem(number=number, field=field, message=words, hint="Tách thành nhiều quy tắc.")
        for phrase in phrases:
            if len(phrase) > _MOST_CHARACTERS or not re.search(r"\w", phrase):
                words = f"{said}, mục “{field}”: “{phrase[:40]}” phải có chữ, dài không quá {_MOST_CHARACTERS} ký tự"
                yield PhraseProblem(number=number, field=field, message=words, hint="Ghi đúng những chữ cần tìm.")
    for name in written.types:
        if _key(name) not in types:
            near = nearest(_key(name), types)
            hint = f"Có phải “{near}”?" if near else "Ghi tên loại như mục “loại:” của hồ sơ, ví dụ: công văn."
            words = f"{said}: không có loại văn bản “{name}”"
            yield PhraseProblem(number=number, field="loại văn bản", message=words, hint=hint)


def house_rules(phrases: Iterable[HousePhrase]) -> tuple[Rule, ...]:
    """The rules for an office's phrases, with the codes `RIENG-01`, `RIENG-02` … in the office's order."""
    return tuple(
        Rule(
            code=f"RIENG-{number:02}",
            title=phrase.name,
            group=Group.HOUSE,
            severity=phrase.severity,
            at=SILENT,
            check=_check(phrase),
        )
        for number, phrase in enumerate(phrases, start=1)
    )


def _check(phrase: HousePhrase) -> Check:
    def check(paper: Paper, _: Profile) -> Verdict:
        if phrase.types and paper.type_name not in phrase.types:
            return NotApplicable("loại văn bản khác")
        return tuple(_forbidden(paper, phrase) if phrase.kind == "forbidden" else _required(paper, phrase))

    return check


def _forbidden(paper: Paper, phrase: HousePhrase) -> Iterator[Breach]:
    wanted = [(words, _tokens(words)) for words in phrase.phrases]
    for paragraph in paper.facts.paragraphs:
        text = _tokens(paragraph.plain)
        for written, tokens in wanted:
            if tokens in text:
                yield Breach(found=f"Có “{written}”", expected=phrase.name, hint=phrase.hint, paragraph=paragraph.index)


def _required(paper: Paper, phrase: HousePhrase) -> Iterator[Breach]:
    text = _tokens(" ".join(paragraph.plain for paragraph in paper.facts.paragraphs))
    if not any(_tokens(words) in text for words in phrase.phrases):
        said = " hay ".join(f"“{words}”" for words in phrase.phrases)
        yield Breach(found=f"Không có {said}", expected=phrase.name, hint=phrase.hint)


# Every rule of an office reads the same paragraphs.
@lru_cache(maxsize=4096)
def _tokens(text: str) -> str:
    """The words and punctuation marks of a text, with a separator before and after each."""
    return f"{_EDGE}{_EDGE.join(_TOKEN.findall(to_nfc(text).casefold()))}{_EDGE}"


def _key(written: str) -> str:
    return " ".join(to_nfc(written).lower().split())
