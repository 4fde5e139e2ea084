"""A repaired Word file as LibreOffice prints it: the rules that were repaired hold on the PDF too."""

from __future__ import annotations

import pytest

from pipeline.checking.run_rules import check
from pipeline.reading.pdf import read_pdf
from pipeline.repair import REPAIRED, repair
from pipeline.typeset.libreoffice.convert import to_pdf
from pipeline.typeset.libreoffice.soffice import find_engine
from tests.repair.breakages import BREAKAGES, broken
from tests.repair.foreign import foreign_paper
from tests.repair.test_repair import paper


def _letter() -> bytes:
    """A sample paper broken in many ways at once."""
    docx = paper("cong-van-don-doc")
    for name in (
        "khổ giấy",
        "lề trái",
        "phông chữ",
        "cỡ Quốc hiệu",
        "Tiêu ngữ gạch dài",
        "số thiếu 0",
        "nội dung canh trái",
    ):
        docx = broken(docx, BREAKAGES[name].edit)
    return docx


# What a table typed by hand does to the head: its lines stand where the cells put them. Nobody can move them safely.
_OF_THE_TABLE = {"DT-03", "TL-05"}


@pytest.mark.office
def test_repaired_papers__pass_as_pdf() -> None:
    papers = {"go-tay": foreign_paper(spread=False), "cong-van": _letter()}
    repaired = {name: repair(docx, name=f"{name}.docx").docx for name, docx in papers.items()}
    printed = to_pdf(repaired, engine=find_engine())
    for name, pdf in printed.items():
        assert isinstance(pdf, bytes)
        report = check(read_pdf(pdf, name=f"{name}.pdf"))
        assert report.paper.regime.judged
        spared = _OF_THE_TABLE if name == "go-tay" else set()
        assert not {rule.code for rule, _ in report.breaches()} & REPAIRED - spared, name
