"""Tests of pipeline.law."""
