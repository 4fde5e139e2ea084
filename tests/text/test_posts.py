"""Posts with their agencies: every pair of a post and a name of its kind, with the value that an office would write."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.text import joined_post

PLACES = ("xã", "phường Đông Kinh", "tỉnh Thanh Giang")
FIELDS = ("Kinh tế", "Văn hóa - Xã hội", "Kinh tế, Hạ tầng và Đô thị")
# Posts that end with the noun of the agency; the noun as it stands in the joined post; names after the noun.
SHARING: tuple[tuple[tuple[str, ...], str, str, tuple[str, ...]], ...] = (
    (("Trưởng phòng", "Phó Trưởng phòng", "Phó phòng", "Quyền Trưởng phòng"), "phòng", "Phòng", FIELDS),
    (("Trưởng khoa", "Phó Trưởng khoa"), "khoa", "Khoa", ("Nội", "Chẩn đoán hình ảnh")),
    (("Trưởng thôn", "Phó Trưởng thôn"), "thôn", "Thôn", ("3", "Đồng Tâm")),
    (("Trưởng trạm", "Phó Trưởng trạm", "Trưởng Trạm"), "Trạm", "Trạm", ("Y tế xã", "Khuyến nông")),
    (
        ("Trưởng Ban", "Trưởng ban", "Phó Trưởng Ban", "Phó trưởng ban"),
        "Ban",
        "Ban",
        ("Chỉ đạo chuyển đổi số", "Quản lý các khu công nghiệp", "Dân tộc"),
    ),
    (
        ("Chánh Văn phòng", "Phó Chánh Văn phòng", "Chánh văn phòng", "Công chức Văn phòng"),
        "Văn phòng",
        "Văn phòng",
        ("HĐND và UBND xã", "UBND tỉnh", "Sở Nội vụ", "Đoàn đại biểu Quốc hội và HĐND tỉnh"),
    ),
    (("Trưởng Công an", "Phó Trưởng Công an", "Giám đốc Công an", "Trưởng công an"), "Công an", "Công an", PLACES),
    (("Chánh Thanh tra", "Phó Chánh Thanh tra", "Chánh thanh tra"), "Thanh tra", "Thanh tra", PLACES),
    (("Chủ tịch Ủy ban nhân dân", "Phó Chủ tịch Ủy ban nhân dân"), "Ủy ban nhân dân", "Ủy ban nhân dân", PLACES),
    (("Chủ tịch UBND", "Phó Chủ tịch UBND"), "UBND", "UBND", PLACES),
    (("Giám đốc Sở", "Phó Giám đốc Sở"), "Sở", "Sở", ("Y tế", "Nông nghiệp và Môi trường")),
    (("Giám đốc Trung tâm", "Phó Giám đốc Trung tâm"), "Trung tâm", "Trung tâm", ("Phục vụ hành chính công xã",)),
    (("Bí thư Đoàn", "Phó Bí thư Đoàn"), "Đoàn", "Đoàn", ("Thanh niên xã",)),
    (("Chủ tịch Hội", "Phó Chủ tịch Hội"), "Hội", "Hội", ("Nông dân xã", "Liên hiệp Phụ nữ tỉnh")),
    (("Bí thư Đảng ủy", "Phó Bí thư Đảng ủy"), "Đảng ủy", "Đảng ủy", PLACES),
)
# Posts after which the whole name of the agency stands.
APART: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("Cục trưởng", "Phó Cục trưởng", "Quyền Cục trưởng"), ("Cục Thuế", "Cục Thống kê tỉnh")),
    (("Chi cục trưởng", "Phó Chi cục trưởng"), ("Chi cục Kiểm lâm", "Chi cục Thuế khu vực I")),
    (("Vụ trưởng",), ("Vụ Pháp chế",)),
    (("Hiệu trưởng", "Phó Hiệu trưởng"), ("Trường Trung học cơ sở Hòa Lâm", "Trường Đại học Kỹ thuật Sông Thanh")),
    (("Giám đốc", "Phó Giám đốc", "Phó Giám đốc phụ trách"), ("Sở Y tế", "Bệnh viện Đa khoa tỉnh", "Kho bạc Nhà nước")),
    (("Chủ tịch", "Phó Chủ tịch"), ("UBND xã", "Ủy ban MTTQ Việt Nam xã", "Hội đồng nhân dân tỉnh")),
    (("Chỉ huy trưởng", "Phó Chỉ huy trưởng"), ("Ban Chỉ huy Quân sự xã", "Bộ Chỉ huy Quân sự tỉnh")),
    (("Tổ trưởng", "Tổ phó"), ("Tổ giúp việc", "Tổ công nghệ số cộng đồng thôn 3")),
    (("Đội trưởng",), ("Đội Quản lý thị trường số 2",)),
    (("Trạm trưởng",), ("Trạm Y tế xã",)),
    (("Viện trưởng",), ("Viện kiểm sát nhân dân tỉnh",)),
    (("Chánh án",), ("Tòa án nhân dân tỉnh",)),
    (("Cán bộ", "Công chức", "Chuyên viên", "Văn thư"), ("Bộ Chỉ huy Quân sự tỉnh", "UBND xã", "Sở Nội vụ")),
    (("Bí thư",), ("Đoàn Thanh niên xã", "Đảng ủy xã")),
)


def _pairs() -> Iterator[tuple[str, str, str]]:
    for titles, joined, noun, tails in SHARING:
        for title in titles:
            for tail in tails:
                yield title, f"{noun} {tail}", f"{title[: -len(noun)]}{joined} {tail}"
    for titles, agencies in APART:
        yield from ((title, agency, f"{title} {agency}") for title in titles for agency in agencies)


PAIRS = tuple(_pairs())


def test_joined_post__every_pair_as_an_office_writes_it() -> None:
    said = {(title, agency): joined_post(title, agency) for title, agency, _ in PAIRS}
    assert said == {(title, agency): wanted for title, agency, wanted in PAIRS}
    assert len(PAIRS) > 100


def test_joined_post__no_words_stand_twice_in_a_row() -> None:
    for title, agency, _ in PAIRS:
        if title == "Cán bộ":  # two words that only sound alike
            continue
        words = joined_post(title, agency).casefold().split()
        for length in (1, 2, 3):
            runs = [words[at : at + length] for at in range(len(words) - length + 1)]
            assert all(first != second for first, second in zip(runs, runs[length:], strict=False)), (title, agency)


@pytest.mark.parametrize(
    ("title", "agency", "said"),
    [
        ("Chủ tịch UBND xã", "UBND xã", "Chủ tịch UBND xã"),
        ("Trưởng phòng Kinh tế", "Phòng Kinh tế", "Trưởng phòng Kinh tế"),
        ("Bí thư Tỉnh đoàn", "Tỉnh đoàn", "Bí thư Tỉnh đoàn"),
        ("Bí thư chi bộ", "Chi bộ thôn 3", "Bí thư Chi bộ thôn 3"),
        ("Trưởng phòng Ngân sách", "Sở Tài chính", "Trưởng phòng Ngân sách, Sở Tài chính"),
        ("Chuyên viên Phòng Văn xã", "Sở Tài chính", "Chuyên viên Phòng Văn xã, Sở Tài chính"),
        ("Phó Giám đốc Trung tâm Dữ liệu", "Sở Nội vụ", "Phó Giám đốc Trung tâm Dữ liệu, Sở Nội vụ"),
    ],
)
def test_joined_post__titles_that_say_more_than_the_rank(title: str, agency: str, said: str) -> None:
    assert joined_post(title, agency) == said
