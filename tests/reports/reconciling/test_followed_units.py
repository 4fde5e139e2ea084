"""Predecessors' figures stand for their successor where it took all of theirs; nothing is compared where one was split."""

from __future__ import annotations

import json
import os
import random
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.records.agency import Agency
from pipeline.reports.anomalies import anomalies
from pipeline.reports.reconciling.followed_units import as_followed, succession
from pipeline.reports.reconciling.second_looks import Compared
from pipeline.reports.report_store import Store
from pipeline.reports.reporting_round import Round
from pipeline.reports.returned_form import Returned
from pipeline.reports.submission import submission_from
from pipeline.workspace.load import load
from tests.reports.reconciling.made_up import Key, collected, indicator, outline, period, units
from tests.reports.rounds import empty_round

CASES = Path(__file__).parent.parent / "cases"
ROUNDS = 80 * int(os.environ.get("VANTHU_FUZZ", "1"))
OUTLINE = outline(
    indicator("ho-so"), indicator("hai-long", "%", **{"tổng hợp": "bình quân gia quyền", "trọng số": "ho-so"})
)
BEFORE, NOW = period("truoc", "6 tháng", 2025, **{"hạn gửi": "18/6/2025"}), period("nay", "6 tháng")
COLUMN = "thực hiện"


def heir(key: str, founding: str, *origins: str, since: str = "1/7/2025") -> Agency:
    """An agency that took the place of others."""
    return Agency.model_validate(
        {"mã": key, "tên": f"Ủy ban nhân dân xã {key}", "viết tắt": "X", "chức vụ người đứng đầu": "Chủ tịch",
         "từ": since, "kế thừa": list(origins), "cách thành lập": founding}
    )  # fmt: skip


def test_successors__sums_of_whole_ones_and_nothing_of_parts() -> None:
    """Units of the earlier period go on, are renamed, merged (perhaps one gave no figure) or split among two."""
    for seed in range(ROUNDS):
        own = random.Random(seed)  # noqa: S311 - made-up acts
        earlier = list(units(own.randint(4, 12)))
        figures: dict[Key, Decimal] = {}
        for unit in earlier:
            if own.random() < 0.9:
                figures[unit.id, "ho-so", COLUMN] = Decimal(own.randint(1, 999))
            figures[unit.id, "hai-long", COLUMN] = Decimal(own.randint(50, 99))
        now: list[Agency] = []
        acts: list[Agency] = []
        wanted: dict[Key, Decimal] = {}
        parts: dict[str, tuple[str, ...]] = {}
        left = earlier[:]
        while left:
            act = own.choice(["như cũ", "đổi tên", "sáp nhập", "chia tách"])
            taken = [left.pop() for _ in range(min(len(left), 2 if act == "sáp nhập" else 1))]
            given = [figures.get((unit.id, "ho-so", COLUMN)) for unit in taken]
            known = [value for value in given if value is not None]
            if act == "như cũ":
                now.append(taken[0])
                key = taken[0].id
            elif act == "chia tách":
                two = [heir(f"moi-{len(acts) + n}", act, taken[0].id) for n in range(2)]
                acts, now = [*acts, *two], [*now, *two]
                parts |= {one.id: (taken[0].id,) for one in two}
                continue
            else:
                key = f"moi-{len(acts)}"
                acts.append(heir(key, act, *(unit.id for unit in taken)))
                now.append(acts[-1])
            if len(known) == len(given):
                wanted[key, "ho-so", COLUMN] = sum(known, Decimal(0))
            if len(taken) == 1:
                wanted[key, "hai-long", COLUMN] = figures[taken[0].id, "hai-long", COLUMN]
        before = collected(BEFORE, OUTLINE, tuple(earlier), figures)
        found = succession([*earlier, *acts], before, now, NOW.due)
        assert found.split == parts, seed
        present = {unit.id for unit in now}
        after = as_followed(before, found, now)
        assert {key: entry.value for key, entry in after.entries.items() if key[0] in present} == wanted, seed


