"""Merging finished papers into one PDF (bộ văn bản): a submission letter followed by everything it encloses.

Each paper keeps its pages, page numbers, tags and outline; output intent, XMP and tags, which mergers usually drop, are
carried over. In one file the main paper alone is signed (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 8b):
it keeps its fields, what it encloses has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page, Pdf, String

from pipeline.errors import Unreadable
from pipeline.filing.look import is_signed
from pipeline.typeset.pdf.assemble import archival_properties, written
from pipeline.typeset.pdf.form_tags import drop_form


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """One finished paper of a bundle: its id, its name in the outline, its PDF."""

    key: str
    title: str
    pdf: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The merged PDF with its number of pages."""

    pdf: bytes
    pages: int


def merge(papers: Sequence[Enclosed], *, title: str, language: str = "vi-VN") -> Bundle:
    """Merge papers into one PDF/A-2b file, in order; equal papers give equal bytes.

    The papers are unsigned outputs of `assemble`; the first one is the main paper. Unreadable: one is no PDF, or is
    signed.
    """
    with Pdf.new() as whole:
        tree = _Tree(whole)
        entries: list[OutlineItem] = []
        for paper in papers:
            with _opened(paper) as part:
                form = part.Root.get("/AcroForm") if paper is papers[0] else None
                if form is None:
                    drop_form(part)
                else:
                    del part.Root["/AcroForm"]
                # Pages first: what is copied after them points at the copies.
                pages = [_copied(whole, page) for page in part.pages]
                if form is not None:
                    whole.Root.AcroForm = whole.copy_foreign(part.make_indirect(form))
                tree.add(part, pages, paper.title)
                entries.append(_entry(part, pages, paper.title))
                if "/OutputIntents" not in whole.Root and "/OutputIntents" in part.Root:
                    whole.Root.OutputIntents = whole.copy_foreign(part.make_indirect(part.Root.OutputIntents))
        with whole.open_outline() as outline:
            outline.root.extend(entries)
        tree.close()
        archival_properties(whole, title=title, language=language, created=None)
        return Bundle(pdf=written(whole), pages=len(whole.pages))


def _copied(whole: Pdf, page: Page) -> Object:
    whole.pages.append(page)
    return whole.pages[-1].obj


def _opened(paper: Enclosed) -> Pdf:
    if is_signed(paper.pdf):
        raise Unreadable(
            f"văn bản “{paper.key}” đã ký số: gộp vào tệp khác thì chữ ký mất hiệu lực.",
            "Văn bản nào cũng ký riêng thì ghi “trọn bộ: nhiều tệp”; hoặc bỏ mã này khỏi “kèm theo” và gửi riêng tệp đã ký.",
        )
    try:
        return Pdf.open(BytesIO(paper.pdf))
    except pikepdf.PdfError as error:
        raise Unreadable(f"tệp PDF của văn bản “{paper.key}” hỏng, không gộp được.", "Dựng lại văn bản ấy.") from error


# ------------------------------------------------------------------------------------------------------------- outline
def _entry(part: Pdf, pages: Sequence[Object], title: str) -> OutlineItem:
    """The paper's outline entry, with its own entries beneath."""
    copies = {page.obj.objgen: copy for page, copy in zip(part.pages, pages, strict=True)}
    with part.open_outline() as outline:
        own = [_moved(item, copies) for item in outline.root]
    entry = own[0] if own else OutlineItem(title, Array([pages[0], Name.Fit]))
    entry.title = title
    entry.children.extend(own[1:])
    return entry


def _moved(item: OutlineItem, copies: Mapping[tuple[int, int], Object]) -> OutlineItem:
    """A copy of an entry that leads to the same place of the copied page; collapsed, as there are many."""
    place = item.destination
    if isinstance(place, Array) and len(place) and place[0].objgen in copies:
        place = Array([copies[place[0].objgen], *list(place)[1:]])
    moved = OutlineItem(item.title, place)
    moved.children.extend(_moved(child, copies) for child in item.children)
    moved.is_closed = True
    return moved


# ---------------------------------------------------------------------------------------------------------------- tags
class _Tree:
    """The structure tree of the merged file: one Document with a Part for each paper (ISO 32000-1, 14.7 and 14.8.4.2)."""

    def __init__(self, whole: Pdf) -> None:
        self._whole = whole
        self._root = whole.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = whole.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, K=Array()))
        self._roles: dict[str, Object] = {"/Document": Name.Document, "/Part": Name.Part}
        self._numbers: list[Object | int] = []
        self._next = 0
        self._tagged = True

    def add(self, part: Pdf, pages: Iterable[Object], title: str) -> None:
        """Add the tags of one paper, whose pages are in the file already, so that they are referred to and not copied again."""
        tree = part.Root.get("/StructTreeRoot")
        if tree is None:
            self._tagged = False
            return
        first = self._next
        copied = self._whole.copy_foreign(part.make_indirect(tree))
        for key, value in _numbered(copied.ParentTree):
            self._numbers += [first + key, value]
            self._next = max(self._next, first + key + 1)
        self._next = max(self._next, first + int(copied.get("/ParentTreeNextKey", 0)))
        for page in pages:
            _shift(page, "/StructParents", first)
            for annotation in page.get("/Annots", Array()):
                _shift(annotation, "/StructParent", first)
        for name, standard in copied.get("/RoleMap", Dictionary()).items():
            if self._roles.setdefault(name, standard) != standard:
                message = f"role {name} means two things"
                raise ValueError(message)
        top = copied.K if isinstance(copied.K, Array) else Array([copied.K])
        for element in top:
            element.S = Name.Part
            element.T = String(title)
            element.P = self._document
            self._document.K.append(element)

    def close(self) -> None:
        """Put the tree into the file; a file with an untagged part is not marked as tagged."""
        if not self._tagged:
            return
        self._root.K = Array([self._document])
        self._root.RoleMap = Dictionary(self._roles)
        self._root.ParentTree = self._whole.make_indirect(Dictionary(Nums=Array(self._numbers)))
        self._root.ParentTreeNextKey = self._next
        self._whole.Root.StructTreeRoot = self._root
        self._whole.Root.MarkInfo = Dictionary(Marked=True)


def _numbered(tree: Object) -> Iterator[tuple[int, Object]]:
    """The entries of a number tree in order, with one leaf or several."""
    if "/Nums" in tree:
        numbers = list(tree.Nums)
        yield from ((int(key), value) for key, value in zip(numbers[::2], numbers[1::2], strict=True))
    for kid in tree.get("/Kids", Array()):
        yield from _numbered(kid)


def _shift(holder: Object, key: str, by: int) -> None:
    if key in holder:
        holder[key] = int(holder[key]) + by
