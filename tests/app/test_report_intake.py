"""What becomes of files that units sent: proposed first, then kept where they are clear; the rest waits and says why."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pypdfium2
import pytest
from docx import Document

from pipeline.app.report_intake import ReportsTaken, TakenFile, collect_reports
from pipeline.app.report_views import report_status
from pipeline.app.reporting_periods import redate_report, reread_reports
from pipeline.errors import UsageError
from pipeline.reports.compiled import report_record
from pipeline.reports.proposal import Fate, Sort
from pipeline.reports.reporting_round import Round
from pipeline.reports.submission import Submission
from pipeline.reports.unit_form import make_form
from pipeline.typeset.libreoffice.soffice import find_engine
from tests.reports.small_office import PERIOD, round_of, small_office
from tests.signing import signed_by

DAY = date(2024, 6, 9)
UNIT = "so-y-te"
Spoil = Callable[[Any], None]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return small_office(tmp_path)


def collect(office: Path, *files: Path, unit: str | None = None, accepted: tuple[str, ...] = ()) -> ReportsTaken:
    return collect_reports(office, PERIOD, files, day=DAY, unit=unit, accepted=accepted)


def fates(taken: ReportsTaken) -> Mapping[str, Fate]:
    return {one.name: one.proposal.fate for one in taken.files}


def only(taken: ReportsTaken) -> TakenFile:
    (one,) = taken.files
    return one


def why(one: TakenFile) -> str:
    assert one.proposal.why is not None
    assert one.proposal.why.remedy
    return one.proposal.why.message


def form(
    office: Path, unit: str = UNIT, *, figure: int = 100, saved: datetime | None = None, spoil: Spoil | None = None
) -> bytes:
    """A form in which every figure is filled in."""
    reporting_round = round_of(office)
    data = make_form(reporting_round.office, reporting_round.period, reporting_round.office.agency(unit))
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        for row in range(1, sheet.max_row + 1):
            if str(sheet.cell(row, 1).value).startswith("ct:"):
                sheet.cell(row, 5).value = figure
    if spoil is not None:
        spoil(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue() if saved is None else _dated(target.getvalue(), saved)


def _dated(data: bytes, moment: datetime) -> bytes:
    """The file as a program leaves it that saved it then."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                start, end = (
                    part.index(b'W3CDTF">', part.index(b"dcterms:modified")) + 8,
                    part.index(b"</dcterms:modified"),
                )
                part = part[:start] + f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode() + part[end:]
            copy.writestr(name, part)
    return target.getvalue()


def put(folder: Path, files: Mapping[str, bytes], *, at: datetime | None = None) -> Path:
    """Files in a folder, by relative name; all of one time."""
    moment = (at or datetime(2024, 6, 8, tzinfo=UTC)).timestamp()
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
        os.utime(folder / name, (moment, moment))
    return folder


def letter(head: str, subject: str = "Kết quả xây dựng Chính quyền điện tử 6 tháng đầu năm 2024") -> bytes:
    """A report in words."""
    word = Document()
    table = word.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 0).text = head, "Số: 12/BC"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.cell(1, 1).text = "Thanh Giang, ngày 07 tháng 6 năm 2024"
    word.add_paragraph("BÁO CÁO").runs[0].bold = True
    word.add_paragraph(subject).runs[0].bold = True
    word.add_paragraph("I. Kết quả nổi bật").runs[0].bold = True
    word.add_paragraph("Đã hoàn thành mọi việc được giao.")
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def appendix(unit: str = "Sở Y tế") -> bytes:
    """A spreadsheet of the unit's own, without a sheet of the form."""
    book = openpyxl.Workbook()
    for row in ((f"Đơn vị báo cáo: {unit}",), ("TT", "Hệ thống"), (1, "Cổng dữ liệu")):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def figure_of(office: Path) -> set[str]:
    """The texts of the unit's figures that hold."""
    return {figure.text for figure in _latest(office).figures}


def _latest(office: Path) -> Any:
    reporting_round: Round = round_of(office)
    return reporting_round.store.latest()[UNIT]


