"""Tests of the gates of what comes in."""
