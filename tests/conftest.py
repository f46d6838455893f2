"""The only fixtures file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from pipeline.knowledge import Knowledge

settings.register_profile("any machine", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge that ships in configs/."""
    return Knowledge.load()


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A MarianMT folder with random weights; converted models go to a temporary cache while it is in use."""
    from tests.translate.tiny import make_tiny

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIREDESK_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield make_tiny(tmp_path_factory.mktemp("models") / "tiny-de-en")
