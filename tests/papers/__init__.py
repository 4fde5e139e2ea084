"""Tests of pipeline.papers."""
