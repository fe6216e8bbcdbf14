"""Long work tells a person by a bar and a log by lines."""

from io import StringIO

from portal.core.progress import bar, silent


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_one_line_that_grows() -> None:
    out = Terminal()
    tell = bar(out)
    tell("filer", 1, 2)
    tell("filer", 2, 2)
    half, full = out.getvalue().split("\r")[1:]
    assert half == f"filer            {'█' * 15}{'░' * 15} 1/2"
    assert full == f"filer            {'█' * 30} 2/2\n"


def test_a_log_gets_a_line_a_step() -> None:
    out = StringIO()
    tell = bar(out)
    for done in range(4):
        tell("filer", done, 3)
    assert out.getvalue() == "filer: 3/3\n"


def test_nothing_to_do_is_done() -> None:
    out = StringIO()
    bar(out)("filer", 0, 0)
    silent("filer", 0, 0)
    assert out.getvalue() == "filer: 0/0\n"
