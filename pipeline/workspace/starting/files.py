"""The files of a new office (tệp hồ sơ mới), made from the answers: YAML with comments that say what to add next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from importlib.resources import files

from pipeline.workspace.starting.office_names import person_name, proposed_symbol, unit_within
from pipeline.workspace.starting.questions import Given, OfficeKind, kind_of
from pipeline.workspace.writing import scalar_text

_ALWAYS = {
    "van-phong.yaml": "van-phong.yaml",
    "co-quan.yaml": "co-quan.yaml",
    "can-bo.yaml": "can-bo.yaml",
    "van-ban/cong-van-thu.yaml": "cong-van-thu.yaml",
    "van-ban/quyet-dinh-van-thu.yaml": "quyet-dinh-van-thu.yaml",
}
_WITH_COMMITTEE = {
    "ban-chi-dao.yaml": "ban-chi-dao.yaml",
    "cuoc-hop/phien-hop-thu.yaml": "phien-hop-thu.yaml",
}
_OWN_ID = {
    OfficeKind.PROVINCE: "ubnd-tinh",
    OfficeKind.DEPARTMENT: "so",
    OfficeKind.COMMUNE: "ubnd-xa",
    OfficeKind.SCHOOL: "truong",
    OfficeKind.ENTERPRISE: "doanh-nghiep",
}
_ADDRESSEES = {
    OfficeKind.PROVINCE: "van-phong",
    OfficeKind.DEPARTMENT: "Các phòng, đơn vị trực thuộc",
    OfficeKind.COMMUNE: "Các phòng, đơn vị trực thuộc",
    OfficeKind.SCHOOL: "Các tổ chuyên môn, Tổ Văn phòng",
    OfficeKind.ENTERPRISE: "Các phòng, đơn vị trực thuộc",
}
_PEOPLES_COMMITTEE = "Ủy ban nhân dân"
_SUPERIOR_ID = "cap-tren"
_MARK = re.compile(r"\[\[([^\]]+)\]\]")
_IF = re.compile(r"^\[\[\?([^\]]+)\]\]")
_VALUE = re.compile(r"^(?P<head>\s*(?:- )?(?:[^:\[]+: )?)(?P<value>.*)$")
_DAYS_AHEAD, _SATURDAY = 14, 5
_DECEMBER = 12
_A_LINE = 24


def office_files(given: Given, today: date) -> Mapping[str, str]:
    """The text of every record by relative POSIX path; `given`: an answer to each question, by key."""
    facts = _facts(given, today)
    wanted = {**_ALWAYS, **(_WITH_COMMITTEE if kind_of(given) is OfficeKind.PROVINCE else {})}
    return {path: _filled(source, facts) for path, source in wanted.items()}


def _facts(given: Given, today: date) -> Mapping[str, str]:
    """The values for the placeholders of the texts; "" where a line is left out."""
    kind = kind_of(given)
    signer, clerk = person_name(given["signer"], "Người ký"), person_name(given["clerk"], "Văn thư")
    province = kind is OfficeKind.PROVINCE
    month = _month(int(given["year"]), today)
    facts = {
        "mã": _OWN_ID[kind],
        "tên": given["name"],
        "viết tắt": given["symbol"],
        "địa danh": given["place"],
        "chức vụ": given["title"],
        "năm": given["year"],
        "tháng": f"{month.month}/{month.year}",
        "ngày họp": _meeting_day(month, today),
        "người ký": signer.name,
        "danh xưng người ký": signer.honorific,
        "văn thư": clerk.name,
        "danh xưng văn thư": clerk.honorific,
        "danh xưng văn thư thường": clerk.honorific.lower(),
        "đơn vị soạn thảo": "VP",
        "nơi nhận thử": _ADDRESSEES[kind],
        "cơ quan của văn thư": "van-phong" if province else _OWN_ID[kind],
        "trụ sở": "trụ sở cơ quan",
        "ban chỉ đạo": given.get("committee", ""),
        "viết tắt ban": given.get("committee symbol", ""),
    }
    return {**facts, **_committee_lines(given), **_people_committee(given), **_superior(given)}


def _committee_lines(given: Given) -> Mapping[str, str]:
    """The three letterhead lines of a committee (`Ban Chỉ đạo`, purpose, owner), where its name is made that way."""
    begins, purpose = "Ban Chỉ đạo ", given.get("committee", "")
    if not (purpose.startswith(begins) and purpose.endswith(f" {given['name']}")):
        return {}
    purpose = purpose.removeprefix(begins).removesuffix(given["name"]).strip()
    return {"ban 1": begins.strip(), "ban 2": purpose, "ban 3": given["name"]} if len(purpose) <= _A_LINE else {}


def _people_committee(given: Given) -> Mapping[str, str]:
    """The facts of a people's committee: named by its unit, in two lines, no superior in the letterhead, collective."""
    kind, unit = kind_of(given), unit_within(given["name"])
    if kind not in {OfficeKind.PROVINCE, OfficeKind.COMMUNE} or unit is None:
        return {"tự ngắt dòng": "có"}
    name, called = f"{_PEOPLES_COMMITTEE} {given['name']}", f"UBND {unit.kind}"
    office = {"văn phòng": f"Văn phòng {name}", "văn phòng gọi tắt": f"Văn phòng {called}"}
    return {
        "tên": name,
        "tên gọi": called,
        "dòng 1": _PEOPLES_COMMITTEE,
        "dòng 2": given["name"],
        "tên chủ quản": f"UBND {given['name']}",
        "tập thể": _PEOPLES_COMMITTEE,
        "chức vụ đầy đủ": f"{given['title']} {called}",
        "trụ sở": f"trụ sở {called}",
        **(office if kind is OfficeKind.PROVINCE else {}),
    }


