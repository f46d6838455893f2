"""Measuring: translation, segmentation, alignment, checks; seeded slips; the gate."""
