"""Tests of pipeline.typeset."""
