"""Executes programs under a virtual clock: CPython as it is, but for time.

`time` and the selector of the event loop do not wait, they move the clock. All else is the standard library's own:
`asyncio.run`, tasks, futures, locks, queues, `wait_for`, task groups. There are no threads here, so an executor makes a
call at once, with a clock of its own that runs ahead, and delivers the outcome when the virtual time has come.
"""

import asyncio
import concurrent.futures
import contextlib
import functools
import gc
import heapq
import io
import itertools
import json
import math
import sys
import time
import types
import warnings
import weakref


class Deadlock(BaseException):
    """Nothing is left that could wake anybody: CPython would wait for ever."""


class Clock:
    """The virtual time in seconds, and what is to happen on it. It stops at a deadlock: what is torn down is not told."""

    def __init__(self):
        self.now = 0.0
        self.stopped = False
        self._agenda = []
        self._order = itertools.count()
        self._calls_ahead = 0

    def at(self, when, action):
        """Sets an action for a time; actions due together happen in the order they were set."""
        heapq.heappush(self._agenda, (when, next(self._order), action))

    def pass_until(self, deadline, enough=lambda: False):
        """Lets time pass up to the deadline, or until an action has brought about what is enough."""
        while not self.stopped and self._agenda and self._agenda[0][0] <= deadline:
            when, _, action = heapq.heappop(self._agenda)
            self.now = max(self.now, when)
            action()
            if enough():
                return
        if self.stopped or deadline == math.inf:
            self.stopped = True
            raise Deadlock
        self.now = max(self.now, deadline)

    def sleep(self, seconds):
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        if self._calls_ahead:
            self.now += seconds
        else:
            self.pass_until(self.now + seconds)

    @property
    def is_ahead(self):
        """Whether a call of an executor is being made, whose time is not that of the rest."""
        return self._calls_ahead > 0

    def make_ahead(self, start, call):
        """Makes a call as if it were the given time; gives its outcome and its end."""
        present, self.now = self.now, start
        loop = asyncio._get_running_loop()
        asyncio._set_running_loop(None)
        self._calls_ahead += 1
        try:
            try:
                outcome = call(), None
            except BaseException as error:
                outcome = None, error
            return outcome, self.now
        finally:
            self._calls_ahead -= 1
            asyncio._set_running_loop(loop)
            self.now = present


class OrderedSet(dict):
    """A set in the order of insertion. asyncio cancels tasks in the order of a set, which is that of their addresses."""

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


class Selector:
    """Waits on the virtual clock for the loop's next timer, or for an executor's call to end."""

    def __init__(self, clock, loop):
        self._clock = clock
        self._loop = loop
        self.woken = False

    def select(self, timeout):
        if timeout is None:
            deadline = math.inf
        elif timeout > 0:
            deadline = round(self._loop.next_timer, 9)
        else:
            deadline = self._clock.now
        if not self.woken:
            self._clock.pass_until(deadline, lambda: self.woken)
        self.woken = False
        return []


class Loop(asyncio.BaseEventLoop):
    """CPython's event loop over the selector above."""

    def __init__(self, clock):
        super().__init__()
        self._clock = clock
        self._selector = Selector(clock, self)
        self._clock_resolution = 1e-6
        self._timers = itertools.count()
        self._created = []

    def create_task(self, coro, **kwargs):
        task = super().create_task(coro, **kwargs)
        self._created.append(weakref.ref(task))
        return task

    def tasks(self):
        """The tasks that are not done, in the order of their creation."""
        tasks = (reference() for reference in self._created)
        return OrderedSet.fromkeys(task for task in tasks if task and not task.done())

    @property
    def next_timer(self):
        return self._scheduled[0].when()

    def call_at(self, when, callback, *args, context=None):
        # On a real clock no two timers are due at the very same time: the one set first is due first.
        unique = round(when, 9) + next(self._timers) * 1e-12
        return super().call_at(unique, callback, *args, context=context)

    def call_soon_threadsafe(self, callback, *args, context=None):
        if self._clock.is_ahead:
            call = functools.partial(self.call_soon_threadsafe, callback, *args, context=context)
            self._clock.at(self._clock.now, call)
            return None
        return super().call_soon_threadsafe(callback, *args, context=context)

    async def shutdown_default_executor(self, timeout=None):
        if self._default_executor is not None:
            self._default_executor.shutdown()

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        self._selector.woken = True


