"""What a vote needs: the fewest votes in favour with which the share is reached, for every size of a body."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from pipeline.records.meeting_held import Need, need
from tests.sample import sample_records

SHARES: dict[str, Callable[[Fraction], bool]] = {
    "quá nửa": lambda part: part > Fraction(1, 2),
    "2/3": lambda part: part >= Fraction(2, 3),
    "3/4": lambda part: part >= Fraction(3, 4),
    "60%": lambda part: part >= Fraction(60, 100),
    "toàn bộ": lambda part: part == 1,
}


@pytest.mark.parametrize("needed", SHARES)
def test_need__is_the_fewest_votes_that_reach_the_share(needed: str) -> None:
    office = sample_records().office
    meeting = next(meeting for meeting in office.meetings if meeting.votes)
    vote = meeting.votes[0].model_copy(update={"needed": needed, "basis": "tổng số thành viên"})
    for total in range(1, 31):
        members = tuple(f"uy-vien-{number}" for number in range(total))
        attendance = meeting.attendance.model_copy(update={"members": members, "without_vote": ()})
        fewest = next(votes for votes in range(total + 1) if SHARES[needed](Fraction(votes, total)))
        assert need(office, meeting.model_copy(update={"attendance": attendance}), vote) == Need(fewest, total)
