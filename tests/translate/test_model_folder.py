"""Finding models, and converting them once."""

from __future__ import annotations

import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import pytest

from pipeline import resources
from pipeline.errors import ModelError
from pipeline.translate import convert
from pipeline.translate.convert import converted
from pipeline.translate.model_folder import find_model
from pipeline.translate.model_settings import AttentionHead

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def test_a_folder_is_known_by_its_name_and_its_weights(tiny_model: Path) -> None:
    found = find_model(str(tiny_model))
    assert found.path == tiny_model
    assert found.label == f"tiny-de-en@{found.sha256[:8]}"


def test_a_name_is_looked_up_under_models(tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "configs" / "knowledge").mkdir(parents=True)
    shutil.copytree(tiny_model, tmp_path / "models" / "mine")
    monkeypatch.setenv("WIREDESK_HOME", str(tmp_path))
    assert find_model("mine").name == "mine"
    with pytest.raises(ModelError, match=r"'yours'.*there: mine"):
        find_model("yours")


def test_a_hub_name_is_found_in_the_local_cache(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match=r"HF_HUB_OFFLINE forbids.*hf download some/opus-mt --revision 0123"):
        find_model("some/opus-mt", COMMIT)
    place = tmp_path / "models--some--opus-mt"
    shutil.copytree(tiny_model, place / "snapshots" / COMMIT)
    (place / "refs").mkdir()
    (place / "refs" / "main").write_text(COMMIT)
    assert find_model("some/opus-mt", COMMIT).label == "some/opus-mt@01234567"
    assert find_model("some/opus-mt").path == place / "snapshots" / COMMIT


def test_a_hub_name_that_is_not_cached_is_downloaded_once(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import huggingface_hub

    asked: list[dict[str, Any]] = []
    real = huggingface_hub.snapshot_download

    def stand_in(model: str, **options: Any) -> str:
        asked.append(options)
        if options.get("local_files_only"):
            return str(real(model, **options))
        place = Path(options["cache_dir"]) / "models--some--opus-mt" / "snapshots" / COMMIT
        shutil.copytree(tiny_model, place)
        return str(place)

    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setattr(huggingface_hub, "snapshot_download", stand_in)
    monkeypatch.setattr(huggingface_hub, "model_info", lambda *_, **__: None)
    assert find_model("some/opus-mt", COMMIT).label == "some/opus-mt@01234567"
    assert find_model("some/opus-mt", COMMIT).label == "some/opus-mt@01234567"
    downloads = [options for options in asked if not options.get("local_files_only")]
    assert len(downloads) == 1
    assert downloads[0]["revision"] == COMMIT and "tf_model.h5" not in downloads[0]["allow_patterns"]


def test_a_download_that_fails_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)

    def no_network(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        raise httpx2.ConnectError("no route to host")

    asked: list[httpx2.Request] = []
    client = httpx2.Client(transport=httpx2.MockTransport(no_network))
    monkeypatch.setattr("huggingface_hub.hf_api.get_session", lambda: client)
    with pytest.raises(ModelError, match=r"the download failed \(no route to host\); run `hf download some/opus-mt`"):
        find_model("some/opus-mt")
    assert len(asked) == 1, "no second try: each costs an editor seconds"


@pytest.mark.parametrize("name", ["model.safetensors", "source.spm", "vocab.json"])
def test_what_a_folder_lacks_is_named(tiny_model: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(tiny_model, tmp_path / "m")
    (tmp_path / "m" / name).unlink()
    with pytest.raises(ModelError, match=rf"lacks.*{name}"):
        find_model(str(tmp_path / "m"))


def test_conversion_happens_once_and_leaves_nothing_behind(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREDESK_CACHE", str(tmp_path))
    folder = find_model(str(tiny_model))
    first = converted(folder, "int8")
    stamp = (first / "model.bin").stat().st_mtime_ns
    assert converted(folder, "int8") == first
    assert (first / "model.bin").stat().st_mtime_ns == stamp
    assert converted(folder, "float32") != first
    assert sorted(p.name for p in first.parent.iterdir()) == sorted({first.name, converted(folder, "float32").name})


def test_two_conversions_at_once_give_one_model(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREDESK_CACHE", str(tmp_path))
    made = tmp_path / "made"
    made.mkdir()
    (made / "model.bin").write_bytes(b"x")

    def slow(source: Path, out: Path, quantization: str, head: AttentionHead) -> None:
        time.sleep(0.1)
        shutil.copytree(made, out)

    monkeypatch.setattr(convert, "_convert", slow)
    folder = find_model(str(tiny_model))
    with ThreadPoolExecutor(4) as pool:
        places = set(pool.map(lambda _: converted(folder, "int8"), range(4)))
    assert len(places) == 1
    assert [p.name for p in (resources.cache() / "ct2").iterdir()] == [places.pop().name]


def test_an_interrupted_conversion_is_not_mistaken_for_a_model(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREDESK_CACHE", str(tmp_path))
    place = converted(find_model(str(tiny_model)), "int8")
    (place / "model.bin").unlink()
    assert (converted(find_model(str(tiny_model)), "int8") / "model.bin").is_file()


def test_changed_weights_are_converted_anew(tiny_model: Path, tmp_path: Path) -> None:
    shutil.copytree(tiny_model, tmp_path / "m")
    before = find_model(str(tmp_path / "m")).fingerprint
    (tmp_path / "m" / "model.safetensors").write_bytes(b"other weights")
    assert find_model(str(tmp_path / "m")).fingerprint != before


def test_a_folder_of_another_kind_is_a_model_error(tiny_model: Path, tmp_path: Path) -> None:
    shutil.copytree(tiny_model, tmp_path / "m")
    config = (tmp_path / "m" / "config.json").read_text()
    (tmp_path / "m" / "config.json").write_text(config.replace('"marian"', '"unheard-of"'))
    with pytest.raises(ModelError, match="cannot convert"):
        converted(find_model(str(tmp_path / "m")), "int8")
