"""What the checker needs of the types (tên loại văn bản hành chính), taken from the table of types: names, abbreviations.

Names are in lower case, NFC, with the tone marks as the decree prints them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.decree.type_table import paper_types

_TABLE = paper_types()

# Name -> abbreviation; "" where there is none. Today's types, the forms of copies, and the types until 05/3/2020.
TYPE_CODES: Mapping[str, str] = MappingProxyType({paper_type.name: paper_type.code for paper_type in _TABLE.types})
COPY_CODES: Mapping[str, str] = MappingProxyType(dict(_TABLE.copies))
OLDER_TYPE_CODES: Mapping[str, str] = MappingProxyType(
    {paper_type.name: paper_type.code for paper_type in _TABLE.older}
)
# Where the former circular had another abbreviation.
FORMER_CODES: Mapping[str, str] = MappingProxyType(
    {paper_type.name: paper_type.code_before_2020 for paper_type in _TABLE.types if paper_type.code_before_2020}
)

LETTER = next(paper_type.name for paper_type in _TABLE.types if paper_type.record == "công văn")
WITHOUT_ADDRESSEE = _TABLE.names(lambda paper_type: paper_type.addressee == "không")
WITHOUT_ARTICLES = _TABLE.names(lambda paper_type: paper_type.articles == "không")
CARRIED_OUT_BY_ARTICLES = _TABLE.names(lambda paper_type: paper_type.ending == "như điều")
ASSIGNING_TASKS = _TABLE.names(lambda paper_type: paper_type.assigns_tasks)
CITED_BY_NUMBER = tuple(paper_type.title for paper_type in _TABLE.types if paper_type.cited_by_number)
SUBJECT_OPTIONAL = _TABLE.names(lambda paper_type: paper_type.subject != "có")
DATE_LINE_OPTIONAL = _TABLE.names(lambda paper_type: paper_type.date_line != "có")
END_MARK_OPTIONAL = _TABLE.names(lambda paper_type: paper_type.end_mark != "có")
RECIPIENTS_OPTIONAL = _TABLE.names(lambda paper_type: paper_type.recipients != "có")
FILLED_BY_HAND = _TABLE.names(lambda paper_type: paper_type.filled_by_hand)
ON_A5_BEFORE_2020 = _TABLE.names(lambda row: row.a5_before_2020)
