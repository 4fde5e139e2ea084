"""Several finished papers as one PDF (bộ văn bản): a submission letter followed by everything it encloses.

Each paper keeps its pages, its own page numbers, its tags, its outline and its empty signature fields. What a merger usually
drops (output intent, XMP, tags) is carried over; fields that bear the same name in two papers are told apart.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """One finished paper of a bundle: its id, by which its fields are told apart, its name in the outline, its PDF."""

    key: str
    title: str
    pdf: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The merged PDF with its number of pages."""

    pdf: bytes
    pages: int


def merge(papers: Sequence[Enclosed], *, title: str, language: str = "vi-VN") -> Bundle:
    """The papers one after the other as one PDF/A-2b file; equal papers give equal bytes.

    The papers are outputs of `assemble`, unsigned. Unreadable: one of them is no PDF, or is signed.
    """
    with Pdf.new() as whole:
        tree = _Tree(whole)
        fields: list[Object] = []
        entries: list[OutlineItem] = []
        for paper in papers:
            with _opened(paper) as part:
                own_fields = _named_apart(part, paper, taken={str(field.T) for field in fields})
                # Pages first: what is copied after them points at the copies.
                pages = [_copied(whole, page) for page in part.pages]
                fields.extend(whole.copy_foreign(pdf_object) for pdf_object in own_fields)
                tree.add(part, pages, paper.title)
                entries.append(_entry(part, pages, paper.title))
                if "/OutputIntents" not in whole.Root and "/OutputIntents" in part.Root:
                    whole.Root.OutputIntents = whole.copy_foreign(part.make_indirect(part.Root.OutputIntents))
        with whole.open_outline() as outline:
            outline.root.extend(entries)
        if fields:
            whole.Root.AcroForm = whole.make_indirect(Dictionary(Fields=Array(fields), SigFlags=1))
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
            "Gửi kèm tệp đã ký riêng, hoặc bỏ mã này khỏi “kèm theo”.",
        )
    try:
        return Pdf.open(BytesIO(paper.pdf))
    except pikepdf.PdfError as error:
        raise Unreadable(f"tệp PDF của văn bản “{paper.key}” hỏng, không gộp được.", "Dựng lại văn bản ấy.") from error


# ------------------------------------------------------------------------------------------------------------- outline
def _entry(part: Pdf, pages: Sequence[Object], title: str) -> OutlineItem:
    """The paper's entry, its own entries beneath: those of the main text first, then attachments and annexes."""
    copies = {page.obj.objgen: copy for page, copy in zip(part.pages, pages, strict=True)}
    with part.open_outline() as outline:
        own = [_moved(item, copies) for item in outline.root]
    entry = own[0] if own else OutlineItem(title, Array([pages[0], Name.Fit]))
    entry.title = title
    entry.children.extend(own[1:])
    return entry


def _moved(item: OutlineItem, copies: Mapping[tuple[int, int], Object]) -> OutlineItem:
    """An entry that points at the same place of the same page in the merged file; closed, as there are many."""
    place = item.destination
    if isinstance(place, Array) and len(place) and place[0].objgen in copies:
        place = Array([copies[place[0].objgen], *list(place)[1:]])
    moved = OutlineItem(item.title, place)
    moved.children.extend(_moved(child, copies) for child in item.children)
    moved.is_closed = True
    return moved


# -------------------------------------------------------------------------------------------------------------- fields
def _named_apart(part: Pdf, paper: Enclosed, *, taken: set[str]) -> list[Object]:
    """The fields of a paper, taken out of its form; a name that another paper has is followed by the paper's id."""
    form = part.Root.get("/AcroForm")
    if form is None:
        return []
    fields: list[Object] = list(form.Fields)
    for field in fields:
        name = str(field.T)
        field.TU = String(f"{field.get('/TU', name)} ({paper.title})")
        if name in taken:
            field.T = String(f"{name}-{paper.key}")
    del part.Root["/AcroForm"]
    return fields


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
        """The tags of one paper; its pages are already there, so that they are pointed at and not copied again."""
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
        """Put the tree into the file; a file of which a part has no tags does not claim to be tagged."""
        if not self._tagged:
            return
        self._root.K = Array([self._document])
        self._root.RoleMap = Dictionary(self._roles)
        self._root.ParentTree = self._whole.make_indirect(Dictionary(Nums=Array(self._numbers)))
        self._root.ParentTreeNextKey = self._next
        self._whole.Root.StructTreeRoot = self._root
        self._whole.Root.MarkInfo = Dictionary(Marked=True)


def _numbered(tree: Object) -> Iterator[tuple[int, Object]]:
    """The entries of a number tree in order, whether it has one leaf or several."""
    if "/Nums" in tree:
        numbers = list(tree.Nums)
        yield from ((int(key), value) for key, value in zip(numbers[::2], numbers[1::2], strict=True))
    for kid in tree.get("/Kids", Array()):
        yield from _numbered(kid)


def _shift(holder: Object, key: str, by: int) -> None:
    if key in holder:
        holder[key] = int(holder[key]) + by
