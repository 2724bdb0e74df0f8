"""Timed runs that print their figures and judge nothing: what PERFORMANCE targets are held against by a reader."""
