"""A page over a small run, called without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from pipeline.desk.workplace import Workplace
from pipeline.store.desk import DeskStore
from pipeline.web.access import Access
from pipeline.web.app import create_app
from tests.web.sample import make_run


@dataclass
class Desk:
    """A browser without a screen: keeps the cookie and sends the page's token."""

    client: TestClient
    place: Workplace

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(path, **more)

    def post(self, path: str, **data: Any) -> Any:
        return self.client.post(path, data=data, headers={"x-csrf": self.csrf()})

    def csrf(self) -> str:
        found = re.search(r'name="csrf" content="([^"]+)"', self.get("/").text)
        assert found
        return found.group(1)

    def flag(self, check: str, article: str = "harbour") -> str:
        return next(str(f["fingerprint"]) for f in self.place.view(article).flags if f["check"] == check)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with DeskStore(tmp_path / "desk.db") as store:
        place = Workplace(make_run(tmp_path / "run"), store)
        app = create_app(place, Access(store.secret(), "anna"))
        with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
            yield Desk(client, place)
        app.state.names.close()
