"""`make run` says clearly when its port cannot be had."""

import socket

from deploy.services.server import free_port
from deploy.setup.port import refusal


def test_a_free_port_is_not_refused() -> None:
    assert refusal(free_port()) == ""


def test_a_port_that_another_listens_on_is_refused() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert refusal(other.getsockname()[1]) == "is taken by another program"
