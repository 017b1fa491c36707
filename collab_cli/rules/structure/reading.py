"""What keeps a file from being read: found while reading, explained here."""

from __future__ import annotations

from collections.abc import Iterable

from collab_cli.findings import Fault
from collab_cli.graph.world import World
from collab_cli.rules.rule import rule


@rule(
    code="S001",
    slug="syntax-error",
    term="Syntax error",
    severity="error",
    profile="starter",
    drafts=True,
    fix="suggested",
)
def syntax_error(world: World) -> Iterable[Fault]:
    """A file is not written in a form that can be read.

    What it finds
        A file that is no YAML of the accepted subset. Full-width punctuation and tabs are named, and the line
        is shown as it was probably meant.

    Why it matters
        Nothing in the file can be read until it is mended.

    Example
        # skills.yaml
        - {id: teamwork， name: 团队协作}

    Instead
        # skills.yaml
        - {id: teamwork, name: 团队协作}

    How to mend it
        Write the line as the finding shows it. Usual causes are full-width punctuation, a tab, a quote or bracket that
        is not closed, and a missing blank after a colon.
    """
    return world.faults_of("S001")


@rule(
    code="S013",
    slug="refused-yaml-feature",
    term="Unsupported syntax",
    severity="error",
    profile="starter",
    drafts=True,
)
def refused_yaml_feature(world: World) -> Iterable[Fault]:
    """A file uses a part of YAML that cannot be edited safely.

    What it finds
        Anchors, aliases, tags, merge keys, directives, explicit `?` keys, and a second document in one file.

    Why it matters
        One change would silently alter other places, and tools read these parts differently.

    Example
        # skills.yaml
        - {id: teamwork, name: &name 团队协作}
        - {id: cooperation, name: *name}

    Instead
        # skills.yaml
        - {id: teamwork, name: 团队协作}
        - {id: cooperation, name: 团队协作}

    How to mend it
        Write the value out at every place instead of `&name` and `*name`, take tags and directives out, and put a
        second document into a file of its own.
    """
    return world.faults_of("S013")


@rule(
    code="S014",
    slug="duplicate-key",
    term="Duplicate key",
    severity="error",
    profile="starter",
    drafts=True,
)
def duplicate_key(world: World) -> Iterable[Fault]:
    """A key stands twice in one map.

    What it finds
        A map in which the same key is written more than once.

    Why it matters
        Other tools take the last one and drop the first without a word.

    Example
        # skills.yaml
        - {id: teamwork, name: 团队协作, name: 团队合作}

    Instead
        # skills.yaml
        - {id: teamwork, name: 团队协作, aliases: [团队合作]}

    How to mend it
        Keep one of the lines. If both values are needed, see whether the record has a field that takes a list.
    """
    return world.faults_of("S014")


@rule(
    code="S015",
    slug="file-limit-exceeded",
    term="Resource limit",
    severity="error",
    profile="starter",
    drafts=True,
)
def file_limit_exceeded(world: World) -> Iterable[Fault]:
    """A file is larger or deeper than a record can be.

    What it finds
        A file over 1 MiB, nested deeper than 50 levels, with more than 100,000 nodes, or with a single value
        over 64 KiB.

    Why it matters
        It protects whoever reads the workspace; no record comes near these limits.

    Example
        A log of 3 MiB pasted into the notes of a meeting.

    Instead
        A link to the log under links, or several files with one record each.

    How to mend it
        Keep long material elsewhere and write its address under `links`, or make several files with one record each.
    """
    return world.faults_of("S015")


@rule(
    code="S016",
    slug="bad-encoding",
    term="Encoding error",
    severity="error",
    profile="starter",
    drafts=True,
)
def bad_encoding(world: World) -> Iterable[Fault]:
    """A file is not UTF-8 text.

    What it finds
        A file that is not UTF-8, or that holds control characters other than tabs and line ends.

    Why it matters
        The text would be damaged when it is read and written again.

    Example
        A file saved as GBK by an older editor.

    Instead
        The same file saved as UTF-8.

    How to mend it
        Save the file as UTF-8: most editors offer the encoding under Save as. Then look through the text and retype
        characters that became others.
    """
    return world.faults_of("S016")


@rule(
    code="S023",
    slug="conflict-marker",
    term="Unresolved merge",
    severity="error",
    profile="starter",
    drafts=True,
)
def conflict_marker(world: World) -> Iterable[Fault]:
    """A merge was left half done.

    What it finds
        A line that starts with a conflict marker of git: seven times `<`, `=` or `>`.

    Why it matters
        The file holds two versions of the same record, and nobody has decided between them.

    Example
        # skills.yaml
        <<<<<<< main
        - {id: teamwork, name: 团队协作}
        =======
        - {id: teamwork, name: 团队合作}
        >>>>>>> rename

    Instead
        # skills.yaml
        - {id: teamwork, name: 团队合作}

    How to mend it
        Decide which version holds, delete the other one and the three lines with the markers, and finish the merge.
    """
    return world.faults_of("S023")


@rule(
    code="S024",
    slug="unreadable-entry",
    term="Unreadable entry",
    severity="error",
    profile="starter",
    drafts=True,
)
def unreadable_entry(world: World) -> Iterable[Fault]:
    """Something that is no readable file stands where a record should.

    What it finds
        A pipe, a device, a folder named like a file, a link out of the workspace, or a file without read
        permission, in the place of a record.

    Why it matters
        There may be a record that nobody can read.

    Example
        A folder named goals/increase-revenue.yaml.

    Instead
        The folder named goals/increase-revenue, with the files in it.

    How to mend it
        Put an ordinary file there: rename the folder, replace the link by the file itself, or give yourself the right
        to read it.
    """
    return world.faults_of("S024")


@rule(
    code="S025",
    slug="hidden-character",
    term="Hidden character",
    severity="warning",
    profile="standard",
    drafts=True,
    fix="suggested",
)
def hidden_character(world: World) -> Iterable[Fault]:
    """A text holds characters that cannot be seen.

    What it finds
        Bidirectional or zero-width characters in a text, also written as escapes such as `\\u202e`. The joiner within
        an emoji is none of them. In an id they make it invalid (S017).

    Why it matters
        The text reads differently from what it says, and searching does not find it.

    Example
        # skills.yaml
        - {id: teamwork, name: 团队\u200b协作}

    Instead
        # skills.yaml
        - {id: teamwork, name: 团队协作}

    How to mend it
        Type the text again, or paste it without formatting; the characters mostly come from web pages and chats.
    """
    return world.faults_of("S025")
