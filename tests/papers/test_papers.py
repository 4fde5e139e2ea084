"""Directly written papers: heads, bases, recipients, attached documents and annexes."""

from __future__ import annotations

from typing import Any

from pipeline.papers.official_document import OfficialDocument
from pipeline.papers.written_papers import compose_paper
from tests.offices import DECISION, LETTER, record, small_office


def made(data: Any, **changes: Any) -> OfficialDocument:
    paper = record({**data, **changes})
    return compose_paper(small_office(papers=(paper,)), paper)


def test_compose_paper__a_letter_has_the_unit_in_its_symbol_and_no_type_code() -> None:
    letter = made(LETTER)
    assert letter.number.symbol == "STTTT-CNTT"
    assert letter.addressees == ("Sở Nội vụ", "Sở Tài chính")
    assert letter.recipients.entries == ("Như trên",)
    assert letter.recipients.archive == "Lưu: VT, CNTT"
    assert letter.body[-1].text.endswith("tháng 01 năm 2024./.")


def test_compose_paper__month_one_takes_a_zero_while_the_day_is_blank() -> None:
    place_date = made(LETTER).place_date
    assert place_date is not None
    assert place_date.date_text.replace("\u00a0", "") == "ngày  tháng 01 năm 2024"


def test_compose_paper__names_of_the_head_in_capitals_with_breaks_by_hand() -> None:
    assert made(LETTER).letterhead.parent == ("UBND TỈNH THANH GIANG",)
    assert made(LETTER).letterhead.issuer == ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG",)
    decision = made({**DECISION, "cơ quan ban hành": "ubnd-tinh"})
    assert decision.letterhead.parent == ()
    assert decision.letterhead.issuer == ("ỦY BAN NHÂN DÂN", "TỈNH THANH GIANG")


def test_compose_paper__bases_end_with_semicolons_and_the_proposal_with_a_full_stop() -> None:
    assert made(DECISION).bases == (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        "Căn cứ Quyết định số 1/QĐ-UBND;",
        "Theo đề nghị của Giám đốc Sở Thông tin và Truyền thông.",
    )


def test_compose_paper__power_line_is_the_head_or_the_collective() -> None:
    assert made(DECISION).power == "TRƯỞNG BAN CHỈ ĐẠO XÂY DỰNG CHÍNH QUYỀN ĐIỆN TỬ TỈNH THANH GIANG"
    by_collective = made(
        DECISION, **{"cơ quan ban hành": "ubnd-tinh", "ký": {"người ký": "chu-tich", "quyền hạn": "TM"}}
    )
    assert by_collective.power == "ỦY BAN NHÂN DÂN TỈNH THANH GIANG"


def test_compose_paper__a_decision_tells_the_recipients_of_its_last_article() -> None:
    assert made(DECISION).recipients.entries[0] == "Như Điều 2"


def test_compose_paper__attached_document_refers_to_the_decision() -> None:
    (attached,) = made(DECISION).attached
    assert (attached.type_name, attached.subject) == ("QUY CHẾ", "Làm việc của Ban Chỉ đạo")
    assert attached.reference.replace("\u00a0", "") == (
        "(Kèm theo Quyết định số/QĐ-BCĐCQĐT ngàytháng02năm2024 "
        "của Trưởng Ban Chỉ đạo xây dựng Chính quyền điện tử tỉnh Thanh Giang)"
    )
    assert attached.body[-1].text.endswith("./.")


def test_compose_paper__electronic_paper_leaves_the_reference_blank() -> None:
    (attached,) = made(DECISION, **{"hình thức": "điện tử", "ngày ban hành": "5/2/2024", "số": 12}).attached
    assert "12/" not in attached.reference
    assert "2024" not in attached.reference


def test_compose_paper__annexes_are_numbered_when_there_are_two() -> None:
    annex = {"tiêu đề": "Danh sách", "nội dung": ["Theo Phụ lục."]}
    assert [item.label for item in made(LETTER, **{"phụ lục": [annex]}).annexes] == ["Phụ lục"]
    several = made(LETTER, **{"phụ lục": [annex, {**annex, "khổ": "ngang"}]}).annexes
    assert [(item.label, item.landscape) for item in several] == [("Phụ lục I", False), ("Phụ lục II", True)]


def test_compose_paper__box_13_only_where_it_is_asked_for() -> None:
    assert made(LETTER).contact == ()
    assert made(LETTER, **{"in địa chỉ cơ quan": "có"}).contact == (
        "Địa chỉ: 12 đường Bến Ngự",
        "ĐT: 0200.000.0001",
        "E-mail: a@b.example",
    )
