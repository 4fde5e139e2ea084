"""KG-02: Một nơi nhận thì ghi cùng dòng “Kính gửi:”; từ hai nơi trở lên thì mỗi nơi một dòng, gạch đầu dòng.

Sau “Kính gửi” có dấu hai chấm. Khi có nhiều nơi, mỗi dòng bắt đầu bằng gạch nối (-), cuối dòng có dấu chấm phẩy, dòng cuối
cùng có dấu chấm.

Đúng: `Kính gửi: Bộ Nội vụ`; hoặc `Kính gửi:` rồi `- Bộ Nội vụ;` `- Bộ Kế hoạch và Đầu tư;` `- Bộ Tài chính.`
Sai: `Kính gửi Bộ Nội vụ` (thiếu dấu hai chấm), `- Bộ Tài chính` ở dòng cuối (thiếu dấu chấm)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper
from pipeline.text import to_nfc

_LABEL = re.compile(r"^kính gửi\s*(?P<colon>:?)\s*(?P<rest>.*)$", re.IGNORECASE)
_BULLETS = "-–—•+*"
_HINT = "Sửa lại “Kính gửi” theo mẫu: mỗi nơi một dòng, “- …;”, dòng cuối “- ….”; một nơi thì ghi cùng dòng."


@dataclass(frozen=True, kw_only=True, slots=True)
class _Item:
    """One addressee: its text with the bullet, and the index of its paragraph."""

    text: str
    paragraph: int


@rule(
    code="KG-02",
    title="“Kính gửi” trình bày đúng dòng, gạch đầu dòng và dấu câu",
    group=Group.ADDRESSEE,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.9d",
    elements=(Element.ADDRESSEE,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    paragraphs = paper.paragraphs(paper.component(Element.ADDRESSEE))
    found = _LABEL.match(to_nfc(paragraphs[0].plain)) if paragraphs else None
    if not found:
        return NotApplicable("không có “Kính gửi”")
    label = paragraphs[0].index
    rest = found["rest"].strip()
    items = _items([_Item(text=to_nfc(paragraph.plain), paragraph=paragraph.index) for paragraph in paragraphs[1:]])
    breaches = [] if found["colon"] else [_breach("Sau “Kính gửi” không có dấu hai chấm", "“Kính gửi:”", label)]
    if items and (not rest or items[0].text[:1] in _BULLETS):
        breaches += _wrong_list(rest, items, label)
    elif rest:
        breaches += _wrong_line(" ".join((rest, *(line.text for line in items))), label)
    return few(breaches)


def _items(lines: Sequence[_Item]) -> list[_Item]:
    """The addressees; a line without a bullet after a line without a final mark continues it."""
    items: list[_Item] = []
    for line in lines:
        if items and line.text[:1] not in _BULLETS and not items[-1].text.endswith((";", ".")):
            items[-1] = _Item(text=f"{items[-1].text} {line.text}", paragraph=items[-1].paragraph)
        else:
            items.append(line)
    return items


def _wrong_line(text: str, label: int) -> Iterator[Breach]:
    """The breaches where everything is on the line of the label, whose paragraph is `label`."""
    if ";" in text.rstrip(";. "):
        yield _breach(
            f"Nhiều nơi nhận ghi liền trên một dòng: “{shortened(text)}”",
            "từ hai nơi nhận trở lên thì mỗi nơi một dòng",
            label,
        )
    elif text[:1] in _BULLETS:
        yield _breach("Một nơi nhận mà có gạch đầu dòng", "ghi ngay sau “Kính gửi:”, không gạch đầu dòng", label)


def _wrong_list(rest: str, items: Sequence[_Item], label: int) -> Iterator[Breach]:
    if rest:
        yield _breach(
            f"Nơi nhận đầu tiên “{shortened(rest)}” ghi cùng dòng với “Kính gửi:”",
            "từ hai nơi nhận trở lên thì mỗi nơi một dòng, dưới “Kính gửi:”",
            label,
        )
    elif len(items) == 1:
        yield _breach(
            f"Chỉ có một nơi nhận mà ghi xuống dòng: “{shortened(items[0].text)}”",
            "một nơi nhận thì ghi cùng dòng với “Kính gửi:”",
            items[0].paragraph,
        )
        return
    for item in items:
        if not re.match(r"^- ?\S", item.text):
            yield _breach(
                f"Dòng “{shortened(item.text)}” không bắt đầu bằng gạch nối",
                "mỗi dòng bắt đầu bằng “- ”",
                item.paragraph,
            )
        last = item is items[-1]
        mark = "." if last else ";"
        if not item.text.endswith(mark):
            name = "Dòng cuối" if last else "Dòng"
            kind = "dấu chấm" if last else "dấu chấm phẩy"
            yield _breach(
                f"{name} “{shortened(item.text)}” không kết thúc bằng {kind}", f"kết thúc bằng “{mark}”", item.paragraph
            )


def _breach(found: str, expected: str, paragraph: int) -> Breach:
    return Breach(found=found, expected=expected, hint=_HINT, paragraph=paragraph)
