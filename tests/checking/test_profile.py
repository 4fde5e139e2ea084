"""The measures of Nghị định 30/2020/NĐ-CP against the text of its Phụ lục I, and the profile as a value."""

from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest

from pipeline.decree.measure import SILENT, Measure, Measures, MeasureValue
from pipeline.decree.profile import (
    Profile,
    house_titles,
    load_profile,
    parse_profile,
    profile_ids,
    regulation_on,
    with_house_style,
)
from pipeline.errors import UsageError

PROFILE = load_profile()
ALL = tuple(PROFILE.measures.values())

ELEMENTS = set(
    """
    page page_number letterhead national_name motto motto_rule parent_agency issuing_agency issuing_agency_rule number
    place_date type_name subject subject_rule letter_subject addressee authority_line command_line basis basis_mark body
    part_label part_title chapter_label chapter_title section_label section_title subsection_label subsection_title roman_section
    article clause clause_title point table_text signing_capacity signer_title signer_other_title signer_name
    signature_gap page_fit signature_image seal_image recipients_label recipients drafter_mark contact contact_rule annex_label
    annex_title annex_reference annex_rule attached_reference attached_paper signing_line urgency circulation draft_mark
    """.split()
)

# Read from Phụ lục I: measure, smallest, largest, locator.
RANGES = [
    ("page.width", 210, 210, "PLI.P1.I.1"),
    ("page.height", 297, 297, "PLI.P1.I.1"),
    ("page.margin_top", 20, 25, "PLI.P1.I.3"),
    ("page.margin_bottom", 20, 25, "PLI.P1.I.3"),
    ("page.margin_left", 30, 35, "PLI.P1.I.3"),
    ("page.margin_right", 15, 20, "PLI.P1.I.3"),
    ("page_number.size", 13, 14, "PLI.P1.I.7"),
    ("national_name.size", 12, 13, "PLI.P1.II.1a"),
    ("motto.size", 13, 14, "PLI.P1.II.1b"),
    ("motto_rule.length", 1, 1, "PLI.P1.II.1b"),
    ("letterhead.line_spacing", 1, 1, "PLI.P1.II.1c"),
    ("parent_agency.size", 12, 13, "PLI.P1.II.2b"),
    ("issuing_agency.size", 12, 13, "PLI.P1.II.2b"),
    ("issuing_agency_rule.length", 1 / 3, 1 / 2, "PLI.P1.II.2b"),
    ("number.size", 13, 13, "PLI.P1.II.3c"),
    ("place_date.size", 13, 14, "PLI.P1.II.4c"),
    ("type_name.size", 13, 14, "PLI.P1.II.5b"),
    ("subject.size", 13, 14, "PLI.P1.II.5b"),
    ("subject_rule.length", 1 / 3, 1 / 2, "PLI.P1.II.5b"),
    ("letter_subject.size", 12, 13, "PLI.P1.II.5b"),
    ("letter_subject.space_before", 6, 6, "PLI.P1.II.5b"),
    ("basis.size", 13, 14, "PLI.P1.II.6a"),
    ("part_label.size", 13, 14, "PLI.P1.II.6đ"),
    ("chapter_title.size", 13, 14, "PLI.P1.II.6đ"),
    ("subsection_title.size", 13, 14, "PLI.P1.II.6đ"),
    ("roman_section.size", 13, 14, "PLI.P1.V.6b"),
    ("body.size", 13, 14, "PLI.P1.II.6e"),
    ("body.space_before", 6, None, "PLI.P1.II.6e"),
    ("body.line_spacing", 1, 1.5, "PLI.P1.II.6e"),
    ("signing_capacity.size", 13, 14, "PLI.P1.II.7đ"),
    ("signer_name.size", 13, 14, "PLI.P1.II.7đ"),
    ("addressee.size", 13, 14, "PLI.P1.II.9d"),
    ("recipients_label.size", 12, 12, "PLI.P1.II.9d"),
    ("recipients.size", 11, 11, "PLI.P1.II.9d"),
    ("signing_line.size", 10, 10, "PLI.P1.II.8b"),
    ("annex_label.size", 14, 14, "PLI.P1.III.1b"),
    ("annex_title.size", 13, 14, "PLI.P1.III.1b"),
    ("annex_reference.size", 13, 14, "PLI.P1.III.1c"),
    ("urgency.size", 13, 14, "PLI.P1.III.2b"),
    ("urgency.box_height", 8, 8, "PLI.P1.III.2b"),
    ("urgency.express_width", 30, 30, "PLI.P1.III.2b"),
    ("urgency.very_urgent_width", 40, 40, "PLI.P1.III.2b"),
    ("urgency.urgent_width", 20, 20, "PLI.P1.III.2b"),
    ("circulation.size", 13, 14, "PLI.P1.III.2c"),
    ("drafter_mark.size", 11, 11, "PLI.P1.III.3"),
    ("contact.size", 11, 12, "PLI.P1.III.4"),
    ("contact_rule.length", 1, 1, "PLI.P1.III.4"),
]

