"""Does the git host still ask those who answer for a file?"""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.owners_file import dialect_of, owners_file
from collab_cli.findings import Fault, Fix, Patch, Place
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.rules.rule import rule


@rule(
    code="D958",
    slug="owners-file-out-of-sync",
    term="Owners file out of sync",
    severity="warning",
    profile="strict",
    absence=("charter", "goal", "department", "person", "role"),
    drafts=True,
    fix="safe",
    handbook="6.1",
)
def owners_file_out_of_sync(world: World) -> Iterator[Fault]:
    """The owners file asks others for a review than charters and departments say.

    What it finds
        An owners file (`CODEOWNERS`, also in `.github`, `.gitlab` or `docs`) that `collab export codeowners` made, and
        that differs from what it would make now. One that somebody wrote by hand is left alone, and so is one outside
        of the workspace.

    Why it matters
        The git host asks the wrong people, and those whose duties change hear nothing of it.

    Example
        A `CODEOWNERS` made before a department came to hold duties in the charter of another one.

    Instead
        The same file made anew after the change.

    How to mend it
        Run `collab check --fix`, or `collab export codeowners` once more with the same file.
    """
    owners = world.owners()
    if owners is None:
        return
    text = owners.data.decode("utf-8-sig", "replace")
    dialect = dialect_of(text)
    if dialect is None:
        return
    made = owners_file(world, dialect).text
    if text.replace("\r\n", "\n") != made:
        message = msg("{path} asks others than charters, goals and departments say", path=owners.path)
        command = f"collab export codeowners --dialect {dialect} -o {owners.path}"
        fix = Fix(True, msg("make {path} anew", path=owners.path), (Patch(owners.path, 0, len(text), made),))
        yield Fault(Place(owners.path), message, msg("make it anew with {command}", command=command), fixes=(fix,))
