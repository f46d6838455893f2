"""The error tree; every class knows its exit code.

::

    WiredeskError               exit 1
      ConfigError               exit 2   all problems at once: file, key path, what, valid values
      UsageError                exit 2   the command line asks for something that cannot be done
      ModelError                exit 3   a model is missing, damaged, or on the wrong device
      ArticleError (path)       exit 4   unreadable, empty, binary, wrong language
      StageError (stage, key)   exit 4   one record could not be processed
      GateFailed                exit 5   quality fell below what the gate allows

Raise where the fault is noticed, naming file, place and remedy; catch in ``runner.py`` (per article) and
in ``cli.py`` (to print one line and exit), nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class WiredeskError(Exception):
    """Base of all errors a user can be shown; ``str(error)`` is the whole message."""

    exit_code: ClassVar[int] = 1


class ConfigError(WiredeskError):
    """The configuration or a knowledge file is wrong; ``problems`` lists every fault found, not just the first."""

    exit_code: ClassVar[int] = 2

    def __init__(self, problems: str | Sequence[str]) -> None:
        self.problems: tuple[str, ...] = (problems,) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(self.problems))


class UsageError(WiredeskError):
    """The command line asks for something that cannot be done."""

    exit_code: ClassVar[int] = 2


class ModelError(WiredeskError):
    """A model is missing, damaged, or cannot run on this device."""

    exit_code: ClassVar[int] = 3


class ArticleError(WiredeskError):
    """An article cannot be read: ``path`` (with a record number for batches) says which, ``reason`` says why."""

    exit_code: ClassVar[int] = 4

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


class StageError(WiredeskError):
    """A stage could not process one record: ``key`` is the segment's or article's key."""

    exit_code: ClassVar[int] = 4

    def __init__(self, stage: str, key: str, reason: str) -> None:
        self.stage, self.key, self.reason = stage, key, reason
        super().__init__(f"{stage}, {key}: {reason}")


class GateFailed(WiredeskError):  # noqa: N818 -- a verdict, not a fault of the program
    """Translation quality or a check's precision is below what the gate allows."""

    exit_code: ClassVar[int] = 5
