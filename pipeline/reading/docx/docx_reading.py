"""Reading a Word file (đọc tệp .docx) from its bytes to the facts of the paper."""

from __future__ import annotations

import posixpath

from pipeline.errors import Unreadable
from pipeline.lengths import MM_PER_TWIP
from pipeline.reading.docx.burdens import count_burdens
from pipeline.reading.docx.container import Package, Relation, main_part, open_package
from pipeline.reading.docx.docx_sections import Layout, read_layouts
from pipeline.reading.docx.docx_strokes import find_strokes
from pipeline.reading.docx.docx_styles import Styles, theme_values
from pipeline.reading.docx.measured import Measured, Setting, Where
from pipeline.reading.docx.numbering import Numbering
from pipeline.reading.docx.page_number_fields import PageNumbers
from pipeline.reading.docx.story import Story
from pipeline.reading.docx.wordml_values import Element, W, switch, twips, val, whole
from pipeline.reading.facts import Flow, Medium, PaperFacts, Section

_NEW_LAYOUT = 15  # the compatibility mode of Word 2013
_DEFAULT_TAB = 720.0
# What the papers of one office have in common, and reading does not change.
_IN_COMMON = frozenset({"settings", "styles", "theme"})
_FLOWS = {"header": Flow.HEADER, "footer": Flow.FOOTER}


def read_docx(data: bytes, *, name: str) -> PaperFacts:
    """Measure a Word file. Unreadable: the bytes are no Word file that can be read. `name` is for messages."""
    return _Reader(open_package(data, name)).read()


class _Reader:
    """Reads the parts of one package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = main_part(package)
        self._relations = package.relations(self._main)
        self._roots: list[Element] = []
        root = package.xml(self._main)
        body = None if root is None else root.find(f"{W}body")
        if root is None or body is None:
            raise Unreadable(
                f"{package.name}: tệp .docx không có phần thân văn bản.", "Mở tệp bằng Word, lưu lại rồi kiểm tra lại."
            )
        self._roots.append(root)
        self._body = body

    def read(self) -> PaperFacts:
        """The measured facts of the paper."""
        settings = self._root_of("settings")
        layouts = read_layouts(self._body)
        setting = self._setting(settings, layouts)
        measured = Measured()
        Story(setting, measured).body(self._body)
        targets = self._headers(setting, measured)
        self._notes(setting, measured)
        numbers = PageNumbers(measured, switch(settings, "evenAndOddHeaders"))
        return PaperFacts(
            medium=Medium.DOCX,
            name=self._package.name,
            paragraphs=tuple(measured.paragraphs),
            sections=tuple(_section(index, layout, numbers, targets) for index, layout in enumerate(layouts)),
            strokes=find_strokes(measured, layouts),
            tables=tuple(measured.tables),
            images=tuple(measured.images),
            burdens=count_burdens(self._package, self._roots, self._comments(), measured),
        )

    def _setting(self, settings: Element | None, layouts: tuple[Layout, ...]) -> Setting:
        theme = theme_values(self._root_of("theme"))
        numbering = Numbering(self._root_of("numbering"), theme)
        tab = twips(val(None if settings is None else settings.find(f"{W}defaultTabStop")))
        return Setting(
            styles=Styles(self._root_of("styles"), theme, numbering),
            layouts=layouts,
            default_tab=(tab if tab and tab > 0 else _DEFAULT_TAB) * MM_PER_TWIP,
            edge_at_indent=_compatibility(settings) >= _NEW_LAYOUT,
            name=self._package.name,
        )

    def _root_of(self, kind: str) -> Element | None:
        """The root of the part to which the main part has a relationship of this kind, else of the part with the usual name."""
        usual = posixpath.join(posixpath.dirname(self._main), f"{kind}.xml")
        found = (r.target for r in self._relations.values() if r.kind == kind and not r.external)
        path = next(found, usual)
        return self._package.shared_xml(path) if kind in _IN_COMMON else self._package.xml(path)

    def _headers(self, setting: Setting, measured: Measured) -> dict[str, str]:
        """Measure the headers and footers in use; gives the part name for each relationship."""
        targets: dict[str, str] = {}
        walked: set[str] = set()
        for index, layout in enumerate(setting.layouts):
            for (kind, pages), reference in layout.parts.items():
                relation = self._relations.get(reference)
                if reference in targets or relation is None or relation.external or not _used(pages, layout):
                    continue
                targets[reference] = relation.target
                root = self._package.xml(relation.target)
                if root is not None and relation.target not in walked:
                    walked.add(relation.target)
                    self._roots.append(root)
                    where = _margin_place(layout, _FLOWS[kind], index, relation)
                    Story(setting, measured).blocks(root, where)
        return targets

    def _notes(self, setting: Setting, measured: Measured) -> None:
        for kind, name in (("footnotes", "footnote"), ("endnotes", "endnote")):
            root = self._root_of(kind)
            if root is None:
                continue
            self._roots.append(root)
            layout = setting.layouts[0]
            story = Story(setting, measured)
            for note in root.findall(W + name):
                if note.get(f"{W}type") in {None, "normal"} and (whole(note.get(f"{W}id")) or 0) > 0:
                    where = Where(layout.text_left, layout.text_right, Flow.NOTE, (kind, note.get(f"{W}id")))
                    story.blocks(note, where)

    def _comments(self) -> int:
        root = self._root_of("comments")
        return 0 if root is None else len(root.findall(f"{W}comment"))


def _used(pages: str, layout: Layout) -> bool:
    """Whether a header is printed at all: those of the first page only where the section switches them on."""
    return pages != "first" or layout.first_differs


def _margin_place(layout: Layout, flow: Flow, section: int, relation: Relation) -> Where:
    right = layout.width - layout.right
    return Where(layout.left, right, flow, ("part", relation.target), section, part=relation.target)


def _compatibility(settings: Element | None) -> int:
    for element in () if settings is None else settings.iter(f"{W}compatSetting"):
        if element.get(f"{W}name") == "compatibilityMode":
            return whole(val(element)) or 0
    return 0


def _section(index: int, layout: Layout, numbers: PageNumbers, targets: dict[str, str]) -> Section:
    number, on_first = numbers.number_on(layout, targets)
    return Section(
        index=index,
        width=layout.width,
        height=layout.height,
        margin_top=layout.top,
        margin_bottom=layout.bottom,
        margin_left=layout.left,
        margin_right=layout.right,
        margins_exact=True,
        header_distance=layout.header,
        page_number=number,
        number_on_first=on_first,
        restart=layout.start,
    )
