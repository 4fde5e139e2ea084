"""The regulations on the form of official papers (thể thức) as data: their measures and the table of types.

`profiles/*.toml` holds every measure of paper with its locator in the law. The code that sets type and the code that
checks the result read the same table and share nothing else, so a fault of one shows in the other.
"""
