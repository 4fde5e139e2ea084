"""What held on a day: people, their seats, agencies and committees, each with the days that the records give."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.records.office import Office
from pipeline.workspace.load import load
from tests.workspace.small_folder import AGENCIES, COMMITTEE, FILES, PEOPLE, write_folder

BEFORE, DAY, AFTER = date(2024, 6, 30), date(2024, 7, 1), date(2025, 3, 1)
NEW_DIRECTOR = """\
  - mã: giam-doc-moi
    họ và tên: Trương Gia Bảo
    kế nhiệm: giam-doc
    từ: 1/7/2024
"""


def office(folder: Path, **files: str) -> Office:
    names = {"agencies": "co-quan.yaml", "people": "can-bo.yaml", "committee": "bcd.yaml"}
    loaded = load(write_folder(folder, {**FILES, **{_file(names[key]): text for key, text in files.items()}}))
    return loaded.office


def _file(wanted: str) -> str:
    kinds = {"co-quan.yaml": "loại: cơ quan", "can-bo.yaml": "loại: cán bộ", "bcd.yaml": "loại: ban chỉ đạo"}
    return next(name for name, text in FILES.items() if text.startswith(kinds[wanted]))


def _seats(whole: Office, day: date) -> dict[str, str]:
    return {member.person: member.title for member in whole.on(day).committee("bcd").members}


def test_on__without_days_is_the_office_itself(tmp_path: Path) -> None:
    whole = office(tmp_path)
    assert whole.on(DAY) is whole


def test_on__days_of_one_stretch_share_one_value(tmp_path: Path) -> None:
    whole = office(tmp_path, people=PEOPLE + NEW_DIRECTOR)
    assert whole.on(DAY) is whole.on(AFTER)
    assert whole.on(BEFORE) is not whole.on(DAY)
    assert whole.on(DAY).on(BEFORE) is whole.on(DAY)


def test_on__successor_takes_post_and_seat(tmp_path: Path) -> None:
    whole = office(tmp_path, people=PEOPLE + NEW_DIRECTOR)
    new = whole.on(DAY).person("giam-doc-moi")
    assert (new.title, new.agency) == ("Giám đốc", "so-tttt")
    assert "giam-doc" in _seats(whole, BEFORE)
    assert "giam-doc-moi" not in _seats(whole, BEFORE)
    assert _seats(whole, DAY)["giam-doc-moi"] == "Ủy viên Thường trực"
    assert "giam-doc" not in _seats(whole, DAY)
    assert whole.on(DAY).committee("bcd").members[2].secretary == "có"


def test_on__successor_alone_in_the_list_had_a_predecessor_there(tmp_path: Path) -> None:
    listed = COMMITTEE.replace("cán bộ: giam-doc\n", "cán bộ: giam-doc-moi\n")
    whole = office(tmp_path, people=PEOPLE + NEW_DIRECTOR, committee=listed)
    assert "giam-doc" in _seats(whole, BEFORE)
    assert "giam-doc-moi" in _seats(whole, DAY)


def test_on__days_of_a_member_go_before_those_of_his_post(tmp_path: Path) -> None:
    listed = COMMITTEE.replace("    là thư ký: có\n", "    là thư ký: có\n    đến: 31/12/2024\n")
    whole = office(tmp_path, people=PEOPLE + NEW_DIRECTOR, committee=listed)
    assert "giam-doc-moi" not in _seats(whole, DAY)
    assert "giam-doc-moi" not in _seats(whole, AFTER)


def test_on__who_moves_up_leaves_his_own_seat(tmp_path: Path) -> None:
    promoted = PEOPLE.replace(
        "    họ và tên: Phạm Đức Lương\n",
        "    họ và tên: Phạm Đức Lương\n    thay đổi:\n      - từ: 1/7/2024\n        kế nhiệm: giam-doc\n",
    )
    whole = office(tmp_path, people=promoted)
    assert _seats(whole, BEFORE)["chanh-van-phong"] == "Ủy viên"
    assert _seats(whole, DAY)["chanh-van-phong"] == "Ủy viên Thường trực"
    person = whole.on(DAY).person("chanh-van-phong")
    assert (person.title, person.agency) == ("Giám đốc", "so-tttt")


def test_on__a_seat_is_empty_while_nobody_holds_the_post(tmp_path: Path) -> None:
    left = PEOPLE.replace("    họ và tên: Phạm Đức Lương\n", "    họ và tên: Phạm Đức Lương\n    đến: 30/6/2024\n")
    whole = office(tmp_path, people=left)
    assert "chanh-van-phong" in _seats(whole, BEFORE)
    assert "chanh-van-phong" not in _seats(whole, DAY)
    assert whole.on(DAY).person("chanh-van-phong").title == "Chánh Văn phòng"


def test_on__further_posts_hold_for_their_time(tmp_path: Path) -> None:
    further = PEOPLE.replace(
        "    họ và tên: Trần Minh Hạnh\n",
        "    họ và tên: Trần Minh Hạnh\n    chức vụ khác:\n"
        "      - {chức vụ: Giám đốc, cơ quan: so-tttt, từ: 1/7/2024, đến: 31/12/2024}\n",
    )
    whole = office(tmp_path, people=further)
    for day, title in ((BEFORE, "Phó Chủ tịch"), (DAY, "Giám đốc"), (AFTER, "Phó Chủ tịch")):
        person = whole.on(day).person("pho-chu-tich")
        assert person.title == "Phó Chủ tịch"
        assert person.acting_for("so-tttt").title == title


RENAMED = """\
  - mã: so-khcn
    tên: Sở Khoa học và Công nghệ
    viết tắt: SKHCN
    cơ quan chủ quản: ubnd-tinh
    chức vụ người đứng đầu: Giám đốc
    từ: 1/7/2024
    kế thừa: [so-tttt]
    cách thành lập: {how}