# -------------------------------------------------------------------------------------------------------- which one holds
EARLY, LATE = datetime(2024, 6, 1, 8, tzinfo=UTC), datetime(2024, 6, 3, 8, tzinfo=UTC)


@pytest.mark.parametrize("names", [("a.xlsx", "b.xlsx"), ("b.xlsx", "a.xlsx")])
def test_two_files__the_newer_by_the_day_inside_holds_whatever_they_are_called(
    office: Path, tmp_path: Path, names: tuple[str, str]
) -> None:
    old, new = names
    files = {old: form(office, figure=1, saved=EARLY), new: form(office, figure=2, saved=LATE)}
    taken = collect(office, put(tmp_path / "in", files))
    assert fates(taken) == {old: Fate.BESIDE, new: Fate.TAKEN}
    assert figure_of(office) == {"2"}
    assert set(fates(collect(office, tmp_path / "in")).values()) == {Fate.KNOWN}


def test_two_files__the_day_of_the_file_decides_where_the_inside_is_silent(office: Path, tmp_path: Path) -> None:
    folder = put(tmp_path / "in", {"a.xlsx": form(office, figure=2, saved=EARLY)}, at=LATE)
    put(folder, {"b.xlsx": form(office, figure=1, saved=EARLY)}, at=EARLY)
    assert fates(collect(office, folder)) == {"a.xlsx": Fate.TAKEN, "b.xlsx": Fate.BESIDE}
    assert figure_of(office) == {"2"}


def test_two_files__where_nothing_tells_a_person_is_asked_with_the_differences(office: Path, tmp_path: Path) -> None:
    files = {"a.xlsx": form(office, figure=1, saved=EARLY), "b.xlsx": form(office, figure=2, saved=EARLY)}
    folder = put(tmp_path / "in", files)
    taken = collect(office, folder)
    assert set(fates(taken).values()) == {Fate.WAITS}
    assert "1 → 2" in why(taken.files[0])
    assert not round_of(office).store.units()
    assert fates(collect(office, folder, accepted=("a.xlsx",))) == {"a.xlsx": Fate.TAKEN, "b.xlsx": Fate.BESIDE}
    assert figure_of(office) == {"1"}
    assert not collect(office, folder).left


def test_a_file_kept_as_any_version_is_known(office: Path, tmp_path: Path) -> None:
    first, second = form(office, figure=1, saved=EARLY), form(office, figure=2, saved=LATE)
    collect(office, put(tmp_path / "1", {"a.xlsx": first}))
    collect(office, put(tmp_path / "2", {"a.xlsx": second}))
    again = only(collect(office, put(tmp_path / "3", {"c.xlsx": first})))
    assert (again.proposal.fate, again.proposal.version) == (Fate.KNOWN, 1)
    assert figure_of(office) == {"2"}
    collect(office, tmp_path / "3", accepted=("c.xlsx",))
    assert figure_of(office) == {"1"}


def test_an_older_file_that_comes_later_does_not_replace_the_newer_one(office: Path, tmp_path: Path) -> None:
    collect(office, put(tmp_path / "1", {"moi.xlsx": form(office, figure=2, saved=LATE)}))
    taken = only(collect(office, put(tmp_path / "2", {"cu.xlsx": form(office, figure=1, saved=EARLY)})))
    assert taken.proposal.fate is Fate.BESIDE
    assert figure_of(office) == {"2"}


def test_a_version_that_loses_figures_is_asked_about(office: Path, tmp_path: Path) -> None:
    def emptied(book: Any) -> None:
        for row in range(1, 40):
            if str(book["Biểu 1"].cell(row, 1).value).startswith("ct:"):
                book["Biểu 1"].cell(row, 5).value = None
                return

    collect(office, put(tmp_path / "1", {"a.xlsx": form(office, saved=EARLY)}))
    before = len(_latest(office).figures)
    folder = put(tmp_path / "2", {"b.xlsx": form(office, saved=LATE, spoil=emptied)})
    taken = only(collect(office, folder))
    assert taken.proposal.fate is Fate.WAITS
    assert "mà bản trước có" in why(taken)
    assert len(_latest(office).figures) == before
    assert only(collect(office, folder, accepted=("b.xlsx",))).proposal.fate is Fate.TAKEN
    assert len(_latest(office).figures) < before


