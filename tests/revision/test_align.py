"""Aligning: in order, every item once, as much in common as can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from pipeline.revision.align import align, common, similarity


@dataclass(frozen=True)
class Text:
    """Words to align."""

    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """Equal for equal words."""
        return " ".join(self.words)


ALIKE = partial(similarity, least=0.5)
texts = st.lists(st.lists(st.sampled_from("abcde"), max_size=4).map(lambda words: Text(tuple(words))), max_size=12)


@given(old=texts, new=texts)
def test_align__every_item_once_and_in_order(old: list[Text], new: list[Text]) -> None:
    pairs = align(old, new, ALIKE)
    assert [one for one, _ in pairs if one is not None] == list(range(len(old)))
    assert [other for _, other in pairs if other is not None] == list(range(len(new)))
    assert all(ALIKE(old[one], new[other]) for one, other in pairs if one is not None and other is not None)


@given(old=st.lists(st.integers(0, 4), max_size=12), new=st.lists(st.integers(0, 4), max_size=12))
def test_common__is_a_longest_common_subsequence(old: list[int], new: list[int]) -> None:
    pairs = common(old, new)
    assert all(old[one] == new[other] for one, other in pairs)
    assert pairs == sorted(pairs)
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs) == _longest(old, new)


def _longest(old: Sequence[int], new: Sequence[int]) -> int:
    """The textbook table."""
    row = [0] * (len(new) + 1)
    for one in old:
        above, row = row, [0]
        for column, other in enumerate(new):
            row.append(above[column] + 1 if one == other else max(above[column + 1], row[column]))
    return row[-1]


def test_align__similar_ones_pair_across_others() -> None:
    old = [Text(tuple("abcd")), Text(tuple("efgh"))]
    new = [Text(tuple("xyz")), Text(tuple("abcx")), Text(tuple("uvw")), Text(tuple("efgx"))]
    assert align(old, new, ALIKE) == [(None, 0), (0, 1), (None, 2), (1, 3)]


def test_align__empty_ones_do_not_outweigh_words() -> None:
    old = [Text(()), Text(()), Text(tuple("abcd"))]
    new = [Text(tuple("abcx")), Text(()), Text(())]
    assert (2, 0) in align(old, new, ALIKE)


def test_align__a_large_gap_is_searched_near_the_diagonal() -> None:
    old = [Text(("cũ", str(number), "chung", "lời")) for number in range(400)]
    new = [Text(("mới", str(number), "chung", "lời")) for number in range(401)]
    pairs = align(old, new, ALIKE)
    assert sum(one is not None and other is not None for one, other in pairs) == 400
