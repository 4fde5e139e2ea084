"""Tests of `pipeline.filing`."""
