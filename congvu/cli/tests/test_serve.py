import socket

import pytest

from congvu.cli.serve import listener


def test_answers_are_sent_without_waiting_for_an_acknowledgement():
    with listener("127.0.0.1", 0) as line:
        line.listen()
        with socket.create_connection(line.getsockname()):
            accepted, _address = line.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_taken_port_is_refused():
    with listener("127.0.0.1", 0) as line:
        line.listen()
        with pytest.raises(OSError, match="in use"):
            listener(*line.getsockname())
