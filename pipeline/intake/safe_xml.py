"""XML of other people's files (XML của tệp ngoài), parsed in the one safe way: no entities, no DTD, nothing from the network."""

from __future__ import annotations

from lxml import etree


def xml_parser(*, huge: bool = False, without_blanks: bool = False, without_remarks: bool = False) -> etree.XMLParser:
    """A parser that does what the text of a file cannot change.

    `huge`: deeper and longer than lxml allows by itself, for what was measured before; `without_blanks`: white space between
    elements is dropped; `without_remarks`: comments and processing instructions are.
    """
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=huge,
        remove_blank_text=without_blanks,
        remove_comments=without_remarks,
        remove_pis=without_remarks,
    )


def parsed(
    data: bytes, *, huge: bool = False, without_blanks: bool = False, without_remarks: bool = False
) -> etree._Element:
    """The root of a part. etree.LxmlError, ValueError or LookupError: it is not well-formed, or of no known encoding."""
    return etree.fromstring(data, xml_parser(huge=huge, without_blanks=without_blanks, without_remarks=without_remarks))
