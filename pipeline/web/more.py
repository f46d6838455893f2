"""The pages beside the work: history."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