class CallFuture(concurrent.futures.Future):
    """The outcome of an executor's call; to ask for it lets time pass."""

    def __init__(self, clock):
        super().__init__()
        self._clock = clock

    def result(self, timeout=None):
        self._wait(timeout)
        return super().result(0)

    def exception(self, timeout=None):
        self._wait(timeout)
        return super().exception(0)

    def _wait(self, timeout):
        if not self.done():
            deadline = math.inf if timeout is None else self._clock.now + timeout
            self._clock.pass_until(deadline, self.done)


class ThreadPool(concurrent.futures.Executor):
    """An executor whose workers are dates: when each will have nothing to do."""

    clock = None

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        self._free = [0.0] * (max_workers or 32)
        self._end = 0.0

    def submit(self, fn, /, *args, **kwargs):
        clock = self.clock
        start = max(clock.now, heapq.heappop(self._free))
        outcome, end = clock.make_ahead(start, lambda: fn(*args, **kwargs))
        heapq.heappush(self._free, end)
        self._end = max(self._end, end)
        future = CallFuture(clock)
        if start == clock.now:
            future.set_running_or_notify_cancel()
        else:
            clock.at(start, future.set_running_or_notify_cancel)
        clock.at(end, lambda: self._deliver(future, outcome))
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        if wait:
            self.clock.pass_until(max(self.clock.now, self._end))

    @staticmethod
    def _deliver(future, outcome):
        result, error = outcome
        if future.cancelled():
            return
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)


class Output(io.TextIOBase):
    """A standard output that notes when each piece of text was written."""

    def __init__(self, clock):
        self._clock = clock
        self._pieces = []

    def writable(self):
        return True

    def write(self, text):
        if not self._clock.stopped:
            self._pieces.append((self._clock.now, text))
        return len(text)

    def lines(self):
        """Each line with the time of its newline."""
        lines, begun, time = [], "", 0.0
        for time, text in sorted(self._pieces, key=lambda piece: piece[0]):
            *complete, rest = (begun + text).split("\n")
            lines.extend((time, line) for line in complete)
            begun = rest
        return [*lines, (time, begun)] if begun else lines


@contextlib.contextmanager
def replaced(owner, name, value):
    """Gives a name of a module another value."""
    original = getattr(owner, name, None)
    setattr(owner, name, value)
    try:
        yield
    finally:
        if original is None:
            delattr(owner, name)
        else:
            setattr(owner, name, original)


def describe(error):
    """The last line of a traceback."""
    message = str(error)
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def run(source):
    """Executes a program as `__main__`; gives what it printed, warned of and raised, and when, as JSON."""
    clock = Clock()
    ThreadPool.clock = clock
    output, errors, warned = Output(clock), Output(clock), []

    def show_warning(message, category, filename, lineno, file=None, line=None):
        warned.append((clock.now, f"{category.__name__}: {message}"))

    def now():
        return clock.now

    def now_in_nanoseconds():
        return round(clock.now * 1e9)

    def tasks(loop=None):
        return (loop or asyncio.get_running_loop()).tasks()

    def new_loop():
        return Loop(clock)

    module = types.ModuleType("__main__")
    replacements = [
        (sys, "stdout", output),
        (sys, "stderr", errors),
        (warnings, "showwarning", show_warning),
        (time, "sleep", clock.sleep),
        (asyncio, "run", asyncio.runners.run),
        (asyncio, "new_event_loop", new_loop),
        (asyncio.events, "new_event_loop", new_loop),
        (asyncio.tasks, "all_tasks", tasks),
        (asyncio.taskgroups, "set", OrderedSet),
        (concurrent.futures, "ThreadPoolExecutor", ThreadPool),
        *((time, name, now) for name in ("time", "monotonic", "perf_counter")),
        *((time, f"{name}_ns", now_in_nanoseconds) for name in ("time", "monotonic", "perf_counter")),
    ]
    page_loop = asyncio._get_running_loop()
    error = None
    with warnings.catch_warnings(), contextlib.ExitStack() as stack:
        stack.callback(sys.modules.__setitem__, "__main__", sys.modules["__main__"])
        sys.modules["__main__"] = module
        for replacement in replacements:
            stack.enter_context(replaced(*replacement))
        asyncio._set_running_loop(None)
        try:
            exec(compile(source, "listing.py", "exec"), module.__dict__)
        except BaseException as raised:
            error = describe(raised)
        finally:
            module.__dict__.clear()
            asyncio._set_running_loop(page_loop)
        observed = {
            "elapsed": clock.now,
            "lines": output.lines(),
            "warnings": [*warned],
            "errors": [text for _, text in errors.lines()],
            "error": error,
        }
        # What a program leaves behind ends now, unheard, and not in the middle of the next one.
        clock.stopped = True
        gc.collect()
    return json.dumps(observed)


# What has been imported is no garbage: a collection need not look at it.
gc.freeze()
