"""Papers of before 05 March 2020: set under the regulation of their day, from the templates of today, and without a finding.

The decision is a public one of 2018; `nguon.txt` is its text as published, with the name of its signer replaced.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from pipeline import app
from pipeline.building.making.output import Artefact, place
from pipeline.building.prepare import prepare_office
from pipeline.checking.run_rules import check
from pipeline.decree.pack_folder import shipped_templates
from pipeline.decree.profile import load_profile
from pipeline.errors import TemplateFailed
from pipeline.reading.docx import read_docx
from pipeline.reading.facts import Flow, PaperFacts
from pipeline.reading.pdf import read_pdf
from pipeline.reading.recognised import Regime
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.relationships import DOCUMENT
from pipeline.typeset.docx.templates import load_templates
from pipeline.typeset.docx.wordml import parse, serialize, text_of, w

OFFICE = Path(__file__).parent / "nam-2018"
SOURCE = OFFICE / "nguon.txt"
DECISION, BEFORE, AFTER, WAITING = "quyet-dinh-4095", "cong-van-truoc", "cong-van-sau", "cong-van-cho-ky"
MINUTES = "hop-2018-bien-ban"

_SEAL = (
    'The image shows a circular official seal with the text "TRƯỞNG BAN" at the top. Overlaid on the seal is a '
    "handwritten signature in black ink."
)
# Every difference between the published text and our paper: what stands there, what we print, why.
DIFFERENCES = (
    ("HOÁ", "HÓA", "one way of placing the tone mark in the whole paper; the source has both"),
    ("HOÁ Số: 4095 /QĐ-BCĐ", "HÓA", "the same; and the number stands beside the date, below the heads of both columns"),
    ("", "Số: 4095/QĐ-BCĐ", "the number at its place, without a blank before the stroke"),
    ("4094 /QĐ-UBND", "4094/QĐ-UBND", "no blank before the stroke"),
    ("Hoá", "Hóa", "one way of placing the tone mark"),
    ("uỷ", "ủy", "one way of placing the tone mark"),
    ("", "TRƯỞNG BAN", "the title in the committee above the signature: the seal covers it in the source"),
    ("4095 /QĐ-BCĐ", "4095/QĐ-BCĐ", "no blank before the stroke"),
    ("chỉ", "Chỉ", "the name of the committee as everywhere else in the source"),
    (
        _SEAL,
        "TRƯỞNG BAN",
        "the source describes the picture of the seal; ours leaves room to sign below the title",
    ),
)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ra")


@pytest.fixture(scope="module")
def built(output: Path) -> app.BuildResult:
    return app.build(OFFICE, output, app.BuildOptions(only=(DECISION, BEFORE, MINUTES), jobs=1))


@pytest.fixture(scope="module")
def facts(built: app.BuildResult, output: Path) -> dict[str, tuple[PaperFacts, PaperFacts]]:
    """The facts of each paper's two files."""
    return {
        paper.id: (
            read_docx(place(output, paper.id, Artefact.DOCX).read_bytes(), name="a.docx"),
            read_pdf(place(output, paper.id, Artefact.PDF).read_bytes(), name="a.pdf"),
        )
        for paper in built.papers
    }


@pytest.mark.office
def test_build__papers_of_then_have_no_finding(built: app.BuildResult) -> None:
    assert len(built.papers) == len((DECISION, BEFORE, MINUTES))
    assert [finding for paper in built.papers for finding in paper.findings] == []


@pytest.mark.office
def test_check__the_files_alone_tell_their_regulation(facts: dict[str, tuple[PaperFacts, PaperFacts]]) -> None:
    for pair in facts.values():
        for report in map(check, pair):
            assert report.paper.regime is Regime.TT01
            assert [
                result.rule.code for result in report.results if isinstance(result.verdict, tuple) and result.verdict
            ] == []


@pytest.mark.office
def test_build__page_number_below_right(facts: dict[str, tuple[PaperFacts, PaperFacts]]) -> None:
    for word, paged in facts.values():
        numbers = [section.page_number for section in word.sections if section.page_number is not None]
        assert {(number.flow, number.alignment) for number in numbers} == {(Flow.FOOTER, "right")}
        assert {section.page_number.flow for section in paged.sections if section.page_number} == {Flow.FOOTER}


