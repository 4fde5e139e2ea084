"""An opinion slip as a Word file (phiếu lấy ý kiến); it is filled in with Word or LibreOffice, so it is not protected."""

from __future__ import annotations

from pipeline.decree.profile import Profile
from pipeline.papers.opinion_slip import OpinionSlip
from pipeline.typeset.docx.docx_paper import blamed_on, make_part
from pipeline.typeset.docx.join import join_parts
from pipeline.typeset.docx.templates import SLIP_LAYOUT, TemplateSet

_TITLE = "Phiếu lấy ý kiến"


def make_slip(slip: OpinionSlip, *, templates: TemplateSet, profile: Profile) -> bytes:
    """The Word file of one slip. TemplateFailed: a template edited by hand no longer fits."""
    with blamed_on(SLIP_LAYOUT, templates):
        part = make_part(SLIP_LAYOUT, slip.body, {"van_ban": slip, "phieu": slip}, templates=templates, profile=profile)
        author = " ".join(slip.letterhead.issuer)
        return join_parts([part], charts=[], title=f"{_TITLE}: {slip.subject}", author=author)
