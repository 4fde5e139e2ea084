"""Foreign text: what is taken away, what is read, what is told."""

from __future__ import annotations

import json
import unicodedata
from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.signs import Flaw
from pipeline.intake.text import (
    clean,
    flawed_signs,
    flaws,
    from_spreadsheet,
    legacy,
    one_line,
    template_marks,
    tidy,
    without_flaws,
)
from pipeline.typeset.libreoffice.installation import font_files
from tests.nasty import foreign_text, in_tcvn3, in_vni, small

GOOD = "Đến tháng 6, toàn tỉnh hoàn thành 38 trạm y tế; UBND tỉnh giao Sở Y tế – “đạt 95,5%”."


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (GOOD, GOOD),
        (unicodedata.normalize("NFD", GOOD), GOOD),
        ("Trợ lý\u200b pháp\u00ad luật", "Trợ lý pháp luật"),
        ("\uf0b7\tHoàn thành\n\uf0a7  Tập huấn", "- Hoàn thành\n- Tập huấn"),
        ("LGSP_x000D_\nTrục", "LGSP\nTrục"),
        ("một\r\nhai\u2028ba\x0bbốn", "một\nhai\nba\nbốn"),
        ("\u202a+84\u202c  024\u00a03825\u2009000", "+84 024 3825 000"),
        ("\u200eSở\u200f Y tế", "Sở Y tế"),
        ("Ðường Bến Ngự", "Đường Bến Ngự"),
        ("o\ufb03ce 5\u20116", "office 5-6"),
        ("chuông\x07 reo\x00", "chuông reo"),
        ("{{ x }} {% if %} & <b> ]]>", "{{ x }} {% if %} & <b> ]]>"),
        ("UBND TØNH B¾c Ninh – “kÕ ho¹ch”", "UBND TỈNH Bắc Ninh – “kế hoạch”"),
        ("Phoøng hoïp soá 1", "Phòng họp số 1"),
    ],
)
def test_clean__what_means_nothing_goes_and_what_is_certain_is_read(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize("text", ["kh«ng", "Hoµn thành kÕ hoạch năm", "Phßng häp sè 1 ở tầng hai"])
def test_clean__old_encoding_in_doubt_stays_as_it_is(text: str) -> None:
    found = legacy(clean(text))
    assert clean(text) == text
    assert found is None or not found.certain


@pytest.mark.parametrize("typed", [in_tcvn3, in_vni])
def test_clean__good_text_comes_back_from_an_old_encoding(typed: object) -> None:
    text = "hoàn thành trụ sở ủy ban nhân dân xã, tập huấn cán bộ về kế hoạch năm"
    assert callable(typed)
    assert typed(text) != text
    assert clean(typed(text)) == text


@pytest.mark.parametrize("text", ["Müller GmbH, Straße 5", "thé à la carte", "25 µm; a×b", "Citroën C4", GOOD])
def test_clean__other_languages_are_not_taken_for_old_encodings(text: str) -> None:
    assert clean(text) == text


def test_from_spreadsheet__escapes_are_read_once() -> None:
    assert from_spreadsheet("Đoạn một_x000D_\nĐoạn hai") == "Đoạn một\nĐoạn hai"
    assert from_spreadsheet("mã_x005F_x0041_") == "mã_x0041_"
    assert from_spreadsheet("giá_xuất_x1EA1_") == "giá_xuấtạ"


def test_one_line__lines_are_joined() -> None:
    assert one_line("một\r\n\u200bhai \t ba") == "một hai ba"


def test_tidy__record_keeps_its_lines_and_its_non_breaking_blanks() -> None:
    assert tidy("ngày\u00a05\n  tháng\u200b 6\u202f%") == "ngày\u00a05\n  tháng 6\u00a0%"


@pytest.mark.parametrize(
    ("text", "kind", "sign"),
    [
        ("a\u202eb", Flaw.REORDERING, "\u202e"),
        ("mũi tên \uf0e0 này", Flaw.PRIVATE, "\uf0e0"),
        ("hỏng \ufffd", Flaw.BROKEN, "\ufffd"),
        ("tốt 👍", Flaw.UNPRINTABLE, "👍"),
        ("中国", Flaw.UNPRINTABLE, "中"),
        ("☑ xong", Flaw.UNPRINTABLE, "☑"),
    ],
)
def test_flaws__what_remains_is_told_with_its_sign(text: str, kind: Flaw, sign: str) -> None:
    assert flaws(clean(text)) == ((kind, sign),)
    assert flaws(without_flaws(clean(text))) == ()


@pytest.mark.parametrize("text", [GOOD, "½ ≤ ≥ → ± × ° ₫ € Ω α Ж ă ơ ự Ǹ \u00a0 • ● ■ №", "hai\ndòng"])
def test_flaws__what_the_font_has_is_good(text: str) -> None:
    assert flaws(text) == ()


def test_flawed_signs__each_named_once() -> None:
    assert flawed_signs("a😀b😀c\u202e") == "U+202E, U+1F600 “😀”"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kinh phí {tạm tính} 50% # ghi chú", ()),
        ("{{ tên }}", ("{{", "}}")),
        ("{%p for x in y %}", ("{%", "%}")),
        ("thừa }}", ("}}",)),
        ("{_{ tên %_}", ()),
    ],
)
def test_template_marks__are_seen(text: str, found: tuple[str, ...]) -> None:
    assert template_marks(text) == found


@pytest.mark.slow
@small(300)
@given(foreign_text())
def test_clean__twice_is_once_and_nothing_unseen_remains(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    old = legacy(once)
    assert old is None or not old.certain
    kinds = {kind for kind, sign in flaws(once) if (kind, sign) != (Flaw.UNSEEN, "\u00ad") or old is None}
    assert kinds <= {Flaw.REORDERING, Flaw.PRIVATE, Flaw.BROKEN, Flaw.UNPRINTABLE}


@pytest.mark.slow
@small(300)
@given(foreign_text())
def test_without_flaws__leaves_none(text: str) -> None:
    assert flaws(without_flaws(clean(text))) == ()


@small(100)
@given(st.lists(st.sampled_from(GOOD.split()), min_size=1).map(" ".join))
def test_clean__good_text_stays_word_for_word(text: str) -> None:
    assert clean(text) == text
    assert flaws(text) == ()


@pytest.mark.office
def test_flaws__table_lies_within_the_installed_font() -> None:
    table = json.loads(files("pipeline.intake").joinpath("times_signs.json").read_text("utf-8"))
    faces = [set(TTFont(font).getBestCmap()) for font in font_files().values()]
    listed = set()
    for item in table["signs"]:
        first, _, last = item.partition("-")
        listed |= set(range(int(first, 16), int(last or first, 16) + 1))
    assert all(listed <= face for face in faces)
    vietnamese = {ord(sign) for sign in "ăâđêôơưĂÂĐÊÔƠƯ₫"} | set(range(0x1EA0, 0x1EFA)) | set(range(0x20, 0x7F))
    assert vietnamese <= listed
