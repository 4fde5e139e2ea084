"""Tests of pipeline.documents."""
