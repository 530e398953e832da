"""Records what the listings that use threads and processes print under this Python, and when.

Reads `[{"name": …, "listing": …}]` from the standard input and writes `{name: {"lines": [[time, text]], "elapsed": …,
"error": …}}` to the standard output. `npm run record` runs it for the whole catalogue. It needs Linux, for it reads /proc.

Every program runs in real threads and processes, but waits on a virtual clock: once none of its threads runs or could
run, and all that it wrote has been read, the time moves on to the next wake-up. So a recording is the same on any machine,
however busy, save for the order of what happens at one moment.
"""

import contextlib
import heapq
import itertools
import json
import os
import pathlib
import selectors
import signal
import socket
import subprocess
import sys
import tempfile

PREPARATION = pathlib.Path(__file__).with_name("recorded_process.py")
#: How long a look at the files lasts, in seconds, and in how many looks in turn nothing may have stirred.
LOOK = 0.005
LOOKS_BEFORE_TIME_PASSES = 3
LOOKS_BEFORE_A_DEADLOCK = 300


class Recorder:
    """One run: the clock that its processes share, and what they print."""

    def __init__(self, folder, listing):
        self._now = 0.0
        self._sleepers = []
        self._order = itertools.count()
        self._text = b""
        self._lines = []
        self._error = None
        self._selector = selectors.DefaultSelector()
        address = str(folder / "clock")
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(address)
        self._server.listen(256)
        self._selector.register(self._server, selectors.EVENT_READ, self._accept)
        imports = ["asyncio"] if "asyncio" in listing else []
        if "ProcessPool" in listing or "multiprocessing" in listing:
            imports.append("multiprocessing")
        program = folder / "listing.py"
        program.write_text(listing)
        (folder / "sitecustomize.py").write_text(PREPARATION.read_text())
        self._process = subprocess.Popen(
            [sys.executable, str(program)],
            env={
                **os.environ,
                "PYTHONPATH": str(folder),
                "INTERLEAVE_CLOCK": address,
                "INTERLEAVE_IMPORTS": " ".join(imports),
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._output = self._process.stdout.fileno()
        self._open = True
        self._selector.register(self._output, selectors.EVENT_READ, self._read_output)

    def run(self):
        try:
            self._run()
        finally:
            self._end()
        lines = [*self._lines, (self._now, self._text.decode())] if self._text else self._lines
        return {"lines": lines, "elapsed": self._now, "error": self._error}

    def _run(self):
        quiet_looks = 0
        while self._open:
            events = self._selector.select(LOOK)
            for key, _ in events:
                key.data(key.fileobj)
            if events or not self._is_idle():
                quiet_looks = 0
                continue
            quiet_looks += 1
            if self._sleepers and quiet_looks >= LOOKS_BEFORE_TIME_PASSES:
                self._wake_next()
                quiet_looks = 0
            elif quiet_looks >= LOOKS_BEFORE_A_DEADLOCK:
                self._error = "Deadlock"
                return

    def _end(self):
        """Ends what is left of the run's processes: all of them, at a deadlock."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._server.close()
        self._selector.close()

    def _accept(self, server):
        connection, _ = server.accept()
        self._selector.register(connection, selectors.EVENT_READ, self._hear)

    def _hear(self, connection):
        request = connection.recv(65536)
        if not request:
            self._selector.unregister(connection)
            connection.close()
            return
        for line in request.splitlines():
            self._answer(connection, **json.loads(line))

    def _answer(self, connection, do, seconds=None, error=None):
        if do == "sleep":
            when = round(self._now + seconds, 9)
            heapq.heappush(self._sleepers, (when, next(self._order), connection))
            return
        if do == "wake":
            if not any(sleeper is connection for _, _, sleeper in self._sleepers):
                return  # its answer is under way
            self._sleepers = [entry for entry in self._sleepers if entry[2] is not connection]
            heapq.heapify(self._sleepers)
        if do == "fail":
            self._error = error
        self._send_time(connection)

    def _send_time(self, connection):
        connection.sendall(f"{self._now!r}\n".encode())

    def _wake_next(self):
        """Wakes the first of those that sleep. Others due at the same time wait for their turn, as in line for a GIL."""
        self._now, _, connection = heapq.heappop(self._sleepers)
        self._send_time(connection)

    def _read_output(self, output):
        text = os.read(output, 65536)
        if not text:
            self._selector.unregister(output)
            self._open = False
        *complete, self._text = (self._text + text).split(b"\n")
        self._lines.extend((self._now, line.decode()) for line in complete)

    def _is_idle(self):
        """Whether no thread of the run's processes is running, or ready to."""
        for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
            if self._process.pid == session_of(status):
                if any(state_of(thread) in "RD" for thread in status.parent.glob("task/*/stat")):
                    return False
        return True


def fields_of(status):
    """What /proc says of a process or thread, behind its name; nothing when it is gone."""
    try:
        return status.read_text().rpartition(")")[2].split()
    except OSError:
        return []


def session_of(status):
    fields = fields_of(status)
    return int(fields[3]) if fields else None


def state_of(status):
    fields = fields_of(status)
    return fields[0] if fields else "X"


def record(listing):
    with tempfile.TemporaryDirectory() as folder:
        return Recorder(pathlib.Path(folder), listing).run()


def main():
    recordings = {}
    for run in json.load(sys.stdin):
        recordings[run["name"]] = recording = record(run["listing"])
        print(f"  {run['name']}: {recording['elapsed']:g} s", file=sys.stderr)
    json.dump(recordings, sys.stdout)


if __name__ == "__main__":
    main()