def test_a_spreadsheet_without_a_sheet_of_the_form_is_kept_beside(office: Path, tmp_path: Path) -> None:
    collect(office, put(tmp_path / "1", {"a.xlsx": form(office)}))
    taken = only(collect(office, put(tmp_path / "2", {"phu luc.xlsx": appendix()})))
    assert (taken.proposal.fate, taken.proposal.opened.sort) == (Fate.BESIDE, Sort.ENCLOSURE)
    assert figure_of(office) == {"100"}
    assert len(round_of(office).store.beside(UNIT)) == 1
    assert only(collect(office, tmp_path / "2")).proposal.fate is Fate.KNOWN


# ----------------------------------------------------------------------------------------------------------- whose and what
def test_a_body_within_a_unit_is_not_the_unit(office: Path, tmp_path: Path) -> None:
    for head in ("CÔNG ĐOÀN SỞ Y TẾ", "THANH TRA SỞ Y TẾ"):
        taken = only(collect(office, put(tmp_path, {"a.docx": letter(head)}) / "a.docx"))
        assert taken.proposal.fate is Fate.WAITS
        assert head in why(taken)


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("Kết quả xây dựng Chính quyền điện tử quý I năm 2024", "quý I"),
        ("Kết quả xây dựng Chính quyền điện tử 6 tháng cuối năm 2024", "6 tháng cuối năm"),
        ("Kết quả xây dựng Chính quyền điện tử 6 tháng đầu năm 2023", "năm 2023"),
        ("Công tác phòng, chống tham nhũng 6 tháng đầu năm 2024", "phòng, chống tham nhũng"),
    ],
)
def test_a_report_of_another_period_or_matter_waits(office: Path, tmp_path: Path, subject: str, said: str) -> None:
    outline = office / "bao-cao" / "de-cuong.yaml"
    named = re.sub("(?m)^tên: .*$", "tên: Báo cáo kết quả xây dựng Chính quyền điện tử", outline.read_text("utf-8"))
    outline.write_text(named, encoding="utf-8")
    file = put(tmp_path, {"a.docx": letter("SỞ Y TẾ", subject)}) / "a.docx"
    taken = only(collect(office, file))
    assert taken.proposal.fate is Fate.WAITS
    assert said in why(taken)
    assert only(collect(office, file, accepted=("a.docx",))).proposal.fate is Fate.TAKEN


def test_a_unit_named_on_the_form_of_another_is_refused(office: Path, tmp_path: Path) -> None:
    folder = put(tmp_path / "in", {"a.xlsx": form(office), "a.docx": letter("SỞ Y TẾ")})
    for file in (folder / "a.xlsx", folder / "a.docx"):
        taken = only(collect(office, file, unit="so-noi-vu"))
        assert taken.proposal.fate is Fate.REFUSED
        assert "không nhận cho “Sở Nội vụ”" in why(taken)
    assert not round_of(office).store.units()


def test_a_form_that_speaks_of_a_neighbour_does_not_replace_its_owners_report(office: Path, tmp_path: Path) -> None:
    def speaks(book: Any) -> None:
        sheet = book["Nội dung"]
        for row in range(1, 20):
            if str(sheet.cell(row, 1).value).startswith("muc:"):
                sheet.cell(row, 3).value = "Trong kỳ, Sở Nội vụ đã hoàn thành 12 nhiệm vụ."
                return

    collect(office, put(tmp_path / "1", {"a.xlsx": form(office, saved=EARLY)}))
    taken = only(collect(office, put(tmp_path / "2", {"b.xlsx": form(office, figure=7, saved=LATE, spoil=speaks)})))
    assert taken.proposal.fate is Fate.WAITS
    assert "Sở Nội vụ đã hoàn thành" in why(taken)
    assert figure_of(office) == {"100"}
    named = only(collect(office, put(tmp_path / "3", {"so-noi-vu.xlsx": form(office, figure=8, saved=LATE)})))
    assert named.proposal.fate is Fate.WAITS


