"""Slips as people send them back: every tick that is one, every mess a question, and no sentence lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import Unreadable
from pipeline.intake.text import one_line
from pipeline.records.opinions import Stance
from pipeline.reports.opinions.receive_slip import receive_slip
from pipeline.reports.opinions.returned_slip import ReturnedSlip, open_slip, read_slip
from pipeline.reports.opinions.slip_words import STANCES
from tests.reports.opinions.filling import Filling, fill, opinions_table, stances_table, tick, write
from tests.reports.opinions.rounds import DAY, MEMBER, OTHER, asked_round, blank, send, show_draft

SOME = ("Mục II", "Đề nghị nêu rõ nguyên nhân.", "Chưa phân tích")
WITH: Stance = "thống nhất và có ý kiến"
ALL: Stance = "thống nhất toàn bộ"


def read(filling: Filling) -> ReturnedSlip:
    return read_slip(open_slip(fill(blank(), filling), "phieu.docx"), blank())


def doubts(slip: ReturnedSlip) -> list[str]:
    return [one.doubt for one in slip.questions]


@pytest.mark.parametrize("mark", ["x", "X", " x ", "(x)", "[X]", "☒", "☑", "✓", "✔", "√", "х", "xx", "v", "x."])
def test_read_slip__a_tick_is_a_tick(mark: str) -> None:
    assert read(Filling(ALL, mark=mark)) == ReturnedSlip(ALL, (), ())


@pytest.mark.parametrize("code", ["F0FC", "F0FE", "F0FD", "F078"])
def test_read_slip__a_tick_from_the_symbols_of_word(code: str) -> None:
    def inserted(word: Word) -> None:
        sign = OxmlElement("w:sym")
        sign.set(qn("w:font"), "Wingdings")
        sign.set(qn("w:char"), code)
        stances_table(word).rows[1].cells[0].paragraphs[0].add_run()._r.append(sign)

    assert read(Filling(spoil=inserted)) == ReturnedSlip(ALL, (), ())


def test_read_slip__a_sign_of_an_unknown_font_is_asked_about() -> None:
    found = read(Filling(ALL, mark="\uf0fc", rows=[SOME]))
    assert found.stance == "chưa rõ"
    assert any("ghi cạnh ô" in doubt for doubt in doubts(found))


@pytest.mark.parametrize("stance", STANCES)
def test_read_slip__each_choice(stance: Stance) -> None:
    rows = () if stance == ALL else (SOME,)
    found = read(Filling(stance, rows=rows))
    assert (found.stance, found.questions) == (stance, ())
    assert [(one.at, one.text, one.reason) for one in found.said] == list(rows)


@pytest.mark.parametrize("written", ["x {}", "{} (x)", "{} X", "☒ {}", "{}: x"])
def test_read_slip__a_tick_beside_the_words(written: str) -> None:
    def beside(word: Word) -> None:
        write(stances_table(word).rows[1].cells[1], written.format(STANCES[ALL]))

    assert read(Filling(spoil=beside)) == ReturnedSlip(ALL, (), ())


@pytest.mark.parametrize("empty", ["", "☐", "-", "…", " "])
def test_read_slip__an_empty_box_is_no_tick(empty: str) -> None:
    def other_boxes(word: Word) -> None:
        tick(word, WITH, empty)
        tick(word, "không thống nhất", empty)

    assert read(Filling(ALL, spoil=other_boxes)) == ReturnedSlip(ALL, (), ())


def test_read_slip__several_boxes_ticked() -> None:
    found = read(Filling(ALL, rows=[SOME], spoil=lambda word: tick(word, WITH)))
    assert (found.stance, doubts(found)) == ("chưa rõ", ["đánh dấu nhiều ô ở “Ý kiến chung”"])
    assert len(found.said) == 1


def test_read_slip__words_in_a_box_are_not_guessed() -> None:
    found = read(Filling(ALL, mark="nhất trí, trừ mục V"))
    assert found.stance == "chưa rõ"
    assert [(one.at, one.text) for one in found.said] == [("Ý kiến chung", "nhất trí, trừ mục V")]
    assert any("ghi cạnh ô" in doubt for doubt in doubts(found))


@pytest.mark.parametrize(
    ("filling", "doubt"),
    [
        (Filling(rows=[SOME]), "không đánh dấu ô nào"),
        (Filling(ALL, rows=[SOME]), "chọn ô này nhưng phiếu có ghi góp ý"),
        (Filling(WITH), "chọn ô này nhưng phiếu không ghi góp ý nào"),
        (Filling("không thống nhất"), "chọn ô này nhưng phiếu không ghi góp ý nào"),
        (Filling(ALL, rows=[("", "Không có", "")]), "hiểu là không có góp ý"),
        (Filling(ALL, others=["Không"]), "hiểu là không có ý kiến khác"),
        (Filling(WITH, rows=[("Mục V", "", "")]), "không ghi nội dung góp ý"),
        (Filling(WITH, rows=[SOME], outside=["Đã họp."]), "ghi ngoài bảng"),
        (Filling(WITH, rows=[SOME], spoil=lambda word: _drop(stances_table(word))), "không thấy bảng “Ý kiến chung”"),
        (Filling(WITH, rows=[SOME], spoil=lambda word: _drop(opinions_table(word))), "không thấy bảng “Góp ý cụ thể”"),
    ],
)  # fmt: skip
def test_read_slip__a_mess_is_asked_about(filling: Filling, doubt: str) -> None:
    assert any(doubt in one for one in doubts(read(filling)))


def _drop(table: Any) -> None:
    table._tbl.getparent().remove(table._tbl)


def test_read_slip__nothing_written() -> None:
    with pytest.raises(Unreadable, match="chưa điền gì"):
        read(Filling())


def test_read_slip__a_date_and_the_signed_name_are_no_opinion() -> None:
    def signed(word: Word) -> None:
        place = next(one for table in word.tables for one in table._cells if "ngày" in one.text and "tháng" in one.text)
        place.paragraphs[0].text = "Thanh Giang, ngày 18 tháng 6 năm 2024"

    assert read(Filling(ALL, spoil=signed)) == ReturnedSlip(ALL, (), ())


def test_read_slip__paragraphs_of_a_cell_and_more_rows_than_printed() -> None:
    rows = [(f"Mục {number}", f"Ý thứ nhất của {number}\nÝ thứ hai của {number}.", "") for number in range(1, 16)]
    found = read(Filling(WITH, rows=rows))
    assert [one.text for one in found.said] == [
        f"Ý thứ nhất của {number}. Ý thứ hai của {number}." for number in range(1, 16)
    ]
    assert found.questions == ()


def test_read_slip__other_opinions_have_a_place_of_their_own() -> None:
    found = read(Filling(WITH, others=["Đề nghị rà soát chính tả.", "Nhất trí các nội dung khác."]))
    assert [(one.at, one.text) for one in found.said] == [
        ("Ý kiến khác", "Đề nghị rà soát chính tả."),
        ("Ý kiến khác", "Nhất trí các nội dung khác."),
    ]
    assert found.questions == ()


def test_read_slip__behind_the_printed_words() -> None:
    def behind(word: Word) -> None:
        line = next(one for one in word.paragraphs if "Ý kiến khác" in one.text)
        line.add_run(" Đề nghị rà soát chính tả.")

    found = read(Filling(WITH, spoil=behind))
    assert [(one.at, one.text) for one in found.said] == [("Ý kiến khác", "Đề nghị rà soát chính tả")]


def test_read_slip__the_printed_words_once_more_are_the_members() -> None:
    found = read(Filling(outside=[STANCES[ALL]]))
    assert [one.text for one in found.said] == [STANCES[ALL]]


def _comment(word: Word) -> None:
    word.add_comment(word.paragraphs[0].add_run(""), text="Chữ ở bên lề.", author="A")


def _header(word: Word) -> None:
    word.sections[0].first_page_header.add_paragraph("Chữ ở đầu trang.")


def _tracked(word: Word) -> None:
    paragraph = opinions_table(word).cell(3, 2).paragraphs[0]
    paragraph.add_run("Chữ có theo dõi sửa đổi.")
    run = paragraph.runs[-1]._r
    inserted = OxmlElement("w:ins")
    inserted.set(qn("w:author"), "A")
    run.addprevious(inserted)
    inserted.append(run)


def _new_table(word: Word) -> None:
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Chữ ở bảng khác.", "Chữ ở ô khác."


def _inner_table(word: Word) -> None:
    opinions_table(word).cell(2, 2).add_table(1, 1).cell(0, 0).text = "Chữ ở bảng trong ô."


def _new_column(word: Word) -> None:
    table = opinions_table(word)
    table.add_column(Mm(20))
    write(table.rows[1].cells[4], "Chữ ở cột thêm.")


def _number_column(word: Word) -> None:
    write(opinions_table(word).rows[2].cells[0], "Chữ ở cột thứ tự.")


def _merged(word: Word) -> None:
    table = opinions_table(word)
    table.cell(4, 1).merge(table.cell(4, 3)).text = "Chữ ở ô gộp."


def _no_head(word: Word) -> None:
    table = opinions_table(word)
    write(table.cell(2, 2), "Chữ ở bảng mất đầu.")
    table._tbl.remove(table.rows[0]._tr)


def _own_row(word: Word) -> None:
    table = stances_table(word)
    table._tbl.append(deepcopy(table.rows[-1]._tr))
    for cell, text in zip(table.rows[-1].cells, ("x", "Chữ ở lựa chọn tự thêm."), strict=True):
        write(cell, text)


def _name_line(word: Word) -> None:
    line = next(one for one in word.paragraphs if "Người cho ý kiến" in one.text)
    line.add_run(" Chữ ở dòng họ tên.")


@pytest.mark.parametrize(
    "spoil",
    [_comment, _header, _tracked, _new_table, _inner_table, _new_column, _number_column, _merged, _no_head, _own_row, _name_line],
)  # fmt: skip
def test_read_slip__words_anywhere_are_kept(spoil: Callable[[Word], None]) -> None:
    def twice(word: Word) -> None:
        spoil(word)

    found = read(Filling(WITH, rows=[SOME], spoil=twice))
    everything = _everything(found)
    assert re.search(r"Chữ (ở|có) [^.]+", everything)
    assert "Đề nghị nêu rõ nguyên nhân" in everything
    assert found.questions or spoil in {_tracked, _inner_table, _merged}


def _everything(slip: ReturnedSlip) -> str:
    said = [part for one in slip.said for part in (one.at, one.text, one.reason)]
    return "\n".join((*said, *(one.text for one in slip.questions)))


_WORDS = st.sampled_from(
    "đề nghị bổ sung số liệu mục x không thống nhất nhất trí 1.234 45,5% {{ %} “ngoặc” ngày 5/6 <b> & ; : … Ý kiến khác".split()
)
_SENTENCES = st.lists(_WORDS, min_size=2, max_size=12).map(lambda words: f"Câu {' '.join(words)}.")


@given(
    rows=st.lists(st.tuples(_SENTENCES | st.just(""), _SENTENCES, _SENTENCES | st.just("")), max_size=9),
    others=st.lists(_SENTENCES, max_size=3),
    outside=st.lists(_SENTENCES, max_size=3),
    stance=st.sampled_from([None, *STANCES]),
    mark=st.sampled_from(["x", "✓"]) | _SENTENCES,
    paragraphs=st.integers(1, 3),
)
@settings(max_examples=60, deadline=None)
def test_read_slip__no_sentence_is_lost(
    rows: list[tuple[str, str, str]],
    others: Sequence[str],
    outside: Sequence[str],
    stance: str | None,
    mark: str,
    paragraphs: int,
) -> None:
    rows = [(at, "\n".join([text] * paragraphs), reason) for at, text, reason in rows]
    filling = Filling(stance, mark=mark, rows=rows, others=others, outside=outside)
    written = [text for row in rows for cell in row for text in cell.split("\n") if text]
    written += [*others, *outside, *([mark] if stance and mark.startswith("Câu") else [])]
    if not written and stance is None:
        return
    everything = _everything(read(filling))
    for text in written:
        assert one_line(text).strip(" .") in everything
    assert everything.count("Câu") >= len(written)


def test_read_slip__combining_letters_and_old_encodings() -> None:
    found = read(Filling(WITH, rows=[tuple(unicodedata.normalize("NFD", text) for text in SOME)]))  # type: ignore[list-item]
    assert [(one.at, one.text, one.reason) for one in found.said] == [SOME]
    old = read(Filling(WITH, rows=[("", "§Ò nghÞ bæ sung sè liÖu vÒ tû lÖ gi¶i ng©n", "")]))
    assert [one.text for one in old.said] == ["Đề nghị bổ sung số liệu về tỷ lệ giải ngân"]
    with pytest.raises(Unreadable, match="bảng mã cũ TCVN3"):
        read(Filling(WITH, rows=[("", "bæ sung sè liÖu của tỉnh", "")]))


def test_read_slip__what_cannot_be_printed_is_left_out_and_asked_about() -> None:
    found = read(Filling(WITH, rows=[("Mục II", "Số liệu rất tốt 😀, {{ ten }}\u202e", "")]))
    assert [one.text for one in found.said] == ["Số liệu rất tốt , {{ ten }}"]
    assert [one for one in doubts(found) if "U+1F600" in one and "U+202E" in one]


def test_read_slip__a_picture_is_asked_about() -> None:
    def pasted(word: Word) -> None:
        word.add_picture(BytesIO(_PNG))

    assert "phiếu có hình ảnh; máy không đọc chữ trong hình" in doubts(read(Filling(ALL, spoil=pasted)))


_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fedccc59e7"
    "0000000049454e44ae426082"
)


# ------------------------------------------------------------------------------------------------------- whose slip it is
def _without_code(word: Word) -> None:
    for table in word.tables:
        for cell in table._cells:
            for paragraph in cell.paragraphs:
                if "Mã phiếu" in paragraph.text:
                    paragraph.text = ""


def _code(before: str, after: str) -> Callable[[Word], None]:
    def change(word: Word) -> None:
        for table in word.tables:
            for cell in table._cells:
                for paragraph in cell.paragraphs:
                    if "Mã phiếu" in paragraph.text:
                        paragraph.text = paragraph.text.replace(before, after)

    return change


def _named(name: str) -> Callable[[Word], None]:
    def change(word: Word) -> None:
        line = next(one for one in word.paragraphs if "Người cho ý kiến" in one.text)
        line.text = f"Người cho ý kiến: {name}"

    return change


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_without_code, "không có mã phiếu"),
        (_code("6t-2024", "nam-2023"), "phiếu của kỳ “năm 2023”"),
        (_code("6t-2024", "quy-9"), "kỳ mang mã “quy-9”"),
        (_code("bản 1", "bản 7"), "bản dự thảo 7, bản này chưa gửi lấy ý kiến"),
        (_code(MEMBER, "nguoi-la"), "“nguoi-la” không nằm trong danh sách lấy ý kiến"),
        (_code(MEMBER, OTHER), "phiếu phát cho Bà Đặng Thị Hồng Vân nhưng ghi người cho ý kiến"),
        (_named("Ông Nguyễn Văn Khác, Phó Giám đốc"), "phiếu phát cho Ông Bùi Thanh Hưởng nhưng ghi"),
    ],
)
def test_receive_slip__whose_it_is_must_be_certain(spoil: Callable[[Word], None], words: str, tmp_path: Path) -> None:
    opinion_round = asked_round(tmp_path)
    with pytest.raises(Unreadable, match=words) as refused:
        send(opinion_round, Filling(ALL, spoil=spoil))
    assert refused.value.remedy
    assert opinion_round.store.slips(MEMBER) == ()


def test_receive_slip__the_clerk_knows_better(tmp_path: Path) -> None:
    opinion_round = asked_round(tmp_path)
    for number, spoil in enumerate((_without_code, _named("Ông Nguyễn Văn Khác")), start=1):
        data = fill(blank(), Filling(ALL, spoil=spoil))
        taken = receive_slip(opinion_round, data, name="phieu.docx", day=DAY, member=MEMBER)
        assert (taken.kept.member, taken.kept.version, taken.slip.stance) == (MEMBER, number, ALL)


def test_receive_slip__renamed_files_are_known_and_versions_kept(tmp_path: Path) -> None:
    opinion_round = asked_round(tmp_path)
    first = send(opinion_round, Filling(ALL), name="../../New Document (3).DOCX")
    assert first.kept.file == f"y-kien/nhan/{MEMBER}/1/New Document (3).docx"
    assert send(opinion_round, Filling(ALL), name="khac.docx").again
    second = send(opinion_round, Filling(WITH, rows=[SOME]))
    assert (second.kept.version, second.again) == (2, False)
    assert [one.sha256 for one in opinion_round.store.slips(MEMBER)] == [first.kept.sha256, second.kept.sha256]
    assert (tmp_path / first.kept.file).read_bytes() == fill(blank(), Filling(ALL))


def test_receive_slip__about_an_earlier_draft(tmp_path: Path) -> None:
    opinion_round = asked_round(tmp_path)
    show_draft(opinion_round)
    taken = send(opinion_round, Filling(ALL))
    assert taken.kept.draft == 1
    assert doubts(taken.slip) == ["phiếu góp ý cho bản dự thảo 1; bản đang lấy ý kiến là bản 2"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 hong", b"%PDF-1.4"])
def test_receive_slip__no_word_file(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        receive_slip(asked_round(tmp_path), data, name="phieu.docx", day=DAY)


def test_receive_slip__a_letter_is_no_slip(tmp_path: Path) -> None:
    word = Document()
    word.add_paragraph("Sở Nội vụ thống nhất với dự thảo.")
    buffer = BytesIO()
    word.save(buffer)
    with pytest.raises(Unreadable, match="không có mã phiếu"):
        receive_slip(asked_round(tmp_path), buffer.getvalue(), name="cong van.docx", day=DAY)


def test_keep_draft__is_never_replaced(tmp_path: Path) -> None:
    opinion_round = asked_round(tmp_path)
    (draft,) = opinion_round.store.drafts()
    before = draft.slip(MEMBER).read_bytes()
    opinion_round.store.add_slips(draft, {MEMBER: b"other", "moi": b"new"})
    assert (draft.slip(MEMBER).read_bytes(), draft.slip("moi").read_bytes()) == (before, b"new")
    assert show_draft(opinion_round).number == 2
    assert [one.docx for one in opinion_round.store.drafts()] == ["bản 1".encode(), "bản 2".encode()]


def test_drafts__spoilt_by_hand(tmp_path: Path) -> None:
    opinion_round = asked_round(tmp_path)
    send(opinion_round, Filling(ALL))
    (tmp_path / "y-kien" / "nhan" / MEMBER / "1" / "doc.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Unreadable, match="đã bị sửa"):
        opinion_round.store.slips(MEMBER)
    (tmp_path / "y-kien" / "ban-1" / "doc.json").unlink()
    with pytest.raises(Unreadable, match="đã bị sửa"):
        opinion_round.store.drafts()
