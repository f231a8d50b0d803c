"""Measurements of speed and memory; results are reported, never asserted."""
