"""When two answers of units say the same (nội dung trùng), and when they only look alike.

Certain is only what follows from how Vietnamese offices write: settled abbreviations, words without weight, the unit
speaking of itself, the request at the head of a proposal, sentences in another order, and the passive (`kinh phí chưa
được bố trí` for `chưa bố trí kinh phí`). Figures, names and negations must be the same, at the same places. Answers
that only look alike may mean different things; they are put side by side and never merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from typing import Final

from rapidfuzz import fuzz

from pipeline.reports.typed_names import plain_name

_FIGURE: Final = re.compile(r"[-−+]?\d[\d.,/:%]*")
_SENTENCE: Final = re.compile(r"(?<=[.;!?])\s+")
_ABBREVIATIONS: Final = {
    plain_name(short): tuple(plain_name(long).split())
    for short, long in {
        "attt": "an toàn thông tin",
        "bcđ": "ban chỉ đạo",
        "cbcc": "cán bộ công chức",
        "cbccvc": "cán bộ công chức viên chức",
        "cchc": "cải cách hành chính",
        "cđs": "chuyển đổi số",
        "cntt": "công nghệ thông tin",
        "csdl": "cơ sở dữ liệu",
        "dvc": "dịch vụ công",
        "dvctt": "dịch vụ công trực tuyến",
        "hđnd": "hội đồng nhân dân",
        "httt": "hệ thống thông tin",
        "nsnn": "ngân sách nhà nước",
        "qppl": "quy phạm pháp luật",
        "tthc": "thủ tục hành chính",
        "ubnd": "ủy ban nhân dân",
    }.items()
}


def _tokens(words: str) -> frozenset[str]:
    return frozenset(plain_name(words).split())


# What two writers of the same sentence put in or leave out without saying anything else.
_FILLING: Final = _tokens("các những thì là mà rằng vẫn")
_DENIED: Final = _tokens("không chưa chẳng")
_STILL: Final = plain_name("còn")
_AFTER_STILL: Final = _tokens("chưa thiếu gặp nhiều hạn khó chậm yếu")
_PASSIVE: Final = _tokens("được bị")
# What stands before the verb of a passive and goes along with it.
_ASPECTS: Final = _tokens("chưa không đã đang sẽ")
_HEADS: Final = tuple(tuple(plain_name(words).split()) for words in ("hiện nay", "hiện tại", "trong kỳ"))
_SELF: Final = tuple(tuple(plain_name(words).split()) for words in ("hiện", "đơn vị", "cơ quan"))
# Before these words `đơn vị` is the unit that writes, not the beginning of a longer name.
_PREDICATE: Final = _tokens("chưa không đã đang sẽ còn thiếu gặp cũng có")
_REQUESTS: Final = tuple(tuple(plain_name(words).split()) for words in ("kiến nghị", "đề xuất", "kính đề nghị"))
_REQUEST: Final = tuple(plain_name("đề nghị").split())
# Before these words a request is the one that somebody made, not the one that is made.
_MADE: Final = _tokens("của về này đã được")
_LONGEST_VERB: Final = 3  # syllables
_MOST_WAYS: Final = 27
_ALIKE: Final = 80.0
_MOST_TEXTS: Final = 800  # beyond so many different ones nothing is looked for; each stays where it stands

Words = tuple[str, ...]


def answer_key(text: str) -> str:
    """A key that is equal for two texts that say the same in the same words, apart from usual ways of writing."""
    return _joined(text, tuple(_key(words, figures) for words, figures in _sentences(text))) or plain_name(text)


def other_ways(text: str) -> frozenset[str]:
    """The keys of a text with its passive sentences put into the active."""
    ways = [
        (_key(words, figures), *(_key(way, figures) for way in _active(words))) for words, figures in _sentences(text)
    ]
    return frozenset(_joined(text, way) for way in islice(product(*ways), 1, _MOST_WAYS))


def merged(texts: Mapping[str, str]) -> dict[str, str]:
    """For each key, the key of the first answer that says the same; `texts`: answers by key, in the order they came."""
    first = {key: key for key in texts}

    def root(key: str) -> str:
        while first[key] != key:
            key = first[key]
        return key

    order = {key: place for place, key in enumerate(texts)}
    for key, text in texts.items():
        for other in other_ways(text):
            if other in first:
                early, late = sorted((root(key), root(other)), key=order.__getitem__)
                first[late] = early
    return {key: root(key) for key in texts}


def alike(texts: Sequence[str]) -> list[list[int]]:
    """Groups of texts that resemble each other, as places in `texts`; each text is in exactly one group."""
    faces = [_face(text) for text in texts]
    distinct = list(dict.fromkeys(faces))
    group = dict(zip(distinct, range(len(distinct)), strict=True))
    if len(distinct) <= _MOST_TEXTS:
        for place, face in enumerate(distinct):
            for other in distinct[:place]:
                if group[face] != group[other] and fuzz.token_sort_ratio(face, other, score_cutoff=_ALIKE):
                    old, new = sorted((group[face], group[other]), reverse=True)
                    group = {known: new if number == old else number for known, number in group.items()}
    found: dict[int, list[int]] = {}
    for place, face in enumerate(faces):
        found.setdefault(group[face], []).append(place)
    return list(found.values())


def _face(text: str) -> str:
    """A text without figures and words without weight, for a rough comparison."""
    words = (word for sentence, _ in _sentences(_FIGURE.sub(" # ", text)) for word in sentence)
    return " ".join(words)


def _sentences(text: str) -> Iterator[tuple[Words, Words]]:
    """For each sentence, its words in one form, and its figures as they are written."""
    for sentence in _SENTENCE.split(" ".join(text.split())):
        words = _content(tuple(_spelt_out(plain_name(sentence).split())))
        if words:
            yield words, tuple(figure.rstrip(".,:") for figure in _FIGURE.findall(sentence))


def _spelt_out(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield from _ABBREVIATIONS.get(word, (word,))


def _content(words: Words) -> Words:
    """The words without weightless words and without the unit's name for itself at the beginning."""
    words = _without_head(words, _HEADS)
    for itself in _SELF:
        if words[: len(itself)] == itself and set(words[len(itself) : len(itself) + 1]) & _PREDICATE:
            words = words[len(itself) :]
    for request in _REQUESTS:
        if words[: len(request)] == request and not set(words[len(request) : len(request) + 1]) & _MADE:
            words = (*_REQUEST, *words[len(request) :])
    return tuple(word for at, word in enumerate(words) if not _is_empty(words, at))


