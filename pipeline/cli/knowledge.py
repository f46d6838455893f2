"""``wiredesk knowledge add | term | show | lint | import``: the facts behind the checks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from pipeline.knowledge import Knowledge, commands, wikidata
from pipeline.knowledge.new_term import NewTerm, add_term
from pipeline.report.files import write_text

app = typer.Typer(help="The facts behind the checks: people, offices, places, terms.", no_args_is_help=True)

Folder = Annotated[Path | None, typer.Option("--folder", help="a knowledge folder other than the one that ships")]
Checked = Annotated[
    str | None, typer.Option("--checked", help="the day the source was read, YYYY-MM-DD; default today")
]


@app.command()
def show(
    name: Annotated[
        str, typer.Argument(help="a person, role, place, organisation or term; a name in any spelling, or an id")
    ],
    style: Annotated[str | None, typer.Option("--style", help="also show the spelling of this house style")] = None,
    folder: Folder = None,
) -> None:
    """Show what is known under a name: offices with dates, wordings, sources."""
    typer.echo(commands.show(name, folder, style))


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="the name as German agencies print it")],
    source: Annotated[str, typer.Option("--source", help="where it can be looked up: official site, agency and date")],
    office: Annotated[list[str] | None, typer.Option("--office", help="'role place start..end'; repeatable")] = None,
    ended: Annotated[
        list[str] | None, typer.Option("--ended", help="an office already known, now with its end; repeatable")
    ] = None,
    english: Annotated[str, typer.Option("--english", help="the name in English, where it differs")] = "",
    gender: Annotated[str | None, typer.Option("--gender", help="m, f or x; needed for someone new")] = None,
    country: Annotated[str, typer.Option("--country", help="ISO code such as DE; needed for someone new")] = "",
    variant: Annotated[list[str] | None, typer.Option("--variant", help="another spelling; repeatable")] = None,
    checked: Checked = None,
    folder: Folder = None,
) -> None:
    """Add a person, or offices and spellings to one already known; a source is required."""
    fact = commands.NewFact(
        de=name,
        source=source,
        offices=office or [],
        en=english,
        gender=commands.as_gender(gender),
        country=country,
        variants=variant or [],
        checked=commands.as_day(checked),
        ends=ended or [],
    )
    typer.echo(commands.add(fact, folder))


@app.command()
def term(
    german: Annotated[str, typer.Argument(help="the German term in its dictionary form: kreisfreie Stadt")],
    english: Annotated[list[str], typer.Argument(help="the English the desk wants; further ones pass too")],
    source: Annotated[str, typer.Option("--source", help="an official page, or who decided it")],
    avoid: Annotated[
        list[str] | None, typer.Option("--not", help="English not wanted; repeatable; without: any other is flagged")
    ] = None,
    compounds: Annotated[bool, typer.Option("--compounds", help="also at the end of longer German words")] = False,
    note: Annotated[str, typer.Option("--note", help="shown with the flag")] = "",
    checked: Checked = None,
    folder: Folder = None,
) -> None:
    """Add a term to the glossary; an earlier addition for the same German is replaced."""
    new = NewTerm(german, english, source, avoid or [], compounds, note, commands.as_day(checked))
    typer.echo(add_term(new, folder))


@app.command()
def lint(folder: Folder = None) -> None:
    """List doubtful facts: overlaps, two holders, shared names, missing sources, terms at odds; exit code 1 if any."""
    found = commands.lint(folder)
    for line in found:
        typer.echo(line)
    typer.echo(f"{len(found)} doubts" if found else "no doubts", err=True)
    raise typer.Exit(1 if found else 0)


@app.command("import")
def import_(
    source: Annotated[Path, typer.Argument(help="a Wikidata JSON dump (one entity per line) or a SPARQL JSON result")],
    out: Annotated[Path, typer.Option("--out", "-o", help="the people file to write")],
    keep_known: Annotated[bool, typer.Option("--keep-known", help="also write people already known")] = False,
    query: Annotated[bool, typer.Option("--query", help="print the SPARQL query to use, and stop")] = False,
    checked: Checked = None,
    folder: Folder = None,
) -> None:
    """Turn Wikidata into a people file; what could not be read is listed."""
    if query:
        typer.echo(wikidata.QUERY)
        return
    result = wikidata.read(source, Knowledge.load(folder), keep_known)
    write_text(out, wikidata.to_yaml(result, commands.as_day(checked) or date.today()))
    for line in result.skipped:
        typer.echo(f"skipped {line}", err=True)
    typer.echo(f"{out}: {sum(map(len, result.people.values()))} people, {len(result.skipped)} skipped", err=True)
