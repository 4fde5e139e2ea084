"""Tests of what is held against something else."""
