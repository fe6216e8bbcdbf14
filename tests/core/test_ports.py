"""A port asks all who have answered, in the order in which they came."""

from portal.core.ports import Port


def test_all_answers_in_order_and_each_once() -> None:
    port: Port[[int], str] = Port()
    assert list(port.ask(1)) == []

    @port.fill
    def first(number: int) -> str:
        return f"första {number}"

    port.fill(lambda number: f"andra {number}")
    port.fill(first)
    assert list(port.ask(2)) == ["första 2", "andra 2"]
