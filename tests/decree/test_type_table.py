"""The table of types: what the decree says, an office's own rows, and what is wrong with them."""

from __future__ import annotations

import pytest

from pipeline.decree.paper_types import NAMED_RECORD
from pipeline.decree.type_table import paper_types, with_office_types

# Đ.7 and PLIII.I, typed from the decree.
_DECREE = (
    "nghị quyết NQ, quyết định QĐ, chỉ thị CT, quy chế QC, quy định QyĐ, thông cáo TC, thông báo TB, hướng dẫn HD, "
    "chương trình CTr, kế hoạch KH, phương án PA, đề án ĐA, dự án DA, báo cáo BC, biên bản BB, tờ trình TTr, hợp đồng HĐ, "
    "công văn -, công điện CĐ, bản ghi nhớ BGN, bản thỏa thuận BTT, giấy ủy quyền GUQ, giấy mời GM, giấy giới thiệu GGT, "
    "giấy nghỉ phép GNP, phiếu gửi PG, phiếu chuyển PC, phiếu báo PB, thư công -"
)
_OWN = '[loai."giấy xác nhận"]\nviet_tat = "GXN"\n'


def test_table__is_that_of_the_decree_in_its_order() -> None:
    wanted = [tuple(one.rsplit(" ", 1)) for one in _DECREE.split(", ")]
    assert [(one.name, one.code or "-") for one in paper_types().types] == wanted
    assert paper_types().copies == (("sao y", "SY"), ("sao lục", "SL"), ("trích sao", "TrS"))


def test_table__no_two_types_share_a_slug_or_an_abbreviation() -> None:
    rows = (*paper_types().types, *paper_types().older)
    codes = [one.code for one in rows if one.code]
    assert len({one.slug for one in rows}) == len(rows)
    assert len(set(codes)) == len(codes)


def test_own_type__needs_a_name_and_an_abbreviation_and_uses_the_common_layout() -> None:
    types, problems = with_office_types(_OWN, paper_types())
    own = types.by_name["giấy xác nhận"]
    assert problems == ()
    assert (own.slug, own.code, own.layout, own.record, own.own) == (
        "giay_xac_nhan",
        "GXN",
        "co_ten_loai",
        NAMED_RECORD,
        True,
    )
    assert types.types[:-1] == paper_types().types


def test_own_type__columns_may_be_written_with_their_marks() -> None:
    types, problems = with_office_types(
        '[loai."Giấy xác nhận"]\n"viết tắt" = "GXN"\n"kính gửi" = "có"\n', paper_types()
    )
    assert problems == ()
    assert types.by_name["giấy xác nhận"].addressee == "có"


@pytest.mark.parametrize("second", ["giay xac nhan", "Giấy  xác nhận", "giấy chứng thực"])
def test_own_types__two_that_would_share_a_file_name_or_an_abbreviation_are_told(second: str) -> None:
    types, problems = with_office_types(f'{_OWN}[loai."{second}"]\nviet_tat = "GXN"\n', paper_types())
    assert [one.name for one in types.types if one.own] == ["giấy xác nhận"]
    assert {one.line for one in problems} == {3}
    assert all("đã là của “giấy xác nhận”" in one.message for one in problems)


def test_own_type__an_abbreviation_that_is_none_is_told_once() -> None:
    _, problems = with_office_types('[loai."giấy xác nhận"]\nviet_tat = 5\n', paper_types())
    assert [one.line for one in problems] == [2]


def test_own_type__choices_may_have_capitals_and_either_way_of_putting_a_tone_mark() -> None:
    rows = f'{_OWN}kinh_gui = "Tuỳ"\nnguoi_ky = "Thừa uỷ quyền, thừa lệnh"\n'
    types, problems = with_office_types(rows, paper_types())
    own = types.by_name["giấy xác nhận"]
    assert (problems, own.addressee, own.signers) == ((), "tùy", ("thừa ủy quyền", "thừa lệnh"))


def test_office_row__of_a_type_of_the_decree_changes_the_columns_it_gives_and_no_other() -> None:
    types, problems = with_office_types('[loai."thông báo"]\nbo_cuc = "thong_bao_rieng"\n', paper_types())
    ours = paper_types().by_name["thông báo"]
    assert problems == ()
    changed = types.by_name["thông báo"]
    assert changed.layout == "thong_bao_rieng"
    assert (changed.code, changed.sample, changed.own) == (ours.code, ours.sample, False)


