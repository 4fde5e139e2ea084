"""Tests, mirroring `pipeline/`."""
