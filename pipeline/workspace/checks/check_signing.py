"""Checks of who may sign how (ký): heads, deputies (KT), others by order (TL, TUQ) (Đ.13, PLI.P1.II.7b)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.finding import Finding
from pipeline.records.agency import Agency, Person
from pipeline.records.committee import Committee, Role
from pipeline.workspace.findings_at import error, quote, warning
from pipeline.workspace.home import OFFICE_TABLE
from pipeline.workspace.value_places import Place
from pipeline.workspace.view import IssuedPaper, View

_LAW = "Đ.13; PLI.P1.II.7b"
# How one signs (`WAYS_OF_SIGNING`) by the first power that is not of the collective.
_WAYS = {"KT": "cấp phó", "TL": "thừa lệnh", "TUQ": "thừa ủy quyền"}


@dataclass(frozen=True)
class _Act:
    """One signature to judge: the signer, the body, the authority, and the places of both in the record."""

    view: View
    issuer: Agency | Committee
    signer: Person
    authority: tuple[str, ...]
    at_person: Place
    at_power: Place

    @property
    def is_head(self) -> bool:
        """Whether the signer is the head of the issuing body."""
        if isinstance(self.issuer, Committee):
            head = self.issuer.head
            return head is not None and head.person == self.signer.id
        return self.signer.agency == self.issuer.id and _heads(self.signer, self.issuer)

    @property
    def is_deputy(self) -> bool:
        """Whether the signer is a deputy of the head (cấp phó)."""
        if isinstance(self.issuer, Committee):
            member = self.issuer.member(self.signer.id)
            return member is not None and member.role in {Role.DEPUTY, Role.STANDING}
        return self.signer.agency == self.issuer.id and self.signer.title.casefold().startswith("phó")

    @property
    def belongs(self) -> bool:
        """Whether the signer may sign by order: as one of the body itself, or of a unit of it."""
        if isinstance(self.issuer, Committee):
            return self.issuer.member(self.signer.id) is not None
        own = self.view.agency(self.signer.agency)
        below = own is not None and (
            own.unit_of == self.issuer.id or ("TUQ" in self.authority and own.parent == self.issuer.id)
        )
        return self.signer.agency == self.issuer.id or below

    @property
    def body(self) -> str:
        """The issuing body's name in messages."""
        return quote(self.issuer.name)


def _heads(person: Person, agency: Agency) -> bool:
    return person.title.casefold() == agency.head_title.casefold()


def signers(view: View) -> Iterator[Finding]:
    """Finds signatures that do not fit their authority; lines typed by hand (`dòng chức vụ`) do not change who may sign."""
    for paper in view.issued():
        yield from _assigned(view, paper)
        act = _act(view, paper)
        if act is None:
            continue
        match act.authority:
            case ():
                yield from _direct(act)
            case ("TM",):
                yield from _for_collective(act)
            case ("KT",) | ("TM", "KT"):
                yield from _for_head(act)
            case ("TL" | "TUQ",) | ("TL" | "TUQ", "KT"):
                yield from _by_order(act)
            case _:
                yield from _acting(act)


def _assigned(view: View, paper: IssuedPaper) -> Iterator[Finding]:
    """Finds signers whom the office's table of types does not let sign this type."""
    row = view.office.types.by_name.get(paper.kind)
    powers = (paper.issue.signing.authority or "").split()
    way = next((_WAYS[power] for power in powers if power in _WAYS), "người đứng đầu")
    if row is None or not row.signers or way in row.signers:
        return
    written = " ".join(powers)
    words = f"“{row.title}” do {' hoặc '.join(row.signers)} ký ({OFFICE_TABLE}), hồ sơ ghi " + (
        f"quyền hạn {written} ({way})" if written else f"{way} ký"
    )
    hint = "Sửa mục “ký” của hồ sơ; quy chế của cơ quan đã phân công khác thì sửa dòng nguoi_ky trong bảng ấy."
    yield warning("DL-709", view.at(paper.owner, *paper.path, "ký", "quyền hạn"), words, hint=hint, citation=_LAW)


def _act(whole: View, paper: IssuedPaper) -> _Act | None:
    """The signature as it was on the day of the paper; None where nothing is known, or `outside_their_time` reports it."""
    if whole.outside(paper):
        return None
    view = whole.of_paper(paper)
    issuer = view.committee(paper.issuer) or view.agency(paper.issuer)
    signer = view.person(paper.issue.signing.person)
    if issuer is None or signer is None or (isinstance(issuer, Committee) and issuer.head is None):
        return None
    if view.agency(signer.agency) is None:
        return None  # could not be read: nothing can be said of who may sign for it
    return _Act(
        view=view,
        issuer=issuer,
        signer=signer.acting_for(issuer.id),
        authority=tuple((paper.issue.signing.authority or "").split()),
        at_person=view.at(paper.owner, *paper.path, "ký", "người ký"),
        at_power=view.at(paper.owner, *paper.path, "ký", "quyền hạn"),
    )


