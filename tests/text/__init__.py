"""Tests of `pipeline.text`."""
