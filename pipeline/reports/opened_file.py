"""One file that came in, opened (mở tệp gửi về): whose it is, what it is, what it says, and the doubts to confirm."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import Unreadable, VanthuError
from pipeline.intake.confined import Confined
from pipeline.intake.text import one_line
from pipeline.reading.recognised import Element
from pipeline.records.agency import Agency
from pipeline.records.reporting import Outline
from pipeline.reports import form_layout
from pipeline.reports.arrived_kind import Form, form_of
from pipeline.reports.described.read_described import read_described
from pipeline.reports.identity import identify
from pipeline.reports.inner_date import inner_date
from pipeline.reports.named_periods import other_period
from pipeline.reports.narrative import Letter, open_letter, read_letter
from pipeline.reports.proposal import Opened, Sort
from pipeline.reports.reporting_round import Round
from pipeline.reports.returned_form import Returned, read_form
from pipeline.reports.same_matter import other_matter
from pipeline.reports.sheets import Book, read_book
from pipeline.reports.speaks_of import other_unit
from pipeline.reports.submission import Question, Submission
from pipeline.reports.text_tables import read_csv, read_html
from pipeline.reports.typed_names import plain_name
from pipeline.reports.unit_names import area_of, spelled

if TYPE_CHECKING:
    from pipeline.reports.returned_pdf import ReturnedPdf

_MARKS: Final = (form_layout.ROW_MARK, form_layout.COLUMN_MARK, form_layout.SECTION_MARK)
_FEWEST_NAMES: Final = 2
_WHOSE: Final = "Nhận lại với --unit MÃ của đơn vị trong kỳ báo cáo."


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a clerk says of a file: the id of its unit, and whether it is taken in spite of doubts."""

    unit: str | None = None
    accepted: bool = False


def open_file(  # noqa: PLR0913 - what is known of a file
    reporting_round: Round,
    data: bytes,
    name: str,
    *,
    asked: Asked | None = None,
    word: bytes | None = None,
    modified: datetime | None = None,
    room: Confined | None = None,
) -> Opened:
    """Read a file. Why a file cannot be taken stands in the result; only a fault of this program is raised.

    `word`: the DOCX that LibreOffice made of an older file. `modified`: the day of the file itself. `room`: the
    separate process in which strange files are opened (None: this process).
    """
    asked = asked or Asked()
    name = one_line(PurePath(name).name)
    start = Opened(
        name=name, sha256=hashlib.sha256(data).hexdigest(), modified=modified, word=word, accepted=asked.accepted
    )
    try:
        form = form_of(data, name)
        start = replace(start, ending=form.value, saved=inner_date(data))
        read = _Reader(reporting_round, start, asked, room)
        opened = read.table(data, form) if form.is_table else read.text(word or data, form)
    except VanthuError as error:
        return replace(start, trouble=error)
    return opened


def open_ahead(data: bytes, name: str, room: Confined) -> None:
    """Begin in the separate process what `open_file` will ask it for, so that it works while other files are looked at."""
    name = one_line(PurePath(name).name)
    with suppress(VanthuError):  # told when the file's turn comes
        form = form_of(data, name)
        if not form.needs_conversion:
            work, args = _opening(data, name, form)
            room.begin(work, *args)


def _opening(data: bytes, name: str, form: Form) -> tuple[Callable[..., Any], tuple[object, ...]]:
    """The function that opens a file of a form, and its arguments; both go to the separate process."""
    if form.is_table:
        return read_table, (data, name, form)
    if form is Form.PDF:
        from pipeline.reports.returned_pdf import open_pdf  # noqa: PLC0415 - what reads signatures loads for most of a second

        return open_pdf, (data, name)
    return open_letter, (data, name)


