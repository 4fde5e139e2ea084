"""Tests of pipeline.batch."""
