"""A form of minutes as it was made or last saved: what it showed, whoever wrote into the draft meanwhile."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

from collab_cli.documents.durable import TEMPORARY, move, read_file, write_new

_FOLDER = "forms"


class KnownForm:
    """The copy of the form at ``form``: ``path`` lies outside the workspace, with the ending of the form."""

    def __init__(self, state_home: Path, form: Path) -> None:
        key = hashlib.sha256(os.fsencode(form.resolve().as_posix())).hexdigest()[:24]
        self.path = state_home / _FOLDER / f"{key}{form.suffix.lower()}"
        self._form = form

    @property
    def exists(self) -> bool:
        """Return whether the form is known."""
        return self.path.is_file() and not self.path.is_symlink()

    def keep(self) -> None:
        """Keep the form as it is now; where that cannot be done, it is not known the next time."""
        temporary = self.path.with_name(f"{TEMPORARY}{os.getpid()}-form")
        with contextlib.suppress(OSError):
            data = read_file(self._form)
            if data is not None:
                self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                write_new(temporary, data, 0o600)
                move(temporary, self.path)
