"""What changed: every comparison that can be tested, those of them that are no chance, and weeks that stand out."""