class _Reader:
    """The reading of one file; `start` holds what is known of it before."""

    def __init__(self, reporting_round: Round, start: Opened, asked: Asked, room: Confined | None) -> None:
        self.round, self.start, self.asked, self.room = reporting_round, start, asked, room
        self.office, self.period = reporting_round.office, reporting_round.period
        self.outline: Outline = self.office.outline(self.period.outline)

    def _apart(self, data: bytes, form: Form) -> Any:  # noqa: ANN401 - a book, a letter, a PDF
        work, args = _opening(data, self.start.name, form)
        return work(*args) if self.room is None else self.room.call(work, *args)

    # ------------------------------------------------------------------------------------------------------------ tables
    def table(self, data: bytes, form: Form) -> Opened:
        """Read a spreadsheet: a form, or an enclosure."""
        name = self.start.name
        book: Book = self._apart(data, form)
        if not _is_marked(book) and self._is_described(book):
            why = Unreadable(
                f"{name}: là biểu tự lập theo “biểu có sẵn” của đề cương, một tệp có thể có nhiều đơn vị.",
                f"Nhận bằng: vanthu reports take THƯ_MỤC {self.period.id} {quoted(name)}",
            )
            return replace(self.start, sort=Sort.FORM, trouble=why)
        identity = identify(
            book,
            office=self.office,
            period=self.period,
            names=self.round.names,
            given=self.asked.unit,
            sure=self.asked.accepted,
        )
        if not is_form(book, self.outline):
            doubts = () if identity.unit else (Unreadable(f"{name}: {identity.refused}.", _WHOSE),)
            return replace(self.start, sort=Sort.ENCLOSURE, unit=identity.unit, doubts=doubts)
        if identity.unit is None:
            why = Unreadable(f"{name}: {identity.refused}.{self._faults(book, identity.printed_for)}", identity.remedy)
            return replace(self.start, sort=Sort.FORM, unit=None, trouble=why)
        returned = self._form(book, identity.unit)
        if (empty := _empty(name, identity.unit, returned)) is not None:
            return replace(self.start, sort=Sort.FORM, unit=identity.unit, trouble=empty)
        speaks = tuple(self._neighbour(identity.unit, returned))
        return replace(self.start, sort=Sort.FORM, unit=identity.unit, returned=returned, doubts=speaks)

    def _is_described(self, book: Book) -> bool:
        """Whether the file is a form of the office's own (biểu có sẵn) that the outline describes."""
        found = read_described(book, office=self.office, period=self.period, given=self.asked.unit)
        return found is not None

    def _form(self, book: Book, unit: Agency) -> Returned:
        beside = self.round.beside(unit.id)
        return read_form(book, office=self.office, period=self.period, unit=unit, beside=beside)

    def _faults(self, book: Book, unit: Agency | None) -> str:
        """The questions about the cells of a refused form, in words, so that the unit can correct everything at once."""
        questions = self._form(book, unit).questions if unit else ()
        said = "; ".join(f"{_place(question)}: “{question.text}”, {question.doubt}" for question in questions)
        return f" Tệp còn {len(questions)} chỗ phải xem lại: {said}." if questions else ""

    def _neighbour(self, unit: Agency, returned: Returned) -> Iterator[Unreadable]:
        said = self._strange(unit, list(_texts(returned)), self.start.name)
        if said and not self._is_accepted(unit, returned):
            yield Unreadable(
                f"{self.start.name}: là biểu mẫu của {unit.called} nhưng {said}.",
                f"Hỏi lại đơn vị. Đúng là của {unit.called} thì nhận với --accept {quoted(self.start.name)}; của đơn vị khác "
                "thì đề nghị điền lại trên biểu mẫu của mình.",
            )

    def _strange(self, unit: Agency, texts: Sequence[str], name: str) -> str:
        return other_unit(texts, name, unit, self.round.names, self.period.compiler)

    def _is_accepted(self, unit: Agency, returned: Returned) -> bool:
        """Whether the form that holds spoke of another unit too, so that a person stood for it, and nothing new does."""
        held = [version for version in self.round.store.versions(unit.id) if not version.in_words][-1:]
        for version in held:
            before, called = set(_texts(version)), PurePath(version.file).name
            new = [text for text in _texts(returned) if text not in before]
            name = self.start.name
            if self._strange(unit, (), name) == self._strange(unit, (), called):
                name = ""
            return bool(self._strange(unit, list(before), called)) and not self._strange(unit, new, name)
        return False

    # ------------------------------------------------------------------------------------------------------------- words
    def text(self, data: bytes, form: Form) -> Opened:
        """Read a report in words (DOCX, older formats, PDF)."""
        if form.needs_conversion and self.start.word is None:
            raise Unreadable(
                f"{self.start.name}: tệp .{form.value} chưa chuyển được sang .docx.", "Lưu lại thành .docx."
            )
        if form is Form.PDF:
            pdf: ReturnedPdf = self._apart(data, form)
            if pdf.copy or pdf.letter is None:
                return self._signed_copy(pdf)
            return self._letter(pdf.letter)
        letter: Letter = self._apart(data, form)
        return self._letter(letter)

    def _signed_copy(self, pdf: ReturnedPdf) -> Opened:
        """The result for a signed or scanned copy: it shows that the unit has sent, and is not read."""
        owner = self._owner(pdf.letter)
        if owner is not None:
            doubts = tuple(self._other_report(pdf.letter)) if pdf.letter else ()
            return replace(self.start, sort=Sort.SIGNED, unit=owner, doubts=doubts)
        hints = {unit.id for unit in self.round.names.in_file_name(self.start.name.rpartition(".")[0])}
        remedy = f"Nhận lại với --unit {hints.pop()} nếu đúng là của đơn vị ấy." if len(hints) == 1 else _WHOSE
        why = Unreadable(f"{self.start.name}: {pdf.why}, không rõ của đơn vị nào.", remedy)
        return replace(self.start, sort=Sort.SIGNED, doubts=(why,))

    def _owner(self, letter: Letter | None) -> Agency | None:
        """The unit of a paper: the clerk's word, else the letterhead; None if neither says. Unreadable: they differ."""
        name = self.start.name
        owner = self._issuer(letter) if letter else None
        given = next((agency for agency in self.round.names.units if agency.id == self.asked.unit), None)
        if (
            self.asked.unit is not None
            and owner is not None
            and owner.id != self.asked.unit
            and not self.asked.accepted
        ):
            raise Unreadable(
                f"{name}: là báo cáo của “{owner.name}”, không nhận cho “{given.name if given else self.asked.unit}”.",
                "Bỏ --unit; chắc chắn vẫn lấy tệp này thì thêm --accept TỆP.",
            )
        if self.asked.unit is not None and given is None:
            raise Unreadable(
                f"{name}: đơn vị mang mã “{self.asked.unit}” không nằm trong danh sách báo cáo của kỳ “{self.period.name}”.",
                "Kiểm tra mã đơn vị, hoặc thêm đơn vị vào hồ sơ kỳ báo cáo.",
            )
        return given or owner

    def _issuer(self, letter: Letter) -> Agency | None:
        """The unit of the letterhead; None if the agency above it belongs to another place."""
        names = self.round.names
        above = one_line(letter.paper.text(letter.paper.component(Element.PARENT_AGENCY)))
        owner = names.named(letter.issuer) or names.named(f"{above} {letter.issuer}")
        if owner is None or not (place := area_of(spelled(above))):
            return owner
        places = {area_of(spelled(agency.name)) for agency in names.above(owner)} - {""}
        return owner if not places or place in places else None

    def _letter(self, letter: Letter) -> Opened:
        name = self.start.name
        owner = self._owner(letter)
        if owner is None:
            said = f" (ghi “{letter.issuer}”)" if letter.issuer else ""
            doubt = Unreadable(f"{name}: không rõ báo cáo của đơn vị nào{said}.", _WHOSE)
            return replace(self.start, sort=Sort.WORDS, doubts=(doubt,))
        returned = read_letter(letter, self.outline)
        if (why := _empty(name, owner, returned)) is not None:
            return replace(self.start, sort=Sort.WORDS, unit=owner, trouble=why)
        if not self.asked.accepted and _is_covering(letter, returned):
            return replace(self.start, sort=Sort.ENCLOSURE, unit=owner)
        doubts = tuple(self._other_report(letter))
        return replace(self.start, sort=Sort.WORDS, unit=owner, returned=returned, doubts=doubts)

    def _other_report(self, letter: Letter) -> Iterator[Unreadable]:
        """Doubts about a paper whose subject names another period or another matter."""
        remedy = f"Kiểm tra lại; đúng là báo cáo của kỳ này thì nhận với --accept {quoted(self.start.name)}."
        if other := other_period(letter.subject, self.period):
            said = f"trích yếu ghi {other}, không phải kỳ “{self.period.name}”"
            yield Unreadable(f"{self.start.name}: {said}.", remedy)
        asked = " | ".join([self.outline.subject, *(table.title for table in self.outline.tables)])
        if other_matter(letter.subject, asked):
            said = f"trích yếu “{letter.subject}” không phải nội dung “{self.outline.subject}”"
            yield Unreadable(f"{self.start.name}: {said}.", remedy)


