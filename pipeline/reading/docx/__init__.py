"""Measuring a Word file (đo tệp Word): any .docx, whoever wrote it.

Other packages import from here, never from the modules below.
"""

from pipeline.reading.docx.comments import read_comments
from pipeline.reading.docx.docx_reading import read_docx

__all__ = ["read_comments", "read_docx"]
