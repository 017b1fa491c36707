"""The earlier state a check is compared with, and the judging of both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from collab_cli.cli.context import Context
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_cli.cli.opening import Opened
    from collab_cli.findings import Finding
    from collab_cli.graph.world import World
    from collab_cli.model.record import Record
    from collab_cli.model.settings import Settings
    from collab_cli.model.settings_file import LoadedSettings
    from collab_cli.model.workspace import Workspace
    from collab_cli.rules.baseline import Baseline
    from collab_cli.rules.compared import Compared, Past
    from collab_cli.rules.engine import Outcome
    from collab_cli.rules.rule import Rule
    from collab_cli.rules.selection import Selection
    from collab_cli.sources.history import History
    from collab_cli.sources.snapshot import Snapshot

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Base:
    """The commit a check is compared with, and the workspace as it was there; ``past`` asks what was before it.

    ``world`` is judged as the present is, ``written`` has the settings that stood in its own collab.yaml.
    """

    commit: str
    world: World
    past: Past
    written: World


@dataclass(frozen=True, slots=True)
class Judged:
    """What a check has found (``outcome``), as it is to be shown.

    Against a base it has what is new alone; ``known`` counts what the base has too, ``fixed`` is what only the base
    has. ``accepted`` counts what the baseline file accepts, ``gone`` what it accepts and nobody finds any more.
    """

    outcome: Outcome
    known: int = 0
    fixed: tuple[Finding, ...] = ()
    accepted: int = 0
    gone: int = 0


def open_base(context: Context, opened: Opened, text: str) -> Base | None:
    """Return the base a user named, or with `auto` the one the surroundings tell; None where there is nothing before.

    It is the last commit in common with what is checked. Raises CollabError outside a repository, for what names no
    commit, and where a clone lacks it.
    """
    from collab_cli.cli.opening import resolve_revision
    from collab_cli.sources.history import require_history

    history = require_history(opened.root)
    if text == AUTO:
        from collab_cli.sources.ci_base import choose_base

        head = opened.revision or (history.head() if history.has_commits else None)
        choice = choose_base(context.environ, history, head, lambda: _is_at_work(history, opened))
        context.say(choice.sentence)
        commit = choice.commit
    else:
        named = resolve_revision(history, text)
        commit = history.merge_base(named, opened.revision or history.head())
    return None if commit is None else _load(context, opened, history, commit)


def _is_at_work(history: History, opened: Opened) -> bool:
    """Return whether records of the working tree are looked at that are not as the last commit has them."""
    from collab_cli.model.load_workspace import wanted_top
    from collab_cli.sources.compared_files import compare_with_disk

    if opened.revision is not None:
        return False
    return bool(compare_with_disk(history, history.head(), opened.snapshot, wanted=wanted_top).changed)


def _load(context: Context, opened: Opened, history: History, commit: str) -> Base:
    """Return the workspace as it was at a commit, judged on the same day and by the same settings of the check."""
    from collab_cli.cli.opening import with_surroundings
    from collab_cli.cli.past_records import past_records
    from collab_cli.graph.world import build_world
    from collab_cli.model.load_workspace import load_workspace, wanted_top

    present = opened.world.workspace
    snapshot = history.snapshot(commit, wanted=wanted_top)
    settings = _settings(context, snapshot, present)
    if settings.settings.restricted.enabled and present.settings.restricted.enabled:
        snapshot = history.snapshot(commit, wanted=wanted_top, restricted=True)
    same = replace(settings, settings=_judged_alike(settings, present))
    workspace = load_workspace(snapshot, same, read_before=_unchanged(snapshot, settings, present))
    world = with_surroundings(build_world(workspace, opened.world.as_of))
    written = replace(world, workspace=replace(world.workspace, settings=settings.settings))
    return Base(commit, world, partial(past_records, history, commit), written)


def _settings(context: Context, snapshot: Snapshot, present: Workspace) -> LoadedSettings:
    """Return the settings of the base, those of the present where it has none that can be used."""
    from collab_cli.model.settings_file import SETTINGS_PATH, LoadedSettings, load_settings

    if SETTINGS_PATH in snapshot.paths:
        try:
            return load_settings(snapshot)
        except CollabError:
            context.say(msg("collab.yaml of the base cannot be used, so that of now is taken for both"))
    return LoadedSettings(present.settings, present.settings_document, ())


def _unchanged(snapshot: Snapshot, settings: LoadedSettings, present: Workspace) -> dict[str, Record[Any]]:
    """Return the sound records of files that are the same in the base."""
    from collab_cli.model.load_workspace import sound_files

    if settings.document.data != present.settings_document.data:
        return {}
    paths = set(snapshot.paths)
    return {
        path: record
        for path, record in sound_files(present).items()
        if path in paths and snapshot.read(path) == record.document.data
    }


def _judged_alike(base: LoadedSettings, present: Workspace) -> Settings:
    """Return the settings of the base with what is checked, and how gravely, taken from the present."""
    import msgspec

    return msgspec.structs.replace(base.settings, check=present.settings.check, as_of=present.settings.as_of)


class Judge:
    """Runs the selected rules over a world, and sets aside what the base and the baseline file have already.

    ``rules`` are those that run. Only findings at ``paths`` are given, all of them without any.
    """

    def __init__(
        self, selection: Selection, paths: Sequence[str], base: Base | None, baseline: Baseline | None = None
    ) -> None:
        self.rules = selection.rules if base is not None else _without_base(selection)
        self._judged: Judged | None = None
        self._selection = selection
        self._paths = tuple(paths)
        self._base = base
        self._baseline = baseline
        self._base_outcomes: dict[tuple[str, ...], Outcome] = {}

    @property
    def judged(self) -> Judged:
        """Return the last answer."""
        assert self._judged is not None
        return self._judged

    @property
    def base(self) -> Base | None:
        """Return what is compared with."""
        return self._base

    def check(self, world: World) -> Outcome:
        """Return what is to be shown of what the rules find in ``world``."""
        from collab_cli.rules.compared import Compared
        from collab_cli.rules.engine import run_rules

        compared = Compared(self._base.world, world, self._base.past) if self._base is not None else None
        outcome = run_rules(world, self._selection, self._paths, compared)
        accepted, gone = self._accepted(outcome)
        kept = {id(finding) for finding in accepted}
        shown = tuple(finding for finding in outcome.findings if id(finding) not in kept)
        judged = Judged(replace(outcome, findings=shown), accepted=len(accepted), gone=gone)
        if compared is not None:
            judged = self._against(compared, judged, (*accepted, *outcome.silenced))
        self._judged = judged
        return judged.outcome

    def _accepted(self, outcome: Outcome) -> tuple[tuple[Finding, ...], int]:
        """Return the findings the baseline file accepts, and how many more it accepts that nobody finds any more."""
        if self._baseline is None:
            return (), 0
        ran = {rule.code for rule in self.rules} - {rule.code for rule in (*outcome.not_checked, *outcome.crashed)}
        if self._paths:
            ran = set()  # who asks about a part cannot tell what is gone
        if self._selection.narrowed:
            ran.discard("S012")  # unused waivers are looked for in a full check
        return self._baseline.sort_out(outcome.findings, ran)

    def _against(self, compared: Compared, judged: Judged, hidden: Sequence[Finding]) -> Judged:
        """Return what is new against the base; ``hidden`` are findings of now that are accepted or waived."""
        from collab_cli.findings import Severity
        from collab_cli.rules.ratchet import ratchet
        from collab_cli.rules.unjudged import unjudged

        base = self._base_outcome(self._old_paths(compared))
        found = ratchet(judged.outcome.findings, base.findings, lambda: compared.new_name, hidden)
        has_failed = any(finding.severity is Severity.ERROR for finding in found.new)
        unsure = unjudged(compared, judged.outcome.not_checked, self._selection.severities, has_failed=has_failed)
        findings = tuple(sorted((*found.new, *unsure), key=lambda finding: finding.order))
        outcome = replace(judged.outcome, findings=findings, crashed=(*judged.outcome.crashed, *base.crashed))
        return replace(judged, outcome=outcome, known=len(found.known), fixed=found.fixed)

    def _base_outcome(self, paths: tuple[str, ...]) -> Outcome:
        from collab_cli.rules.engine import run_rules

        assert self._base is not None
        if paths not in self._base_outcomes:
            self._base_outcomes[paths] = run_rules(self._base.world, self._selection, paths)
        return self._base_outcomes[paths]

    def _old_paths(self, compared: Compared) -> tuple[str, ...]:
        """Return the paths asked about, with those renamed records had before."""
        from collab_cli.rules.engine import is_below

        if not self._paths:
            return ()
        found = list(self._paths)
        for new, old in compared.old_refs.items():
            one, other = compared.world.workspace.find(new), compared.base.workspace.find(old)
            if one is not None and other is not None and is_below(one.path, self._paths):
                found.append(other.path)
        return tuple(dict.fromkeys(found))


def _without_base(selection: Selection) -> tuple[Rule, ...]:
    """Return the rules that can run on one state alone."""
    return tuple(rule for rule in selection.rules if rule.sees != "base")
