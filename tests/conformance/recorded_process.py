"""What `record.py` has every Python process of a recorded run import first: time is that of the recorder's clock.

Each thread asks the recorder over a connection of its own. `time.sleep` waits for its answer, and so does the selector of
an event loop until its next timer; a thread that has asked waits like any other, so all else is the machine's and CPython's.
"""

import io
import itertools
import json
import os
import selectors
import socket
import sys
import threading
import time

_connection = threading.local()


def ask(**request):
    """Sends a request; gives the virtual time at which it was answered."""
    tell(**request)
    return answer()


def tell(**request):
    if not hasattr(_connection, "stream"):
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(os.environ["INTERLEAVE_CLOCK"])
        _connection.socket = connection
        _connection.stream = connection.makefile("rw", encoding="utf-8")
    _connection.stream.write(json.dumps(request) + "\n")
    _connection.stream.flush()


def answer():
    return json.loads(_connection.stream.readline())


def sleep(seconds):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    ask(do="sleep", seconds=seconds)


def now():
    return ask(do="now")


def virtual_for_the_program(clock, unit):
    """A clock of `time` that tells the program the virtual time, and the standard library the real one."""

    def read():
        if sys._getframe(1).f_globals.get("__name__") not in ("__main__", "__mp_main__"):
            return clock()
        return now() if unit == 1 else round(now() / unit)

    return read


class WholeLines(io.TextIOBase):
    """A standard output that has each thread's lines in one piece. `print` writes a line and its newline one after the
    other; whether another thread comes between is left to chance, which a recording should not be."""

    def __init__(self, stream):
        self._stream = stream
        self._begun = threading.local()

    def write(self, text):
        whole = getattr(self._begun, "text", "") + text
        end = whole.rfind("\n") + 1
        self._begun.text = whole[end:]
        if end:
            self._stream.write(whole[:end])
            self._stream.flush()
        return len(text)


def report(kind, error, trace):
    message = str(error)
    ask(do="fail", error=f"{kind.__name__}: {message}" if message else kind.__name__)
    sys.__excepthook__(kind, error, trace)


class Selector(selectors.DefaultSelector):
    """Waits for files as ever, and for the recorder's clock in place of a time-out."""

    def select(self, timeout=None):
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        tell(do="sleep", seconds=timeout)
        alarm = self.register(_connection.socket, selectors.EVENT_READ)
        try:
            events = super().select()
        finally:
            self.unregister(_connection.socket)
        if all(key is not alarm for key, _ in events):
            tell(do="wake")
        answer()
        return [(key, mask) for key, mask in events if key is not alarm]


def install():
    sleep.__module__ = "time"  # as which it is pickled
    time.sleep = sleep
    for name in ("time", "monotonic", "perf_counter"):
        setattr(time, name, virtual_for_the_program(getattr(time, name), 1))
        in_nanoseconds = f"{name}_ns"
        setattr(time, in_nanoseconds, virtual_for_the_program(getattr(time, in_nanoseconds), 1e-9))
    sys.excepthook = report
    sys.stdout = WholeLines(sys.stdout)
    imports = os.environ["INTERLEAVE_IMPORTS"].split()
    if "asyncio" in imports:
        install_loop()
    if "multiprocessing" in imports:
        import multiprocessing

        multiprocessing.set_start_method("spawn", force=True)  # as it is on every system but Linux


def install_loop():
    import asyncio

    class Loop(asyncio.SelectorEventLoop):
        def __init__(self):
            super().__init__(Selector())
            self._clock_resolution = 1e-6
            self._timers = itertools.count()

        def time(self):
            return now()

        def call_at(self, when, callback, *args, context=None):
            # On a real clock no two timers are due at the very same time: the one set first is due first.
            unique = round(when, 9) + next(self._timers) * 1e-12
            return super().call_at(unique, callback, *args, context=context)

    asyncio.new_event_loop = asyncio.events.new_event_loop = Loop


install()