# Read from Phụ lục I: element, bold (đậm), italic (nghiêng), capitals (in hoa).
STYLES = [
    ("national_name", True, False, True),
    ("motto", True, False, False),
    ("parent_agency", False, False, True),
    ("issuing_agency", True, False, True),
    ("number", False, False, False),
    ("place_date", False, True, False),
    ("type_name", True, False, True),
    ("subject", True, False, False),
    ("letter_subject", False, False, False),
    ("addressee", False, False, False),
    ("authority_line", True, False, True),
    ("command_line", True, False, True),
    ("basis", False, True, False),
    ("body", False, False, False),
    ("part_label", True, False, False),
    ("part_title", True, False, True),
    ("chapter_label", True, False, False),
    ("chapter_title", True, False, True),
    ("section_label", True, False, False),
    ("section_title", True, False, True),
    ("subsection_label", True, False, False),
    ("subsection_title", True, False, True),
    ("roman_section", True, False, True),
    ("article", True, False, False),
    ("clause", False, False, False),
    ("clause_title", True, False, False),
    ("point", False, False, False),
    ("signing_capacity", True, False, True),
    ("signer_title", True, False, True),
    ("signer_other_title", True, False, True),
    ("signer_name", True, False, False),
    ("recipients_label", True, True, False),
    ("recipients", False, False, False),
    ("drafter_mark", False, False, True),
    ("contact", False, False, False),
    ("annex_label", True, False, False),
    ("annex_title", True, False, True),
    ("annex_reference", False, True, False),
    ("attached_reference", False, True, False),
    ("signing_line", False, False, False),
    ("urgency", True, False, True),
    ("circulation", True, False, True),
]

# The sizes of the samples in the decree's own table (PLI.P1.V) and the defaults of the page.
DEFAULTS: list[tuple[str, MeasureValue]] = [
    ("page.margin_top", 20.0),
    ("page.margin_bottom", 20.0),
    ("page.margin_left", 30.0),
    ("page.margin_right", 15.0),
    ("page.header_distance", 10.0),
    ("page.font_family", "Times New Roman"),
    ("page.font_colour", "000000"),
    ("page_number.size", 14.0),
    ("page_number.align", "center"),
    ("page_number.show_on_first", False),
    ("national_name.size", 12.0),
    ("motto.size", 13.0),
    ("parent_agency.size", 12.0),
    ("issuing_agency.size", 12.0),
    ("number.size", 13.0),
    ("place_date.size", 13.0),
    ("type_name.size", 14.0),
    ("subject.size", 14.0),
    ("letter_subject.size", 12.0),
    ("body.size", 14.0),
    ("body.align", "justify"),
    ("body.first_line_indent", 12.7),
    ("article.size", 14.0),
    ("article.first_line_indent", 12.7),
    ("signer_title.size", 14.0),
    ("signing_line.align", "right"),
    ("urgency.colour", "FF0000"),
    ("seal_image.colour", "FF0000"),
    ("contact.size", 11.0),
]

