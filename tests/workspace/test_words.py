"""The words of messages: suggestions, labels, quotations."""

from __future__ import annotations

import pytest

from pipeline.records.content import Node
from pipeline.records.meeting import Meeting
from pipeline.workspace.closest import closest
from pipeline.workspace.explain import Fault, explain
from pipeline.workspace.findings_at import label, quote
from pipeline.workspace.record_shape import Form, shape_at
from pipeline.workspace.value_places import Path


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("trich yeu", "trích yếu"),
        ("Trích Yếu", "trích yếu"),
        ("trích yêu", "trích yếu"),
        ("don vi", "đơn vị"),
        ("hoà giải", "hòa giải"),
        ("xyz", None),
    ],
)
def test_closest__typing_slips(written: str, meant: str | None) -> None:
    assert closest(written, ["đơn vị", "trích yếu", "hòa giải"]) == meant


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("thời hạn",), "“Thời hạn”"),
        (("kết luận", 2, "thời hạn"), "“Thời hạn” (kết luận, mục 3)"),
        (("kính gửi", 1), "“Kính gửi” mục 2"),
        (("phụ lục", 0, "bảng", "hàng", 1, 2), "“Hàng” mục 2, ô 3 (phụ lục, mục 1)"),
        ((), "Hồ sơ"),
    ],
)
def test_label__says_the_field(path: Path, words: str) -> None:
    assert label(path) == words


def test_quote__one_short_line() -> None:
    assert quote("a\n  b") == "“a b”"
    assert len(quote("x" * 500)) == 62


def test_explain__unforeseen_error_still_says_field_and_value() -> None:
    shape = shape_at(Meeting, ("kết luận", 0, "thời hạn"))
    said = explain(Fault("something_new", ("kết luận", 0, "thời hạn"), "mai", shape, {}))
    assert said.code == "DL-199"
    assert "Thời hạn" in said.message
    assert "mai" in said.message


def test_explain__yes_or_no() -> None:
    said = explain(Fault("yes_form", ("đóng dấu",), "ừ", None, {}))
    assert said.code == "DL-114"
    assert "“ừ”" in said.message


def test_shape_at__follows_lists_and_records() -> None:
    partners = shape_at(Meeting, ("kết luận", 0, "phối hợp", 3))
    assert partners is not None
    assert partners.refers is not None
    inner = shape_at(Node, ("nội dung", 0, "nội dung", 5))
    assert inner is not None
    assert inner.form is Form.BLOCK
    assert shape_at(Meeting, ("không có",)) is None