def read_table(data: bytes, name: str, form: Form) -> Book:
    """The spreadsheet in a file, by its true kind, whatever the file is called."""
    if form is Form.CSV:
        return read_csv(data, name)
    if form is Form.HTML:
        return read_html(data, name)
    ending = PurePath(name).suffix.lower()
    known = {Form.XLSX: {".xlsx", ".xls", ".xlsm"}, Form.XLS: {".xls"}, Form.ODS: {".ods"}}[form]
    return read_book(data, name if ending in known else f"{name}.{form.value}")


def is_form(book: Book, outline: Outline) -> bool:
    """Whether a sheet of the book is a form of the outline: by hidden marks, else by the names of rows and columns."""
    names = {plain_name(indicator.name) for indicator in outline.indicators}
    names |= {plain_name(column.heading) for table in outline.tables for column in table.columns}
    if _is_marked(book):
        return True
    for sheet in book.sheets:
        texts = [cell.text for cell in sheet.cells.values()]
        if len(names & set(map(plain_name, texts))) >= min(_FEWEST_NAMES, len(names)):
            return True
    return False


def _is_marked(book: Book) -> bool:
    """Whether a sheet has the hidden marks of a form that this program printed."""
    return any(cell.text.startswith(_MARKS) for sheet in book.sheets for cell in sheet.cells.values())


