"""Bases (căn cứ) and how papers are cited."""