nhóm:
"""


@pytest.mark.parametrize(
    ("how", "standing", "agency", "group"),
    [
        ("đổi tên", "so-khcn", "so-khcn", ("van-phong", "so-khcn")),
        ("sáp nhập", "so-khcn", "so-tttt", ("van-phong", "so-khcn")),
        ("chia tách", "so-tttt", "so-tttt", ("van-phong", "so-tttt")),
    ],
)
def test_on__agency_that_took_another_over_stands_in_its_place(
    tmp_path: Path, how: str, standing: str, agency: str, group: tuple[str, ...]
) -> None:
    whole = office(tmp_path, agencies=AGENCIES.replace("nhóm:\n", RENAMED.format(how=how)))
    then = whole.on(DAY)
    assert then.committee("bcd").standing_agency == standing
    assert then.person("giam-doc").agency == agency
    assert then.groups[0].members == group
    before = whole.on(BEFORE)
    assert before.committee("bcd").standing_agency == "so-tttt"
    assert before.groups[0].members == ("van-phong", "so-tttt")
    assert whole.history.serves("giam-doc", DAY) is (how != "sáp nhập")


def test_on__a_new_name_takes_the_old_forms_away(tmp_path: Path) -> None:
    changed = AGENCIES.replace(
        "    tên gọi: UBND tỉnh\n",
        "    tên gọi: UBND tỉnh\n    thay đổi:\n      - {từ: 1/7/2024, tên: Ủy ban nhân dân tỉnh Sông Thanh, viết tắt: UBND}\n",
    )
    whole = office(tmp_path, agencies=changed)
    assert whole.on(BEFORE).agency("ubnd-tinh").called == "UBND tỉnh"
    assert whole.on(DAY).agency("ubnd-tinh").called == "Ủy ban nhân dân tỉnh Sông Thanh"
    assert whole.on(DAY).agency("ubnd-tinh").changes == ()


def test_on__committee_changes(tmp_path: Path) -> None:
    changed = (
        COMMITTEE
        + "thay đổi:\n  - từ: 1/7/2024\n    chức danh người đứng đầu: Chủ tịch Ban\n"
        + "    con dấu theo vai trò: {trưởng: van-phong}\n"
    )
    whole = office(tmp_path, committee=changed)
    assert whole.on(BEFORE).committee("bcd").head_title == "Trưởng Ban"
    then = whole.on(DAY).committee("bcd")
    assert then.head_title == "Chủ tịch Ban"
    assert then.seals is not None
    assert then.seals.head == "van-phong"
