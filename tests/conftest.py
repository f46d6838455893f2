"""The only fixtures file."""

from __future__ import annotations

import pytest

from pipeline.knowledge import Knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge that ships in configs/."""
    return Knowledge.load()
