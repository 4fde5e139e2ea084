"""Names that stay whole on a line (tên riêng): of people, of places, and of posts with `Phó`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.text.bond import Bond, Piece, apart

_ADDRESSES: Final = frozenset("ông bà anh chị".split())
_PLACES: Final = frozenset("tỉnh huyện xã phường quận thôn phố trấn".split())
# Words of grammar, which are part of no name.
GRAMMAR: Final = frozenset(
    "và của tại về trên cho do đối trong để từ đến với theo năm các những được là có khi thuộc cùng hoặc như bị bằng".split()
)
_SURNAMES: Final = frozenset(
    """nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đào đoàn lâm mai trịnh tô hà cao tạ
    lương lưu vương châu quách thái phùng tăng diệp kiều tống triệu lò lục la quàng giàng vàng hứa khổng nông ma vi sầm
    chu hầu thào sùng cà cầm lường lèo mùa má tòng đàm mạc nghiêm khương doãn ninh bạch từ viên lại đồng""".split()
)
_MIDDLE_NAMES: Final = frozenset("văn thị".split())
_LONG_NAME: Final = 3


def name_bond(pieces: Sequence[Piece], compound: Sequence[bool], index: int) -> Bond:
    """How firmly a piece holds to the one before because both are of a name, in text with small letters.

    `compound`: for each piece, whether a word of the lexicon begins with it and goes on in the next piece.
    """
    before, piece = pieces[index - 1], pieces[index]
    if apart(before, piece):
        return Bond.NONE
    if before.form == "phó":
        return Bond.WORD
    return _before_capital(pieces, compound, index) if piece.capital else _after_capital(pieces, compound, index)


def _before_capital(pieces: Sequence[Piece], compound: Sequence[bool], index: int) -> Bond:
    before = pieces[index - 1]
    if before.form in _ADDRESSES:
        return Bond.GROUP
    if begins_name(pieces, index - 1):  # middle names are often family names too: `Nguyễn Hoàng Phương Nghi`
        return Bond.NAME
    if begins_name(pieces, index) or compound[index]:
        return Bond.NONE
    if before.small:
        return Bond.DOUBT if before.form in _PLACES else Bond.NONE
    return Bond.NAME if before.capital else Bond.NONE


def _after_capital(pieces: Sequence[Piece], compound: Sequence[bool], index: int) -> Bond:
    """`Tuyên giáo`: only the first syllable of a word has a capital, so the next one may belong to it."""
    before, piece = pieces[index - 1], pieces[index]
    unknown = before.capital and piece.small and index > 1 and not compound[index] and not compound[index - 1]
    plain = piece.form in GRAMMAR or before.form in GRAMMAR
    return Bond.DOUBT if unknown and piece.core.isalpha() and not plain else Bond.NONE


def begins_name(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the name of a person begins here: a family name, and two more syllables with capitals."""
    piece = pieces[index]
    if not piece.capital or piece.form not in _SURNAMES or piece.closed:
        return False
    return name_length(pieces, index) >= _LONG_NAME


def name_length(pieces: Sequence[Piece], index: int) -> int:
    """How many pieces with capitals follow one another from here on, without a mark between them."""
    end = index + 1
    while end < len(pieces) and pieces[end].capital and not apart(pieces[end - 1], pieces[end]):
        end += 1
    return end - index


def person_after_place(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a place without a name stands before a person: `nhân dân tỉnh Trần Thị Minh Hạnh`."""
    following = index + 1
    if pieces[index].form not in _PLACES or following >= len(pieces) or not begins_name(pieces, following):
        return False
    return any(piece.form in _MIDDLE_NAMES for piece in pieces[following + 1 : following + 3])


def place_bond(pieces: Sequence[Piece], compound: Sequence[bool], index: int) -> Bond:
    """In text all in capitals: the name after `TỈNH`, `XÃ` holds together as two syllables."""
    before, piece = pieces[index - 1], pieces[index]
    if apart(before, piece) or not piece.core.isalpha() or piece.form in GRAMMAR:
        return Bond.NONE
    if before.form == "phó":
        return Bond.WORD
    if before.form in _PLACES:
        return Bond.NONE if compound[index] else Bond.DOUBT
    named = index > 1 and pieces[index - 2].form in _PLACES and not apart(pieces[index - 2], before)
    free = before.form not in GRAMMAR and not compound[index] and not compound[index - 1]
    return Bond.NAME if named and free else Bond.NONE
