"""Settings from the environment: right, absent, and wrong."""

from pathlib import Path

import pytest

from portal.core.env import WrongSetting, env_bool, env_int, env_list, env_secret, env_text


@pytest.mark.parametrize(
    ("value", "is_on"),
    [("1", True), ("TRUE", True), ("on", True), ("0", False), ("no", False), ("", False)],
)
def test_a_switch(monkeypatch: pytest.MonkeyPatch, value: str, is_on: bool) -> None:
    monkeypatch.setenv("SWITCH", value)
    assert env_bool("SWITCH", not is_on) is is_on


@pytest.mark.parametrize("value", ["ja", "2", "True!"])
def test_a_switch_that_is_neither_on_nor_off(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SWITCH", value)
    with pytest.raises(WrongSetting, match="SWITCH must be 1 or 0"):
        env_bool("SWITCH", False)


def test_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBER", "25")
    assert env_int("NUMBER", 1) == 25
    monkeypatch.setenv("NUMBER", "25 MB")
    with pytest.raises(WrongSetting, match="NUMBER must be a whole number, not '25 MB'"):
        env_int("NUMBER", 1)


def test_what_is_not_set_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SWITCH", "NUMBER", "TEXT", "LIST", "SECRET", "SECRET_FILE"):
        monkeypatch.delenv(name, raising=False)
    assert env_bool("SWITCH", True) is True
    assert (env_int("NUMBER", 7), env_text("TEXT", "t"), env_secret("SECRET", "s")) == (7, "t", "s")
    assert (env_list("LIST"), env_list("LIST", "a, b")) == ([], ["a", "b"])


def test_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIST", " a.se,, b.se ,")
    assert env_list("LIST") == ["a.se", "b.se"]


def test_a_secret_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("hemligt\n")
    monkeypatch.setenv("SECRET_FILE", str(path))
    monkeypatch.setenv("SECRET", "annat")
    assert env_secret("SECRET") == "hemligt"
    monkeypatch.setenv("SECRET_FILE", str(tmp_path / "ingen"))
    with pytest.raises(FileNotFoundError):
        env_secret("SECRET")