def _direct(act: _Act) -> Iterator[Finding]:
    if act.is_head:
        return
    if act.is_deputy:
        hint = "Là cấp phó thì thêm vào: quyền hạn: KT (hoặc TM KT khi ký thay mặt tập thể)."
    elif act.belongs:
        hint = "Thêm mục “quyền hạn”: TL (ký thừa lệnh) hoặc TUQ (ký thừa ủy quyền)."
    else:
        hint = f"Ghi mã của {act.issuer.head_title} hoặc của người được ký thay, kèm mục “quyền hạn”."
    words = f"{quote(act.signer.name)} không phải {act.issuer.head_title} của {act.body} nên không ký trực tiếp được"
    yield error("DL-701", act.at_person, words, hint=hint, citation=_LAW)


def _for_collective(act: _Act) -> Iterator[Finding]:
    if isinstance(act.issuer, Agency) and act.issuer.collective is None:
        words = f"“Quyền hạn” ghi TM nhưng {act.body} không có mục “Tên tập thể”"
        hint = "Cơ quan theo chế độ thủ trưởng thì bỏ TM; nếu là tập thể thì thêm “tên tập thể” cho cơ quan."
        yield error("DL-702", act.at_power, words, hint=hint, citation=_LAW)
    if not act.is_head:
        words = f"“Quyền hạn” ghi TM nhưng {quote(act.signer.name)} không phải {act.issuer.head_title} của {act.body}"
        hint = "Cấp phó ký thì ghi: quyền hạn: TM KT"
        yield error("DL-703", act.at_person, words, hint=hint, citation=_LAW)


def _for_head(act: _Act) -> Iterator[Finding]:
    if "TM" in act.authority and isinstance(act.issuer, Agency) and act.issuer.collective is None:
        words = f"“Quyền hạn” ghi TM KT nhưng {act.body} không có mục “Tên tập thể”"
        yield error("DL-702", act.at_power, words, hint="Ghi: quyền hạn: KT", citation=_LAW)
    if act.is_head:
        words = f"“Quyền hạn” ghi KT (ký thay) nhưng {quote(act.signer.name)} chính là {act.issuer.head_title} của {act.body}"
        hint = "Bỏ mục “quyền hạn”, hoặc ghi TM khi ký thay mặt tập thể."
        yield error("DL-704", act.at_power, words, hint=hint, citation=_LAW)
    elif not act.is_deputy:
        words = f"“Quyền hạn” ghi KT (ký thay) nhưng {quote(act.signer.name)} không phải cấp phó của {act.body}"
        hint = "Chỉ cấp phó được ký thay; người khác ghi TL hoặc TUQ."
        yield error("DL-705", act.at_person, words, hint=hint, citation=_LAW)


def _by_order(act: _Act) -> Iterator[Finding]:
    power = act.authority[0]
    if act.is_head:
        words = (
            f"“Quyền hạn” ghi {power} nhưng {quote(act.signer.name)} chính là {act.issuer.head_title} của {act.body}"
        )
        yield error("DL-704", act.at_power, words, hint="Bỏ mục “quyền hạn”.", citation=_LAW)
    elif not act.belongs:
        unit = act.view.agency(act.signer.agency)
        where = (
            f"; {quote(unit.name)} không phải đơn vị của {act.body}" if unit and isinstance(act.issuer, Agency) else ""
        )
        words = f"“Quyền hạn” ghi {power} nhưng {quote(act.signer.name)} không thuộc {act.body}{where}"
        if isinstance(act.issuer, Committee):
            hint = "Ghi người ký là thành viên của ban."
        else:
            hint = f"Ghi người ký khác, hoặc thêm vào cơ quan của người ký: là đơn vị của: {act.issuer.id}"
        yield error("DL-706", act.at_person, words, hint=hint, citation=_LAW)
    elif isinstance(act.issuer, Agency):
        yield from _rank_in_unit(act)


def _rank_in_unit(act: _Act) -> Iterator[Finding]:
    """Finds signers by order who are neither head nor, with KT, deputy of the unit; deputies of the body sign KT."""
    unit, power = act.view.agency(act.signer.agency), act.authority[0]
    if unit is None:
        return
    if unit.id == act.issuer.id:
        if (
            act.is_deputy
            and len(act.authority) == 1
            and act.signer.title.casefold() == f"phó {unit.head_title}".casefold()
        ):
            words = f"{quote(act.signer.name)} là {act.signer.title} của {act.body}, ký thay chứ không ký {power}"
            yield error("DL-707", act.at_power, words, hint="Ghi: quyền hạn: KT", citation=_LAW)
        return
    if "KT" in act.authority and _heads(act.signer, unit):
        words = f"“Quyền hạn” ghi {power} KT nhưng {quote(act.signer.name)} là người đứng đầu {quote(unit.name)}"
        yield error("DL-707", act.at_power, words, hint=f"Ghi: quyền hạn: {power}", citation=_LAW)
    elif "KT" not in act.authority and not _heads(act.signer, unit):
        words = f"{quote(act.signer.name)} ({act.signer.title}) không phải người đứng đầu {quote(unit.name)}"
        hint = f"Cấp phó của đơn vị ký thì ghi: quyền hạn: {power} KT"
        yield warning("DL-708", act.at_person, words, hint=hint, citation=_LAW)


def _acting(act: _Act) -> Iterator[Finding]:
    if not act.belongs:
        words = (
            f"“Quyền hạn” ghi Q (quyền {act.issuer.head_title}) nhưng {quote(act.signer.name)} không thuộc {act.body}"
        )
        yield error("DL-706", act.at_person, words, hint="Ghi người được giao quyền đứng đầu cơ quan.", citation=_LAW)
