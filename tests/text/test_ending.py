"""Closing marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import ensure_final


@pytest.mark.parametrize(
    ("text", "mark", "closed"),
    [
        ("Căn cứ Luật A", ";", "Căn cứ Luật A;"),
        ("Căn cứ Luật A;", ";", "Căn cứ Luật A;"),
        ("Căn cứ Luật A.", ";", "Căn cứ Luật A;"),
        ("Căn cứ Luật A ; ", ".", "Căn cứ Luật A."),
        ("thi hành.", "./.", "thi hành./."),
        ("thi hành./.", "./.", "thi hành./."),
        ("thi hành ./.", ".", "thi hành."),
        ("thi hành./.", ";", "thi hành;"),
        ("như sau:", ".", "như sau."),
        ("như sau,", ":", "như sau:"),
        ("(Bằng chữ: Một đồng).", ";", "(Bằng chữ: Một đồng);"),
        ("máy tính, máy in, v.v.", ".", "máy tính, máy in, v.v."),
        ("máy tính, máy in, v.v.", "./.", "máy tính, máy in, v.v./."),
        ("máy tính, máy in v.v", ";", "máy tính, máy in v.v.;"),
        ("máy tính, máy in, v.v...", ".", "máy tính, máy in, v.v..."),
        ("máy tính, máy in,...", ";", "máy tính, máy in,...;"),
        ("máy tính, máy in…", ".", "máy tính, máy in…"),
        ("máy tính, máy in…", "./.", "máy tính, máy in…./."),
        ("Có đúng không?", ".", "Có đúng không?"),
        ("Có đúng không?", ";", "Có đúng không?;"),
        ("", ".", ""),
        (" ; ", "./.", ""),
    ],
)
def test_ensure_final__as_printed(text: str, mark: str, closed: str) -> None:
    assert ensure_final(text, mark) == closed


@pytest.mark.slow
@given(st.text(), st.sampled_from([".", ";", "./.", ","]))
def test_ensure_final__once_is_enough(text: str, mark: str) -> None:
    closed = ensure_final(text, mark)
    assert ensure_final(closed, mark) == closed