HEAD = 'id = "thu"\ntitle = "Thử"\ncitation = "Quyết định thử"\nvalid_from = 2020-03-05\n'
SIZE = 'value = 13, min = 12, max = 14, unit = "pt", at = "PLI.P1.II.1a", certainty = "H"'


def profile_of(*lines: str) -> Profile:
    """A profile whose element `motto` has these lines."""
    return parse_profile(HEAD + "[motto]\n" + "\n".join(lines))


@pytest.mark.parametrize(("measure_id", "smallest", "largest", "at"), RANGES)
def test_load_profile__range_and_locator_are_the_laws(
    measure_id: str, smallest: float, largest: float | None, at: str
) -> None:
    measure = PROFILE.measure(measure_id)
    assert measure.minimum == pytest.approx(smallest, abs=1e-4)
    assert measure.maximum == (None if largest is None else pytest.approx(largest, abs=1e-4))
    assert measure.at == at


@pytest.mark.parametrize(("element", "bold", "italic", "caps"), STYLES)
def test_load_profile__style_of_letters_is_the_laws(*, element: str, bold: bool, italic: bool, caps: bool) -> None:
    assert PROFILE.flag(f"{element}.bold") is bold
    assert PROFILE.flag(f"{element}.italic") is italic
    assert PROFILE.flag(f"{element}.caps") is caps


@pytest.mark.parametrize(("measure_id", "value"), DEFAULTS)
def test_load_profile__default(measure_id: str, value: MeasureValue) -> None:
    measure = PROFILE.measure(measure_id)
    assert (type(measure.value), measure.value) == (type(value), value)


def test_load_profile__has_exactly_the_elements_of_a_paper() -> None:
    assert {measure.element for measure in ALL} == ELEMENTS


def test_load_profile__every_text_element_has_its_five_measures() -> None:
    text_elements = [name for name, *_ in STYLES] + ["table_text", "draft_mark"]
    wanted = {f"{name}.{key}" for name in text_elements for key in ("size", "bold", "italic", "caps", "align")}
    assert wanted - set(PROFILE.measures) == set()


def test_load_profile__header() -> None:
    assert profile_ids() == ("nd30_2020", "tt01_2011")
    assert (PROFILE.id, PROFILE.valid_from, PROFILE.valid_to) == ("nd30_2020", date(2020, 3, 5), None)
    assert "30/2020/NĐ-CP" in PROFILE.citation


def test_load_profile__the_regulation_before() -> None:
    """G of the law for implementers: what differs, and no measure that the decree does not have."""
    older = load_profile("tt01_2011")
    assert set(older.measures) - set(PROFILE.measures) == {"body.exact_spacing"}
    assert set(PROFILE.measures) <= set(older.measures)
    assert older.valid_to == PROFILE.valid_from - timedelta(days=1)
    assert older.text("page_number.flow") == "footer"
    assert older.text("page_number.align") == "right"
    assert older.flag("basis.italic") is False
    assert older.text("basis_mark.final") == ","
    assert (older.flag("attached_reference.issued"), older.flag("attached_paper.signed")) == (True, True)
    assert not older.flag("attached_paper.letterhead")
    assert not older.measure("page.font_family").regulated
    assert {one.certainty for one in older.measures.values() if one.regulated} == {"H", "M"}
    assert all(one.at in {"TT01", "-"} for one in older.measures.values())


@pytest.mark.parametrize(
    ("day", "regulation"),
    [
        (date(2010, 1, 1), "tt01_2011"),
        (date(2018, 10, 19), "tt01_2011"),
        (date(2020, 3, 4), "tt01_2011"),
        (date(2020, 3, 5), "nd30_2020"),
        (date(2026, 1, 1), "nd30_2020"),
    ],
)
def test_regulation_on__day(day: date, regulation: str) -> None:
    assert regulation_on(day) == regulation


