"""Opinions on a compiled report (lấy ý kiến): slips out, slips back, what was done about each opinion, the submission."""
