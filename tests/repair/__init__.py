"""Tests of pipeline.repair."""
