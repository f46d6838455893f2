"""The list of commands, and the one place where an error becomes a line on the screen and an exit code."""

from __future__ import annotations

import logging
import os
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.logging import RichHandler

import pipeline
from pipeline.cli import align, checks, compare, doctor, evaluate, export, given, knowledge, names, review, translate
from pipeline.errors import WiredeskError

app = typer.Typer(
    name="wiredesk",
    help=pipeline.__doc__,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("translate")(translate.translate)
app.command("check")(given.check)
app.command("align")(align.align)
app.command("review")(review.review)
app.command("evaluate")(evaluate.evaluate)
app.command("compare")(compare.compare_runs)
app.command("export")(export.export)
app.command("names")(names.names)
app.command("checks")(checks.checks)
app.command("doctor")(doctor.doctor)
app.add_typer(knowledge.app, name="knowledge")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"wiredesk {pipeline.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    verbose: Annotated[int, typer.Option("--verbose", "-v", count=True, help="say more; twice for debugging")] = 0,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="the version")] = False,
) -> None:
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    handler = RichHandler(console=Console(stderr=True), show_path=False, show_time=verbose > 0, markup=False)
    logging.basicConfig(level=level, format="%(message)s", handlers=[handler], force=True)
    if verbose < 2:
        for noisy in ("transformers", "datasets", "huggingface_hub", "torch"):
            logging.getLogger(noisy).setLevel(logging.ERROR)
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def main() -> None:
    """Run the command line; ends the process with the exit code."""
    try:
        app()
    except WiredeskError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"wiredesk: {error}", style="red", markup=False)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write("wiredesk: interrupted; finished articles are kept, run the same command to go on\n")
        sys.exit(130)
