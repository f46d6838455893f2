"""``wiredesk review``: the editor's page for a run."""

from __future__ import annotations

import getpass
import secrets
import socket
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from pipeline.errors import UsageError
from pipeline.export import open_run
from pipeline.store.desk import DeskStore, default_path

if TYPE_CHECKING:
    from pipeline.web.access import Access

Desk = Annotated[
    Path | None,
    typer.Option(
        "--desk", metavar="FILE", help="the desk's database; else WIREDESK_DESK, else in the user's data folder"
    ),
]


def review(
    run_dir: Annotated[Path | None, typer.Argument(metavar="RUN_DIR", help="a run directory")] = None,
    desk: Desk = None,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="the address to listen on")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", "-p", metavar="PORT", min=0, max=65535, help="0 takes a free one")
    ] = 8765,
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="a host name the page may be called by")
    ] = None,
    token: Annotated[
        str | None, typer.Option(metavar="TOKEN", envvar="WIREDESK_TOKEN", help="what editors sign in with")
    ] = None,
    users: Annotated[Path | None, typer.Option(metavar="FILE", help="a YAML file of names and argon2 hashes")] = None,
    add_user: Annotated[str | None, typer.Option(metavar="NAME", help="add this name to --users, and end")] = None,
) -> None:
    """Open the editor's page for a run; Ctrl-C ends it."""
    try:
        from pipeline.web import access
        from pipeline.web.app import LOOPBACK
    except ImportError as error:
        raise UsageError(f"the page needs more packages ({error.name}): add the extra [web]") from error

    console = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
    if add_user is not None:
        if users is None:
            raise UsageError("--add-user needs --users FILE")
        access.add_user(users, add_user, typer.prompt("password", hide_input=True, confirmation_prompt=True))
        console.print(f"{users}: {add_user} can sign in")
        return
    if run_dir is None:
        raise UsageError("which run? wiredesk review RUN_DIR")
    if users and token:
        raise UsageError("--token or --users, not both")
    if host not in LOOPBACK and not users and not token:
        made = secrets.token_urlsafe(12)
        raise UsageError(f"--host {host} opens the page to others: give --users FILE, or a token: --token {made}")
    open_run(run_dir).close()  # before a desk is made for what is no run
    with DeskStore(desk or default_path()) as store:
        who = access.Access(store.secret(), _owner(), token or "", access.read_users(users) if users else {})
        _serve(run_dir, store, who, (host, port), name or [], console)


def _serve(
    run_dir: Path, store: DeskStore, access: Access, address: tuple[str, int], names: list[str], console: Console
) -> None:
    import uvicorn

    from pipeline.desk.workplace import Workplace
    from pipeline.web.app import create_app

    with console.status("reading the run"):
        place = Workplace(run_dir, store)
    try:
        family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        listener = socket.create_server(address, family=family)
    except OSError as error:
        raise UsageError(f"--host {address[0]} --port {address[1]}: {error.strerror}; choose another --port") from error
    with closing(listener):
        app = create_app(place, access, {address[0], *names, *_own_names()} if not access.open else names)
        host = f"[{address[0]}]" if ":" in address[0] else address[0]
        console.print(f"http://{host}:{listener.getsockname()[1]}/  (desk {store.path}; Ctrl-C ends)")
        config = uvicorn.Config(app, log_level="warning", server_header=False, lifespan="off")
        try:
            with suppress(KeyboardInterrupt):
                uvicorn.Server(config).run(sockets=[listener])
        finally:
            app.state.names.close()


def _own_names() -> set[str]:
    """Return the names and addresses of this machine."""
    name = socket.gethostname()
    try:
        addresses = {str(info[4][0]) for info in socket.getaddrinfo(name, None)}
    except OSError:
        addresses = set()
    return {name.lower(), socket.getfqdn().lower(), *addresses}


def _owner() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "editor"
