"""A record that the program writes and people edit: nothing typed by a person is ever overwritten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reports.renewal import Conflict, Keep, Renewal, renew

OLD = "a\nb\nc\nd\n"


@pytest.mark.parametrize(
    ("ours", "base", "theirs", "text", "what"),
    [
        ("a\n", None, None, "a\n", Renewal.NEW),
        (OLD, OLD, OLD, OLD, Renewal.SAME),
        ("a\nb\nX\nd\n", OLD, OLD, "a\nb\nX\nd\n", Renewal.RENEWED),
        (OLD, OLD, "a\nNGƯỜI\nc\nd\n", "a\nNGƯỜI\nc\nd\n", Renewal.SAME),
        ("a\nb\nc\nMÁY\n", OLD, "NGƯỜI\nb\nc\nd\n", "NGƯỜI\nb\nc\nMÁY\n", Renewal.MERGED),
        ("a\nMÁY\nc\nd\n", OLD, "a\nNGƯỜI\nc\nd\n", "a\nNGƯỜI\nc\nd\n", Renewal.CONFLICT),
        ("a\nMÁY\n", None, "của người\n", "của người\n", Renewal.CONFLICT),
    ],
)
def test_renew(ours: str, base: str | None, theirs: str | None, text: str, what: Renewal) -> None:
    done = renew(ours, base=base, theirs=theirs)
    assert (done.text, done.what) == (text, what)
    assert bool(done.conflicts) == (what is Renewal.CONFLICT)


OURS, THEIRS = "a\nMÁY\nc\nd\nmới\n", "a\nNGƯỜI\nc\nd\n"


def test_renew__a_place_that_both_changed_is_told_with_both_wordings() -> None:
    done = renew(OURS, base=OLD, theirs=THEIRS)
    assert done.text == "a\nNGƯỜI\nc\nd\nmới\n"
    assert done.conflicts == (Conflict(2, ours=("MÁY\n",), theirs=("NGƯỜI\n",)),)


def test_renew__the_person_says_whose_lines_hold() -> None:
    person = renew(OURS, base=OLD, theirs=THEIRS, keep=Keep.THEIRS)
    program = renew(OURS, base=OLD, theirs=THEIRS, keep=Keep.OURS)
    assert (person.text, person.what, person.conflicts) == ("a\nNGƯỜI\nc\nd\nmới\n", Renewal.MERGED, ())
    assert (program.text, program.what) == (OURS, Renewal.MERGED)


def test_renew__a_place_made_one_by_hand_is_no_conflict_any_more() -> None:
    assert renew(OURS, base=OLD, theirs="a\nMÁY\nc\nd\n").conflicts == ()


def test_renew__a_merge_that_cannot_be_read_is_not_made() -> None:
    done = renew(ours="a\nb\nc\nMÁY\n", base=OLD, theirs="NGƯỜI\nb\nc\nd\n", sound=lambda text: text == "x")
    assert (done.text, done.what) == ("NGƯỜI\nb\nc\nd\n", Renewal.CONFLICT)


_LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d\n"]), max_size=8).map("".join)


@given(_LINES, _LINES, st.integers(0, 8))
def test_renew__a_line_typed_by_a_person_stays(ours: str, base: str, at: int) -> None:
    lines = base.splitlines(keepends=True)
    lines.insert(min(at, len(lines)), "câu của người\n")
    done = renew(ours, base=base, theirs="".join(lines))
    assert "câu của người\n" in done.text
