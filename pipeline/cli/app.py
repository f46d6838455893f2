"""The list of commands, and the one place where an error becomes a line on the screen and an exit code."""

from __future__ import annotations

import logging
import os
import sqlite3
import sys
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

import pipeline
from pipeline.cli import align, checks, compare, doctor, evaluate, export, given, knowledge, names, review, translate
from pipeline.errors import UsageError, WiredeskError

logger = logging.getLogger(__name__)


class _Commands(TyperGroup):
    """The commands; what ends one of them early ends the process with a line and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except WiredeskError as error:
            self._say(str(error))
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            kept = ctx.invoked_subcommand in ("translate", "check")
            self._say(f"interrupted{'; finished articles are kept, run the same command to go on' if kept else ''}")
            raise typer.Exit(130) from error
        except BrokenPipeError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from error
        except (OSError, sqlite3.Error) as error:  # the machine's fault: a full disk, a missing right
            logger.debug("traceback", exc_info=True)
            self._say(f"{error} (wiredesk -vv shows where)")
            raise typer.Exit(UsageError.exit_code) from error

    def _say(self, message: str) -> None:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"wiredesk: {message}", style="red", markup=False)


class _Lines(logging.Handler):
    """Log records as lines of their own, never wrapped, above a progress bar that may be there."""

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{record.levelname.lower()}: {self.format(record)}"
        Console(stderr=True, highlight=False, soft_wrap=True).print(line, markup=False)


app = typer.Typer(
    name="wiredesk",
    cls=_Commands,
    help="Translate German news articles into English and find the slips a desk must not print.",
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
    logging.basicConfig(level=level, format="%(message)s", handlers=[_Lines()], force=True)
    if verbose < 2:
        for noisy in ("transformers", "datasets", "huggingface_hub", "torch"):
            logging.getLogger(noisy).setLevel(logging.ERROR)
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def main() -> None:
    """Run the command line; ends the process with the exit code."""
    app()
