"""Tests of what is measured and recognised."""