def _without_head(words: Words, heads: Sequence[Words]) -> Words:
    head = next((head for head in heads if words[: len(head)] == head), ())
    return words[len(head) :]


def _is_empty(words: Words, at: int) -> bool:
    if words[at] in _FILLING:
        return True
    after, before = words[at + 1 : at + 2], words[max(0, at - 1) : at]
    return words[at] == _STILL and bool(set(after) & _AFTER_STILL) and not set(before) & _DENIED


def _active(words: Words) -> Iterator[Words]:
    """A passive sentence in the active, with each possible length of its verb (one to three syllables)."""
    passives = [at for at, word in enumerate(words) if word in _PASSIVE]
    if len(passives) != 1:
        return
    (at,) = passives
    begin = at
    while begin and words[begin - 1] in _ASPECTS:
        begin -= 1
    subject, aspects, rest = words[:begin], words[begin:at], words[at + 1 :]
    if not subject:
        return
    for length in range(1, min(_LONGEST_VERB, len(rest)) + 1):
        yield (*aspects, *rest[:length], *subject, *rest[length:])


def _key(words: Words, figures: Words) -> str:
    return "\t".join((" ".join(words), *figures))


def _joined(text: str, sentences: Sequence[str]) -> str:
    """The keys of sentences as one key; their order matters only if the text has a heading or introduction."""
    return "\n".join(sentences if ":" in text else sorted(sentences))
