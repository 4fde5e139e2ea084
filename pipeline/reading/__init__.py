"""The facts on paper (dữ kiện trên giấy): measured in any DOCX or PDF, components recognised from the content alone.

`docx` and `pdf` measure; `recognise` names the components of the paper; rules judge the result of both and never open a
file.
"""
