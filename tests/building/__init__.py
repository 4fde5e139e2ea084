"""Tests of pipeline.building."""
