"""NN-01: Từ “Nơi nhận:” cỡ {recipients_label.size,italic,bold}, sát lề trái, ngang hàng với dòng quyền hạn, chức vụ của người ký.

Ở biên bản, “Nơi nhận” đặt dưới hai chữ ký.

Đúng: `Nơi nhận:` cỡ 12, nghiêng, đậm
Sai: `Nơi nhận` (thiếu dấu hai chấm), `NƠI NHẬN:`, cỡ 14, không nghiêng; văn bản không có “Nơi nhận”
"""

from __future__ import annotations

from pipeline.checking.rules.authority import signatures_of
from pipeline.checking.rules.component_look import LOOK, decimal, look_breaches
from pipeline.checking.rules.recipient_list import flush_left, is_read_well, recipients_of
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.decree.type_names import RECIPIENTS_OPTIONAL
from pipeline.finding import Severity
from pipeline.reading import set_phrases
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Component, Element, Paper
from pipeline.text import to_nfc

_TEXT = "Nơi nhận:"
_LEVEL_MM = 2.0
# Where no type is known none can be asked for.
_WITHOUT = RECIPIENTS_OPTIONAL | {""}
_HINT = "Sửa lại dòng “Nơi nhận:” ở cột trái, ngang hàng với quyền hạn, chức vụ của người ký."


@rule(
    code="NN-01",
    title="Từ “Nơi nhận:” cỡ {recipients_label.size,italic,bold}, ngang hàng với chức vụ người ký",
    group=Group.RECIPIENTS,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.9d",
    elements=(Element.RECIPIENTS_LABEL,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    found = recipients_of(paper)
    if found is None:
        return _missing(paper)
    label = paper.paragraph(found[0].paragraphs[0])
    judged = flush_left(label, paper.paragraphs(paper.component(Element.RECIPIENTS, found[0].part)))
    looks = tuple(look_breaches(judged, Element.RECIPIENTS_LABEL, profile, name="Từ “Nơi nhận”", keys=(*LOOK, "align")))
    breaches = [look for look in looks if look is not None]
    if to_nfc(label.plain) != _TEXT and not breaches:
        breaches.append(_breach(f"Ghi “{label.plain}”", f"“{_TEXT}”", label))
    level = _level(paper, label, found[0])
    breaches += [level] if level else []
    if breaches or None not in looks:
        return tuple(breaches)
    return NotEvaluated("tệp không cho biết kiểu chữ của từ “Nơi nhận”")


def _missing(paper: Paper) -> Verdict:
    signatures = tuple(signatures_of(paper))
    if paper.type_name in _WITHOUT or not signatures:
        return NotApplicable("không thấy “Nơi nhận”")
    written = any("nơi nhận" in set_phrases.key(paragraph.plain) for paragraph in paper.facts.paragraphs)
    if written or not is_read_well(paper):
        return NotEvaluated("không nhận ra mục “Nơi nhận”")
    return (
        Breach(
            found="Không có mục “Nơi nhận”",
            expected=f"“{_TEXT}” và danh sách nơi nhận ở bên trái khối chữ ký",
            hint="Thêm “Nơi nhận:” và danh sách nơi nhận, dòng cuối là “- Lưu: VT, ….”.",
            paragraph=signatures[0].capacity[0],
        ),
    )


def _level(paper: Paper, label: Paragraph, component: Component) -> Breach | None:
    """A breach where the label is not level with the first line of authority; None where it is or the file does not tell."""
    signature = next((signature for signature in signatures_of(paper) if signature.part == component.part), None)
    if signature is None or paper.type_name == "biên bản":
        return None
    capacity = paper.paragraph(signature.capacity[0])
    wanted = "ngang hàng với dòng quyền hạn, chức vụ của người ký"
    if label.box and capacity.box:
        if label.box.page != capacity.box.page:
            return _breach("“Nơi nhận” và khối chữ ký ở hai trang khác nhau", wanted, label)
        off = min(abs(label.box.top - capacity.box.top), abs(label.box.bottom - capacity.box.bottom))
        if off > _LEVEL_MM:
            return _breach(f"“Nơi nhận” lệch {decimal(off)} mm so với dòng “{capacity.plain}”", wanted, label)
    cell, other = label.cell, capacity.cell
    if cell and other and cell.table == other.table and cell.row != other.row:
        return _breach(f"“Nơi nhận” không cùng hàng với dòng “{capacity.plain}”", wanted, label)
    return None


def _breach(found: str, expected: str, label: Paragraph) -> Breach:
    return Breach(found=found, expected=expected, hint=_HINT, paragraph=label.index)