def test_a_form_that_was_accepted_is_not_asked_about_again_for_what_spoke_against_it(
    office: Path, tmp_path: Path
) -> None:
    def speaks(*sentences: str) -> Spoil:
        def spoil(book: Any) -> None:
            sheet = book["Nội dung"]
            rows = [row for row in range(1, 20) if str(sheet.cell(row, 1).value).startswith("muc:")]
            for row, sentence in zip(rows, sentences, strict=False):
                sheet.cell(row, 3).value = sentence

        return spoil

    investor = "Sở Nội vụ làm chủ đầu tư dự án số hóa hồ sơ"
    first = put(tmp_path / "1", {"a.xlsx": form(office, saved=EARLY, spoil=speaks(investor))})
    assert only(collect(office, first)).proposal.fate is Fate.WAITS
    assert only(collect(office, first, accepted=("a.xlsx",))).proposal.fate is Fate.TAKEN
    assert only(collect(office, first)).proposal.fate is Fate.KNOWN
    later = {"a2.xlsx": form(office, figure=7, saved=LATE, spoil=speaks(investor))}
    assert only(collect(office, put(tmp_path / "2", later))).proposal.fate is Fate.TAKEN
    assert figure_of(office) == {"7"}
    other = speaks(investor, "Sở Tư pháp đã hoàn thành 12 nhiệm vụ")
    more = {"a3.xlsx": form(office, figure=8, saved=LATE, spoil=other)}
    taken = only(collect(office, put(tmp_path / "3", more)))
    assert taken.proposal.fate is Fate.WAITS
    assert figure_of(office) == {"7"}


# ------------------------------------------------------------------------------------------------------------ where it lies
def zipped(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def mailed(files: Mapping[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["Date"], message["Subject"] = "a@example.vn", "Sat, 8 Jun 2024 09:00:00 +0700", "Báo cáo"
    message.set_content("Kính gửi báo cáo.")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_sub_folders_archives_and_letters_are_opened(office: Path, tmp_path: Path) -> None:
    inner = zipped({"../../ngoài/Nội vụ.xlsx": form(office, "so-noi-vu")})
    files = {
        "sau/hơn/y.xlsx": form(office),
        "thu.eml": mailed({"bo.zip": inner, "Phụ lục.xlsx": appendix("không ghi")}),
        "so-tu-phap.zip": zipped({"tp.docx": letter("SỞ TƯ PHÁP"), "~$tp.docx": b"x"}),
    }
    taken = collect(office, put(tmp_path / "in", files))
    assert fates(taken) == {
        "so-tu-phap.zip/tp.docx": Fate.TAKEN,
        "thu.eml/bo.zip/ngoài/Nội vụ.xlsx": Fate.TAKEN,
        "thu.eml/Phụ lục.xlsx": Fate.WAITS,
        "sau/hơn/y.xlsx": Fate.TAKEN,
    }
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and "ngoài" in str(path.relative_to(tmp_path))]
    assert not kept


def test_an_enclosure_is_whose_the_rest_of_its_letter_is(office: Path, tmp_path: Path) -> None:
    files = {"a.xlsx": form(office), "danh sach.xlsx": appendix("không ghi")}
    taken = collect(office, put(tmp_path / "in", {"thu.eml": mailed(files)}))
    assert fates(taken) == {"thu.eml/a.xlsx": Fate.TAKEN, "thu.eml/danh sach.xlsx": Fate.BESIDE}
    assert len(round_of(office).store.beside(UNIT)) == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.et", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "ảnh"),
        ("a.rar", b"Rar!\x1a\x07\x00", ".rar"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_".encode("utf-16-le"), "Outlook"),
        ("a.txt", "ghi chú".encode(), "không nhận ra"),
        ("a.xlsx", b"", "rỗng hoặc hỏng"),
        ("a.csv", "Đơn vị".encode("cp1258", "replace"), "Unicode"),
        ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "XML 2003"),
        ("a.zip", zipped({}), "không có tệp nào"),
        ("a.eml", mailed({}), "không có tệp đính kèm"),
        ("a.zip", zipped({"x.bin": b"\0" * (30 * 2**20)}), "phình ra"),
    ],
)  # fmt: skip
def test_what_is_no_report_is_named_with_the_true_reason(
    office: Path, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    taken = only(collect(office, put(tmp_path / "in", {name: data})))
    assert taken.proposal.fate is Fate.REFUSED
    assert said in why(taken)


def test_a_form_saved_as_a_web_page_or_as_text_is_read(office: Path, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(form(office)))["Biểu 1"]
    rows = [[("" if cell.value is None else str(cell.value)) for cell in row] for row in sheet.iter_rows()]
    html = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in rows)
    page = f'<html><meta charset="utf-8"><table>{html}</table></html>'.encode()
    text = "\r\n".join(";".join(f'"{one}"' for one in row) for row in rows).encode("utf-8-sig")
    for name, data in (("a.xls", page), ("a.csv", text)):
        taken = only(collect(office, put(tmp_path / name, {name: data}), accepted=(name,)))
        assert taken.proposal.fate is Fate.TAKEN, why(taken)
        assert figure_of(office) == {"100"}


