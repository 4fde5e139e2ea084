"""Tests of pipeline.law.repair."""
