"""What README and docs/ say is true: figures, links, and that every command with its options exists."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from pipeline.check import ALL_CHECKS
from pipeline.cli.app import app
from pipeline.knowledge import Knowledge
from pipeline.read.build import FIELDS
from pipeline.read.sources import SUFFIXES

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def figure(what: str) -> int:
    """Return the number before ``what`` in the README."""
    found = re.search(rf"([\d,]+) {what}", README)
    assert found, f"README says nothing of {what}"
    return int(found[1].replace(",", ""))


def test_the_figures_of_the_readme_are_true(knowledge: Knowledge) -> None:
    assert figure("checks") == len(ALL_CHECKS)
    counts = {
        "people": len(knowledge.people),
        "places": len(knowledge.places),
        "organisations": len(knowledge.organisations),
        "false friends": len(knowledge.false_friends.entries),
        "terms": len(knowledge.glossary.terms),
    }
    said = {what: figure(what) for what in counts}
    assert said == pytest.approx(counts, rel=0.1)  # round figures, which need not follow every addition


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)|src=\"([^\":]+)\"", text):
        assert (page.parent / "".join(link)).exists(), link


def commands() -> Iterator[str]:
    """Yield every line of a shell example that calls wiredesk."""
    for page in PAGES:
        if page.name != "commands.md":  # generated from the help itself
            for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
                for line in block.splitlines():
                    if found := re.search(r"(?:^|\s)wiredesk (.+)", line):
                        yield found[1]


@pytest.mark.parametrize("line", sorted(set(commands())))
def test_a_command_that_is_shown_exists_with_its_options(line: str) -> None:
    words = shlex.split(line, comments=True)
    command = typer.main.get_command(app)
    while words and not words[0].startswith("-") and hasattr(command, "commands"):
        assert words[0] in command.commands, f"no command {words[0]}"
        command = command.commands[words.pop(0)]
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert {word.partition("=")[0] for word in words if word.startswith("--")} <= known


def test_the_page_on_input_names_every_suffix_and_field() -> None:
    page = (ROOT / "docs" / "input.md").read_text(encoding="utf-8")
    names = {name for names in FIELDS.values() for name in names}
    assert not [name for name in (*SUFFIXES, *names) if f"`{name}`" not in page]
