"""The opinion slip (phiếu lấy ý kiến): a form that one person fills in about a draft.

Nghị định 30/2020/NĐ-CP has no sample for it: it is none of the types of Đ.7 and goes out with an official letter. It takes the
head that mẫu 1.9 and 1.3 share (national name, issuing agency), without number and date.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.papers.official_document import Block, Letterhead


@dataclass(frozen=True, kw_only=True)
class OpinionSlip:
    """One slip for one person. `code` stands on the slip, so that it is known again whatever the file is called."""

    code: str
    letterhead: Letterhead
    subject: str
    body: tuple[Block, ...]
    place_date: str
    name: str
