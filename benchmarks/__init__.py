"""Measurements of speed, memory, quality beside peers, and even-handedness; results are reported, never asserted."""
