"""Templates as an office might have them: the stock ones with pictures, lists, notes, links and styles put in by python-docx."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm, Pt

from pipeline.papers.official_document import OfficialDocument
from pipeline.typeset.docx import sample_papers
from pipeline.typeset.docx.templates import BLOCK_FOLDER, TemplateSet, load_templates
from tests.sample import TEMPLATES

STOCK: Final = load_templates(TEMPLATES)
_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R: Final = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
Edit = Callable[[Any], None]


def png(colour: tuple[int, int, int], size: int = 24) -> bytes:
    """A square of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(colour) * size) * size
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


RED: Final = png((200, 30, 30))
BLUE: Final = png((30, 30, 200))


def file_of(name: str) -> bytes:
    """A stock template by its name (`khoi/ky` for a block)."""
    block = name.removeprefix(f"{BLOCK_FOLDER}/")
    return dict(STOCK.blocks if block != name else STOCK.layouts)[block]


def edited(name: str, *edits: Edit, template: bytes | None = None) -> bytes:
    """A template after edits of its python-docx document."""
    document = Document(io.BytesIO(template or file_of(name)))
    for edit in edits:
        edit(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def office(files: dict[str, bytes]) -> TemplateSet:
    """The stock templates with these files in place of theirs."""
    layouts, blocks = dict(STOCK.layouts), dict(STOCK.blocks)
    for name, data in files.items():
        block = name.removeprefix(f"{BLOCK_FOLDER}/")
        (blocks if block != name else layouts)[block] = data
    return replace(STOCK, layouts=tuple(layouts.items()), blocks=tuple(blocks.items()))


def office_with(changes: Iterable[tuple[str, Edit]]) -> TemplateSet:
    """The stock templates with edits, by the name of the file."""
    wanted: dict[str, list[Edit]] = {}
    for name, edit in changes:
        wanted.setdefault(name, []).append(edit)
    return office({name: edited(name, *edits) for name, edits in wanted.items()})


def whole_paper(*, annexes: int = 1) -> OfficialDocument:
    """A decision with a document attached and annexes."""
    text = sample_papers.text()
    annex = tuple(replace(sample_papers.annex(text), label=f"Phụ lục {number}") for number in range(1, annexes + 1))
    return replace(sample_papers.any_paper(), attached=(sample_papers.attached(text),), annexes=annex)


def _first(document: Any) -> Any:
    """A new paragraph before everything, in the first cell where the text begins with a table."""
    body = document.element.body
    if body[0].tag.endswith("}tbl"):
        return document.tables[0].rows[0].cells[0].paragraphs[0].insert_paragraph_before()
    return document.paragraphs[0].insert_paragraph_before()


def with_picture(picture: bytes = RED, *, told: str = "Biểu trưng cơ quan") -> Edit:
    """A picture in front, 12 mm wide, with its alternative text."""

    def edit(document: Any) -> None:
        shape = _first(document).add_run().add_picture(io.BytesIO(picture), width=Mm(12))
        shape._inline.docPr.set("descr", told)

    return edit


def with_picture_in_header(picture: bytes = BLUE) -> Edit:
    """A picture in the header of first pages."""

    def edit(document: Any) -> None:
        header = document.sections[0].first_page_header
        header.paragraphs[0].add_run().add_picture(io.BytesIO(picture), width=Mm(8))

    return edit


def with_style(name: str = "Chữ riêng", *, size: int = 9, words: str = "Dòng kiểu riêng") -> Edit:
    """A line in a style of its own, based on another new style."""

    def edit(document: Any) -> None:
        base = document.styles.add_style(f"{name} gốc", WD_STYLE_TYPE.PARAGRAPH)
        base.font.italic = True
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size = base, Pt(size)
        _first(document).style = style
        _paragraph_with(document, name).add_run(words)

    return edit


def _paragraph_with(document: Any, style: str) -> Any:
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    return next(one for one in paragraphs if one.style.name == style)


def with_list(words: str = "mục", *, form: str = "decimal", text: str = "%1/", by_style: bool = False) -> Edit:
    """Two numbered lines in front, of a list of the file; `by_style`: through a style that has the list."""

    def edit(document: Any) -> None:
        level = (
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>'
        )
        numbering = (
            f'<w:numbering {_W}><w:abstractNum w:abstractNumId="4"><w:nsid w:val="0A1B2C3D"/>'
            f'<w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
            '<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
        )
        part = _part(document, "numbering", numbering)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        ties = f'<w:numPr {_W}><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
        style = document.styles.add_style("Danh sách riêng", WD_STYLE_TYPE.PARAGRAPH)
        if by_style:
            style.element.get_or_add_pPr().append(parse_xml(ties))
        for number in (2, 1):
            line = _first(document)
            line.style = style
            line.add_run(f"{words} {number}")
            if not by_style:
                line._p.get_or_add_pPr().append(parse_xml(ties))

    return edit


def with_note(words: str = "chú thích riêng") -> Edit:
    """A line with a footnote."""

    def edit(document: Any) -> None:
        notes = (
            f'<w:footnotes {_W}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
            f'</w:footnote><w:footnote w:id="3"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {words}</w:t>'
            "</w:r></w:p></w:footnote></w:footnotes>"
        )
        document.part.relate_to(_part(document, "footnotes", notes), RELATIONSHIP_TYPE.FOOTNOTES)
        line = _first(document)
        line.add_run("Dòng có chú thích")
        reference = f'<w:r {_W}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="3"/></w:r>'
        line._p.append(parse_xml(reference))

    return edit


def with_link(address: str = "https://vanban.example.vn/", words: str = "nơi đăng văn bản") -> Edit:
    """A link in front."""

    def edit(document: Any) -> None:
        key = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = f'<w:hyperlink {_W} {_R} r:id="{key}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>'
        _first(document)._p.append(parse_xml(link))

    return edit


def with_theme_font(face: str = "Liberation Mono", words: str = "Chữ theo chủ đề") -> Edit:
    """Words in the font of a theme of the file."""

    def edit(document: Any) -> None:
        theme = (
            '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="T"><a:themeElements>'
            f'<a:fontScheme name="F"><a:majorFont><a:latin typeface="{face}"/></a:majorFont>'
            f'<a:minorFont><a:latin typeface="{face}"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
        )
        part = Part(
            PackURI("/word/theme/theme1.xml"),
            "application/vnd.openxmlformats-officedocument.theme+xml",
            theme.encode(),
            document.part.package,
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.THEME)
        run = _first(document).add_run(words)
        fonts = f'<w:rFonts {_W} w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
        run._r.get_or_add_rPr().insert(0, parse_xml(fonts))

    return edit


def _part(document: Any, kind: str, xml: str) -> Part:
    return Part(PackURI(f"/word/{kind}.xml"), f"{_TYPE}.{kind}+xml", xml.encode(), document.part.package)
