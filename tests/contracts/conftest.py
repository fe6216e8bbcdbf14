"""The small city that the contracts are asked in: built once a module, everybody logged in."""

from dataclasses import replace

import pytest

from tests.contracts.city import City, build
from tests.standing import Standing, same_login


@pytest.fixture(scope="module")
def built_city(standing: Standing) -> City:
    return standing.build(build)


@pytest.fixture
def city(db: None, built_city: City) -> City:
    """As it was built, whatever the test before did in it."""
    return replace(built_city, readers=tuple(map(same_login, built_city.readers)))
