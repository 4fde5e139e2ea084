"""Invented papers for trying a layout (văn bản thử mẫu), which between them reach every branch of the templates.

Their words say what they are; nothing of an office is in them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from pipeline.decree.paper_types import COMMON_LAYOUT
from pipeline.papers.official_document import (
    Annex,
    AttachedDocument,
    Block,
    BlockKind,
    ChartContent,
    DocumentNumber,
    Invitation,
    Letterhead,
    Minutes,
    OfficialDocument,
    PlaceAndDate,
    Recipients,
    Seal,
    SignatureBlock,
    TableColumn,
    TableContent,
    TableRow,
)
from pipeline.papers.opinion_slip import OpinionSlip
from pipeline.papers.types import DOCUMENT_TYPES, DocumentType
from pipeline.typeset.docx.own_fields import ANY

SIGNER: Final = "Nguyễn Văn Thử"
SECRETARY: Final = "Trần Thị Thử"
_HEAD: Final = Letterhead(parent=("UBND TỈNH THỬ MẪU",), issuer=("SỞ THỬ MẪU",))
_WITHOUT_ADDRESSEES: Final = frozenset({"quyet_dinh", "bien_ban", "giay_moi"})
_FIGURES: Final = frozenset({BlockKind.TABLE, BlockKind.CHART})


def text(*, without: Collection[BlockKind] = ()) -> tuple[Block, ...]:
    """A text with every kind of block but some."""
    table = TableContent(
        columns=(TableColumn(name="cột thử một"), TableColumn(name="cột thử hai", align="right")),
        rows=(TableRow(cells=("ô thử một", "1.250")), TableRow(cells=("ô thử cộng", "1.250"), bold=True)),
    )
    bars = (("năm thử", (Decimal(1), Decimal(2))),)
    chart = ChartContent(title="biểu đồ thử", unit="%", upright=True, labels=("một", "hai"), series=bars)
    kinds = [kind for kind in BlockKind if kind is not BlockKind.END and kind not in without]
    blocks = [_block(kind, table, chart) for kind in kinds]
    return (*blocks, Block(kind=BlockKind.PARAGRAPH, text="đoạn thử cuối."), _block(BlockKind.END, table, chart))


def _block(kind: BlockKind, table: TableContent, chart: ChartContent) -> Block:
    if kind is BlockKind.TABLE:
        return Block(kind=kind, table=table)
    if kind is BlockKind.CHART:
        return Block(kind=kind, chart=chart)
    return Block(kind=kind, label="1.", text=f"chữ thử {kind.value.replace('_', ' ')}")


def papers(layout: str) -> Iterator[OfficialDocument]:
    """Papers of the type that a layout is for: one with all that a paper can have, and barer ones.

    A layout that none of our types uses is an office's own: it is held to what the common layout prints.
    """
    known = next((document_type for document_type in DOCUMENT_TYPES if document_type.layout == layout), None)
    common = next(document_type for document_type in DOCUMENT_TYPES if document_type.layout == COMMON_LAYOUT)
    kind = known or replace(common, layout=layout)
    full = _full(kind)
    yield replace(full, body=text(without=_FIGURES))
    yield full
    if full.invitation is not None:
        yield replace(full, invitation=replace(full.invitation, invitees=("Ông Thử",), agenda=()))
    bare = replace(
        full,
        letterhead=replace(_HEAD, parent=()),
        addressees=("Sở Gửi Một",) if full.addressees else (),
        bases=(),
        contact=(),
        urgency="",
        circulation="",
        draft=False,
        signatures=tuple(replace(signature, other_title="", seal=None) for signature in full.signatures),
        recipients=replace(full.recipients, drafter=""),
    )
    yield bare
    yield replace(bare, addressees=(), place_date=None if full.minutes else bare.place_date)


def texts() -> tuple[tuple[Block, ...], ...]:
    """A text without tables and charts, and a full one."""
    return text(without=_FIGURES), text()


def attached(body: tuple[Block, ...]) -> AttachedDocument:
    """A document issued with a decision."""
    return AttachedDocument(type_name="QUY CHẾ", subject="thử văn bản kèm theo", reference="(Kèm theo thử)", body=body)


def annex(body: tuple[Block, ...]) -> Annex:
    """An annex."""
    return Annex(label="Phụ lục I", title="THỬ PHỤ LỤC", reference="(Kèm theo thử)", body=body)


def slip() -> OpinionSlip:
    """An opinion slip."""
    return OpinionSlip(
        code="THU-1",
        letterhead=_HEAD,
        subject="thử phiếu",
        body=text(without={BlockKind.CHART}),
        place_date="Nơi thử, ngày … tháng …",
        name=SIGNER,
    )


def any_paper() -> OfficialDocument:
    """The paper that an attached document and an annex belong to."""
    return _full(next(document_type for document_type in DOCUMENT_TYPES if document_type.layout == "quyet_dinh"))


def _full(kind: DocumentType) -> OfficialDocument:
    signatures: tuple[SignatureBlock, ...] = (
        SignatureBlock(lines=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), name=SIGNER, seal=Seal(owner="Sở Dấu Thử")),
    )
    minutes = invitation = None
    if kind.layout == "bien_ban":
        minutes = Minutes(
            start="8 giờ", place="phòng thử", attendance=(Block(kind=BlockKind.DASH, label="-", text="Người dự thử;"),),
            chair="Ông Thử", secretary="Bà Thử", gathering="buổi thử", closing="Kết thúc thử./.",
        )  # fmt: skip
        signatures = (SignatureBlock(lines=("THƯ KÝ",), name=SECRETARY), *signatures)
    if kind.layout == "giay_moi":
        invitation = Invitation(
            host="Sở Mời Thử", invitees=("Ông Thử", "Bà Thử"), event="Cuộc họp thử", chair="Bà Chủ Trì Thử", time="8 giờ",
            place="phòng thử", agenda=("Nội dung thử", "Việc thử"), notes=(),
        )  # fmt: skip
    return OfficialDocument(
        id="thu-mau",
        type=kind,
        letterhead=_HEAD,
        number=DocumentNumber(number=None, symbol=f"{kind.code or 'STM'}-THU"),
        place_date=PlaceAndDate(place="Nơi Thử", month=date(2024, 3, 1)),
        subject="thử mẫu trình bày",
        body=text(),
        signatures=tuple(replace(signature, other_title="CHỨC VỤ KHÁC THỬ") for signature in signatures),
        recipients=Recipients(entries=("Như trên", "Sở Nhận Thử"), archive="Lưu: VT, THU", drafter="TT.(2)"),
        addressees=("Sở Gửi Một", "Sở Gửi Hai") if kind.layout not in _WITHOUT_ADDRESSEES else (),
        bases=("Căn cứ thử;", "Căn cứ mẫu.") if kind.layout != "bien_ban" else (),
        power="GIÁM ĐỐC SỞ THỬ" if kind.layout == "quyet_dinh" else "",
        invitation=invitation,
        minutes=minutes,
        contact=("Địa chỉ: nơi thử",) if kind.layout == "cong_van" else (),
        own=((ANY, "mục thêm thử"),),
        urgency="KHẨN",
        circulation="LƯU HÀNH NỘI BỘ",
        draft=True,
    )
