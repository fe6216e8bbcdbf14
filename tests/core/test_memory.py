"""A memory is bounded."""

from portal.core.memory import Memory


def test_memory_is_bounded_and_forgets_the_oldest() -> None:
    memory: Memory[int] = Memory(most=2)
    for number in range(5):
        memory.put(number, number)
    assert [memory.get(number) for number in range(5)] == [None, None, None, 3, 4]
    assert len(memory) == 2


def test_no_room_is_no_memory() -> None:
    memory: Memory[int] = Memory(most=0)
    memory.put("key", 1)
    assert memory.get("key") is None


def test_values_are_weighed() -> None:
    memory: Memory[str] = Memory(most=10, weigh=len)
    for word in ("lång text", "x", "y"):
        memory.put(word, word)
    assert [memory.get(word) for word in ("lång text", "x", "y")] == [None, "x", "y"]


def test_a_value_put_again_is_weighed_once() -> None:
    memory: Memory[str] = Memory(most=10, weigh=len)
    for _ in range(5):
        memory.put("key", "åtta tkn")
    assert memory.get("key") == "åtta tkn"
    assert len(memory) == 1
