"""What is told of a reader's address is not enough to know the reader."""

import pytest

from portal.core.client_address import household_of, network_of


@pytest.mark.parametrize(
    ("address", "network", "household"),
    [
        ("192.0.2.77", "192.0.2.0", "192.0.2.77"),
        ("::ffff:192.0.2.77", "192.0.2.0", "192.0.2.77"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::", "fe80::/64"),
        ("", "-", "-"),
        ("<script>", "-", "-"),
    ],
)
def test_network_and_household(address: str, network: str, household: str) -> None:
    assert (network_of(address), household_of(address)) == (network, household)