def test_the_offices_own_folder_is_not_searched(office: Path, tmp_path: Path) -> None:
    put(tmp_path, {"a.xlsx": form(office)})
    assert fates(collect(office, tmp_path)) == {"a.xlsx": Fate.TAKEN}


def test_accept__must_mean_one_file(office: Path, tmp_path: Path) -> None:
    folder = put(tmp_path / "in", {"1/a.xlsx": form(office), "2/a.xlsx": form(office)})
    with pytest.raises(UsageError, match="có 2 tệp tên này"):
        collect(office, folder, accepted=("a.xlsx",))
    with pytest.raises(UsageError, match="không có tệp này"):
        collect(office, folder, accepted=("b.xlsx",))
    assert not round_of(office).store.units()


def test_dry_run__keeps_nothing(office: Path, tmp_path: Path) -> None:
    folder = put(tmp_path / "in", {"a.xlsx": form(office), "pl.xlsx": appendix()})
    taken = collect_reports(office, PERIOD, (folder,), day=DAY, dry_run=True)
    assert fates(taken) == {"a.xlsx": Fate.TAKEN, "pl.xlsx": Fate.BESIDE}
    assert not round_of(office).store.units()


# --------------------------------------------------------------------------------------------- older formats, PDF, copies
def converted(data: bytes, folder: Path, ending: str, *, source: str = "docx") -> bytes:
    """The same as LibreOffice writes it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"tep.{source}").write_bytes(data)
    program = find_engine().command[0]
    subprocess.run(
        [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", ending,
         "--outdir", str(folder), str(folder / f"tep.{source}")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / f"tep.{ending}").read_bytes()


def scanned(pdf: bytes) -> bytes:
    """The pages as pictures, as a scanner makes them."""
    copy = pypdfium2.PdfDocument.new()
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        picture = pypdfium2.PdfImage.new(copy)
        picture.set_bitmap(page.render(scale=1))
        picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        target = copy.new_page(width, height)
        target.insert_obj(picture)
        target.gen_content()
    stream = io.BytesIO()
    copy.save(stream)
    return stream.getvalue()


def signed(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        kind = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="ky", Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget)
        kind.Rect, kind.P = [0, 0, 0, 0], document.pages[0].obj
        field = document.make_indirect(kind)
        document.pages[0].Annots = pikepdf.Array([field])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        stream = io.BytesIO()
        document.save(stream)
    return signed_by("Lê Văn A", stream.getvalue(), "ky")


@pytest.mark.office
def test_older_formats_and_pdfs(office: Path, tmp_path: Path) -> None:
    word = letter("SỞ Y TẾ")
    for ending in ("doc", "rtf", "odt"):
        data = converted(letter("SỞ TƯ PHÁP", f"Kết quả 6 tháng đầu năm 2024 ({ending})"), tmp_path / ending, ending)
        taken = only(collect(office, put(tmp_path / "in" / ending, {f"tp.{ending}": data}), accepted=(f"tp.{ending}",)))
        assert taken.proposal.fate is Fate.TAKEN, why(taken)
        assert taken.kept is not None
        assert taken.kept.file.endswith(f".{ending}")
    again = reread_reports(office, PERIOD)
    assert not again.failed
    assert not any(done.changed for done in again.done)

    pdf = converted(word, tmp_path / "pdf", "pdf")
    as_words = only(collect(office, put(tmp_path / "1", {"a.pdf": pdf})))
    assert (as_words.proposal.fate, as_words.proposal.opened.sort) == (Fate.TAKEN, Sort.WORDS)

    copy = only(
        collect(office, put(tmp_path / "2", {"a.pdf": signed(converted(letter("SỞ NỘI VỤ"), tmp_path / "nv", "pdf"))}))
    )
    assert (copy.proposal.fate, copy.proposal.opened.sort) == (Fate.BESIDE, Sort.SIGNED), copy
    scan = put(tmp_path / "3", {"so-tai-chinh.pdf": scanned(pdf)}) / "so-tai-chinh.pdf"
    unknown = only(collect(office, scan))
    assert unknown.proposal.fate is Fate.WAITS
    assert "bản quét" in why(unknown)
    assert unknown.proposal.why is not None
    assert "--unit so-tai-chinh" in unknown.proposal.why.remedy
    assert only(collect(office, scan, unit="so-tai-chinh")).proposal.fate is Fate.BESIDE

    reporting_round = round_of(office)
    assert {unit.id for unit in reporting_round.collected.unread} == {"so-noi-vu", "so-tai-chinh"}
    assert {unit.id for unit in reporting_round.collected.missing} == {"so-xay-dung", "so-cong-thuong"}
    states = {standing.unit.id: standing for standing in report_status(office, PERIOD, on=date(2024, 6, 14)).units}
    assert states["so-noi-vu"].first == DAY
    assert states["so-noi-vu"].unread
    assert "BC-217" in {finding.code for finding in reporting_round.anomalies()}
    said = str(report_record(reporting_round.whole, on=date(2024, 6, 14)))
    assert "04/06 cơ quan" in said
    assert (
        "Có 02 cơ quan, đơn vị đã gửi bản ký, bản quét, chưa gửi số liệu để tổng hợp: Sở Nội vụ; Sở Tài chính" in said
    )


@pytest.mark.office
def test_a_pdf_printed_from_the_word_file_is_kept_beside_it(office: Path, tmp_path: Path) -> None:
    word = letter("SỞ Y TẾ")
    files = {"a.docx": word, "a.pdf": converted(word, tmp_path / "pdf", "pdf")}
    assert fates(collect(office, put(tmp_path / "in", files))) == {"a.docx": Fate.TAKEN, "a.pdf": Fate.BESIDE}


def test_a_locked_pdf_is_named(office: Path, tmp_path: Path) -> None:
    stream = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(stream, encryption=pikepdf.Encryption(user="a", owner="b"))
    taken = only(collect(office, put(tmp_path / "in", {"a.pdf": stream.getvalue()})))
    assert taken.proposal.fate is Fate.REFUSED
    assert "mật khẩu" in why(taken)


# ------------------------------------------------------------------------------------------------ copied sheets, wrong days
@pytest.mark.parametrize("title", ["Biểu 1 (2)", "bản sửa"])
def test_two_sheets_with_the_same_keys_are_asked_about(office: Path, tmp_path: Path, title: str) -> None:
    def copied(book: Any) -> None:
        twin = book.copy_worksheet(book["Biểu 1"])
        twin.title = title
        first = next(row for row in range(1, 40) if str(twin.cell(row, 1).value).startswith("ct:"))
        twin.cell(first, 5).value = 777

    plain = only(collect(office, put(tmp_path / "1", {"a.xlsx": form(office, saved=EARLY)}))).kept
    assert isinstance(plain, Submission)
    data = form(office, saved=LATE, spoil=copied)
    kept = only(collect(office, put(tmp_path / "2", {"b.xlsx": data}), accepted=("b.xlsx",))).kept
    assert isinstance(kept, Submission)
    assert len(kept.figures) == len(plain.figures) - 1
    assert len(kept.questions) == len(plain.questions) + 2
    (figure,) = (question for question in kept.questions if question.text == "777")
    (whole,) = (question for question in kept.questions if question.code == "BC-109")
    assert (figure.text, figure.choices) == ("777", ("100", "777"))
    assert whole.source.sheet == title


def test_redate__a_wrong_day_is_set_right_and_stays_known(office: Path, tmp_path: Path) -> None:
    collect(office, put(tmp_path / "1", {"a.xlsx": form(office, figure=1, saved=EARLY)}))
    done = redate_report(office, PERIOD, UNIT, day=date(2024, 6, 4))
    assert (done.after.received, done.after.received_before) == (date(2024, 6, 4), (DAY.isoformat(),))
    (kept,) = round_of(office).store.versions(UNIT)
    assert kept == done.after
    assert round_of(office).first_sent()[UNIT] == date(2024, 6, 4)
    assert not any(read.changed for read in reread_reports(office, PERIOD).done)
    assert _latest(office).received == date(2024, 6, 4)
    collect(office, put(tmp_path / "2", {"a.xlsx": form(office, figure=2, saved=LATE)}))
    with pytest.raises(UsageError, match="có 2 bản"):
        redate_report(office, PERIOD, UNIT, day=DAY)
    with pytest.raises(UsageError, match="không có bản 3"):
        redate_report(office, PERIOD, UNIT, day=DAY, version=3)
    assert redate_report(office, PERIOD, UNIT, day=DAY, version=2).before.version == 2


def test_accept__the_file_that_holds_is_no_new_version(office: Path, tmp_path: Path) -> None:
    folder = put(tmp_path / "1", {"a.xlsx": form(office)})
    collect(office, folder)
    assert only(collect(office, folder, accepted=("a.xlsx",))).proposal.fate is Fate.KNOWN


def test_a_covering_letter_is_kept_beside_the_report(office: Path, tmp_path: Path) -> None:
    word = Document()
    table = word.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 0).text = "SỞ Y TẾ", "Số: 12/SYT-VP\nV/v gửi báo cáo 6 tháng đầu năm 2024"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.cell(1, 1).text = "Thanh Giang, ngày 07 tháng 6 năm 2024"
    word.add_paragraph("Kính gửi: Sở Thông tin và Truyền thông")
    word.add_paragraph("Sở Y tế gửi kèm theo công văn này báo cáo và biểu mẫu theo yêu cầu.")
    target = io.BytesIO()
    word.save(target)
    files = {"cong van.docx": target.getvalue(), "bao cao.docx": letter("SỞ Y TẾ")}
    assert fates(collect(office, put(tmp_path / "in", files))) == {
        "bao cao.docx": Fate.TAKEN,
        "cong van.docx": Fate.BESIDE,
    }


def test_a_unit_of_the_same_name_in_another_province_is_not_the_unit(office: Path, tmp_path: Path) -> None:
    taken = only(collect(office, put(tmp_path / "in", {"a.docx": letter("UBND TỈNH KHÁC\nSỞ Y TẾ")})))
    assert taken.proposal.fate is Fate.WAITS
    assert only(collect(office, put(tmp_path / "2", {"a.docx": letter("UBND TỈNH THANH GIANG\nSỞ Y TẾ")}))).kept


def test_a_damaged_archive_and_one_of_too_many_files_are_named(office: Path, tmp_path: Path) -> None:
    many = zipped({f"{number}.txt": b"x" for number in range(600)})
    files = {"hong.zip": zipped({"a.xlsx": form(office)})[:-30], "nhieu.zip": many}
    broken, full = collect(office, put(tmp_path / "in", files)).files
    assert "tệp nén hỏng" in why(broken)
    assert "hơn 500 tệp" in why(full)
