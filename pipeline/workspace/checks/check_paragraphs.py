"""Checks for incomplete paragraphs (đoạn văn bị cắt): cut at a comma, begun with a small letter, without an end mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.finding import Finding
from pipeline.workspace.findings_at import label, quote, warning
from pipeline.workspace.record_shape import Form, Visit
from pipeline.workspace.value_places import Data, Path, Source
from pipeline.workspace.view import View

# Lists of sentences outside running text; those after whose sentences the program sets the mark itself.
_SENTENCES = frozenset({"khai mạc", "đánh giá chung", "lưu ý", "ý kiến", "căn cứ"})
_OPENING_PARAGRAPHS = frozenset({"khai mạc", "đánh giá chung", "lưu ý"})
_OWN_MARK = frozenset({"đoạn", "điểm", "gạch đầu dòng", "dấu cộng"})
_BEGUN = frozenset({"đoạn", "khoản", "điều"})
_ENDS = re.compile(r"[.:;!?…,][”\"'»)\]]*$")
# After these a paragraph goes on with what the one before began.
_GOES_ON = (":", ";", ",")
_FEWEST_WORDS = 6
# Annexes of figures list what units wrote, item by item.
_MADE_BY_PROGRAM = "phụ lục số liệu"
_BLOCK_MARK = re.compile(r"^(?:[>|][+-]?)(?=\s|$)|(?<=\s)[>|][+-](?=\s|$)")


def paragraphs(view: View) -> Iterator[Finding]:
    """Finds incomplete paragraphs, in one pass over all values of all files."""
    for source, visit in view.visits():
        if isinstance(visit.value, str):
            yield from _block_mark(source, visit)
        elif isinstance(visit.value, list):
            if _is_cut(source, visit, visit.value):
                yield _cut_list(source, visit, visit.value)
            elif _is_text_list(visit):
                yield from _small_beginnings(source, visit, visit.value)
                if _is_running_text(visit) and not _is_made_by_program(source):
                    yield from _missing_marks(source, visit, visit.value)


def _cut_list(source: Source, visit: Visit, items: Sequence[Data]) -> Finding:
    """The finding for a list in brackets that holds the pieces of a sentence, since a comma ends an item there."""
    parts = " | ".join(str(item) for item in islice(items, 4))
    words = f"{label(visit.path)} viết trong ngoặc vuông nên dấu phẩy cắt thành {len(items)} đoạn: {quote(parts)}"
    hint = "Bỏ ngoặc vuông, viết mỗi đoạn một gạch đầu dòng ở dòng dưới; hoặc đặt cả câu trong ngoặc kép."
    return warning("DL-560", source.place(visit.path), words, hint=hint)


def _small_beginnings(source: Source, visit: Visit, items: Sequence[Data]) -> Iterator[Finding]:
    """Finds paragraphs that begin with a small letter and do not continue the one before (PLII.I)."""
    before = ""
    for position, item in enumerate(items):
        text, path = _paragraph(item, (*visit.path, position), _BEGUN)
        if text[:1].islower() and text[1:2] != ")" and not before.endswith(_GOES_ON):
            words = f"{label(path)} bắt đầu bằng chữ thường: {quote(text)}"
            hint = "Viết hoa chữ đầu; nếu là phần sau của đoạn trên thì nối vào đoạn trên."
            yield warning("DL-561", source.place(path), words, hint=hint, citation="PLII.I")
        before = _whole(item)


def _missing_marks(source: Source, visit: Visit, items: Sequence[Data]) -> Iterator[Finding]:
    """Finds paragraphs without an end mark; the last of a text gets its mark from the program."""
    for position, item in enumerate(items):
        text, path = _paragraph(item, (*visit.path, position), _OWN_MARK)
        if not _lacks_mark(text) or _has_below(item) or _before_table(items, position):
            continue
        if not _ends_text(source.data, (*visit.path, position)):
            words = f"{label(path)} không có dấu kết thúc: {quote(text)}"
            yield warning("DL-562", source.place(path), words, hint="Thêm dấu chấm, chấm phẩy hoặc hai chấm ở cuối.")


def _block_mark(source: Source, visit: Visit) -> Iterator[Finding]:
    """Finds `>-` and `|` inside a value, where they would be printed; they belong after the name of a field."""
    if visit.shape.form not in {Form.TEXT, Form.BLOCK} or not (found := _BLOCK_MARK.search(str(visit.value))):
        return
    words = f"{label(visit.path)} có dấu {quote(found[0])} trong câu chữ; văn bản sẽ in cả dấu ấy"
    hint = f"Xóa dấu ấy; muốn viết câu dài ở dòng dưới thì “{found[0]}” đứng ngay sau dấu hai chấm, ngoài ngoặc kép."
    yield warning("DL-563", source.place(visit.path), words, hint=hint)


def _is_made_by_program(source: Source) -> bool:
    return isinstance(source.data, dict) and source.data.get("loại") == _MADE_BY_PROGRAM


def _is_running_text(visit: Visit) -> bool:
    item = visit.shape.item if visit.shape.form is Form.LIST else None
    return item is not None and item.form is Form.BLOCK and item.refers is None


def _is_text_list(visit: Visit) -> bool:
    named = visit.shape.form is Form.LIST and bool(visit.path) and visit.path[-1] in _OPENING_PARAGRAPHS
    return named or _is_running_text(visit)


def _is_cut(source: Source, visit: Visit, items: Sequence[Data]) -> bool:
    """Whether a list in brackets seems to hold the pieces of a sentence."""
    if visit.path not in source.flows or len(items) == 1:
        return False
    running = _is_running_text(visit)
    if not running and visit.path[-1] not in _SENTENCES:
        return False
    texts = [item if isinstance(item, str) else "" for item in items]
    small = any(text[:1].islower() for text in texts[1:])
    return small or (running and any(text and not _ENDS.search(text) for text in texts[:-1]))


def _paragraph(item: Data, path: Path, keys: frozenset[str]) -> tuple[str, Path]:
    """The text of a paragraph and its path; "" for elements of other kinds."""
    if isinstance(item, str):
        return item.strip(), path
    if isinstance(item, dict):
        for key in keys & item.keys():
            value = item[key]
            if isinstance(value, str):
                return value.strip(), (*path, key)
    return "", path


def _whole(item: Data) -> str:
    return _paragraph(item, (), _BEGUN | _OWN_MARK)[0]


def _lacks_mark(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS and not _ENDS.search(text) and not text.startswith("(")


def _has_below(item: Data) -> bool:
    return isinstance(item, dict) and bool(item.get("nội dung"))


def _before_table(items: Sequence[Data], position: int) -> bool:
    """Whether a table or chart follows, so that the text may be its title."""
    after = items[position + 1] if position + 1 < len(items) else None
    return isinstance(after, dict) and bool({"bảng", "biểu đồ", "số tiền", "thành viên của"} & after.keys())


def _ends_text(data: Data, path: Path) -> bool:
    """Whether a paragraph is the last of a text, which the program closes itself (`./.`)."""
    begins = path.index("nội dung") if "nội dung" in path else len(path)
    here = data
    for at, part in enumerate(path):
        if isinstance(here, list) and isinstance(part, int):
            if at > begins and part != len(here) - 1:
                return False
            here = here[part]
        elif isinstance(here, dict) and isinstance(part, str):
            here = here.get(part)
    return begins < len(path)