@pytest.mark.office
def test_build__number_stays_in_the_margin_where_the_address_is_raised_above_it(
    built: app.BuildResult, output: Path
) -> None:
    assert BEFORE in {paper.id for paper in built.papers}
    parts = read_package(place(output, BEFORE, Artefact.DOCX).read_bytes())
    (address,) = (data for name, data in parts.items() if name.startswith("word/footer") and b"E-mail" in data)
    assert b'w:footer="567"' in parts["word/document.xml"]
    assert b'w:after="567"' in address


@pytest.mark.office
def test_build__decision_has_the_words_of_its_source(facts: dict[str, tuple[PaperFacts, PaperFacts]]) -> None:
    word, _ = facts[DECISION]
    ours = " ".join(
        paragraph.text for paragraph in word.paragraphs if paragraph.flow not in {Flow.HEADER, Flow.FOOTER}
    ).split()
    source = re.sub(r"\*+", "", SOURCE.read_text("utf-8")).split()
    steps = SequenceMatcher(None, source, ours, autojunk=False).get_opcodes()
    found = [(" ".join(source[a:b]), " ".join(ours[c:d])) for kind, a, b, c, d in steps if kind != "equal"]
    assert found == [(there, here) for there, here, _ in DIFFERENCES]


def test_prepare__each_paper_has_the_regulation_of_its_day() -> None:
    prepared = prepare_office(OFFICE)
    papers = {paper.id: paper for paper in prepared.documents}
    assert {key: paper.regulation for key, paper in papers.items()} == {
        DECISION: "tt01_2011",
        BEFORE: "tt01_2011",
        AFTER: "nd30_2020",
        WAITING: "nd30_2020",
        MINUTES: "tt01_2011",
        "hop-2018-giay-moi": "tt01_2011",
        "hop-2018-thong-bao": "tt01_2011",
    }
    assert papers[BEFORE].bases[-1].endswith(",")
    assert papers[AFTER].bases[-1].endswith(".")
    assert [finding.code for finding in prepared.findings] == ["DL-615"]
    # What a build remembers of a paper without a day holds up to the day on which the regulation changes.
    assert date(2020, 3, 5) in prepared.turns


def test_prepare__a_paper_without_a_day_takes_the_day_asked_for() -> None:
    prepared = prepare_office(OFFICE, on=date(2020, 3, 2))
    papers = {paper.id: paper for paper in prepared.documents}
    assert prepared.findings == ()
    assert papers[WAITING].regulation == "tt01_2011"
    assert papers[AFTER].regulation == "nd30_2020"


def test_prepare__attached_regulation_is_signed_and_has_no_head() -> None:
    decision = next(paper for paper in prepare_office(OFFICE).documents if paper.id == DECISION)
    (attached,) = decision.attached
    assert not attached.letterhead
    assert attached.signatures == decision.signatures
    assert attached.reference.replace("\u00a0", " ").startswith("(Ban hành kèm theo Quyết định số: 4095/QĐ-BCĐ ngày 19")


def test_make_docx__an_older_layout_never_loses_the_signature_without_a_word() -> None:
    """A layout that an office took from the program before attached papers could be signed."""
    prepared = prepare_office(OFFICE)
    decision = next(paper for paper in prepared.documents if paper.id == DECISION)
    templates = load_templates(shipped_templates())
    package = read_package(templates.layout("kem_theo"))
    root = parse(package[DOCUMENT])
    for line in list(root.iter(w("p"))):
        if "ky_kem_theo" in text_of(line) and (body := line.getparent()) is not None:
            body.remove(line)
    older = write_package({**package, DOCUMENT: serialize(root)})
    layouts = tuple((name, older if name == "kem_theo" else data) for name, data in templates.layouts)
    with pytest.raises(TemplateFailed) as caught:
        make_docx(decision, templates=replace(templates, layouts=layouts), profile=prepared.profile)
    assert "ở cuối văn bản kèm theo" in caught.value.message


def test_prepare__house_style_holds_for_papers_of_then(tmp_path: Path) -> None:
    for file in OFFICE.glob("*.yaml"):
        (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    with (tmp_path / "van-phong.yaml").open("a", encoding="utf-8") as settings:
        settings.write("thể thức:\n  cỡ chữ nội dung: 13\n")
    then = prepare_office(tmp_path).profile.under("tt01_2011")
    assert then.number("body.size") == 13
    assert then.flag("basis.italic") is load_profile("tt01_2011").flag("basis.italic") is False
