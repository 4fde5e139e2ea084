"""Measuring any PDF (đo tệp PDF): text, looks and places from glyphs, lines from paths, the rest from its structure."""

from pipeline.reading.pdf.pdf_reading import WithoutText, read_pdf
from pipeline.reading.pdf.pictures import page_pictures

__all__ = ["WithoutText", "page_pictures", "read_pdf"]
