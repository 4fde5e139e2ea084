"""The Vietnamese language (tiếng Việt): numbers, dates, sorting, letters of lists, clean text. Pure functions only.

Other packages import from here, never from the modules below.
"""

from pipeline.text.cleaning import to_nfc
from pipeline.text.dates import format_clock, format_date, format_month, last_of_month, weekday
from pipeline.text.final_mark import ensure_final
from pipeline.text.heading import HeadingUnit, heading_unit, not_understood, scaled_by, stated_unit, unit_in_heading
from pipeline.text.legacy import LegacyEncoding, decode_legacy, legacy_encoding, read_legacy
from pipeline.text.letters import LIST_LETTERS, identifier, list_letter, lower_first, upper_first, without_marks
from pipeline.text.number_words import ZeroTen, amount_in_words, number_in_words
from pipeline.text.numbers import decimal_places, format_number, percent
from pipeline.text.party_names import in_sentence, join_guests, join_names
from pipeline.text.posts import joined_post
from pipeline.text.quantity import DONG, MoneyUnit, money_in_words, money_unit, units_named
from pipeline.text.roman import from_roman, to_roman
from pipeline.text.running_text import continued
from pipeline.text.similarity import nearest
from pipeline.text.sorting import SortKey, given_name_key, sort_key
from pipeline.text.syllables import is_syllable
from pipeline.text.tones import normalize_tone_style, same_ignoring_tone_style

__all__ = [
    "DONG",
    "LIST_LETTERS",
    "HeadingUnit",
    "LegacyEncoding",
    "MoneyUnit",
    "SortKey",
    "ZeroTen",
    "amount_in_words",
    "continued",
    "decimal_places",
    "decode_legacy",
    "ensure_final",
    "format_clock",
    "format_date",
    "format_month",
    "format_number",
    "from_roman",
    "given_name_key",
    "heading_unit",
    "identifier",
    "in_sentence",
    "is_syllable",
    "join_guests",
    "join_names",
    "joined_post",
    "last_of_month",
    "legacy_encoding",
    "list_letter",
    "lower_first",
    "money_in_words",
    "money_unit",
    "nearest",
    "normalize_tone_style",
    "not_understood",
    "number_in_words",
    "percent",
    "read_legacy",
    "same_ignoring_tone_style",
    "scaled_by",
    "sort_key",
    "stated_unit",
    "to_nfc",
    "to_roman",
    "unit_in_heading",
    "units_named",
    "upper_first",
    "weekday",
    "without_marks",
]
