from pathlib import Path

import pytest

from tests.sources.repositories import make_repository


@pytest.fixture
def company(tmp_path: Path) -> Path:
    return make_repository(tmp_path / "company")
