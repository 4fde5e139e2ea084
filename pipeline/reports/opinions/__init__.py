"""Opinions on a compiled report (lấy ý kiến): slips out, opinions in, what was done about them, the dossier that goes up."""
