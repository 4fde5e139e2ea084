"""Comparing two versions of a Word file (đối chiếu hai bản): as values, as tracked changes, as a web page."""
