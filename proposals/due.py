"""What waits for its moment: counts each second, closes, keys that have had their time."""

from proposals.services.counting import close_due, count_votes
from proposals.services.ending import destroy_due_keys
from proposals.services.invalidating import strike_waiting
from proposals.services.laying import lay_due
from proposals.services.link_voting import forget_used_links


def do_due() -> int:
    """Asked every second or so, in any number of processes; returns how much was done."""
    counted = count_votes() + close_due() + strike_waiting()
    return counted + lay_due() + destroy_due_keys() + forget_used_links()
