"""Small DOCX files for the tests of conversion, written as raw WordprocessingML so that nothing else is needed."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_BODY_TYPE: Final = f"{_WORD_TYPE}.document.main+xml"

_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_BODY_TYPE}"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD_TYPE}.styles+xml"/></Types>'
)
_STYLES: Final = (
    f'<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:i/></w:rPr></w:style></w:styles>'
)
_numbers: Final = count(1)


def _relations(*pairs: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for number, (kind, target) in enumerate(pairs)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def bookmark(name: str) -> str:
    """A bookmark without length."""
    number = next(_numbers)
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def run(text: str) -> str:
    """A run of plain text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def page_reference(anchor: str) -> str:
    """The number of the page that holds a bookmark of the same paper, as a link to it."""
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    code = f'<w:r><w:instrText xml:space="preserve"> PAGEREF {anchor} \\h </w:instrText></w:r>'
    return f"{marks['begin']}{code}{marks['separate']}{run('2')}{marks['end']}"


def paragraph(*inside: str, style: str = "Normal", align: str = "left") -> str:
    """A paragraph of runs and bookmarks."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{align}"/></w:pPr>{"".join(inside)}</w:p>'


def section(*, landscape: bool = False) -> str:
    """Page settings: A4, 20 mm around, upright or landscape."""
    wide, high = (16838, 11906) if landscape else (11906, 16838)
    turn = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr><w:pgSz w:w="{wide}" w:h="{high}"{turn}/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="0" w:footer="0" w:gutter="0"/>'
        "</w:sectPr>"
    )


def section_end(settings: str) -> str:
    """The last, empty paragraph of a section that is not the last."""
    return f"<w:p><w:pPr>{settings}</w:pPr></w:p>"


def linked_picture() -> str:
    """A picture that is not in the file but at the first address given to `docx`."""
    drawing, size = "http://schemas.openxmlformats.org/drawingml/2006", 'cx="914400" cy="914400"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing" xmlns:a="{drawing}/main" '
        f'xmlns:pic="{drawing}/picture" xmlns:r="{_OFFICE}"><wp:extent {size}/><wp:docPr id="1" name="p"/>'
        f'<a:graphic><a:graphicData uri="{drawing}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="r1"/><a:stretch/></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def docx(*body: str, pictures_at: tuple[str, ...] = ()) -> bytes:
    """The DOCX file with these paragraphs and section settings."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), *(("image", address) for address in pictures_at)
        ),
        "word/styles.xml": _STYLES,
        "word/document.xml": f'<w:document xmlns:w="{_MAIN}"><w:body>{"".join(body)}</w:body></w:document>',
    }
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return stream.getvalue()


SENTENCE: Final = (
    "Căn cứ Luật Tổ chức chính quyền địa phương; xét đề nghị của Giám đốc Sở Nội vụ; ưỡn ẹo, quỷ, Ỷ, ỗ, ặ."
)
"""Vietnamese with the letters that fonts and encodings lose first (NFC)."""


def decision() -> bytes:
    """A decision with a signature block (bookmarks `ky-tren`, `ky-duoi`) and a landscape annex."""
    return docx(
        paragraph(run("Quyết định"), style="Heading1"),
        *[paragraph(run(f"{number}. {SENTENCE}")) for number in range(1, 5)],
        paragraph(run("Xem phụ lục, trang "), page_reference("phu-luc")),
        paragraph(run("CHỦ TỊCH"), align="center"),
        paragraph(bookmark("ky-tren"), align="center"),
        *[paragraph(align="center")] * 6,
        paragraph(bookmark("ky-duoi"), run("Nguyễn Thị Ánh Tuyết"), align="center"),
        section_end(section()),
        paragraph(bookmark("phu-luc"), run("Phụ lục"), style="Heading1"),
        paragraph(run("Biểu số 1"), style="Heading2"),
        paragraph(run("Trang ngang: " + SENTENCE)),
        section(landscape=True),
    )