@pytest.mark.parametrize(
    ("text", "line", "said", "hint"),
    [
        (_OWN + 'kinh_guii = "có"\n', 3, "không có dòng “kinh_guii”", "Có lẽ là “kinh_gui”"),
        (_OWN + 'kinh_gui = "luôn"\n', 3, "cần một trong: “có”", "Ghi một trong các chữ ấy"),
        (_OWN + 'kinh_gui = "nến có"\n', 3, "cần một trong: “có”", 'Có lẽ là: kinh_gui = "nên có"'),
        (_OWN + "chu_thich = 3\n", 3, "không có dòng “chu_thich”", "Các dòng được dùng: ma, viet_tat"),
        ('[loai."giấy"]\nviet_tac = "G"\n', 2, "không có dòng “viet_tac”", "Có lẽ là “viet_tat”: sửa tên dòng"),
        ('[loai."giấy"]\nviet_tat = "G\tX"\n', 2, "ghi “G[Tab]X”", "Sửa lại"),
        ('[loai."giấy"]\nviet_tat = "GX\t"\n', 2, "có phím Tab hoặc dấu cách thừa", 'Viết: viet_tat = "GX"'),
        ('[loai."giấy"]\nviet_tat = "GX"\nbo_cuc = " giay"\n', 3, "dấu cách thừa", 'Viết: bo_cuc = "giay"'),
        ('["loai"."giấy"]\nviet_tat = "GX"\nlạ = 1\n'.replace("lạ", '"lạ"'), 3, "không có dòng “lạ”", "Các dòng"),
        ('[loai]\n"giấy" = { viet_tat = "GX", la = "x" }\n', 2, "không có dòng “la”", "Các dòng"),
        ('[loai."giấy xác nhận"]\nma = "gxn"\n', 1, "thiếu dòng viet_tat", "GXN"),
        ('[loai."quyết định"]\nviet_tat = "QD"\n', 2, "không ghi “viet_tat” ở đây", "nghị định đã định"),
        ('[loai."giấy xác nhận"]\nviet_tat = "TB"\n', 1, "đã là của “thông báo”", "Chọn chữ khác"),
        ('[loai."giấy xác nhận"]\nviet_tat = "G-XN"\n', 2, "chữ viết tắt, không dấu cách", "Sửa lại"),
        ('[loại."giấy"]\n', 1, "“loại” phải viết không dấu", 'Viết: [loai."giấy"]'),
        ('[loai_vb."giấy"]\nviet_tat = "G"\n', 1, "mục “loai_vb” không dùng ở đây", "[loai."),
        ('[loai."giấy xác nhận"]\nviet_tat = GXN\n', 2, "không nằm giữa hai dấu", 'Viết: viet_tat = "GXN"'),
        ('[loai."giấy xác nhận"]\nviet_tat = “GXN”\n', 2, "ngoặc kép cong", 'viết: viet_tat = "GXN"'),
        ('[loai."giấy xác nhận"]\nviet_tat = "GXN\n', 2, 'thiếu dấu ngoặc kép " đóng', 'Viết: viet_tat = "GXN"'),
        ('[loai."giấy 1/2"]\nviet_tat = "G"\n', 1, "phải gồm các chữ", "Sửa tên"),
        ('[loai."biên bản"]\nnguoi_ky = "cấp phó"\n', 2, "không ghi “nguoi_ky” ở đây", "nghị định đã định"),
        (_OWN + 'nguoi_ky = "cấp phó, thư ký"\n', 3, "cần một hay nhiều trong: “người đứng đầu”", "Sửa lại"),
        (_OWN + 'nguoi_ky = ""\n', 3, "cần một hay nhiều trong", "Sửa lại"),
        ("loai = 3\n", 1, "mục “loai” không dùng ở đây", "[loai."),
    ],
)
def test_office_rows__what_is_wrong_is_told_with_its_line_and_what_to_do(
    text: str, line: int, said: str, hint: str
) -> None:
    types, problems = with_office_types(text, paper_types())
    assert types == paper_types()
    (problem, *_) = problems
    assert problem.line == line
    assert said in problem.message
    assert hint in problem.hint


def test_table__says_nothing_of_who_signs_and_an_office_may() -> None:
    """Đ.13 is the same for every type: who signs which is for the office to assign."""
    assert {one.signers for one in paper_types().types} == {()}
    types, problems = with_office_types('[loai."công văn"]\nnguoi_ky = "Người đứng đầu,cấp  phó"\n', paper_types())
    assert problems == ()
    assert types.by_name["công văn"].signers == ("người đứng đầu", "cấp phó")


def test_office_rows__a_misspelt_abbreviation_is_told_once() -> None:
    _, problems = with_office_types('[loai."giấy"]\nviet_tac = "G"\n', paper_types())
    assert [problem.line for problem in problems] == [2]


def test_office_rows__each_misspelt_line_is_told_with_its_own_line_number() -> None:
    text = f'{_OWN}# ghi chú: kinh_guii = "có"\nkinh_guii = "có"\n[loai."thông báo"]\nbo_cucc = "a"\nkinh_guii = "có"\n'
    _, problems = with_office_types(text, paper_types())
    assert [problem.line for problem in problems] == [4, 6, 7]
