"""Tests of opinion rounds."""
