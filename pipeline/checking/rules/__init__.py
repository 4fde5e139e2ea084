"""The rules of form (quy tắc thể thức), one module each, listed in `registry.RULES`.

A module is named after the code of its rule and what it looks at. Its docstring is the user's documentation: what holds,
why, a passing and a failing example; `docs/rules.md` is made from it. A rule reads the recognised paper and the profile,
never a file, and takes every value from the profile.
"""