def test_house_titles__what_an_office_may_choose_today_it_may_choose_for_papers_of_then() -> None:
    older = house_titles(load_profile("tt01_2011"))
    # The distance of the page number is from another edge.
    assert house_titles(PROFILE).keys() - older.keys() == {"khoảng cách từ mép trên đến số trang"}
    for title, measure in house_titles(PROFILE).items():
        then = older.get(title, measure)
        assert (then.minimum, then.maximum, then.allowed) == (measure.minimum, measure.maximum, measure.allowed)


def test_load_profile__unknown_id_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        load_profile("nd99_2030")
    assert "nd99_2030" in caught.value.message
    assert "nd30_2020" in caught.value.remedy


@pytest.mark.parametrize("measure", ALL, ids=lambda measure: measure.id)
def test_load_profile__measure_is_inside_its_own_range_and_says_its_source(measure: Measure) -> None:
    assert measure.allows(measure.value)
    assert measure.certainty in {"H", "H1", "M", "L"}
    assert measure.at.startswith(("PLI.", "PLIII.")) or (measure.at == SILENT and measure.note)


def test_load_profile__titles_are_unique_and_every_range_of_a_size_can_be_chosen() -> None:
    titled = [measure for measure in ALL if measure.title]
    assert len(house_titles(PROFILE)) == len(titled)
    choices = [measure for measure in ALL if measure.is_size and measure.minimum != measure.maximum]
    assert {measure.id for measure in choices if not measure.title} == {
        "article.size",
        "clause.size",
        "clause_title.size",
        "point.size",
        "signer_title.size",
        "signer_other_title.size",
    }
    assert all(measure.title or measure.follows for measure in choices)


@pytest.mark.parametrize("element", ["article", "clause", "clause_title", "point"])
def test_load_profile__parts_of_the_text_are_tied_to_its_size(element: str) -> None:
    size = PROFILE.measure(f"{element}.size")
    assert (size.follows, size.title, size.minimum, size.maximum) == ("body.size", "", 13, 14)
    assert PROFILE.measure(f"{element}.first_line_indent").allowed == (10, 12.7)
    assert PROFILE.measure(f"{element}.space_before").minimum == 6


def test_load_profile__page_numbers_and_smallest_margin_leave_room_for_each_other() -> None:
    deepest = PROFILE.measure("page.header_distance").maximum
    tallest = PROFILE.measure("page_number.size").maximum
    smallest_margin = PROFILE.measure("page.margin_top").minimum
    assert deepest is not None
    assert tallest is not None
    assert smallest_margin is not None
    line_mm = tallest * 1.15 * 25.4 / 72
    assert deepest + line_mm <= smallest_margin


def test_load_profile__seal_covers_a_third_of_the_signature_at_every_size_of_seal() -> None:
    overlap, seal = PROFILE.measure("seal_image.overlap"), PROFILE.measure("seal_image.width")
    for width in (seal.minimum, seal.value, seal.maximum):
        assert isinstance(width, float)
        covered = (width - PROFILE.number("seal_image.offset_left")) / PROFILE.number("signature_image.width")
        assert overlap.allows(covered)


def test_load_profile__letterhead_fills_the_text_area_at_the_default_margins() -> None:
    text_width = PROFILE.number("page.width") - PROFILE.number("page.margin_left") - PROFILE.number("page.margin_right")
    assert PROFILE.number("letterhead.agency_column") + PROFILE.number("letterhead.national_column") == text_width


def test_profile__survives_pickling_and_hashes_alike() -> None:
    copy = pickle.loads(pickle.dumps(PROFILE))
    assert copy == PROFILE
    assert hash(copy) == hash(PROFILE) == hash(load_profile())
    assert copy.fingerprint == PROFILE.fingerprint


def test_measures__repeated_id_is_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        Measures((PROFILE.measure("motto.size"), PROFILE.measure("motto.size")))


