"""How a dirty form reaches the office (tệp gửi về): in folders, archives and letters, twice, as text, with papers around it."""

from __future__ import annotations

import csv
import html
import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from random import Random
from typing import Any, Final

import openpyxl
from docx import Document

from pipeline.reports.reporting_round import Round
from pipeline.typeset.libreoffice.soffice import find_engine
from tests.reports.filled import Filled, opened
from tests.reports.loop.dirty_forms import CELLS, SHEETS, Sending, fill_in
from tests.reports.loop.made_office import BEFORE, Key, MadeOffice

# What formulas give, as a program writes it into text.
_GIVEN: Final = {"=1/0": "#DIV/0!", "=1=1": "TRUE", "=TRUE()": "TRUE", "=#REF!+1": "#REF!"}
_MANY: Final = 20  # of last year's figures beside the cells
_NOON: Final = datetime(2024, 6, 7, 12, tzinfo=UTC)


@dataclass
class Parcel:
    """What one unit sends: files with the moments they were saved; what it means, and what was done to it."""

    unit: str
    means: dict[Key, Any]
    told: list[str]
    files: dict[str, tuple[bytes, datetime]] = field(default_factory=dict)


def saved(form: Filled, moment: datetime) -> bytes:
    """The file as a program leaves it that saved it then."""
    source, target = zipfile.ZipFile(io.BytesIO(form.saved())), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(
                    rb"(W3CDTF\">)[^<]*(</dcterms:modified)", rf"\g<1>{moment:%Y-%m-%dT%H:%M:%SZ}\g<2>".encode(), part
                )
            copy.writestr(name, part)
    return target.getvalue()


def parcel_of(made: MadeOffice, reporting_round: Round, unit: str, chance: Random, *, dirt: float = 1.0) -> Parcel:
    """What one unit sends for the period; `dirt`: how often something is wrong with it."""
    period = reporting_round.period.id
    shown_beside = reporting_round.beside(unit)
    notes = [note.figures for note in shown_beside if len(note.figures) > _MANY]
    before = {(unit, *key): value for figures in notes for key, value in figures.items()}
    means = {key: value for key, value in made.meant[period].items() if key[0] == unit}
    form = opened(reporting_round, reporting_round.office.agency(unit))
    fill_in(form, unit, means)
    sending = Sending(form, unit, means, before, chance)
    ways = [] if chance.random() > 0.8 * dirt else chance.sample(list(CELLS), chance.randint(0, 3))
    if chance.random() < 0.5 * dirt:
        ways += [chance.choice([name for name in SHEETS if before or name != "copied"])]
    for name in ways:
        try:
            {**CELLS, **SHEETS}[name](sending)
            sending.told.append(name)
        except KeyError:  # the cell is blank by now
            continue
    parcel = Parcel(unit, means, sending.told)
    ways_there = [way for way in _WAYS if way != "last year" or period != BEFORE]
    kinds = ways_there if chance.random() < 0.7 * dirt else ["plain"]
    kind = chance.choice(kinds)
    parcel.told.append(kind)
    _WAYS[kind](_Packing(made, reporting_round, sending, parcel))
    return parcel


@dataclass
class _Packing:
    """All that is known when a form is packed."""

    made: MadeOffice
    round: Round
    sending: Sending
    parcel: Parcel

    @property
    def chance(self) -> Random:
        """The dice of the unit."""
        return self.sending.chance

    @property
    def name(self) -> str:
        """What the unit calls its file."""
        called = self.made.names[self.parcel.unit]
        return self.chance.choice((f"{self.parcel.unit}.xlsx", f"BC {called}.xlsx", f"Báo cáo 6 tháng ({called}).xlsx"))

    def put(self, name: str, data: bytes, moment: datetime = _NOON) -> None:
        """A file of its own folder, so that names of units do not meet."""
        self.parcel.files[f"{self.parcel.unit}/{name}"] = (data, moment)

    def form(self, moment: datetime = _NOON) -> bytes:
        """The form as it was saved."""
        return saved(self.sending.form, moment)


def _plain(packing: _Packing) -> None:
    packing.put(packing.name, packing.form())


def _folder(packing: _Packing) -> None:
    packing.put(f"{packing.made.names[packing.parcel.unit]}/gui/{packing.name}", packing.form())


def _renamed(packing: _Packing) -> None:
    packing.put("bieu mau.xls", packing.form())


