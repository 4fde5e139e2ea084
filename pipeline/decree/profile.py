"""The form of official papers as values (thể thức): a regulation's measures, and an office's own choice among them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from importlib import resources
from typing import Literal

from rapidfuzz import fuzz, process

from pipeline.decree.house_phrase import HousePhrase
from pipeline.decree.house_value import read_house_value
from pipeline.decree.in_force import IN_FORCE
from pipeline.decree.measure import Measure, Measures, MeasureValue
from pipeline.decree.profile_source import followed, read_measures, title_key
from pipeline.errors import UsageError
from pipeline.finding import Severity

DEFAULT_PROFILE = IN_FORCE

# Below this likeness (of 100) a suggestion would mislead rather than help.
_LIKE_ENOUGH = 65.0


HouseLevels = tuple[tuple[str, Severity | None], ...]
"""Codes of rules and the severity that an office chose; None: the rule is off."""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """The measures of one regulation, with an office's choices applied or not. A value: frozen, hashable, picklable.

    `valid_to` is None while the regulation is in force.
    """

    id: str
    title: str
    citation: str
    valid_from: date
    valid_to: date | None
    measures: Measures
    levels: HouseLevels = ()
    """The severities that an office has chosen for rules; they change no paper and are no part of the fingerprint."""
    phrases: tuple[HousePhrase, ...] = ()
    """The office's own rules; they change no paper either."""
    earlier: tuple[Profile, ...] = ()
    """The regulations before this one, with the same office's choices: each paper is set under that of its day."""

    def under(self, regulation: str) -> Profile:
        """This office's profile under a regulation, by its id: always the same object.

        One that is not among its own has the values of the regulation alone. UsageError: the program has none of that id.
        """
        if regulation == self.id:
            return self
        own = (profile for profile in self.earlier if profile.id == regulation)
        return next(own, None) or load_profile(regulation)

    def measure(self, measure_id: str) -> Measure:
        """The measure with this id, such as `page.margin_left`. KeyError if there is none: a fault of ours."""
        return self.measures[measure_id]

    def number(self, measure_id: str) -> float:
        """The value of a measure in pt, mm, ratio or lines."""
        value = self.measures[measure_id].value
        if isinstance(value, bool | str):
            message = f"{measure_id} is not a number"
            raise TypeError(message)
        return value

    def flag(self, measure_id: str) -> bool:
        """The value of a measure that is on or off, such as `motto.bold`."""
        value = self.measures[measure_id].value
        if not isinstance(value, bool):
            message = f"{measure_id} is not a flag"
            raise TypeError(message)
        return value

    def text(self, measure_id: str) -> str:
        """The value of a measure that is a word: an alignment, a font, a colour (six hexadecimal digits)."""
        value = self.measures[measure_id].value
        if not isinstance(value, str):
            message = f"{measure_id} is not a text"
            raise TypeError(message)
        return value

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 (hexadecimal) over everything in the profile: papers set with another value are out of date."""
        content = {
            "id": self.id,
            "title": self.title,
            "citation": self.citation,
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
            "measures": [asdict(measure) for measure in sorted(self.measures.values(), key=lambda measure: measure.id)],
        }
        return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class HouseStyleProblem:
    """A line of a house style that cannot be used; the caller knows file and line and makes a finding of it.

    `title`: the title of the measure, or what the office wrote where no measure has it. `found`, `expected`:
    Vietnamese. `at`: the locator of the law, "" where the law is not the reason. `suggestion`: what to write instead (a
    title for `unknown`, a value otherwise), "" where there is no good guess.
    """

    kind: Literal["unknown", "repeated", "unreadable", "outside"]
    title: str
    found: str
    expected: str
    at: str = ""
    suggestion: str = ""


def profile_ids() -> tuple[str, ...]:
    """The ids of the regulations that come with the program, sorted."""
    folder = resources.files("pipeline.decree").joinpath("profiles")
    return tuple(sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml")))


def load_profile(profile_id: str = DEFAULT_PROFILE) -> Profile:
    """The regulation with this id, each read once a process. UsageError: the program has none of that name."""
    # The cache lies behind the default: asked for with and without its id, one regulation would be two equal objects, and
    # each look into a cache that is keyed by a profile would compare their measures one by one.
    return _read(profile_id)


@cache
def _read(profile_id: str) -> Profile:
    known = profile_ids()
    if profile_id not in known:
        message = f"Không có bộ thể thức “{profile_id}”."
        raise UsageError(message, f"Chọn một trong các bộ: {', '.join(known)}.")
    file = resources.files("pipeline.decree").joinpath("profiles", f"{profile_id}.toml")
    return parse_profile(file.read_text(encoding="utf-8"))


@cache
def regulation_on(day: date) -> str:
    """The id of the regulation under which a paper of this day is set and judged.

    A day before the first regulation that the program has takes the first: `first_day` says where it begins.
    """
    if day >= load_profile().valid_from:
        return IN_FORCE  # without a look at the older ones, which most runs never need
    begun = [profile for profile in _in_order() if profile.valid_from <= day]
    return (begun or _in_order())[-1 if begun else 0].id


def first_days() -> tuple[date, ...]:
    """The first day of each regulation that the program has, in order."""
    return tuple(profile.valid_from for profile in _in_order())


def first_day() -> date:
    """The first day of the first regulation that the program has."""
    return first_days()[0]


def _in_order() -> list[Profile]:
    return sorted((load_profile(key) for key in profile_ids()), key=lambda profile: profile.valid_from)


def with_earlier(profile: Profile, choices: Mapping[str, object]) -> Profile:
    """The profile with the regulations before it, in the same house style where they know the title and allow the value."""
    before = (older for older in _in_order() if older.valid_from < profile.valid_from)
    return replace(profile, earlier=tuple(with_house_style(older, choices)[0] for older in before))


def parse_profile(source: str) -> Profile:
    """The profile that a TOML text describes. Raises ValueError naming every defect of the text."""
    tables = tomllib.loads(source)
    head = {key: tables.pop(key, None) for key in ("id", "title", "citation", "valid_from", "valid_to")}
    if not all(isinstance(head[key], str) and head[key] for key in ("id", "title", "citation")):
        message = "id, title and citation must be texts"
        raise ValueError(message)
    # `type(...) is date`: a TOML date with a time is a date too for isinstance.
    if type(head["valid_from"]) is not date or type(head["valid_to"]) not in (date, type(None)):
        message = "valid_from (and valid_to, if given) must be a date"
        raise ValueError(message)
    return Profile(**head, measures=read_measures(tables))


def house_titles(profile: Profile) -> dict[str, Measure]:
    """The measures that an office may choose, by the key it writes: the title in lower case, NFC; in the profile's order."""
    return {title_key(measure.title): measure for measure in profile.measures.values() if measure.title}


