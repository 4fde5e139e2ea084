"""Word files for the tests of reading, written as raw WordprocessingML, so that every oddity can be made."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from pipeline.reading.docx import read_docx
from pipeline.reading.facts import PaperFacts, Paragraph

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
)
DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
    '<w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
)
MODERN = '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="x" w:val="15"/></w:compat>'
PARTS = {
    "styles.xml": "styles",
    "numbering.xml": "numbering",
    "settings.xml": "settings",
    "theme/theme1.xml": "theme",
    "comments.xml": "comments",
    "footnotes.xml": "footnotes",
}


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(content: str = "", properties: str = "") -> str:
    """A paragraph; plain text is put into a run."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def field(instruction: str, shown: str = "2", properties: str = "") -> str:
    """A complex field."""
    look = f"<w:rPr>{properties}</w:rPr>"
    begin, middle, end = (
        f'<w:r>{look}<w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = f'<w:r>{look}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{begin}{code}{middle}{run(shown, properties)}{end}"


def cell(content: str, properties: str = "") -> str:
    """A table cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content or para()}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, grid: tuple[int, ...] = (), properties: str = "") -> str:
    """A table."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def borders(*sides: str, kind: str = "single") -> str:
    """Border elements."""
    return "".join(f'<w:{side} w:val="{kind}" w:sz="6" w:space="0" w:color="auto"/>' for side in sides)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of these files."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word_files(
    body: str,
    parts: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    section: str | None = None,
) -> dict[str, str | bytes]:
    """The files of a document: `parts` by name under word/ (inner XML), `headers` by relationship id (inner XML).

    A header's id begins with `h`, a footer's with `f`; `section` is the content of the last sectPr.
    """
    inner = {"styles.xml": DEFAULTS, "settings.xml": MODERN, **(parts or {})}
    relations: list[str] = []
    files: dict[str, str | bytes] = {}
    for name, content in inner.items():
        kind = PARTS[name]
        root = {"theme": "a:theme", "numbering": "w:numbering"}.get(kind, f"w:{kind}")
        files[f"word/{name}"] = f"<{root} {NAMESPACES}>{content}</{root}>"
        relations.append(f'<Relationship Id="p{len(relations)}" Type="{OFFICE}/{kind}" Target="{name}"/>')
    for key, content in (headers or {}).items():
        kind = "header" if key.startswith("h") else "footer"
        root = "w:hdr" if kind == "header" else "w:ftr"
        files[f"word/{key}.xml"] = f"<{root} {NAMESPACES}>{content}</{root}>"
        relations.append(f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{key}.xml"/>')
    last = f"<w:sectPr>{A4 if section is None else section}</w:sectPr>"
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}{last}</w:body></w:document>",
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'
        ),
        **files,
    }


def read(
    body: str,
    parts: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    section: str | None = None,
) -> PaperFacts:
    """The facts of a document made of this body."""
    return read_docx(packed(word_files(body, parts, headers, section)), name="thu.docx")


def only(body: str, parts: Mapping[str, str] | None = None) -> Paragraph:
    """The facts of the only paragraph."""
    (paragraph,) = read(body, parts).paragraphs
    return paragraph
