"""The regulation on the form of official papers (thể thức): its measures as data, its rules, and the check.

The law is data: `profiles/*.toml` holds every measure of paper with its locator in the law. The stage that sets type
and the stage that checks the result read the same table and share no code, so a fault of one shows in the other.
"""
