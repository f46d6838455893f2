"""Reading: files, folders, globs, standard input and batches -> Article."""

from __future__ import annotations

from pipeline.read.reader import read, text_of
from pipeline.read.records import rows
from pipeline.read.sources import SUFFIXES, Source, find

__all__ = ["SUFFIXES", "Source", "find", "read", "rows", "text_of"]
