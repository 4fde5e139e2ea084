"""The opinion slip (phiếu lấy ý kiến): a form in which one person comments on a draft.

Nghị định 30/2020/NĐ-CP has no sample for it: it is none of the types of Đ.7 and goes out with an official letter. It
has the head that mẫu 1.9 and 1.3 share (national name, issuing agency), without number and date.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.papers.official_document import Block, Letterhead


@dataclass(frozen=True, kw_only=True)
class OpinionSlip:
    """One slip for one person. `code` is printed on it, by which it is recognised whatever the file is called."""

    code: str
    letterhead: Letterhead
    subject: str
    body: tuple[Block, ...]
    place_date: str
    name: str
