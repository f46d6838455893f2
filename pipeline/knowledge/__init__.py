"""Reads ``configs/knowledge`` and ``configs/styles``: people and dated roles, places, organisations, word lists."""

from __future__ import annotations

from pipeline.knowledge.knowledge import Knowledge, resources_folder
from pipeline.knowledge.mentions import RoleMention
from pipeline.knowledge.records import Held, Office, Organisation, PartialDate, Person, Place, Role
from pipeline.knowledge.style import Style

__all__ = [
    "Held",
    "Knowledge",
    "Office",
    "Organisation",
    "PartialDate",
    "Person",
    "Place",
    "Role",
    "RoleMention",
    "Style",
    "resources_folder",
]
