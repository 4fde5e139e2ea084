"""PG-07: Chữ màu đen.

Toàn bộ chữ của văn bản màu đen; riêng dấu chỉ mức độ khẩn và dấu chỉ độ mật màu đỏ. Liên kết (địa chỉ thư điện tử, trang
thông tin điện tử) cũng phải màu đen.

Đúng: chữ đen, dấu KHẨN màu đỏ
Sai: địa chỉ thư điện tử màu xanh có gạch chân, đoạn bổ sung tô chữ đỏ
"""

from __future__ import annotations

import colorsys
from functools import lru_cache

from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.rule import Breach, Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Element, Paper

# Black as printers and PDF writers give it: no channel above 16 of 255; ours.
_BLACKEST = 16
# Stamps in red, and the mark of a draft, which no paper that is issued has.
_MAY_BE_COLOURED = frozenset({Element.URGENCY, Element.SECRET_MARK, Element.DRAFT_MARK})
_GREY_BELOW = 0.15
_WHITE_ABOVE = 0.93
# The upper end of each hue in degrees.
_HUES = ((20, "đỏ"), (45, "cam"), (70, "vàng"), (165, "xanh lá cây"), (260, "xanh dương"), (335, "tím"), (360, "đỏ"))


@rule(
    code="PG-07",
    title="Chữ màu đen",
    group=Group.PAGE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.I.4",
)
def check(paper: Paper, _: Profile) -> Verdict:
    spared = {
        index
        for component in paper.components
        if component.element in _MAY_BE_COLOURED
        for index in component.paragraphs
    }
    wrong: dict[str, list[Paragraph]] = {}
    for paragraph in paper.facts.paragraphs:
        if paragraph.index in spared:
            continue
        for colour in dict.fromkeys(run.colour for run in paragraph.inked if not _is_black(run.colour)):
            wrong.setdefault(colour, []).append(paragraph)
    return tuple(_breach(colour, paragraphs) for colour, paragraphs in wrong.items())


def _channels(colour: str) -> tuple[int, int, int] | None:
    """Red, green, blue, 0..255; None for what is no colour of six digits ("auto")."""
    try:
        red, green, blue = bytes.fromhex(colour)
    except ValueError:
        return None
    return red, green, blue


@lru_cache(maxsize=512)
def _is_black(colour: str) -> bool:
    channels = _channels(colour)
    return channels is None or max(channels) <= _BLACKEST


def _name(colour: str) -> str:
    channels = _channels(colour) or (0, 0, 0)
    hue, lightness, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in channels))
    if lightness > _WHITE_ABOVE:
        return "trắng"
    if saturation < _GREY_BELOW:
        return "xám"
    return next(name for end, name in _HUES if hue * 360 <= end)


def _breach(colour: str, paragraphs: list[Paragraph]) -> Breach:
    first = paragraphs[0]
    text = " ".join("".join(run.text for run in first.runs if run.colour == colour).split())
    return Breach(
        found=f"Chữ màu {_name(colour)} ở {len(paragraphs)} đoạn, ví dụ “{shortened(text)}”",
        expected="chữ màu đen",
        hint="Đặt lại màu chữ đen (Automatic); với liên kết thì bỏ liên kết hoặc đặt lại màu chữ.",
        paragraph=first.index,
    )
