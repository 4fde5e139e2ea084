"""Measuring any PDF (đo tệp PDF): text, looks and places from its glyphs, lines from its paths, the rest from its structure."""

from pipeline.law.facts.pdf.pictures import page_pictures
from pipeline.law.facts.pdf.reading import read_pdf

__all__ = ["page_pictures", "read_pdf"]
