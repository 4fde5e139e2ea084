"""Composing papers (văn bản) from records: the parts of a paper, their wording and numbering. No measure of the page."""
