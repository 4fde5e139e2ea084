"""Tests of the report of a check, in its forms."""
