"""The normal form of a committed template (dạng chuẩn của mẫu): runs joined, Word's temporary data removed.

Word cuts runs at every spelling check, so that `{{ name }}` ends up in three runs, and stamps revision ids on every
paragraph. In normal form a template changes in git only where somebody changed it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from lxml import etree

from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.wordml import parse, serialize, w

_DROPPED = frozenset({w("proofErr"), w("lastRenderedPageBreak"), w("noProof")})
_WORD_PARTS = ("word/document.xml", "word/header", "word/footer", "word/styles.xml", "word/settings.xml")


def normal_form(template: bytes) -> bytes:
    """The same template in normal form; a template in normal form stays as it is, byte for byte."""
    parts = read_package(template)
    return write_package({name: _tidy(data) if name.startswith(_WORD_PARTS) else data for name, data in parts.items()})


def _tidy(xml: bytes) -> bytes:
    root = parse(xml)
    for element in list(root.iter()):
        if element.tag in _DROPPED or etree.QName(element).localname == "rsids":
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for name in [name for name in element.attrib if "rsid" in str(name)]:
            del element.attrib[name]
    for paragraph in root.iter(w("p")):
        _join_runs(paragraph)
    return serialize(root)


def _join_runs(paragraph: etree._Element) -> None:
    """Join neighbouring runs of text with the same properties."""
    before: etree._Element | None = None
    for run in list(paragraph):
        if before is not None and _is_text(run) and _is_text(before) and _properties(run) == _properties(before):
            words, more = before.find(w("t")), run.find(w("t"))
            if words is not None and more is not None:
                words.text = (words.text or "") + (more.text or "")
                words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                paragraph.remove(run)
                continue
        before = run


def _is_text(run: etree._Element) -> bool:
    return run.tag == w("r") and [child.tag for child in run if child.tag != w("rPr")] == [w("t")]


def _properties(run: etree._Element) -> bytes:
    found = run.find(w("rPr"))
    return b"" if found is None else etree.tostring(found, method="c14n")


def main(folder: str) -> None:
    """Put every template below a folder into normal form, in place, and print which changed."""
    for path in sorted(Path(folder).rglob("*.docx")):
        before = path.read_bytes()
        after = normal_form(before)
        if after != before:
            path.write_bytes(after)
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(sys.argv[1])
