"""What is on paper (dữ kiện trên giấy): measured in any DOCX or PDF, recognised from the content alone.

`docx` and `pdf` measure; `recognise` names the components of the paper; rules judge what both say and never open a file.
"""
