"""The configuration: YAML -> validated models. The only place where defaults live.

The settings of a check are made from its class: ``enabled``, ``severity`` and its dataclass fields, so that a check's
default stands in the check alone. ``configs/default.yaml`` is generated from here (``make docs``).
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from pipeline import resources
from pipeline.check import ALL_CHECKS
from pipeline.check.checker import Checker, build
from pipeline.errors import ConfigError
from pipeline.knowledge import Knowledge
from pipeline.protocols import Check, Scorer
from pipeline.types import Severity


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReadConfig(_Section):
    """How articles are read."""

    language: str = Field(default="de", description="articles in another language are refused")


class TranslateConfig(_Section):
    """How segments are translated."""

    model: str = Field(default="wire-de-en", description="a folder, a name under models/, or a hub name")
    revision: str | None = Field(default=None, description="the hub revision (commit) to use; null for local models")
    engine: Literal["ctranslate2", "transformers"] = Field(default="ctranslate2", description="which runs the model")
    device: Literal["auto", "cpu", "cuda"] = Field(default="auto", description="auto takes a GPU where there is one")
    precision: Literal["auto", "int8", "float16", "bfloat16", "float32"] = Field(
        default="auto", description="auto: ctranslate2 int8 on CPU and float16 on GPU, transformers float32"
    )
    beam: int = Field(default=4, ge=1, le=32, description="beam size")
    n_best: int = Field(default=1, ge=1, le=32, description="alternatives kept per segment")
    batch_tokens: int = Field(default=2048, ge=64, description="source tokens translated in one batch")
    threads: int = Field(default=0, ge=0, description="CPU threads; 0 takes all cores")
    quotes: Literal["straight", "double", "single"] | None = Field(
        default=None, description='quotation marks: "…", “…” or ‘…’; null: as the house style has them'
    )
    restore_names: bool = Field(default=True, description="put back names that the model garbled, and record it")
    memory: bool = Field(default=True, description="approved segments of the desk's memory win over the model")
    memory_least: float = Field(
        default=0.85,
        ge=0.5,
        le=1.0,
        description="likeness from which an approved sentence may stand in; 1: the same only",
    )


class AlignConfig(_Section):
    """How sentences and words are linked."""

    enabled: bool = Field(default=True, description="false: no word links; checks still run")
    model: Literal["own", "always", "never"] = Field(
        default="own", description="the model helps to link what it translated; always: given translations too"
    )
    drafts: Literal["auto", "always", "never"] = Field(
        default="auto",
        description="a quick translation of ours helps to align given ones; auto: texts that leave doubts",
    )


class ReportConfig(_Section):
    """What is written."""

    html: bool = Field(default=True, description="write report.html")
    html_articles: int = Field(default=200, ge=1, description="articles shown in full in report.html, the worst first")


class RunConfig(_Section):
    """How a batch is worked through."""

    batch_articles: int = Field(default=16, ge=1, description="articles translated together")
    fail_on: Literal["error", "warning", "never"] = Field(default="error", description="exit code 1 from this severity")
    fix: bool = Field(default=False, description="apply the suggestions that are safe; each change is recorded")


def _options(check: type[Check]) -> dict[str, Any]:
    """Return pydantic field definitions for the options of ``check``: its fields with a plain default value."""
    hints = typing.get_type_hints(check)
    made: dict[str, Any] = {}
    for option in dataclasses.fields(check):  # type: ignore[arg-type]
        if option.default is not dataclasses.MISSING:
            made[option.name] = (hints[option.name], option.default)
    return made


def _check_section() -> type[_Section]:
    fields: dict[str, Any] = {
        "enabled": (bool, Field(default=True, description="false: no checks at all")),
        "style": (str | None, Field(default=None, description="a name under configs/styles; null: its default.yaml")),
    }
    for check in ALL_CHECKS:
        section = create_model(
            check.__name__,
            __base__=_Section,
            enabled=(bool, True),
            severity=(Severity, check.severity),
            **_options(check),
        )
        fields[check.id.replace("-", "_")] = (section, Field(default_factory=section))
    return create_model("CheckConfig", __base__=_Section, __doc__="Which checks run, and how.", **fields)


CheckConfig = _check_section()


class Config(_Section):
    """All settings of a run; immutable."""

    read: ReadConfig = ReadConfig()
    translate: TranslateConfig = TranslateConfig()
    align: AlignConfig = AlignConfig()
    check: Any = Field(default_factory=CheckConfig)
    report: ReportConfig = ReportConfig()
    run: RunConfig = RunConfig()

    def check_options(self, check: type[Check]) -> tuple[bool, Severity, dict[str, Any]]:
        """Return whether ``check`` runs, its severity, and its options."""
        section = getattr(self.check, check.id.replace("-", "_"))
        options = {name: getattr(section, name) for name in _options(check)}
        return section.enabled, section.severity, options

    def checker(self, knowledge: Knowledge, scorer: Callable[[], Scorer | None] | None = None) -> Checker:
        """Return the checks that are switched on, with their options and severities; ``scorer`` gives the model."""
        chosen, severities = [], {}
        for check in ALL_CHECKS if self.check.enabled else ():
            enabled, severity, options = self.check_options(check)
            if enabled:
                chosen.append(build(check, knowledge, options, scorer))
                if severity != check.severity:
                    severities[check.id] = severity
        return Checker(chosen, severities)


# `check` is built at import from ALL_CHECKS, so mypy cannot see its type; pydantic must still validate it.
_Config = create_model("Config", __base__=Config, check=(CheckConfig, Field(default_factory=CheckConfig)))


def load_config(path: Path | None = None, overrides: Sequence[str] = ()) -> Config:
    """Read ``path`` (YAML, may be None) and apply ``key.sub=value`` ``overrides``, the later ones winning.

    A path that is not there is looked for among what ships: configs/opus-mt.yaml.

    Raises:
        ConfigError: every unknown key and wrong value at once, each with its place and the valid ones.
    """
    path = resources.shipped(path) if path else None
    data = _read(path) if path else {}
    for override in overrides:
        _override(data, override)
    return config_from(data, f"{path or 'command line'}")


def config_from(data: Mapping[str, Any], where: str) -> Config:
    """Return the configuration that ``data`` (as in the YAML) stands for; ``where`` it was read, for messages.

    Raises:
        ConfigError: as ``load_config``.
    """
    try:
        made: Config = _Config.model_validate(data)
    except ValidationError as error:
        raise ConfigError([f"{where}: {_explain(problem, data)}" for problem in error.errors()]) from error
    return made


class _Loader(yaml.SafeLoader):
    """Refuses a key that stands twice, of which YAML would silently take the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key for key, _ in node.value]
        names = [key.value for key in keys]
        for place, key in enumerate(keys):
            if key.value in names[:place]:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} stands twice", key.start_mark)
        return super().construct_mapping(node, deep)


