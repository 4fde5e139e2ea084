"""Tests of a new office's folder."""
