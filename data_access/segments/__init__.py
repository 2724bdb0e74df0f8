"""Segments: customers named by rules about what they bought, said and are."""
