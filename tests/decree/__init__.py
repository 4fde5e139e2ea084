"""Tests of the regulation as values."""
