"""Presentations: views put on slides, a presentation put together, and shown in the meeting room."""
