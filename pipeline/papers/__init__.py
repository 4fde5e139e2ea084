"""What a paper is (văn bản): its parts, the closed list of types, and how records are composed into papers.

Wording only: no measure of the page is known here.
"""
