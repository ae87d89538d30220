"""The line between the judge and the warm parent of its workers: small numbered messages, an open file beside some."""

from __future__ import annotations

import select
import socket
from typing import Any

from autograder.plain.wire import Channel, WireError, pack

LARGEST_MESSAGE = 4_096


class ControlChannel(Channel):
    """Frames that are short, each with at most one open file beside it."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__(connection, largest=LARGEST_MESSAGE)
        self.descriptors: list[int] = []

    def send_beside(self, message: dict[str, Any], descriptor: int, deadline: float) -> None:
        """Send a message and pass an open file on with it."""
        frame = pack(message)
        self._wait(select.POLLOUT, deadline)
        try:
            sent = socket.send_fds(self.connection, [frame], [descriptor])
        except OSError as error:
            raise WireError(f"the other side has gone ({error.strerror})") from None
        if sent != len(frame):
            raise WireError("a message could not be sent as a whole")

    def take_descriptors(self) -> list[int]:
        """The open files that have come since the last call."""
        taken, self.descriptors = self.descriptors, []
        return taken

    def _read(self, count: int) -> bytes:
        """Not a byte more than this: what stands beside the next frame must not come with this one."""
        data, descriptors, *_ = socket.recv_fds(self.connection, count, 1)
        self.descriptors += descriptors
        return data
