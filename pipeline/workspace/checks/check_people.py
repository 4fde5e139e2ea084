"""Checks of people's names (họ và tên), which are printed below signatures as written (PLI.P1.II.7c, II.7đ)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.finding import Finding
from pipeline.workspace.findings_at import error, quote, warning
from pipeline.workspace.value_places import Place
from pipeline.workspace.view import View

_TITLES = re.compile(
    r"^(?:(?:GS|PGS|TSKH|TS|ThS|Th\.S|CN|KS|KTS|BS|BSCK|BSCKI+|CKI+|DS|LS|NGND|NGƯT|NSND|NSƯT|TTND|TTƯT|AHLĐ|"
    r"Giáo sư|Phó Giáo sư|Tiến sĩ|Tiến sỹ|Thạc sĩ|Thạc sỹ|Cử nhân|Kỹ sư|Bác sĩ|Bác sỹ|Dược sĩ|Luật sư|"
    r"Nhà giáo ưu tú|Nhà giáo Nhân dân|Đồng chí|Đ/c|Thượng tá|Đại tá|Trung tá|Thiếu tá|Thiếu tướng)"
    r"(?:[.,:]\s*|\s+))+",
    re.IGNORECASE,
)
# Also a family name (Ông Ích Khiêm), so only a warning.
_ADDRESS = re.compile(r"^(?:Ông|Bà)\s+(?=\S+\s)")
# So many are told one by one; the others together.
_EACH = 5
_TITLES_AFTER = re.compile(r"[,\-–(]\s*(?:GS|PGS|TS|ThS|BS|KS|CN)\b")


def _names(view: View) -> Iterator[tuple[str, Place]]:
    """Every name of a person, now or after a change, with its place."""
    for person in view.office.people:
        yield person.name, view.at(person.id, "họ và tên")
        for position, change in enumerate(person.changes):
            if change.name is not None:
                yield change.name, view.at(person.id, "thay đổi", position, "họ và tên")


def names_without_titles(view: View) -> Iterator[Finding]:
    """Finds academic titles, ranks and forms of address in names (PLI.P1.II.7c)."""
    for name, at in _names(view):
        found = _TITLES.match(name) or _TITLES_AFTER.search(name)
        if found and found[0].strip() != name.strip():
            bare = _TITLES.sub("", name).split(",")[0].strip()
            yield error(
                "DL-301",
                at,
                f"“Họ và tên” ghi {quote(name)}; trước họ tên người ký không ghi học hàm, học vị, danh hiệu",
                hint=f"Ghi “{bare}”; học hàm, học vị ghi ở mục “học hàm, học vị”.",
                citation="PLI.P1.II.7c",
            )
        elif found := _ADDRESS.match(name):
            words = f"“Họ và tên” ghi {quote(name)}; hình như {quote(found[0])} là danh xưng, không phải họ"
            hint = f"Ghi “{name[found.end() :]}” và ghi danh xưng ở mục “danh xưng”; là họ thì bỏ qua."
            yield warning("DL-309", at, words, hint=hint, citation="PLI.P1.II.7c")


def forms_of_address(view: View) -> Iterator[Finding]:
    """Finds people without a form of address (Ông, Bà): papers print it, and it is not guessed."""
    without = [person for person in view.office.people if person.honorific is None]
    hint = "Thêm vào: danh xưng: Ông (hoặc: Bà)."
    for person in without[:_EACH]:
        words = f"{quote(person.name)} chưa ghi “Danh xưng”; văn bản sẽ ghi tên không kèm “Ông”, “Bà”"
        yield warning("DL-550", view.at(person.id), words, hint=hint)
    if more := without[_EACH:]:
        names = ", ".join(person.name for person in more)
        words = f"Còn {len(more)} người chưa ghi “Danh xưng”: {quote(names)}"
        yield warning("DL-550", view.at(more[0].id), words, hint=hint)


def names_spelt(view: View) -> Iterator[Finding]:
    """Finds names in capitals or partly in small letters: the program sets the case of each place (PLII.II.1a)."""
    for name, at in _names(view):
        proper = " ".join(part[:1].upper() + part[1:].lower() for part in name.split())
        if len(name) > 3 and name.isupper():  # noqa: PLR2004 - a name of one syllable could be an abbreviation
            words = f"“Họ và tên” ghi {quote(name)} toàn chữ in hoa"
            yield error(
                "DL-302",
                at,
                words,
                hint=f"Ghi “{proper}”; chỗ nào cần in hoa phần mềm tự đổi.",
                citation="PLI.P1.II.7đ",
            )
        elif any(part[:1].islower() for part in name.split()) and not _TITLES.match(name):
            words = f"“Họ và tên” ghi {quote(name)}; tên người viết hoa chữ đầu mỗi âm tiết"
            yield warning("DL-303", at, words, hint=f"Có lẽ là “{proper}”.", citation="PLII.II.1a")
        elif any(sign.isdigit() for sign in name):
            yield error("DL-304", at, f"“Họ và tên” ghi {quote(name)}, có chữ số", hint="Chỉ ghi họ và tên.")
