"""Modules of ``scripts/train_marian.py``: from raw sentence pairs to a MarianMT folder."""
