from __future__ import annotations

import os
from pathlib import Path

import pytest

from collab_cli.sources import cache
from collab_cli.sources.cache import read_cache, write_cache

VALUE = {"goals/a.yaml": ((1, 2, 3, 4), (("a", "提高", "Raise", (), ()),)), "lone": "\ud800"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "collab"


def entry(home: Path) -> Path:
    (found,) = home.iterdir()
    return found


def test_what_is_written_is_read(home: Path) -> None:
    write_cache(home, "titles", "/somewhere", VALUE)
    assert read_cache(home, "titles", "/somewhere") == VALUE
    write_cache(home, "titles", "/somewhere", 1)
    assert read_cache(home, "titles", "/somewhere") == 1
    assert len(list(home.iterdir())) == 1


def test_only_the_user_may_read_it(home: Path) -> None:
    write_cache(home, "titles", "/somewhere", VALUE)
    assert (entry(home).stat().st_mode & 0o777, home.stat().st_mode & 0o777) == (0o600, 0o700)


def test_nothing_is_kept_at_first(home: Path) -> None:
    assert read_cache(home, "titles", "/somewhere") is None
    assert not home.exists()


def test_an_entry_of_another_owner_is_none(home: Path) -> None:
    write_cache(home, "titles", "/somewhere", VALUE)
    kept = entry(home)
    for topic, owner in (("titles", "/elsewhere"), ("rules", "/somewhere")):
        kept.rename(cache._entry(home, topic, owner))
        kept = entry(home)
        assert read_cache(home, topic, owner) is None


def test_every_damage_is_seen(home: Path) -> None:
    write_cache(home, "titles", "/somewhere", VALUE)
    kept = entry(home)
    whole = kept.read_bytes()
    for at in range(len(whole)):
        kept.write_bytes(whole[:at])
        assert read_cache(home, "titles", "/somewhere") is None
        kept.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert read_cache(home, "titles", "/somewhere") is None
    kept.write_bytes(whole + b"more")
    assert read_cache(home, "titles", "/somewhere") is None


def test_a_value_that_cannot_be_understood_is_none(home: Path) -> None:
    write_cache(home, "titles", "/somewhere", VALUE)
    head = cache._head("titles", "/somewhere")
    for body in (b"", b"(", b"\xff\xff"):
        entry(home).write_bytes(head + cache._checksum(body) + body)
        assert read_cache(home, "titles", "/somewhere") is None


def test_what_is_no_file_is_not_waited_for(home: Path) -> None:
    home.mkdir(parents=True)
    place = cache._entry(home, "titles", "/somewhere")
    os.mkfifo(place)
    assert read_cache(home, "titles", "/somewhere") is None
    place.unlink()
    place.mkdir()
    assert read_cache(home, "titles", "/somewhere") is None
    write_cache(home, "titles", "/somewhere", VALUE)
    assert [path.name for path in home.iterdir()] == [place.name]


def test_a_home_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    write_cache(tmp_path / "cache", "titles", "/somewhere", VALUE)
    write_cache(tmp_path / "cache" / "collab", "titles", "/somewhere", VALUE)
    assert (tmp_path / "cache").read_text() == "a file"


def test_a_value_too_large_is_not_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LARGEST", 100)
    write_cache(home, "titles", "/somewhere", "x" * 200)
    assert not home.exists()