def test_fingerprint__changes_with_a_choice_and_only_then() -> None:
    changed, _ = with_house_style(PROFILE, {"lề trái": 35})
    same, _ = with_house_style(PROFILE, {})
    assert len(PROFILE.fingerprint) == len("0" * 64)
    assert changed.fingerprint != PROFILE.fingerprint
    assert same.fingerprint == load_profile().fingerprint


def test_number_flag_text__wrong_kind_is_our_fault() -> None:
    with pytest.raises(TypeError):
        PROFILE.number("motto.bold")
    with pytest.raises(TypeError):
        PROFILE.flag("motto.size")
    with pytest.raises(TypeError):
        PROFILE.text("motto.size")
    with pytest.raises(KeyError):
        PROFILE.number("motto.weight")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([f"size = {{ {SIZE.replace('PLI.P1.II.1a', '')} }}"], "not a locator"),
        ([f"size = {{ {SIZE.replace('PLI.P1.II.1a', 'trang 3')} }}"], "not a locator"),
        ([f"size = {{ {SIZE.replace('value = 13', 'value = 15')} }}"], "outside its own range"),
        ([f"size = {{ {SIZE.replace('min = 12', 'min = 15')} }}"], "min is above max"),
        ([f"size = {{ {SIZE.replace('value = 13', 'value = true')} }}"], "must be a float"),
        ([f"size = {{ {SIZE.replace('pt', 'inch')} }}"], "motto.size: unit"),
        ([f"size = {{ {SIZE}, colour = 1 }}"], "motto.size: colour"),
        (['size = { value = 13, unit = "pt", certainty = "H" }'], "motto.size: at"),
        (['size = { value = 13, unit = "pt", at = "PLI.P1.I.3" }'], "motto.size: certainty"),
        (['size = { at = "PLI.P1.I.3", certainty = "H" }'], "value and unit are needed"),
        (['gap = { value = 13, unit = "pt", at = "-", certainty = "L" }'], "a note says so"),
        (['gap = { value = 13, unit = "pt", at = "-", certainty = "H", note = "x" }'], "certainty is L or M"),
        (['gap = { value = 13, unit = "pt", at = "PLI.P1.I.3", certainty = "H", title = "Cỡ" }'], "may choose"),
        ([f'a = {{ {SIZE}, title = "Cỡ chữ" }}', f'b = {{ {SIZE}, title = "cỡ  CHỮ" }}'], "used 2 times"),
        (['a = { follows = "motto.b", at = "PLI.P1.I.3", certainty = "H" }'], "not there"),
        ([f"a = {{ {SIZE} }}", f'b = {{ {SIZE}, follows = "motto.a" }}'], "of its own"),
        ([f"Size = {{ {SIZE} }}"], "English names"),
        (["size = 3"], "motto.size"),
    ],
)
def test_parse_profile__defect_is_named(lines: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        profile_of(*lines)


def test_parse_profile__all_defects_are_named_at_once() -> None:
    with pytest.raises(ValueError, match="outside its own range") as caught:
        profile_of(f"a = {{ {SIZE.replace('value = 13', 'value = 15')} }}", f"b = {{ {SIZE}, colour = 1 }}")
    assert "motto.a" in str(caught.value)
    assert "motto.b" in str(caught.value)


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (HEAD.replace("2020-03-05", '"2020-03-05"'), "date"),
        (HEAD.replace("2020-03-05", "2020-03-05T00:00:00"), "date"),
        (HEAD.replace('"Thử"', '""'), "texts"),
        (HEAD + "note = 3\n", "a table is expected"),
    ],
)
def test_parse_profile__defect_of_the_head_is_named(head: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_profile(head)


def test_load_profile__with_and_without_its_id_is_one_object() -> None:
    assert load_profile(PROFILE.id) is PROFILE
    assert load_profile(profile_id=PROFILE.id) is PROFILE