def _read(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid YAML ({resources.yaml_problem(error)})") from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise ConfigError(f"{path}: must hold sections, such as translate, not a bare value")
    return data


def _override(data: dict[str, Any], override: str) -> None:
    key, equals, value = override.partition("=")
    if not equals or not key.strip():
        raise ConfigError(f"--set {override}: write section.key=value")
    *sections, last = key.strip().replace("-", "_").split(".")
    for section in sections:
        data = data.setdefault(section, {})
        if not isinstance(data, dict):
            raise ConfigError(f"--set {override}: {section} is a value, not a section")
    try:
        data[last] = yaml.safe_load(value)
    except yaml.YAMLError as error:
        raise ConfigError(f"--set {override}: {value!r} is not a YAML value") from error


_FEW = 20  # keys that an error may list beside the likeliest one


def _explain(problem: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """Return one line: key path, what is wrong, and for unknown keys the valid ones."""
    place = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        model: Any = _Config
        for part in problem["loc"][:-1]:
            model = model.model_fields[part].annotation
        valid = sorted(model.model_fields)
        near = get_close_matches(str(problem["loc"][-1]), valid, 1)
        known = "" if near and len(valid) > _FEW else f"; valid here: {', '.join(valid)}"
        return f"{place}: unknown key{f', perhaps {near[0]}' if near else ''}{known}"
    return f"{place}: {problem['msg'].lower()}, not {problem['input']!r}"


def default_yaml() -> str:
    """Return ``configs/default.yaml``: every key with its default and a comment."""
    lines = ["# Every key with its default. Generated by `make docs`; copy what you change.", ""]
    for name, section in _Config.model_fields.items():
        model: Any = section.annotation
        lines += [f"# {(model.__doc__ or '').strip().splitlines()[0]}", f"{name}:"]
        for key, field in model.model_fields.items():
            lines += _yaml_key(key, field)
        lines.append("")
    return "\n".join(lines)


def _yaml_key(key: str, field: Any) -> list[str]:
    value = field.get_default(call_default_factory=True)
    if isinstance(value, BaseModel):
        dumped = yaml.safe_dump(value.model_dump(mode="json"), default_flow_style=True, sort_keys=False, width=10_000)
        return [f"  {key}: {dumped.strip()}"]
    text = yaml.safe_dump(value).splitlines()[0]
    return [f"  {key}: {text}".ljust(36) + f"# {field.description}"]
