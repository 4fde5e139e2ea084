"""The workload of the benchmarks: an office folder of short papers (giấy mời, biên bản, thông báo, công văn).

Made of the sample office (`fixtures/`): its meeting of the Tổ giúp việc, cut to a third of its length so that no paper has more
than three pages, and its two công văn, over and over under new ids. Each meeting has other items of the agenda, statements
and conclusions, and every long text is there once in the whole office, so that nothing kept by its words is met again. Real
records: `vanthu build` reads them like any others.
"""

from __future__ import annotations

import copy
import os
import shutil
from collections.abc import Iterator
from itertools import count as numbers
from pathlib import Path
from typing import Any

import yaml

FIXTURES = Path(__file__).parents[1] / "fixtures"
MEETING, LETTERS = "to-giup-viec-thang-5", ("cong-van-ubnd", "cong-van-don-doc")
PAPERS_OF_MEETING = 3
A_FOLDER = 500  # files
ITEMS = {"chương trình": 2, "phát biểu": 1, "kết luận": 1}
LONG = 80  # characters: a text of an office, not a name or an id


def _read(path: Path) -> dict[str, Any]:
    """A record as its texts stand, so that dates and hours stay as written."""
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    return content


def _short(meeting: dict[str, Any], number: int) -> dict[str, Any]:
    """A meeting a third as long; which of its items are left goes by the number."""
    short = copy.deepcopy(meeting)
    for key, left in ITEMS.items():
        items = short[key]
        short[key] = [items[(number + offset * (number // len(items) + 1)) % len(items)] for offset in range(left)]
    for statement in short["phát biểu"]:
        del statement["ý kiến"][1:]
    return short


def _own(value: Any, number: int) -> Any:  # noqa: ANN401 - a record is of any shape
    """The same record with a text of its own wherever it says more than a name."""
    if isinstance(value, dict):
        return {key: _own(item, number) for key, item in value.items()}
    if isinstance(value, list):
        return [_own(item, number) for item in value]
    if len(value) < LONG:
        return value
    end = value[-1] if value[-1] in ".;:," else ""
    return f"{value.removesuffix(end)} (việc số {number}){end}"


def _records(count: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Folder and record, until there are as many papers as asked for."""
    meeting = _read(FIXTURES / "cuoc-hop" / f"{MEETING}.yaml")
    letters = [_read(FIXTURES / "van-ban" / f"{name}.yaml") for name in LETTERS]
    for number in numbers():
        for folder, record, papers in (
            ("cuoc-hop", _short(meeting, number), PAPERS_OF_MEETING),
            ("van-ban", letters[number % len(letters)], 1),
        ):
            if count < papers:
                folder, record, papers = "van-ban", letters[0], 1  # noqa: PLW2901 - what is left over becomes letters
            yield folder, {**_own(record, number), "mã": f"{record['mã']}-{number}-{count}"}
            count -= papers
            if count <= 0:
                return


def make_office(count: int, folder: Path) -> None:
    """Write an office folder with exactly that many papers."""
    folder.mkdir(parents=True)
    for path in FIXTURES.glob("*.yaml"):
        shutil.copy(path, folder)
    for number, (kind, record) in enumerate(_records(count)):
        place = folder / kind / f"{number // A_FOLDER:02}"
        place.mkdir(parents=True, exist_ok=True)
        content = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=110)
        (place / f"{record['mã']}.yaml").write_text(content, encoding="utf-8")


def as_installed() -> dict[str, str]:
    """The environment of a user's command: Python keeps its modules compiled, whatever the developer's shell says."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
