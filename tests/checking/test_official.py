"""The decree's own examples, and what it forbids: each on a real paper, judged by every rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from pipeline.checking.rules.registry import RULES, RULES_BY_CODE
from pipeline.checking.run_rules import check, judge
from pipeline.decree.profile import load_profile
from pipeline.errors import Unreadable
from pipeline.reading.docx import read_docx
from pipeline.reading.facts import PaperFacts
from pipeline.reading.recognise import recognise
from pipeline.reading.recognised import Element, Regime
from tests.casework import Change, changed, docx_facts, read_cases
from tests.checking.foreign import typed_letter
from tests.sample import ROOT

DECISION, NOTICE, LETTER, COMMITTEE = (
    "quyet-dinh-to-giup-viec",
    "phien-1-2024-thong-bao",
    "cong-van-don-doc",
    "thong-bao-lich",
)


def words(component: str, find: str, put: str) -> Change:
    """A change of words in a component."""
    return {"text": {"of": component, "find": find, "put": put}}


def number(put: str) -> list[Change]:
    """The number of the sample decision, otherwise."""
    return [words("number", "Số: 412/QĐ-UBND", put)]


def day(put: str) -> list[Change]:
    """The line of place and date of the sample notice, otherwise."""
    return [words("place_date", "Thanh Giang, ngày 20 tháng 3 năm 2024", put)]


def archive(put: str) -> list[Change]:
    """The last line of the recipients of the sample letter, otherwise."""
    return [words("recipients", "- Lưu: VT, CNTT (2).", put)]


# nd30.md I.3, every row: what must fail, by which rule, and the paper it is put into.
FORBIDDEN: Sequence[tuple[str, str, str, list[Change]]] = (
    ("Số 15/QĐ-UBND", "SK-01", DECISION, number("Số 15/QĐ-UBND")),
    ("Số: 5/QĐ-UBND", "SK-02", DECISION, number("Số: 5/QĐ-UBND")),
    ("Số: 15 / QĐ - UBND", "SK-03", DECISION, number("Số: 15 / QĐ - UBND")),
    ("Số: 15/QCh-UBND", "SK-04", DECISION, number("Số: 15/QCh-UBND")),
    (
        "Số: 15/2026/KH-UBND",
        "SK-09",
        "ke-hoach-kiem-tra",
        [{"text": {"of": "number", "find": "/KH", "put": "15/2026/KH"}}],
    ),
    ("Đồng Tháp, ngày 5 tháng 1 năm 2026", "DT-02", NOTICE, day("Đồng Tháp, ngày 5 tháng 1 năm 2026")),
    ("Đồng Tháp, ngày 05 tháng 03 năm 2026", "DT-02", NOTICE, day("Đồng Tháp, ngày 05 tháng 03 năm 2026")),
    ("Đồng Tháp ngày 05 tháng 3 năm 2026", "DT-01", NOTICE, day("Đồng Tháp ngày 05 tháng 3 năm 2026")),
    ("Độc lập – Tự do – Hạnh phúc", "QH-03", NOTICE, [words("motto", "-", "–")]),
    ("V/v: báo cáo", "TL-04", LETTER, [words("letter_subject", "V/v đôn đốc", "V/v: báo cáo")]),
    ("- Lưu VT;", "NN-03", LETTER, archive("- Lưu VT;")),
    ("KT. PHÓ GIÁM ĐỐC", "KY-01", LETTER, [words("signing_capacity", "KT. GIÁM ĐỐC", "KT. PHÓ GIÁM ĐỐC")]),
    ("PGS.TS. Nguyễn Văn A", "KY-04", LETTER, [words("signer_name", "Đỗ Thị Lan Phương", "PGS.TS. Nguyễn Văn A")]),
    ("theo Khoản 2 điều 5", "ND-12", "cong-van-ubnd", [words("body", " của ", " theo Khoản 2 điều 5 của ")]),
    (
        "UBND HUYỆN CAO LÃNH",
        "CQ-05",
        NOTICE,
        [words("place_date", "2024", "2026"), words("parent_agency", "UBND TỈNH THANH GIANG", "UBND HUYỆN CAO LÃNH")],
    ),
)

# nd30.md B.5, every row that a paper can show: the decree's own words, put into a paper that they fit.
OFFICIAL: Mapping[str, tuple[str, list[Change]]] = {
    "Số: 15/QĐ-BNV": (DECISION, number("Số: 15/QĐ-BNV")),
    "Số: 05/BNV-VP": (LETTER, [{"text": {"match": "^Số: *.*STTTT-CNTT$", "find": "/STTTT-CNTT", "put": "05/BNV-VP"}}]),
    "Số: 12/UBND-VX": ("cong-van-ubnd", [{"text": {"of": "number", "find": "/UBND-CNTT", "put": "12/UBND-VX"}}]),
    "Hà Nội, ngày 05 tháng 01 năm 2020": (NOTICE, day("Hà Nội, ngày 05 tháng 01 năm 2020")),
    "Hà Nội, ngày 05 tháng 3 năm 2020": (NOTICE, day("Hà Nội, ngày 05 tháng 3 năm 2020")),
    "Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019": (NOTICE, day("Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019")),
    "V/v nâng bậc lương năm 2019": (
        LETTER,
        [words("letter_subject", "V/v đôn đốc thực hiện nhiệm vụ", "V/v nâng bậc lương năm 2019")],
    ),
    "Về công tác phòng, chống lụt bão": (
        "to-trinh-kinh-phi",
        [
            words("subject", "\nchia sẻ dữ liệu và số hóa sổ hộ tịch năm 2024", ""),
            words(
                "subject", "Về việc bổ sung kinh phí nâng cấp Nền tảng tích hợp,", "Về công tác phòng, chống lụt bão"
            ),
            {"stroke": {"under": "subject", "share": 0.4}},
        ],
    ),
    "BỘ NỘI VỤ / CỤC VĂN THƯ / VÀ LƯU TRỮ NHÀ NƯỚC": (
        LETTER,
        [
            words("parent_agency", "UBND TỈNH THANH GIANG", "BỘ NỘI VỤ"),
            words("issuing_agency", "SỞ THÔNG TIN", "CỤC VĂN THƯ"),
            words("issuing_agency", "VÀ TRUYỀN THÔNG", "VÀ LƯU TRỮ NHÀ NƯỚC"),
        ],
    ),
    "Kính gửi: - Bộ Nội vụ; - Bộ Kế hoạch và Đầu tư; - Bộ Tài chính.": (
        LETTER,
        [
            words("addressee", "Sở Nội vụ", "Bộ Nội vụ"),
            words("addressee", "Sở Tài nguyên và Môi trường", "Bộ Kế hoạch và Đầu tư"),
            words("addressee", "Sở Tư pháp;", "Bộ Tài chính."),
            {"remove": {"of": "addressee", "nth": 4}},
            {"remove": {"match": "^- UBND các huyện, thị xã, thành phố.$"}},
        ],
    ),
    "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH / Nguyễn Văn A": (
        COMMITTEE,
        [
            {"remove": {"of": "signing_capacity", "nth": 1}},
            words("signing_capacity", "PHÓ CHỦ TỊCH", "CHỦ TỊCH"),
            words("signer_name", "Trần Thị Minh Hạnh", "Nguyễn Văn A"),
        ],
    ),
    "KT. BỘ TRƯỞNG / THỨ TRƯỞNG / Trần Văn B": (
        LETTER,
        [
            words("signing_capacity", "KT. GIÁM ĐỐC", "KT. BỘ TRƯỞNG"),
            words("signing_capacity", "PHÓ GIÁM ĐỐC", "THỨ TRƯỞNG"),
            words("signer_name", "Đỗ Thị Lan Phương", "Trần Văn B"),
        ],
    ),
    "- Lưu: VT, TCCB.": (LETTER, archive("- Lưu: VT, TCCB.")),
    "- Lưu: VT, NVĐP.": (LETTER, archive("- Lưu: VT, NVĐP.")),
    "- Lưu: VT, HC (2).": (LETTER, archive("- Lưu: VT, HC (2).")),
    "PL.(300)": (LETTER, archive("- Lưu: VT, NVĐP. PL.(300)")),
    "Phụ lục I / BẢNG CHỮ VIẾT TẮT": (
        COMMITTEE,
        [words("annex_title", "LỊCH CHUYỂN ĐỔI VÀ ĐẦU MỐI HỖ TRỢ", "BẢNG CHỮ VIẾT TẮT")],
    ),
    "Điều 1. Bản sao văn bản": (
        "quyet-dinh-quy-che",
        [{"text": {"match": "^Điều 1. Phạm vi", "find": "Phạm vi điều chỉnh", "put": "Bản sao văn bản"}}],
    ),
}


@pytest.mark.parametrize(("_shown", "code", "paper", "changes"), FORBIDDEN, ids=[one[0] for one in FORBIDDEN])
def test_check__refuses_what_the_decree_forbids(_shown: str, code: str, paper: str, changes: list[Change]) -> None:
    facts = changed(docx_facts(paper), changes)
    assert {rule.code for rule, _ in check(facts).breaches()} == {code}


def test_cases__every_example_of_what_is_forbidden_has_a_failed_case() -> None:
    failed = {one.rule for one in read_cases(RULES_BY_CODE) if one.expect == "failed" and one.regime is Regime.ND30}
    assert {code for _, code, _, _ in FORBIDDEN} <= failed


@pytest.mark.parametrize("shown", OFFICIAL)
def test_rules__accept_the_samples_of_the_decree(shown: str) -> None:
    paper, changes = OFFICIAL[shown]
    facts = changed(docx_facts(paper), changes)
    # Some samples bear a day before the decree: they are judged by its rules all the same.
    seen = replace(recognise(facts), regime=Regime.ND30)
    verdicts = {rule.code: judge(rule, seen, load_profile()) for rule in RULES}
    assert {code: one for code, one in verdicts.items() if isinstance(one, tuple) and one} == {}
    text = " / ".join(one.plain for one in seen.facts.paragraphs)
    assert all(piece.split(": - ")[-1] in text for piece in shown.replace("; - ", " / - ").split(" / "))


@pytest.mark.parametrize(
    ("written", "regime"),
    [("05 tháng 3 năm 2020", Regime.ND30), ("04 tháng 3 năm 2020", Regime.TT01), ("29 tháng 6 năm 2019", Regime.TT01)],
)
def test_regime__changes_on_the_day_of_the_decree(written: str, regime: Regime) -> None:
    assert recognise(changed(docx_facts(NOTICE), day(f"Hà Nội, ngày {written}"))).regime is regime


def _government(name: str) -> Callable[[], bytes]:
    return (ROOT.parent / "shared" / "law" / "text" / name).read_bytes


# Files that nobody made with this program: typed by hand as offices do, and the Government's own where they lie beside.
FOREIGN: Mapping[str, Callable[[], bytes]] = {
    "go-tay-bang.docx": lambda: typed_letter(columns="table"),
    "go-tay-tab.docx": lambda: typed_letter(columns="tabs"),
    **{one.name: _government(one.name) for one in sorted((ROOT.parent / "shared" / "law" / "text").glob("*.docx"))},
}


@pytest.mark.parametrize("name", FOREIGN)
def test_check__reads_files_from_elsewhere(name: str) -> None:
    report = check(read_docx(FOREIGN[name](), name=name))
    assert report.file == name
    assert report.paper.facts.paragraphs
    assert len(report.results) == (len(RULES) if report.paper.regime.judged else 0)
    assert all(breach.found and breach.expected for _, breach in report.breaches())


def test_check__refuses_what_is_no_word_file() -> None:
    with pytest.raises(Unreadable):
        read_docx(b"khong phai tep Word", name="a.docx")


def test_recognise__knows_a_paper_without_its_first_letters() -> None:
    facts: PaperFacts = docx_facts("cong-van-ubnd")
    paper = recognise(replace(facts, paragraphs=facts.paragraphs[:12], strokes=()))
    assert paper.component(Element.NATIONAL_NAME) is not None