def test_successors__acts_outside_the_time_between_change_nothing() -> None:
    earlier = units(2)
    before = collected(BEFORE, OUTLINE, earlier, {("xa-0", "ho-so", COLUMN): Decimal(1)})
    for since in ("1/1/2020", "1/1/2027"):
        late = heir("moi", "sáp nhập", "xa-0", "xa-1", since=since)
        assert not succession([*earlier, late], before, [*earlier, late], date(2026, 12, 31)).heirs


def test_successors__what_is_left_of_a_split_agency_is_not_held_against_all_of_it() -> None:
    earlier = units(1)
    before = collected(BEFORE, OUTLINE, earlier, {("xa-0", "ho-so", COLUMN): Decimal(1)})
    new = heir("moi", "chia tách", "xa-0")
    found = succession([*earlier, new], before, [*earlier, new], NOW.due)
    assert found.split == {"xa-0": ("xa-0",), "moi": ("xa-0",)}
    assert not as_followed(before, found, [*earlier, new]).entries


def _as_predecessor(folder: Path, key: str) -> None:
    """What a unit sent in the quarters was sent by the agency that it followed."""
    for quarter in ("q1-2025", "q2-2025", "q3-2025", "q4-2025"):
        old = folder / "bao-cao" / quarter / "nhan" / "so-y-te"
        kept = submission_from(json.loads((old / "1" / "doc.json").read_text("utf-8")))
        data = (old / "1" / "so-y-te.xlsx").read_bytes()
        shutil.rmtree(old)
        returned = Returned(kept.figures, kept.passages, kept.questions)
        Store(folder, quarter).keep(key, data, name="so-y-te.xlsx", received=kept.received, returned=returned, basis="")
        file = folder / "bao-cao" / f"ky-{quarter[:2]}.yaml"
        file.write_text(file.read_text("utf-8").replace("so-y-te", key), "utf-8")


def test_round__a_year_is_held_against_the_quarters_of_the_agency_that_was_followed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CASES / "rollup", tmp_path / "ho-so"))
    _as_predecessor(folder, "so-yt-cu")
    file = folder / "co-quan.yaml"
    line = next(line for line in file.read_text("utf-8").splitlines() if "mã: so-y-te" in line)
    old = line.replace("so-y-te", "so-yt-cu").replace("Sở Y tế", "Sở Y tế và Dân số")
    new = line.replace("}", ", từ: 21/12/2025, kế thừa: [so-yt-cu], cách thành lập: đổi tên}")
    file.write_text(file.read_text("utf-8").replace(line, f"{old}\n{new}"), "utf-8")
    year = folder / "bao-cao" / "ky-nam.yaml"
    year.write_text(year.read_text("utf-8").replace("hạn gửi: 20/12/2025", "hạn gửi: 31/12/2025"), "utf-8")
    office = load(folder).office
    now = office.period("nam-2025")
    asked = Round(office.on(now.due), folder, now, undated=office).doubts
    assert {doubt.entry.unit for doubt in asked} == {"so-noi-vu", "so-y-te"}
    assert {doubt.code for doubt in asked} == {"BC-214"}
    assert not Round(office.on(now.due), folder, now).succession.heirs


def test_units__that_took_over_a_part_are_said_not_to_be_compared(tmp_path: Path) -> None:
    now = empty_round(tmp_path)
    split = {"so-y-te": ("so-noi-vu",), "so-tu-phap": ("so-noi-vu",)}
    other = Compared("kỳ trước", now.collected, now.office.outline(now.period.outline), split)
    found = anomalies(now.office, now.collected, now.results, before=(other,))
    (said,) = [one.message for one in found if one.code == "BC-216"]
    assert said == "Sở Y tế, Sở Tư pháp: chỉ kế thừa một phần của Sở Nội vụ nên không so sánh với kỳ trước"
