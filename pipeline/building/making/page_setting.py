"""How one paper is set where its pages call for it (cách dàn trang): a choice of values inside the decree and the house style.

A setting is a value; with it the profile of the office gives the profile of the paper. The kept Word file is made from that, so
that Word and PDF show the same pages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from pipeline.decree.profile import Profile, with_values

# What the law leaves open: the first to give way.
_GAPS: Final = ("type_name.space_before", "addressee.space_before")
_LEAST: Final = ("signature_gap.height", "page_fit.block_gap")
_SMALLEST_LINES: Final = 1.0
_ONE_SIZE: Final = 1.0
_STEP: Final = 0.1
_LITTLE: Final = 2


@dataclass(frozen=True, kw_only=True)
class PageSetting:
    """The values, by id of a measure, that a paper takes in place of the office's; `name` says so to people.

    `rows`: the parts (0 is the main text) whose tables have their rows closer together; `loose`: those further apart.
    """

    name: str = ""
    values: tuple[tuple[str, float], ...] = ()
    rows: frozenset[int] = frozenset()
    loose: frozenset[int] = frozenset()

    def with_rows(self, parts: frozenset[int]) -> PageSetting:
        """The same setting, and closer rows in these parts."""
        if not parts:
            return self
        return replace(self, name=_joined(self.name, "thu khoảng trống trong hàng của bảng"), rows=parts)

    def with_loose_rows(self, parts: frozenset[int]) -> PageSetting:
        """The same setting, and rows further apart in these parts, so that more of them come to the last page."""
        return replace(self, name=_joined(self.name, "giãn khoảng trống trong hàng của bảng"), loose=parts)


def _joined(*names: str) -> str:
    return "; ".join(filter(None, names))


USUAL: Final = PageSetting()


def closer(profile: Profile) -> tuple[PageSetting, ...]:
    """The settings that save room, the least first; each goes further than the one before."""
    if not profile.flag("page_fit.allowed"):
        return ()
    least = profile.number("page_fit.least_gap")
    values = {key: _least(profile, key) for key in _LEAST}
    values |= {key: least for key in _GAPS if profile.number(key) > least}
    found = [_setting(profile, "thu khoảng trống để ký, khoảng cách giữa các khối", values)]
    tight = {**values, "body.space_before": _least(profile, "body.space_before")}
    for fewer in _fewer_lines(profile):
        tight["body.line_spacing"] = fewer
        found.append(_setting(profile, f"thu khoảng trống để ký, dòng cách {_shown(fewer)}", tight))
    if profile.flag("page_fit.smaller"):
        sizes = {key: profile.number(key) - _ONE_SIZE for key in ("body.size", "table_text.size")}
        allowed = {key: size for key, size in sizes.items() if profile.measure(key).allows(size)}
        if allowed:
            found.append(_setting(profile, "giảm một cỡ chữ, thu khoảng cách", {**tight, **allowed}))
    return _different(found)


def _fewer_lines(profile: Profile) -> tuple[float, ...]:
    """Line spacings below the office's own, by a tenth of a line each, as far as office and decree allow."""
    lines = profile.number("body.line_spacing")
    least = max(_SMALLEST_LINES, round(lines - profile.number("page_fit.closer_lines"), 2))
    between = round(lines - _STEP, 2)
    return (between, least) if between > least else (least,)


def wider(profile: Profile) -> tuple[PageSetting, ...]:
    """The settings that spread the text over the pages it takes anyway, the least first."""
    if not profile.flag("page_fit.allowed"):
        return ()
    found = []
    for share in (0.5, 1.0):
        lines = profile.number("body.line_spacing") + share * profile.number("page_fit.wider_lines")
        most = profile.measure("body.line_spacing").maximum
        lines = round(lines if most is None else min(lines, most), 2)
        gap = round(profile.number("body.space_before") + share * profile.number("page_fit.wider_gap"), 1)
        values = {"body.line_spacing": lines, "body.space_before": gap}
        found.append(_setting(profile, f"giãn dòng cách {_shown(lines)}, đoạn cách {_shown(gap)} pt", values))
    return _different(found)


def parted(profile: Profile) -> tuple[PageSetting, ...]:
    """The settings in which a paragraph that introduces a list or a table may end a page, where it has more than one line."""
    if not profile.flag("page_fit.allowed"):
        return ()
    values = {"page_fit.kept_lines": _least(profile, "page_fit.kept_lines")}
    close = closer(profile)[:_LITTLE]
    found = [_setting(profile, "đoạn dẫn có thể khác trang với bảng, danh sách", values)]
    found += [
        PageSetting(name=f"{setting.name}; {found[0].name}", values=(*setting.values, *found[0].values))
        for setting in close
    ]
    return _different(found)


@lru_cache(maxsize=64)
def profile_of(profile: Profile, setting: PageSetting) -> Profile:
    """The profile of a paper set so: always the same object for the same values, since caches are keyed by it."""
    return with_values(profile, setting.values) if setting.values else profile


def _different(found: list[PageSetting]) -> tuple[PageSetting, ...]:
    """Those that change anything, each set of values once."""
    by_values = {setting.values: setting for setting in reversed(found) if setting.values}
    return tuple(setting for setting in found if by_values.get(setting.values) is setting)


def _setting(profile: Profile, name: str, values: dict[str, float]) -> PageSetting:
    changed = tuple((key, value) for key, value in values.items() if value != profile.number(key))
    return PageSetting(name=name, values=changed)


def _least(profile: Profile, key: str) -> float:
    measure = profile.measure(key)
    return measure.minimum if measure.minimum is not None else profile.number(key)


def _shown(value: float) -> str:
    return f"{value:g}".replace(".", ",")
