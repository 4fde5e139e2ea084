"""A small office with papers that lie built in an output folder, as LibreOffice would leave them, to be issued."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.building.making.output import write_files
from pipeline.building.prepare import prepare_office
from pipeline.building.state.fingerprint import environment, paper_inputs
from pipeline.building.state.manifest import Entry, append_entry
from pipeline.decree.pack_folder import shipped_templates
from pipeline.papers.official_document import OfficialDocument
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
from tests.sample import both, marks

RECORDS = Path(__file__).parent / "cap-so"
INVITATION = "hop-11-2025-giay-moi"
MINUTES = "hop-11-2025-bien-ban"
NOTICE = "hop-11-2025-thong-bao"
LETTER = "cong-van-1"
LETTER_TEXT = """\
# Công văn thử: ghi chú này phải còn nguyên
loại: công văn
mã: {key}
cơ quan ban hành: ubnd-xa
đơn vị soạn thảo: VP     # ai soạn
trích yếu: 'đôn đốc báo cáo'

kính gửi: [phong-kinh-te]
nội dung:
  - Đề nghị báo cáo trước ngày 20 tháng 11 năm 2025.
tháng ban hành: 11/2025
ký:
  người ký: chu-tich
"""


def office(place: Path, *, letters: int = 1) -> Path:
    """A copy of the records, with some letters more."""
    folder = Path(shutil.copytree(RECORDS, place / "ho-so"))
    for number in range(1, letters + 1):
        (folder / f"cong-van-{number}.yaml").write_text(LETTER_TEXT.format(key=f"cong-van-{number}"), "utf-8")
    return folder


def pdf_of(key: str) -> bytes:
    """What stands for the PDF of a paper."""
    return f"%PDF-1.7 {key} as built".encode()


def build(
    folder: Path,
    output: Path,
    *,
    words: bool = False,
    pdf_made: Callable[[OfficialDocument], bytes] | None = None,
    on: date | None = None,
) -> None:
    """Put every paper of the folder into the output as a build does; with `words` the Word files are real."""
    prepared = prepare_office(folder, on=on)
    templates = load_templates(shipped_templates())
    shared = environment(profile=prepared.profile, engine_version="7", fonts=())
    for document in prepared.documents:
        docx = make_docx(document, templates=templates, profile=prepared.profile) if words else b"docx"
        pdf = pdf_made(document) if pdf_made else pdf_of(document.id)
        put = write_files(output, document.id, both(docx, pdf))
        entry = Entry(
            id=document.id,
            paper_inputs=paper_inputs(document, templates=templates, shared=replace(shared)),
            files=marks(put, docx, pdf),
            pages=1,
        )
        append_entry(output, entry)
