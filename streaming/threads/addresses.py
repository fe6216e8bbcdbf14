"""Where threads and comments stand."""


def thread_path(number: int) -> str:
    return f"/samtal/{number}/"


def comment_path(number: int, seq: int) -> str:
    """The permanent link of a comment: it stays when the comment is hidden."""
    return f"{thread_path(number)}{seq}/"


def anchor(seq: int) -> str:
    return f"k{seq}"
