"""`congvu serve`: pages and live streams from one process."""

import argparse
import socket
import sys

from congvu.cli.words import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=_("address to listen on"))
    parser.add_argument("--port", type=int, default=8000, help=_("port to listen on"))


def listener(host: str, port: int) -> socket.socket:
    """A socket bound to the address.

    Raises: OSError when it is taken.
    """
    line = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Accepted connections inherit this; without it the end of each answer waits 40 ms for an ACK.
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        line.bind((host, port))
    except OSError:
        line.close()
        raise
    return line


def run(args: argparse.Namespace) -> int:
    try:
        line = listener(args.host, args.port)
    except OSError as error:
        text = _("Cannot listen on %(host)s port %(port)s: %(why)s. Choose another with --port.")
        answer = {"host": args.host, "port": args.port, "why": error.strerror}
        print(text % answer, file=sys.stderr)
        return 1
    import uvicorn

    class Server(uvicorn.Server):
        """Ends the open streams first: a stop would wait for them."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            from congvu.web.hub import hub

            hub.close_all()
            await super().shutdown(sockets)

    # what still runs after these seconds is cut off; open streams would hold up a stop for ever
    config = uvicorn.Config(
        "config.asgi:application",
        lifespan="off",
        log_level="warning",
        timeout_graceful_shutdown=3,
        server_header=False,
    )
    Server(config).run(sockets=[line])
    return 0
