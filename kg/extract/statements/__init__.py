"""Finds what an article states: events, claims about them, their times and their sources."""
