"""The settings a paper may be tried in: all inside the decree and around what the office chose, or none where it says so."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest

from pipeline.building.making.page_setting import USUAL, PageSetting, closer, profile_of, wider
from pipeline.decree.profile import Profile, load_profile, with_house_style, with_values

HOUSES: list[Mapping[str, object]] = [
    {},
    {"khoảng cách dòng": "1,1"},
    {"khoảng cách dòng": "1,5", "khoảng cách giữa các đoạn": "10 pt"},
    {"khoảng trống để ký": "25 mm", "cỡ chữ nội dung": 13, "cho giảm một cỡ chữ để gọn trang": "có"},
    {"khoảng trống để ký": "40 mm", "cho giảm một cỡ chữ để gọn trang": "có"},
]


def house(style: Mapping[str, object]) -> Profile:
    profile, problems = with_house_style(load_profile(), style)
    assert problems == ()
    return profile


def every(profile: Profile) -> tuple[PageSetting, ...]:
    return (*closer(profile), *wider(profile))


@pytest.mark.parametrize("style", HOUSES, ids=str)
def test_settings__every_value_is_one_that_the_decree_allows(style: Mapping[str, object]) -> None:
    profile = house(style)
    assert every(profile)
    for setting in every(profile):
        assert setting.name
        for key, value in setting.values:
            measure = profile.measure(key)
            assert measure.allows(value) or not measure.regulated, (key, value)
            assert profile_of(profile, setting).number(key) == value


@pytest.mark.parametrize("style", HOUSES, ids=str)
def test_settings__each_changes_something_and_no_two_change_the_same(style: Mapping[str, object]) -> None:
    profile = house(style)
    values = [setting.values for setting in every(profile)]
    assert all(values)
    assert len(set(values)) == len(values)
    for number, measure in profile_of(profile, wider(profile)[-1]).measures.items() if wider(profile) else ():
        assert measure.id == number


def test_closer__goes_from_little_to_more_and_wider_too() -> None:
    profile = house({"khoảng cách dòng": "1,1"})
    spacing = [profile_of(profile, setting).number("body.line_spacing") for setting in closer(profile)]
    assert spacing == [1.1, 1.0]
    wide = [profile_of(profile, setting).number("body.line_spacing") for setting in wider(profile)]
    assert all(less < more for less, more in pairwise([1.1, *wide]))


def test_closer__is_a_size_smaller_only_where_the_office_says_so() -> None:
    sizes = [profile_of(house({}), setting).number("body.size") for setting in closer(house({}))]
    assert set(sizes) == {14.0}
    smaller = house({"cho giảm một cỡ chữ để gọn trang": "có"})
    assert [profile_of(smaller, setting).number("article.size") for setting in closer(smaller)][-1] == 13.0


def test_settings__are_none_where_the_office_keeps_its_own() -> None:
    assert every(house({"tự chỉnh khoảng cách cho đẹp trang": "không"})) == ()


def test_profile_of__is_the_offices_own_in_the_usual_setting_and_one_object_for_one_setting() -> None:
    profile = house({})
    assert profile_of(profile, USUAL) == profile
    assert profile_of(profile, USUAL) is profile_of(house({}), USUAL)
    setting = closer(profile)[0]
    assert profile_of(profile, setting) is profile_of(profile, PageSetting(name=setting.name, values=setting.values))


def test_with_values__refuses_what_the_decree_does_not_allow() -> None:
    with pytest.raises(ValueError, match=r"body\.line_spacing"):
        with_values(load_profile(), [("body.line_spacing", 1.6)])
