"""Tests of `pipeline.intake`."""