def _is_covering(letter: Letter, returned: Returned) -> bool:
    """Whether the paper is a covering letter: it is addressed as a letter and has no section of the outline."""
    told = letter.paper.component(Element.LETTER_SUBJECT) is not None and not letter.paper.component(Element.TYPE_NAME)
    return told and not any(passage.section for passage in returned.passages)


def _place(question: Question) -> str:
    cell = f" ô {question.source.cell}" if question.source.cell else ""
    return f"trang “{question.source.sheet}”{cell}"


def quoted(name: str) -> str:
    """The name of a file in quotation marks, as it is typed on a command line."""
    return f'"{name}"'


def _empty(name: str, owner: Agency, returned: Returned) -> Unreadable | None:
    if returned.figures or returned.passages or returned.questions or returned.rows:
        return None
    # Kept, it would stand in the place of what the unit sent before.
    return Unreadable(
        f"{name}: {owner.name} chưa điền ô nào.",
        "Đề nghị đơn vị điền rồi gửi lại; kỳ không có số liệu thì ghi số 0.",
    )


def _texts(returned: Returned | Submission) -> Iterator[str]:
    for passage in returned.passages:
        yield from passage.paragraphs
    for figure in returned.figures:
        yield from (figure.words, figure.remark)
    for row in returned.rows:
        yield from (cell.text for cell in row.cells if cell.value is None)
