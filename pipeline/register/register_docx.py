"""The register of outgoing papers as a Word file to print (in sổ): A4 landscape, in the program's own layout of annexes."""

from __future__ import annotations

from pipeline.decree.pack_folder import shipped_templates
from pipeline.decree.profile import Profile
from pipeline.papers.wording import Wording
from pipeline.register.outgoing import OutgoingRegister
from pipeline.register.register_words import register_page, title
from pipeline.typeset.docx.docx_paper import make_part
from pipeline.typeset.docx.join import join_parts
from pipeline.typeset.docx.templates import ANNEX_LAYOUT, load_templates


def register_docx(register: OutgoingRegister, *, wording: Wording, profile: Profile) -> bytes:
    """The Word file of one register."""
    page = register_page(register, wording)
    part = make_part(
        ANNEX_LAYOUT,
        page.body,
        {"phan": page},
        templates=load_templates(shipped_templates()),
        profile=profile,
        landscape=page.landscape,
    )
    return join_parts([part], charts=[], title=title(register, wording), author=register.name)