def _archive(packing: _Packing) -> None:
    files = {"bieu.xlsx": packing.form(), "phu luc.xlsx": enclosure(), "cong van.docx": letter(packing, figures=False)}
    packing.put(f"{packing.parcel.unit}.zip", zipped(files))


def _letter(packing: _Packing) -> None:
    files = {packing.name: packing.form()}
    if packing.chance.random() < 0.5:
        files = {"gui.zip": zipped(files)}
    message = EmailMessage()
    message["From"], message["Date"], message["Subject"] = "a@example.vn", "Sat, 8 Jun 2024 09:00:00 +0700", "Báo cáo"
    message.set_content("Kính gửi báo cáo.")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    packing.put("thu.eml", message.as_bytes())


def _csv(packing: _Packing) -> None:
    """Every table as text, each in a file of its own."""
    packing.sending.retype()
    for sheet in packing.sending.form.book.worksheets:
        if sheet.title.startswith("Biểu"):
            text = io.StringIO()
            writer = csv.writer(text, delimiter=packing.chance.choice(",;\t"))
            writer.writerows([[shown(value) for value in row] for row in sheet.iter_rows(values_only=True)])
            packing.put(f"{sheet.title}.csv", text.getvalue().encode("utf-8-sig"))


def _html(packing: _Packing) -> None:
    """A web page under the name of a spreadsheet."""
    packing.sending.retype()
    rows = ["<html><head><meta charset='utf-8'></head><body>"]
    for sheet in packing.sending.form.book.worksheets:
        if sheet.title.startswith("Biểu") or packing.chance.random() < 0.5:
            rows += ["<table>"]
            for row in sheet.iter_rows(values_only=True):
                rows += ["<tr>", *(f"<td>{html.escape(shown(value))}</td>" for value in row), "</tr>"]
            rows += ["</table>"]
    packing.put("bieu mau.xls", "\n".join([*rows, "</body></html>"]).encode())


def _two_versions(packing: _Packing) -> None:
    """A draft with other figures, saved a day before."""
    packing.put("ban sau.xlsx", packing.form())
    draft(packing, _NOON - timedelta(days=1), "ban dau.xlsx")


def _two_at_once(packing: _Packing) -> None:
    """A draft with other figures, and nothing tells which is newer."""
    packing.put("bao cao (1).xlsx", packing.form())
    draft(packing, _NOON, "bao cao.xlsx")


def _last_year(packing: _Packing) -> None:
    """The report of last year comes along."""
    _plain(packing)
    past = Round(packing.round.office, packing.round.folder, packing.round.office.period(BEFORE))
    form = opened(past, packing.round.office.agency(packing.parcel.unit))
    fill_in(form, packing.parcel.unit, packing.made.meant[BEFORE])
    packing.put("nam truoc.xlsx", saved(form, _NOON + timedelta(days=1)))


def _neighbour(packing: _Packing) -> None:
    """Its figures in the form of a neighbour, which it names as itself."""
    other = packing.chance.choice([unit for unit in packing.made.units if unit != packing.parcel.unit])
    form = opened(packing.round, packing.round.office.agency(other))
    called = packing.made.names[packing.parcel.unit]
    renamed = {(other, indicator, column): value for (_, indicator, column), value in packing.parcel.means.items()}
    fill_in(form, other, renamed)
    form.section("ket-qua").value = f"{called} đã triển khai đầy đủ các nhiệm vụ được giao; {called} đạt kết quả tốt."
    packing.put(f"Bao cao {called}.xlsx", saved(form, _NOON + timedelta(hours=1)))


def _with_words(packing: _Packing) -> None:
    """The form, and the report in words with figures of its own."""
    _plain(packing)
    packing.put("bao cao.docx", letter(packing, figures=True))


def _words_alone(packing: _Packing) -> None:
    """A report in words alone: nobody says which figure answers what."""
    packing.put("bao cao.docx", letter(packing, figures=True))
    packing.parcel.means.clear()


