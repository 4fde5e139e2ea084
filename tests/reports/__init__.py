"""Tests of periodic reporting."""
