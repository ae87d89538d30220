"""A kernel to which a test sends cells as JupyterLab does: each with its id."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).resolve().parents[1]


class Kernel:
    """Runs cells, one after the other."""

    def __init__(self, client: Any) -> None:
        self.client, self.number = client, 0
        self.next_cells: list[str] = []  # the texts that the last cell has asked the front end to put into new cells

    def run(self, source: str, cell: str | None = None) -> str:
        """Run a cell; what it prints and shows, as text, and the name of the exception that ended it."""
        client = self.client
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}}
        message = client.session.msg(
            "execute_request",
            {**content, "allow_stdin": False, "stop_on_error": False},
            metadata={"cellId": cell} if cell else {},
        )
        client.shell_channel.send(message)
        shown = []
        while True:
            answer = client.get_iopub_msg(timeout=60)
            if answer["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            kind, content = answer["msg_type"], answer["content"]
            if kind == "status" and content["execution_state"] == "idle":
                break
            shown.append(content.get("text") or content.get("ename") or content.get("data", {}).get("text/plain", ""))
        reply = client.get_shell_msg(timeout=60)
        while reply["parent_header"].get("msg_id") != message["header"]["msg_id"]:
            reply = client.get_shell_msg(timeout=60)
        self.number = reply["content"]["execution_count"]
        asked = reply["content"].get("payload", ())
        self.next_cells = [one["text"] for one in asked if one["source"] == "set_next_input" and not one["replace"]]
        return "".join(shown).strip()


@contextlib.contextmanager
def kernel(folder: Path, **environment: str) -> Iterator[Kernel]:
    """A kernel that runs in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NBGRADER", "AUTOGRADER"))}
    manager, client = start_new_kernel(
        kernel_name="python3", cwd=str(folder), env={**kept, "PYTHONPATH": str(ROOT), **environment}
    )
    try:
        yield Kernel(client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.context.destroy(linger=0)
