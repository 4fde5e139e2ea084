"""YAML without guessing, and what a hostile file may not do."""

from __future__ import annotations

import pytest

from pipeline.workspace.limits import LIMITS, Limits
from pipeline.workspace.tree import read_tree
from pipeline.workspace.value_places import Place


def test_read_tree__nothing_is_guessed() -> None:
    tree = read_tree('a: 8:30\nb: 012\nc: no\nd: 2024-03-15\ne: ~\nf:\ng: "~"\nh: 1e3\n', "a.yaml")
    assert tree.source is not None
    assert tree.source.data == {
        "a": "8:30",
        "b": "012",
        "c": "no",
        "d": "2024-03-15",
        "e": None,
        "f": None,
        "g": "~",
        "h": "1e3",
    }


def test_read_tree__places_count_letters_not_bytes() -> None:
    tree = read_tree("chủ trì: [một, hai]\nkết luận:\n  - việc: x\n", "a.yaml")
    assert tree.source is not None
    assert tree.source.place(("chủ trì", 1)) == Place("a.yaml", 1, 16)
    assert tree.source.place(("kết luận", 0, "việc")) == Place("a.yaml", 3, 11)
    assert tree.source.place(("kết luận", 0, "thời hạn")) == Place("a.yaml", 3, 5)
    assert tree.source.place_of_key(("kết luận",)) == Place("a.yaml", 2, 1)


def _bomb() -> str:
    lines = ["a: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "code"),
    [
        (_bomb(), "DL-015"),
        ("[" * 900_000, "DL-018"),
        ("{a: " * 200_000, "DL-018"),
        ("- " * 400_000, "DL-018"),
        ("? " * 400_000, "DL-014"),
        ("a: x\n" * 180_000, "DL-013"),
        ("- x\n" * 240_000, "DL-019"),
        ("a: " + "x " * 450_000 + "\nb: [", "DL-011"),
        ('"' + "a\n" * 400_000, "DL-011"),
        ("a: &a b\n" * 100_000, "DL-013"),
    ],
    ids=["aliases", "brackets", "braces", "dashes", "questions", "twice", "nodes", "long", "open_quote", "anchors"],
)
def test_read_tree__hostile_file_is_refused(text: str, code: str) -> None:
    assert len(text) <= LIMITS.file_bytes
    tree = read_tree(text, "a.yaml")
    assert code in {finding.code for finding in tree.findings}


def test_read_tree__depth_is_counted() -> None:
    limits = Limits(depth=3)
    assert read_tree("[[[a]]]", "a.yaml", limits).findings == ()
    assert [item.code for item in read_tree("[[[[a]]]]", "a.yaml", limits).findings] == ["DL-018"]


def test_read_tree__second_of_two_equal_keys_is_left_out() -> None:
    tree = read_tree("a: 1\na: {b: [2]}\nc: 3\n", "a.yaml")
    assert tree.source is not None
    assert tree.source.data == {"a": "1", "c": "3"}
