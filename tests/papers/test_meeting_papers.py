"""One meeting record gives invitation, minutes and notice; nothing is typed twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from pipeline.papers.meeting_papers import compose_meeting
from pipeline.papers.meeting_people import attendance_blocks
from pipeline.papers.meeting_words import conclusion_blocks, course_blocks, vote_sentence
from pipeline.papers.official_document import Block, OfficialDocument
from pipeline.papers.task_words import task_sentence
from pipeline.papers.wording import Saying, shipped_wording
from pipeline.records.committee import Committee
from pipeline.records.conclusion import Conclusion
from pipeline.records.meeting import Meeting, Vote
from pipeline.records.meeting_held import Need, came
from pipeline.text import percent
from tests.offices import MEETING, record, small_office

OFFICE = small_office(meetings=(record(MEETING),))
SAYING = Saying(shipped_wording())
GIVER = OFFICE.committee("bcd")
PAPERS = {paper.type.slug: paper for paper in compose_meeting(OFFICE, OFFICE.meetings[0])}


def words(paper: OfficialDocument) -> str:
    return "\n".join(said(paper.body))


def said(blocks: Iterable[Block]) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in blocks]


def meeting(**fields: object) -> Meeting:
    changed = record({**MEETING, **{key.replace("_", " "): value for key, value in fields.items()}})
    assert isinstance(changed, Meeting)
    return changed


LEADER = "Ông Lê Quang Thiệu, Chủ tịch UBND tỉnh, Trưởng Ban"
DEPUTY = "Ông Trần Minh Hạnh, Phó Chủ tịch UBND tỉnh, Phó Trưởng Ban"
STANDING = "Ông Nguyễn Hữu Bằng, Giám đốc Sở Thông tin và Truyền thông, Ủy viên Thường trực, Thư ký"
MEMBER = "Ông Bùi Thanh Hương, Giám đốc Sở Nội vụ, Ủy viên"
PROXY = {"cán bộ": "giam-doc-noi-vu", "người dự thay": "Ông Lý Sơn, Phó Giám đốc", "ý kiến bằng văn bản": "Nhất trí"}


def test_compose_meeting__three_papers_with_ids_of_their_own() -> None:
    assert [paper.id for paper in PAPERS.values()] == ["hop-1-giay-moi", "hop-1-bien-ban", "hop-1-thong-bao"]


def test_compose_meeting__invitation_in_the_order_of_the_sample() -> None:
    invitation = PAPERS["giay_moi"].invitation
    assert invitation is not None
    assert invitation.invitees[0] == "Các thành viên Ban Chỉ đạo xây dựng Chính quyền điện tử tỉnh Thanh Giang"
    assert invitation.chair == "Ông Lê Quang Thiệu, Chủ tịch UBND tỉnh, Trưởng Ban"
    assert invitation.time == "14 giờ 00, thứ Sáu, ngày 15 tháng 3 năm 2024"
    assert PAPERS["giay_moi"].recipients.entries == ("Như trên",)


def test_compose_meeting__number_and_day_wait_for_the_stamp() -> None:
    paper = PAPERS["giay_moi"]
    assert paper.number.text.strip("\u00a0") == "/GM-BCĐCQĐT"
    assert paper.place_date is not None
    assert paper.place_date.text.replace("\u00a0", "") == "Thanh Giang, ngày  tháng 3 năm 2024"


def test_compose_meeting__number_and_day_that_are_known_are_printed() -> None:
    paper = PAPERS["thong_bao"]
    assert paper.number.text == "05/TB-BCĐCQĐT"
    assert paper.place_date is not None
    assert paper.place_date.text == "Thanh Giang, ngày 20 tháng 3 năm 2024"


def test_compose_meeting__minutes_have_two_signatures_and_no_date_line() -> None:
    minutes = PAPERS["bien_ban"]
    assert minutes.place_date is None
    assert [(block.lines, block.name) for block in minutes.signatures] == [
        (("THƯ KÝ",), "Nguyễn Hữu Bằng"),
        (("CHỦ TỌA",), "Lê Quang Thiệu"),
    ]
    assert minutes.minutes is not None
    assert minutes.minutes.closing == "Phiên họp kết thúc vào 17 giờ 15, ngày 15 tháng 3 năm 2024./."
    assert minutes.recipients.archive == "Lưu: VT, Hồ sơ"


def test_compose_meeting__minutes_count_who_came() -> None:
    minutes = PAPERS["bien_ban"].minutes
    assert minutes is not None
    headings = [block.text for block in minutes.attendance if block.kind == "clause_title"]
    assert headings == ["Thành viên có mặt: 03/04", "Vắng mặt có lý do: 01", "Khách mời"]


def test_compose_meeting__notice_gives_each_task_to_its_lead() -> None:
    text = words(PAPERS["thong_bao"])
    assert "II. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM" in text
    assert (
        "1. Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Nội vụ và Sở Tài chính hoàn thiện Kế hoạch; "
        "sản phẩm: kế hoạch; thời hạn: chậm nhất ngày 05 tháng 4 năm 2024." in text
    )
    assert text.endswith("biết, thực hiện./.")


def test_compose_meeting__notice_goes_to_the_chair_and_to_all_with_a_task() -> None:
    assert PAPERS["thong_bao"].recipients.entries == (
        "Trưởng Ban (để báo cáo)",
        "Các thành viên Ban Chỉ đạo",
        "Các sở",
        "Đại diện Tỉnh đoàn",
    )


@pytest.mark.parametrize(
    ("count", "total", "share"), [(25, 26, "96,2%"), (26, 26, "100%"), (1, 3, "33,3%"), (1, 2, "50%"), (1, 8, "12,5%")]
)
def test_percent__one_decimal_with_a_comma(count: int, total: int, share: str) -> None:
    assert percent(count, total) == share


def test_vote_sentence__counts_and_shares() -> None:
    vote = Vote.model_validate({"nội dung": "Thông qua Kế hoạch:", "đồng ý": 24, "không đồng ý": 1, "ý kiến khác": 0})
    assert vote_sentence(vote, SAYING) == (
        "Thông qua Kế hoạch: 24/25 thành viên đồng ý (96%); 01/25 thành viên không đồng ý (4%)."
    )


def test_vote_sentence__every_answer_counts_and_a_question_keeps_its_mark() -> None:
    vote = Vote.model_validate({"nội dung": "Thông qua", "đồng ý": 5, "không đồng ý": 2, "ý kiến khác": 1})
    assert vote_sentence(vote, SAYING) == (
        "Thông qua: 05/08 thành viên đồng ý (62,5%); 02/08 thành viên không đồng ý (25%); "
        "01/08 thành viên có ý kiến khác (12,5%)."
    )


def test_task_sentence__marks_at_the_end_of_a_field_do_not_run_into_the_sentence() -> None:
    task = Conclusion.model_validate(
        {"việc": "Lập danh mục;", "chủ trì": "so-tttt", "sản phẩm": "Danh mục.", "thời hạn khác": "Hằng quý."}
    )
    assert task_sentence(OFFICE, GIVER, task, SAYING) == (
        "Giao Sở Thông tin và Truyền thông lập danh mục; sản phẩm: danh mục; thời hạn: hằng quý."
    )


def test_task_sentence__without_a_deadline_ends_with_the_work() -> None:
    task = Conclusion.model_validate({"việc": "Báo cáo", "chủ trì": ["Ban Dân tộc", "so-noi-vu", "so-tai-chinh"]})
    assert task_sentence(OFFICE, GIVER, task, SAYING) == "Đề nghị Ban Dân tộc, Sở Nội vụ và Sở Tài chính báo cáo."


def test_task_sentence__without_partners_and_with_a_rhythm() -> None:
    task = Conclusion.model_validate({"việc": "Báo cáo tiến độ", "chủ trì": "so-tttt", "thời hạn khác": "Hằng tháng"})
    assert (
        task_sentence(OFFICE, GIVER, task, SAYING)
        == "Giao Sở Thông tin và Truyền thông báo cáo tiến độ; thời hạn: hằng tháng."
    )


def test_came__those_listed_or_all_who_are_not_away() -> None:
    listed = meeting(thành_phần={"có mặt": ["giam-doc-tttt", "chu-tich"]})
    assert came(OFFICE, listed) == ("giam-doc-tttt", "chu-tich")
    some = meeting(thành_phần={"vắng mặt": [{"cán bộ": "pho-chu-tich", "lý do": "ốm"}], "ủy quyền": [PROXY]})
    assert came(OFFICE, some) == ("chu-tich", "giam-doc-tttt")


def test_attendance_blocks__every_group_that_has_somebody_under_a_number() -> None:
    guests = ["so-tai-chinh", "pho-giam-doc-tttt", "Đại diện Tỉnh đoàn"]
    absent = [{"cán bộ": "pho-chu-tich", "lý do": "ốm"}]
    full = meeting(thành_phần={"vắng mặt": absent, "ủy quyền": [PROXY], "khách mời": guests})
    assert said(attendance_blocks(OFFICE, full, SAYING)) == [
        "1. Thành viên có mặt: 02/04",
        f"- {LEADER};",
        f"- {STANDING}.",
        "2. Vắng mặt có lý do: 01",
        f"- {DEPUTY} (ốm).",
        "3. Ủy quyền dự thay: 01",
        f"- Ông Lý Sơn, Phó Giám đốc, dự thay {MEMBER.replace('Ông', 'ông')}.",
        "4. Khách mời",
        "- Sở Tài chính;",
        "- Ông Đỗ Lan Phương, Phó Giám đốc Sở Thông tin và Truyền thông;",
        "- Đại diện Tỉnh đoàn.",
    ]


def test_course_blocks__what_was_said_in_the_order_of_the_meeting() -> None:
    full = meeting(
        khai_mạc=["Chủ tọa nêu các việc:", "Xong chưa?", "Bắt đầu"],
        chương_trình=[{"nội dung": "Báo cáo quý I", "trình bày": "so-tttt"}, {"nội dung": "Thảo luận"}],
        thành_phần={"ủy quyền": [PROXY]},
        phát_biểu=[{"người phát biểu": "pho-chu-tich", "ý kiến": ["Nhất trí", "Đề nghị bổ sung"]}],
        biểu_quyết=[{"nội dung": "Thông qua.", "đồng ý": 1}],
        đánh_giá_chung=["Tốt"],
        kết_luận=[{"việc": "Báo cáo", "chủ trì": "so-tttt"}, {"việc": "Rà soát", "chủ trì": "so-noi-vu"}],
    )
    assert said(course_blocks(OFFICE, full, SAYING)) == [
        "1. Khai mạc",
        "Chủ tọa nêu các việc:",
        "Xong chưa?",
        "Bắt đầu.",
        "2. Nội dung trình bày tại phiên họp",
        "- Sở Thông tin và Truyền thông trình bày: Báo cáo quý I.",
        "3. Ý kiến phát biểu",
        f"- {DEPUTY}: Nhất trí.",
        "Đề nghị bổ sung.",
        "4. Ý kiến bằng văn bản của thành viên ủy quyền dự thay",
        f"- {MEMBER}: Nhất trí.",
        "5. Biểu quyết",
        "- Thông qua: 01/01 thành viên đồng ý (100%).",
        "6. Kết luận của chủ tọa",
        "Tốt.",
        "(1) Giao Sở Thông tin và Truyền thông báo cáo.",
        "(2) Giao Sở Nội vụ rà soát.",
    ]


def test_course_blocks__what_there_was_not_has_no_section_and_no_number() -> None:
    short = meeting(
        phát_biểu=[], biểu_quyết=[], đánh_giá_chung=[], kết_luận=[], chương_trình=[{"nội dung": "Thảo luận"}]
    )
    assert said(course_blocks(OFFICE, short, SAYING)) == []
    without = meeting(phát_biểu=[], đánh_giá_chung=[], kết_luận=[], chương_trình=[{"nội dung": "Thảo luận"}])
    assert said(course_blocks(OFFICE, without, SAYING))[0] == "1. Biểu quyết"


def test_conclusion_blocks__opening_names_who_led_who_came_and_who_reported() -> None:
    agenda = [{"nội dung": "a", "trình bày": party} for party in ("so-tttt", "so-noi-vu", "so-tttt")]
    came = f"{LEADER.replace('Ông', 'ông')} chủ trì Phiên họp thứ nhất năm 2024 của Ban Chỉ đạo"
    guest = "ông Đỗ Lan Phương, Phó Giám đốc Sở Thông tin và Truyền thông"
    full = meeting(
        chương_trình=[*agenda, {"nội dung": "Thảo luận"}],
        thành_phần={"khách mời": ["pho-giam-doc-tttt", "Đại diện Tỉnh đoàn", "Các chuyên gia"]},
        đánh_giá_chung=[],
    )
    assert said(conclusion_blocks(OFFICE, full, (), SAYING))[:4] == [
        (
            f"Ngày 15 tháng 3 năm 2024, tại phòng họp số 2, {came}. Tham dự phiên họp có các thành viên Ban Chỉ đạo; "
            f"{guest}; đại diện Tỉnh đoàn; các chuyên gia."
        ),
        (
            "Sau khi nghe báo cáo của Sở Thông tin và Truyền thông, Sở Nội vụ, ý kiến phát biểu tại phiên họp, "
            "Trưởng Ban Lê Quang Thiệu kết luận như sau:"
        ),
        "I. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM",
        (
            "1. Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Nội vụ và Sở Tài chính hoàn thiện Kế hoạch; "
            "sản phẩm: kế hoạch; thời hạn: chậm nhất ngày 05 tháng 4 năm 2024."
        ),
    ]


def test_conclusion_blocks__nobody_but_the_members_and_no_report() -> None:
    alone = meeting(chương_trình=[{"nội dung": "Thảo luận"}], thành_phần={})
    first, second, *_ = said(conclusion_blocks(OFFICE, alone, (), SAYING))
    assert first.endswith("Tham dự phiên họp có các thành viên Ban Chỉ đạo.")
    assert second.startswith("Sau khi nghe ý kiến phát biểu tại phiên họp, ")


def minutes_of(changed: Meeting) -> OfficialDocument:
    return next(paper for paper in compose_meeting(OFFICE, changed) if paper.minutes is not None)


def test_minutes__all_who_wrote_and_led_sign_in_pairs_then_the_other_party() -> None:
    several = meeting(
        đồng_chủ_trì=["giam-doc-noi-vu"],
        thư_ký_từng_phần=[{"cán bộ": "chanh-van-phong", "ghi phần": "phần thảo luận"}],
        thực_tế={"đổi chủ trì": [{"cán bộ": "pho-giam-doc-tttt", "lúc": "15:30"}]},
        làm_việc_với="so-tai-chinh",
        biên_bản={"đóng dấu": "có", "đại diện bên làm việc": "Lê Văn Kia"},
    )
    paper = minutes_of(several)
    assert [(block.lines[0], block.name, block.seal is not None) for block in paper.signatures] == [
        ("THƯ KÝ", "Nguyễn Hữu Bằng", False),
        ("CHỦ TỌA", "Lê Quang Thiệu", True),
        ("THƯ KÝ", "Phạm Đức Lương", False),
        ("CHỦ TỌA", "Bùi Thanh Hương", False),
        ("CHỦ TỌA", "Đỗ Lan Phương", False),
        ("ĐẠI DIỆN SỞ TÀI CHÍNH", "Lê Văn Kia", False),
    ]
    assert paper.minutes is not None
    assert paper.minutes.chair.endswith("Phó Giám đốc Sở Thông tin và Truyền thông (chủ trì từ 15 giờ 30)")
    assert paper.minutes.secretary.endswith("Chánh Văn phòng UBND tỉnh (phần thảo luận)")


def test_minutes__the_signer_for_lists_and_registers_is_whoever_led_first() -> None:
    """Neither somebody who shared the chair nor the director of the other party issued the minutes."""
    several = meeting(
        đồng_chủ_trì=["pho-chu-tich"],
        thư_ký_từng_phần=[{"cán bộ": "chanh-van-phong", "ghi phần": "phần thảo luận"}],
        làm_việc_với="so-tai-chinh",
        biên_bản={"đại diện bên làm việc": "Lê Văn Kia"},
    )
    assert minutes_of(several).signer == minutes_of(meeting()).signer == "Lê Quang Thiệu"


def test_meeting__invitation_has_the_plan_and_the_others_what_happened() -> None:
    moved = meeting(
        thực_tế={"ngày họp": "16/3/2024", "giờ bắt đầu": "8:00", "địa điểm": "hội trường", "chủ trì": "giam-doc-noi-vu"}
    )
    invitation, minutes, notice = compose_meeting(OFFICE, moved)
    assert invitation.invitation is not None
    assert minutes.minutes is not None
    assert (invitation.invitation.chair, invitation.invitation.place) == (LEADER, "phòng họp số 2")
    assert invitation.invitation.time == "14 giờ 00, thứ Sáu, ngày 15 tháng 3 năm 2024"
    assert (minutes.minutes.chair, minutes.minutes.place) == (MEMBER, "hội trường")
    assert minutes.minutes.start == "8 giờ 00, ngày 16 tháng 3 năm 2024"
    assert said(notice.body)[0].startswith("Ngày 16 tháng 3 năm 2024, tại hội trường, ông Bùi Thanh Hương")


@pytest.mark.parametrize(
    ("needed", "basis", "result"),
    [
        ("quá nửa", "thành viên có mặt", "cần quá nửa thành viên có mặt (02/03): đạt."),
        ("3/4", "tổng số thành viên", "cần ít nhất 3/4 tổng số thành viên (03/04): không đạt."),
        ("50%", "tổng số thành viên", "cần ít nhất 50% tổng số thành viên (02/04): đạt."),
        ("toàn bộ", "thành viên có mặt", "cần toàn bộ thành viên có mặt (03/03): không đạt."),
    ],
)
def test_vote__is_carried_by_computation(needed: str, basis: str, result: str) -> None:
    """Three of four members came; two were in favour."""
    asked = {"nội dung": "Thông qua", "đồng ý": 2, "không đồng ý": 1, "tỷ lệ cần": needed, "tính trên": basis}
    blocks = said(course_blocks(OFFICE, meeting(biểu_quyết=[asked]), SAYING))
    assert next(text for text in blocks if "Thông qua" in text).endswith(result)


def test_notice__of_a_chair_who_reports_hears_nobody() -> None:
    alone = meeting(chương_trình=[{"nội dung": "Thảo luận", "trình bày": "chu-tich"}], phát_biểu=[])
    _, second, *_ = said(conclusion_blocks(OFFICE, alone, (), SAYING))
    assert second == "Trưởng Ban Lê Quang Thiệu kết luận như sau:"


@pytest.mark.parametrize(
    ("name", "kind", "noun"),
    [
        ("Hội nghị sơ kết", None, "Hội nghị"),
        ("Hội thảo khoa học", None, "Hội thảo"),
        ("Họp giao ban tháng 5", None, "Cuộc họp"),
        ("Sơ kết 6 tháng", "buổi làm việc", "Buổi làm việc"),
    ],
)
def test_meeting__is_called_by_its_kind_in_the_closing_sentence_too(name: str, kind: str | None, noun: str) -> None:
    minutes = minutes_of(meeting(tên=name, kiểu_họp=kind)).minutes
    assert minutes is not None
    assert minutes.closing == f"{noun} kết thúc vào 17 giờ 15, ngày 15 tháng 3 năm 2024./."


def test_meeting__of_an_agency_names_posts_once() -> None:
    own = meeting(của="so-tttt", chủ_trì="giam-doc-tttt", thư_ký="pho-giam-doc-tttt", thành_phần={}, phát_biểu=[])
    _, minutes, notice = compose_meeting(OFFICE, own)
    assert minutes.minutes is not None
    assert minutes.minutes.chair == "Ông Nguyễn Hữu Bằng, Giám đốc Sở Thông tin và Truyền thông"
    assert minutes.letterhead.issuer == ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG",)
    assert notice.subject.startswith("Kết luận của Giám đốc Sở Thông tin và Truyền thông Nguyễn Hữu Bằng tại")
    assert minutes.recipients.entries[0] == "Như thành phần dự họp"


@pytest.mark.parametrize(
    ("kind", "head", "collective", "called"),
    [
        ("hội đồng", "Chủ tịch Hội đồng", "Hội đồng", "Hội đồng Thi đua - Khen thưởng"),
        ("tổ công tác", "Tổ trưởng", "Tổ công tác", "Tổ công tác liên ngành"),
        ("đoàn kiểm tra", "Trưởng đoàn", "Đoàn kiểm tra", "Đoàn kiểm tra liên ngành"),
    ],
)
def test_meeting__of_a_council_a_group_or_a_team(kind: str, head: str, collective: str, called: str) -> None:
    members = ("chu-tich", "giam-doc-noi-vu", "giam-doc-tttt")
    body = record(
        {
            "loại": kind,
            "mã": "hd",
            "tên": f"{called} tỉnh Thanh Giang",
            "tên gọi": called,
            "viết tắt": "HD",
            "cơ quan thành lập": "ubnd-tinh",
            "cơ quan thường trực": "so-noi-vu",
            "sổ văn bản": f"Sổ văn bản đi của {called}",
            "thành viên": [
                {"cán bộ": members[0], "vai trò": "trưởng", "chức danh": head},
                {"cán bộ": members[1], "vai trò": "ủy viên", "chức danh": "Thành viên"},
                {"cán bộ": members[2], "vai trò": "ủy viên", "chức danh": "Thành viên, Thư ký", "là thư ký": "có"},
            ],
        }
    )
    assert isinstance(body, Committee)
    assert (body.head_title, body.collective) == (head, collective)
    held = meeting(của="hd", chủ_trì=members[0])
    office = replace(small_office(meetings=(held,)), committees=(body,))
    invitation, _, notice = compose_meeting(office, held)
    assert invitation.invitation is not None
    assert invitation.invitation.invitees[0] == f"Các thành viên {called} tỉnh Thanh Giang"
    assert head in invitation.invitation.chair
    assert notice.number.text == "05/TB-HD"
    assert f"có các thành viên {called} và" in words(notice)
    assert f"{head} Lê Quang Thiệu kết luận như sau:" in words(notice)


def test_notice__says_that_several_spoke_only_where_several_did() -> None:
    two = meeting(
        phát_biểu=[
            {"người phát biểu": "giam-doc-noi-vu", "ý kiến": ["Nhất trí."]},
            {"người phát biểu": "so-tai-chinh", "ý kiến": ["Nhất trí."]},
        ]
    )
    assert "ý kiến phát biểu của các đại biểu dự họp, " in words(notice_of(two))
    assert "ý kiến phát biểu tại phiên họp, " in words(PAPERS["thong_bao"])


def test_notice__names_all_who_led_each_small_inside_the_sentence() -> None:
    """Two chairs and one who took over: nobody is passed over, and from when is said."""
    led = meeting(
        đồng_chủ_trì=["pho-chu-tich"], thực_tế={"đổi chủ trì": [{"cán bộ": "giam-doc-noi-vu", "lúc": "15:30"}]}
    )
    third = "ông Bùi Thanh Hương, Giám đốc Sở Nội vụ, Ủy viên"
    deputy = "ông" + DEPUTY.removeprefix("Ông")
    leader = "ông" + LEADER.removeprefix("Ông")
    assert f"{leader}; {deputy}; {third} (từ 15 giờ 30) chủ trì " in words(notice_of(led))
    minutes = minutes_of(led).minutes
    assert minutes is not None
    assert minutes.chair == f"{LEADER}; {deputy}; {third} (chủ trì từ 15 giờ 30)"


def test_meeting__a_name_that_is_a_verb_becomes_a_noun_inside_a_sentence() -> None:
    """`Họp giao ban` stands under the word “Biên bản”; the meeting that somebody leads is `cuộc họp giao ban`."""
    invitation, minutes, notice = compose_meeting(OFFICE, meeting(tên="Họp giao ban tuần 25"))
    assert minutes.subject == "Họp giao ban tuần 25"
    assert invitation.subject == "Tham dự cuộc họp giao ban tuần 25"
    assert notice.subject.endswith(" tại cuộc họp giao ban tuần 25")
    assert " chủ trì cuộc họp giao ban tuần 25. " in words(notice)


def test_vote_sentence__all_members_are_said_once() -> None:
    vote = record_vote(tỷ_lệ_cần="toàn bộ", tính_trên="tổng số thành viên")
    assert vote_sentence(vote, SAYING, Need(5, 5)).endswith("; cần toàn bộ thành viên (05/05): đạt.")


def notice_of(changed: Meeting) -> OfficialDocument:
    return next(paper for paper in compose_meeting(OFFICE, changed) if paper.type.slug == "thong_bao")


def record_vote(**fields: object) -> Vote:
    known = {"nội dung": "Thông qua kế hoạch", "đồng ý": 5}
    return Vote.model_validate(known | {key.replace("_", " "): value for key, value in fields.items()})
