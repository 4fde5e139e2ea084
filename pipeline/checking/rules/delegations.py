"""Bodies that a paper gives tasks to (cơ quan được giao chủ trì), and whether its recipients cover them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.checking.rules.body_text import RUNNING, running
from pipeline.reading import set_phrases
from pipeline.reading.recognised import Paper, PartKind, UnitKind
from pipeline.text import to_nfc

_KINDS = (
    "Sở",
    "Công an",
    "Thanh tra",
    "Văn phòng",
    "Ban",
    "Cục",
    "Chi cục",
    "Trung tâm",
    "Kho bạc",
    "Bảo hiểm xã hội",
    "Bộ Chỉ huy",
    "UBND",
    "Ủy ban nhân dân",
    "Uỷ ban nhân dân",
)
_KIND = f"(?:{'|'.join(_KINDS)})"
_NAME = rf"(?P<names>{_KIND}\b[^.;:()]{{2,120}}?)"
_TASKED = (
    re.compile(
        rf"(?:^|[.;:]\s+)(?:\d+[.)]\s*|[a-zđ]\)\s*|[-+]\s*)?(?:Giao|giao)\s+(?:cho\s+)?{_NAME}\s+(?:là\s+)?chủ trì\b"
    ),
    re.compile(rf"^(?:\d+[.)]\s*|[a-zđ]\)\s*|[-+]\s*)?{_NAME}\s+chủ trì,\s*phối hợp\b"),
)
_NEXT_BODY = re.compile(rf"(?:,\s*|\s+và\s+)(?={_KIND}\b)")
# A name does not run on over these words: what was caught is more than a name.
_NOT_IN_NAME = re.compile(r"\b(?:do|được|giao|phối hợp|có trách nhiệm|theo|để|về việc|thực hiện|đề nghị|yêu cầu)\b")
_GROUP_OF_ALL = re.compile(
    r"\bcác (?:sở|ban|cơ quan|đơn vị|bộ|ngành|tổ chức|thành viên|đồng chí|ông|thủ trưởng)\b|\bnhư (?:các )?điều\b"
    r"|\bthành viên\b|\bnhư phụ lục\b|\bdanh sách\b|\bnhư mục\b"
)
_GROUP_OF_LOCAL = re.compile(
    r"\b(?:ubnd|uỷ ban nhân dân) (?:các|cấp)\b|\bcác (?:huyện|xã|phường|địa phương|quận|thị xã|thành phố)\b"
)
_LOCAL = re.compile(
    r"^(?:ubnd|uỷ ban nhân dân) (?:các |cấp )?(?:huyện|xã|phường|thị xã|thị trấn|thành phố|quận|đặc khu)"
)
_TAIL = re.compile(r"\s+(?:tỉnh|thành phố)(?:\s+\S.*)?$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Delegation:
    """A body that is to lead a task, and the paragraph that says so."""

    body: str
    paragraph: int


def delegations_of(paper: Paper) -> tuple[Delegation, ...]:
    """The bodies named as leading a task in the running text of the main paper, each once; only what is certain."""
    found: dict[str, Delegation] = {}
    for unit, paragraph in running(paper, RUNNING | {UnitKind.ROMAN}):
        if paper.parts[unit.part].kind is PartKind.MAIN:
            for body in _bodies(to_nfc(paragraph.plain)):
                found.setdefault(set_phrases.key(body), Delegation(body=body, paragraph=paragraph.index))
    return tuple(found.values())


def _bodies(text: str) -> Iterator[str]:
    for pattern in _TASKED:
        for match in pattern.finditer(text):
            names = _NEXT_BODY.split(match["names"].strip(" ,"))
            if all(_is_name(name) for name in names):
                yield from (name.strip(" ,") for name in names)


def _is_name(name: str) -> bool:
    rest = re.sub(rf"^{_KIND}\s*", "", name)
    proper = rest[:1].isupper() or rest.split(" ")[0] in {"tỉnh", "thành", "huyện", "xã", "phường", "thị", "cấp", "các"}
    return proper and not _NOT_IN_NAME.search(name)


def covers(texts: Sequence[str], body: str) -> bool:
    """Whether one of the texts names a body: itself, by an abbreviation, or in a group that may hold it."""
    key = set_phrases.key(body)
    local = bool(_LOCAL.match(key))
    core = _expanded(key if local else _TAIL.sub("", key) or key)
    initials = _initials(key)
    for text in texts:
        said = _expanded(set_phrases.key(text))
        if core in said or (_GROUP_OF_LOCAL if local else _GROUP_OF_ALL).search(said):
            return True
        if local and _GROUP_OF_ALL.search(said):
            return True
        if _listed_after_kind(said, core) or any(_bare(word) in initials for word in text.split()):
            return True
    return False


def _expanded(key: str) -> str:
    return key.replace("uỷ ban nhân dân", "ubnd").replace("hội đồng nhân dân", "hđnd")


def _listed_after_kind(said: str, core: str) -> bool:
    """Whether a body is one of several under one word: `Các Sở: Nội vụ, Tài chính`, `UBND các huyện An Đông, Cẩm Trà`."""
    kind, _, rest = core.partition(" ")
    own = re.sub(r"^(?:huyện|xã|phường|thị xã|thành phố|quận) ", "", rest)
    return len(own) > 2 and kind in said.split() and own in said  # noqa: PLR2004 - a bare number names nothing


def _initials(key: str) -> frozenset[str]:
    """The abbreviations that offices use for a name: `tnmt`, `stnmt` for sở tài nguyên và môi trường."""
    words = [word for word in re.findall(r"\w+", key) if word not in {"và", "của", "tỉnh"}]
    letters = "".join(word[0] for word in words)
    return frozenset(initials for initials in (letters, letters[1:]) if len(initials) > 1)


def _bare(word: str) -> str:
    return "".join(sign for sign in word if sign.isalpha()).lower() if word[:1].isupper() else ""
