"""Tests of the rules (quy tắc) that no case file can tell: places, other files, odd papers."""
