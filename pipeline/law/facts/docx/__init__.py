"""Measuring a Word file (đo tệp Word): any .docx, whoever wrote it.

Other packages import from here, never from the modules below.
"""

from pipeline.law.facts.docx.comments import read_comments
from pipeline.law.facts.docx.reading import read_docx

__all__ = ["read_comments", "read_docx"]
