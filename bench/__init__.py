"""Benchmarks, run by hand; what they measure is in docs/performance.md."""
