"""The register of outgoing papers (sổ đăng ký văn bản đi): read, checked, written as a spreadsheet and as a paper to print."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.app.own_files import OwnFiles
from pipeline.app.progress import Counter, Listener, Notice, ignore
from pipeline.building.prepare import Prepared, prepare_loaded
from pipeline.errors import ConversionFailed
from pipeline.filing.locks import Purpose, only_one
from pipeline.filing.telling import About
from pipeline.finding import Finding
from pipeline.papers.wording import Wording, office_wording
from pipeline.register.outgoing import OutgoingRegister, outgoing_registers
from pipeline.register.register_docx import register_docx
from pipeline.register.register_sheet import register_sheet
from pipeline.register.register_words import title
from pipeline.typeset.docx.text_end import ready_for_libreoffice
from pipeline.typeset.libreoffice.convert import to_pdf
from pipeline.typeset.libreoffice.soffice import find_engine
from pipeline.typeset.pdf.assemble import assemble
from pipeline.workspace.load import load

_WRITING: Final = Purpose(
    name="lock-in-so", holder="Một lần in sổ khác", otherwise="hoặc chọn thư mục khác bằng --output"
)


@dataclass(frozen=True, kw_only=True)
class RegisterOptions:
    """Which registers: of one `year`, of one `body` (id), or all."""

    year: int | None = None
    body: str = ""


@dataclass(frozen=True, kw_only=True)
class RegisterView:
    """The registers of an office by year and body, what is wrong with them, and what is wrong with the records (`prepared`)."""

    registers: tuple[OutgoingRegister, ...]
    prepared: Prepared
    wording: Wording

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings on the registers: gaps, repeated numbers, edited lines, papers that were not entered."""
        return tuple(finding for register in self.registers for finding in register.findings)


@dataclass(frozen=True, kw_only=True)
class RegisterWritten:
    """The files that were written for registers, and findings on users' files in their places."""

    view: RegisterView
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


def view_register(folder: Path, options: RegisterOptions | None = None) -> RegisterView:
    """The registers of outgoing papers of a folder of records. UsageError: no such folder."""
    asked = options or RegisterOptions()
    loaded, wording = load(folder), office_wording(folder)
    prepared = prepare_loaded(loaded, folder, wording=wording)
    registers = outgoing_registers(folder, loaded.office, prepared.documents, year=asked.year, body=asked.body)
    return RegisterView(registers=registers, prepared=prepared, wording=wording)


def write_register(
    folder: Path, output: Path, options: RegisterOptions | None = None, *, on_progress: Listener = ignore
) -> RegisterWritten:
    """Write `so-van-ban-di.xlsx` with all registers asked for, and each as a landscape paper, DOCX and PDF, to `output`.

    UsageError: no such folder. EnvironmentMissing: no LibreOffice for the PDF.
    """
    asked = options or RegisterOptions()
    engine = find_engine()
    view = view_register(folder, asked)
    profile, wording = view.prepared.profile, view.wording
    words = {
        f"so-van-ban-di-{register.year}-{register.body}": register_docx(register, wording=wording, profile=profile)
        for register in view.registers
    }
    ready = {name: ready_for_libreoffice(docx, profile=profile) for name, docx in words.items()}
    counter = Counter(len(ready), on_progress)
    pdfs = to_pdf(ready, engine=engine, on_done=counter.count) if ready else {}
    with only_one(output, _WRITING, tell=lambda said: on_progress(Notice(said))):
        own = OwnFiles(output, about=About(series="SDK-3"))
        if view.registers:
            own.put("so-van-ban-di.xlsx", register_sheet(view.registers, wording))
        for name, register in zip(words, view.registers, strict=True):
            own.put(f"{name}.docx", words[name])
            pdf = pdfs[name]
            if isinstance(pdf, ConversionFailed):
                raise pdf
            own.put(f"{name}.pdf", assemble(pdf, title=f"{title(register, wording)} - {register.name}").pdf)
        own.close()
    return RegisterWritten(view=view, files=tuple(filed.path for filed in own.filed), findings=own.findings)
