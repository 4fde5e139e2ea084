"""Tests of `pipeline.register`."""
