"""Databases and folders that are read again and again: their settings, how far each was read, and what is new."""