def _superior(given: Given) -> Mapping[str, str]:
    """The facts of the body above, which is in the letterhead of all but people's committees."""
    superior, kind = given.get("superior", ""), kind_of(given)
    if not superior:
        return {}
    unit, of_people = unit_within(superior), kind in {OfficeKind.DEPARTMENT, OfficeKind.COMMUNE}
    of_people = of_people or superior.startswith(("UBND ", _PEOPLES_COMMITTEE))
    facts = {"cấp trên": superior, "mã cấp trên": _SUPERIOR_ID, "chủ quản": "có"}
    facts["ghi chú cấp trên"] = " Xem lại viết tắt và chức vụ người đứng đầu; hai mục ấy do máy đặt."
    facts |= {"viết tắt cấp trên": proposed_symbol(superior), "chức vụ cấp trên": "Giám đốc"}
    if unit is not None and of_people:
        facts |= {
            "cấp trên": f"{_PEOPLES_COMMITTEE} {unit.name}",
            "tên gọi cấp trên": f"UBND {unit.kind}",
            "viết tắt cấp trên": "UBND",
            "chức vụ cấp trên": "Chủ tịch",
            "đầu trang cấp trên": f"UBND {unit.name}",
            "ghi chú cấp trên": "",
        }
    if kind is OfficeKind.COMMUNE:
        facts |= {"chủ quản": "", "ghi chú cấp trên": " Trên đầu văn bản của UBND xã không ghi cơ quan này."}
    return facts


def _month(year: int, today: date) -> date:
    """The month of the first papers: the present one, or the nearest in the year that was asked for."""
    if year == today.year:
        return today.replace(day=1)
    return date(year, 1, 1) if year > today.year else date(year, _DECEMBER, 1)


def _meeting_day(month: date, today: date) -> str:
    """The day of the first meeting: in two weeks in the present year, else mid-month; never on a weekend."""
    day = today + timedelta(days=_DAYS_AHEAD) if month == today.replace(day=1) else month.replace(day=_DAYS_AHEAD + 1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return f"{day.day}/{day.month}/{day.year}"


def _filled(source: str, facts: Mapping[str, str]) -> str:
    text = files(__package__ or "").joinpath("khung", source).read_text(encoding="utf-8")
    return "\n".join(_lines(text.splitlines(), facts)) + "\n"


def _lines(lines: list[str], facts: Mapping[str, str]) -> Iterator[str]:
    """Each line with its values filled in, quoted as YAML needs them; in folded texts and comments unquoted."""
    folded_from = -1
    for line in lines:
        if found := _IF.match(line):
            if not facts.get(found[1]):
                continue
            line = line[found.end() :]  # noqa: PLW2901 - the mark is no part of the line
        depth = len(line) - len(line.lstrip())
        if folded_from >= 0 and line.strip() and depth <= folded_from:
            folded_from = -1
        raw = folded_from >= 0 or line.lstrip().startswith("#")
        if line.endswith(">-"):
            folded_from = depth
        yield _line(line, facts, raw=raw)


def _line(line: str, facts: Mapping[str, str], *, raw: bool) -> str:
    parts = _VALUE.match(line)
    if _MARK.search(line) is None:
        return line
    if raw or parts is None:
        return _MARK.sub(lambda mark: facts[mark[1]], line)
    return parts["head"] + scalar_text(_MARK.sub(lambda mark: facts[mark[1]], parts["value"]))
