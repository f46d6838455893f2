"""Find a MarianMT model on this machine: a folder, a name under ``models/``, or a hub name with its revision."""

from __future__ import annotations

import hashlib
import logging
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

from pipeline import resources
from pipeline.errors import ModelError

NEEDED = ("config.json", "vocab.json", "source.spm", "target.spm")
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_WANTED = (
    *WEIGHTS,
    "generation_config.json",
    "tokenizer_config.json",
    "README.md",
)  # not the copies for other programs

REACH_SECONDS = 15.0
"""How long the hub may take to answer that it knows a model."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ModelFolder:
    """A folder as ``MarianMTModel.save_pretrained`` and ``MarianTokenizer.save_pretrained`` write it.

    ``name`` is what the user calls it; ``hub_revision`` the commit of a hub snapshot, empty for a local folder.
    """

    path: Path
    name: str
    hub_revision: str = ""

    @property
    def weights(self) -> Path:
        """The file that holds the weights."""
        return next(self.path / name for name in WEIGHTS if (self.path / name).is_file())

    @cached_property
    def sha256(self) -> str:
        """64 hex digits over the weights file."""
        return _sha256(self.weights)

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits over the weights and every file that decides what they mean."""
        digests = [self.sha256, *(_sha256(self.path / name) for name in NEEDED)]
        return hashlib.sha256("".join(digests).encode()).hexdigest()[:16]

    @property
    def label(self) -> str:
        """``name@revision``: 8 hex digits of the hub commit, or of the weights' sha256."""
        return f"{self.name}@{(self.hub_revision or self.sha256)[:8]}"


def find_model(model: str, revision: str | None = None) -> ModelFolder:
    """Return the folder of ``model``; the network is used only for a hub name that the local cache lacks.

    Args:
        model: a path to a folder; a name under ``models/``; or ``owner/name`` on the Hugging Face hub, taken from the
            local hub cache or, unless HF_HUB_OFFLINE is set, downloaded into it.
        revision: the hub commit, branch or tag; None is ``main``. Only for hub names.

    Raises:
        ModelError: it is not there, or files are missing; the message says how to get it.
    """
    local = _local(model)
    if local:
        return _complete(ModelFolder(local, local.resolve().name))
    if model.count("/") == 1 and not model.startswith((".", "/", "~")):
        return _complete(_hub(model, revision))
    known = sorted(p.parent.name for p in (resources.root() / "models").glob("*/config.json"))
    raise ModelError(
        f"model {model!r}: no such folder, and no model of this name in {resources.root() / 'models'} "
        f"(there: {', '.join(known) or 'none'}); give a folder, one of these names, or a hub name such as "
        "Helsinki-NLP/opus-mt-de-en"
    )


def _local(model: str) -> Path | None:
    for place in (Path(model).expanduser(), resources.root() / "models" / model):
        if place.is_dir():
            return place
    return None


def _hub(model: str, revision: str | None) -> ModelFolder:
    from huggingface_hub import model_info, snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    # The cache is named here because huggingface_hub reads HF_HOME once, when it is first imported.
    cache = (
        os.environ.get("HF_HUB_CACHE") or Path(os.environ.get("HF_HOME", "~/.cache/huggingface"), "hub").expanduser()
    )
    offline = os.environ.get("HF_HUB_OFFLINE", "").upper() in ("1", "TRUE", "YES", "ON")
    wanted = f" --revision {revision}" if revision else ""
    remedy = f"run `hf download {model}{wanted}` where there is a network and copy the cache here, or give the folder"
    # The bases of the hub's own error take in those of its HTTP client, whichever that is.
    transport = cast("tuple[type[Exception], ...]", HfHubHTTPError.__bases__)
    errors: tuple[type[Exception], ...] = (LocalEntryNotFoundError, ValueError, *transport)
    try:
        found = snapshot_download(model, revision=revision, cache_dir=cache, local_files_only=True)
    except errors as error:
        place = f"model {model!r}: not a folder, not in {resources.root() / 'models'}, and not in the hub cache {cache}"
        if offline:
            raise ModelError(f"{place}; HF_HUB_OFFLINE forbids the download: unset it, or {remedy}") from error
        log.warning("%s is downloaded from the Hugging Face hub, once", model)
        try:
            # Asked first because it fails at once, where the download would try six times in half a minute.
            model_info(model, revision=revision, timeout=REACH_SECONDS)
            found = snapshot_download(model, revision=revision, cache_dir=cache, allow_patterns=[*NEEDED, *_WANTED])
        except errors as failure:
            reason = str(failure).splitlines()[0] if str(failure) else type(failure).__name__
            raise ModelError(f"{place}, and the download failed ({reason}); {remedy}") from failure
    return ModelFolder(Path(found), model, Path(found).name)


def _complete(folder: ModelFolder) -> ModelFolder:
    missing = [name for name in NEEDED if not (folder.path / name).is_file()]
    if not any((folder.path / name).is_file() for name in WEIGHTS):
        missing.append(" or ".join(WEIGHTS))
    if missing:
        raise ModelError(
            f"model {folder.name!r}: {folder.path} lacks {', '.join(missing)}; a MarianMT folder in Hugging Face "
            "format has them (save_pretrained of model and tokenizer, or `hf download`)"
        )
    return folder


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