def with_house_style(profile: Profile, choices: Mapping[str, object]) -> tuple[Profile, tuple[HouseStyleProblem, ...]]:
    """The profile with an office's choices (title -> value) applied, and a problem for each that cannot be.

    Titles are compared in lower case, NFC. A value outside what the law allows is refused, not clipped. Measures that
    follow another one (the size of `Điều` follows the body's) follow the choice, unless they are chosen themselves.
    """
    titles = house_titles(profile)
    problems: list[HouseStyleProblem] = []
    chosen: dict[str, Measure] = {}
    for written, raw in choices.items():
        measure = titles.get(title_key(written))
        if measure is None:
            problems.append(_unknown(written, raw=raw, titles=tuple(titles)))
            continue
        value = read_house_value(raw, measure=measure)
        if measure.id in chosen:
            problems.append(_refused("repeated", measure=measure, raw=raw))
        elif value is None:
            problems.append(_refused("unreadable", measure=measure, raw=raw))
        elif not measure.allows(value) or not _settable(measure, value=value):
            problems.append(_refused("outside", measure=measure, raw=raw, value=value))
        else:
            chosen[measure.id] = replace(measure, value=value, follows="")
    measures = followed(chosen.get(measure.id, measure) for measure in profile.measures.values())
    return replace(profile, measures=measures), tuple(problems)


def with_values(profile: Profile, values: Iterable[tuple[str, float]]) -> Profile:
    """The profile with these values (id of a measure, value) for one paper; followers go along.

    ValueError: the law does not allow one of them.
    """
    chosen = {}
    for measure_id, value in values:
        measure = profile.measure(measure_id)
        if measure.has_range and not measure.allows(value):
            message = f"{measure_id} may not be {value}"
            raise ValueError(message)
        chosen[measure_id] = replace(measure, value=value)
    return replace(profile, measures=followed(chosen.get(key, measure) for key, measure in profile.measures.items()))


def _settable(measure: Measure, *, value: float | bool) -> bool:
    """Whether a word processor can set the value: font sizes are multiples of half a point."""
    return isinstance(value, bool) or not measure.is_size or float(value * 2).is_integer()


def _unknown(written: str, *, raw: object, titles: tuple[str, ...]) -> HouseStyleProblem:
    """The problem of a title that no measure has, with the nearest title as suggestion."""
    nearest = process.extractOne(title_key(written), titles, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    return HouseStyleProblem(
        kind="unknown",
        title=written,
        found=_as_written(raw),
        expected="tên một mục thể thức mà cơ quan được chọn",
        suggestion=nearest[0] if nearest else "",
    )


def _refused(
    kind: Literal["repeated", "unreadable", "outside"],
    *,
    measure: Measure,
    raw: object,
    value: MeasureValue | None = None,
) -> HouseStyleProblem:
    """The problem of a value that `measure` does not allow; the suggestion is the nearest allowed value."""
    expected = measure.expectation + (", chẵn đến nửa điểm (0,5 pt)" if measure.is_size else "")
    return HouseStyleProblem(
        kind=kind,
        title=measure.title,
        found=_as_written(raw),
        expected="mỗi mục chỉ ghi một lần" if kind == "repeated" else expected,
        at=measure.at if measure.regulated else "",
        suggestion="" if kind == "repeated" else measure.shown(_nearest(measure, value=value)),
    )


def _nearest(measure: Measure, *, value: MeasureValue | None) -> MeasureValue:
    """The allowed value nearest to `value`; the default where there is no number to compare with."""
    if value is None or isinstance(value, bool | str):
        return measure.value
    near = [bound for bound in measure.allowed if not isinstance(bound, bool | str)]
    near += [bound for bound in (measure.minimum, measure.maximum) if bound is not None]
    return min(near, key=lambda bound: abs(bound - value), default=measure.value)


def _as_written(raw: object) -> str:
    """The value as the office wrote it, for a message."""
    if isinstance(raw, bool):
        return "có" if raw else "không"
    return f"{raw:g}".replace(".", ",") if isinstance(raw, float) else str(raw)
