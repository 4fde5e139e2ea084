"""Tests of reading an office's folder."""
