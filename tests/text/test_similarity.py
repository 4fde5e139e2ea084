"""The nearest name."""

from __future__ import annotations

from pipeline.text import nearest


def test_nearest__a_typing_mistake() -> None:
    names = {"giay-moi-quy-1": 1, "bien-ban-quy-1": 2, "thong-bao": 3}
    assert nearest("bien-ban-qui-1", names) == "bien-ban-quy-1"
    assert nearest("TRÍCH YẾU", ["trích yếu", "nơi nhận"]) == "trích yếu"


def test_nearest__nothing_near() -> None:
    assert nearest("zzz", ["thong-bao"]) is None
    assert nearest("a", []) is None