def _damaged(packing: _Packing) -> None:
    """Half of the form: the letter was cut off on its way."""
    data = packing.form()
    packing.put(packing.name, data[: len(data) // 2])


def _with_macros(packing: _Packing) -> None:
    packing.put("bieu mau.xlsm", packing.form())


def _copied_out(packing: _Packing) -> None:
    """Values alone in a new file: no marks, no formats, no hidden sheet."""
    packing.sending.retype()
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in packing.sending.form.book.worksheets:
        if sheet.title == "vanthu":
            continue
        copy = book.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and not str(cell.value).startswith(("ct:", "cot:", "muc:", "ky:")):
                    copy.cell(cell.row, cell.column).value = cell.value
    target = io.BytesIO()
    book.save(target)
    packing.put(packing.name, target.getvalue())


_WAYS: Final[Mapping[str, Callable[[_Packing], None]]] = {
    "plain": _plain, "folder": _folder, "renamed": _renamed, "archive": _archive, "letter": _letter, "csv": _csv, "html": _html,
    "two versions": _two_versions, "two at once": _two_at_once, "last year": _last_year, "neighbour": _neighbour,
    "damaged": _damaged, "macros": _with_macros, "with words": _with_words, "words alone": _words_alone,
    "copied out": _copied_out,
}  # fmt: skip


# ------------------------------------------------------------------------------------------------------------- the files
def shown(value: object) -> str:
    """What a program writes into text for a cell."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith("="):
        return _GIVEN.get(value) or str(sum(map(int, re.findall(r"-?\d+", value.replace("+", " ")))))
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def enclosure() -> bytes:
    """A spreadsheet that is no form."""
    book = openpyxl.Workbook()
    for row in (("STT", "Họ tên", "Chức vụ"), (1, "Nguyễn Văn A", "Chuyên viên")):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def draft(packing: _Packing, moment: datetime, name: str) -> None:
    """The form with other figures."""
    form = opened(packing.round, packing.round.office.agency(packing.parcel.unit))
    other = {key: value + 11 if not isinstance(value, str) else value for key, value in packing.parcel.means.items()}
    fill_in(form, packing.parcel.unit, {key: value for key, value in other.items() if key[1] != "chuyen-trach"})
    packing.put(name, saved(form, moment), moment)


def letter(packing: _Packing, *, figures: bool) -> bytes:
    """A report in words, or a letter that only says what it encloses."""
    document = Document()
    called = packing.made.names[packing.parcel.unit]
    table = document.add_table(2, 2)
    table.cell(0, 0).text = f"UBND TỈNH ĐÔNG SƠN\n{called.upper()}" if called.startswith("Sở") else called.upper()
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.cell(1, 0).text = "Số: 118/BC" if figures else "Số: 118/CV\nV/v gửi biểu mẫu báo cáo chuyển đổi số"
    table.cell(1, 1).text = "Đông Sơn, ngày 07 tháng 6 năm 2024"
    if figures:
        document.add_paragraph("BÁO CÁO")
        document.add_paragraph("Kết quả chuyển đổi số 6 tháng đầu năm 2024")
        document.add_paragraph().add_run("I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ").bold = True
        document.add_paragraph("Đã tiếp nhận 1.234 hồ sơ, giải ngân 850,5 triệu đồng, tập huấn 120 lượt người.")
        document.add_paragraph().add_run("II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN").bold = True
        document.add_paragraph("Trang thiết bị còn thiếu.")
    else:
        document.add_paragraph("Kính gửi: Văn phòng Ủy ban nhân dân tỉnh")
        document.add_paragraph("Đơn vị gửi kèm biểu mẫu báo cáo 6 tháng đầu năm 2024.")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def resaved(places: Sequence[Path], home: Path, chance: Random) -> None:
    """Some of the files as LibreOffice saves them in other kinds, in the place of what they were."""
    left = list(places)
    chance.shuffle(left)
    for suffix in ("xls", "ods", "xlsx"):
        chosen, left = left[: len(places) // 5], left[len(places) // 5 :]
        given, target = home / f"goc-{suffix}", home / suffix
        given.mkdir(parents=True)
        for number, place in enumerate(chosen):
            shutil.copy(place, given / f"{number}.xlsx")
        subprocess.run(
            [*find_engine().command, f"-env:UserInstallation={(home / 'lo').as_uri()}", "--headless", "--convert-to", suffix,
             "--outdir", str(target), *map(str, given.iterdir())],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
        for number, place in enumerate(chosen):
            if not (target / f"{number}.{suffix}").exists():  # a damaged one
                continue
            moment = place.stat().st_mtime
            place.unlink()
            made = place.with_suffix(f".{suffix}")
            shutil.move(target / f"{number}.{suffix}", made)
            os.utime(made, (moment, moment))


def written(parcel: Parcel, folder: Path) -> Iterator[Path]:
    """The files in a folder, with the moments they were saved."""
    for name, (data, moment) in parcel.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (moment.timestamp(), moment.timestamp()))
        yield path
