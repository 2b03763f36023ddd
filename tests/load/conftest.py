"""How many people are at work, and for how long: `python3 -m emerald test tests/load -s --users 200 --seconds 300`."""

import socket

import pytest


def pytest_addoption(parser):
    parser.addoption("--users", type=int, default=20, help="people at work at the same time")
    parser.addoption("--seconds", type=int, default=60, help="how long they are at work")


@pytest.fixture
def users(request):
    return request.config.getoption("--users")


@pytest.fixture
def seconds(request):
    return request.config.getoption("--seconds")


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
