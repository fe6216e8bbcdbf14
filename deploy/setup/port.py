"""Fails with a clear error when nobody may listen on a port: `port.py 8000`."""

import errno
import socket
import sys

REASONS = {
    errno.EADDRINUSE: "is taken by another program",
    errno.EACCES: "may only be used by root",
}


def refusal(port: int) -> str:
    """Why 127.0.0.1:port cannot be listened on; empty when it can."""
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
    except OSError as error:
        return REASONS.get(error.errno or 0, str(error))
    return ""


if __name__ == "__main__":
    number = int(sys.argv[1])
    if not 0 < number < 65536:
        sys.exit(f"Error: there is no port {number}; ports are 1 to 65535.")
    reason = refusal(number)
    if reason:
        sys.exit(f"Error: port {number} {reason}. Choose another: make run PORT={number + 1}")
