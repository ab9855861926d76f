"""Other machines that share out calls: the workers of a scheduler of Dask, which run this tool."""

from __future__ import annotations

import logging
import socket
import time
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.archive.key import tool
from tiltak_audit.archive.workers import Broken, tried
from tiltak_audit.errors import MachinesError, UsageError
from tiltak_audit.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from distributed import Client, Future

# Seconds in which a scheduler answers, in which a worker is there, and in which one comes back
# where none is left.
_ANSWER, _ARRIVAL, _RETURN = 20, 20, 120

# Seconds between two looks at whether they are still there, and those that taking leave may take.
_LOOK, _LEAVE = 2, 0.3

# Calls that wait at a worker for each that it does, so that it need not wait for the next.
_AHEAD = 2

# Files are sent with the calls that read them, however large.
_QUIET = {"distributed.admin.large-graph-warning-threshold": "1TiB"}

# What a call does it does alone in its process: the language of a run is one.
_ALONE = Lock()


@attrs.frozen(eq=False, repr=False)
class _Other(Alike):
    """What a call came to where another version of the tool is.

    Attributes:
        machine: Its name.
        tool: The tool there.
    """

    machine: str
    tool: str


@attrs.define(repr=False)
class Cluster:
    """The workers of a scheduler; a context that asks no more of them at its end.

    Attributes:
        address: Of the scheduler.
    """

    address: str
    _client: Client = attrs.field(init=False)
    _ended: SimpleQueue[Future] = attrs.field(factory=SimpleQueue)
    _gone: float | None = None

    def __enter__(self) -> Self:
        """Find the scheduler, and a worker that has this very tool.

        Raises:
            UsageError: The library is not installed, or the address is none.
            MachinesError: There is no scheduler or no worker, or one has another version.
        """
        try:
            import dask.config
            from distributed.comm import get_address_host
        except ImportError as error:
            said = _('--scheduler needs distributed: pip install "tiltak-audit[distributed]"')
            raise UsageError(said) from error
        # What goes wrong is told in a line of our own.
        logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
        dask.config.set(_QUIET)
        try:
            get_address_host(self.address)
        except ValueError as error:
            said = _("--scheduler {address}: it is no address, such as tcp://HOST:8786: {reason}")
            raise UsageError(said.format(address=self.address, reason=error)) from error
        found = self._connected()
        if isinstance(found, Exception):
            said = _("{address}: no scheduler of Dask answers there: {reason}")
            raise MachinesError(said.format(address=self.address, reason=found)) from found
        self._client = found
        try:
            self._compare()
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take leave; the scheduler forgets what was asked.

        After an interrupt nobody waits for that: it forgets who is gone as well.
        """
        if kind is None or not issubclass(kind, KeyboardInterrupt):
            self._leave()

    def _connected(self) -> Client | Exception:
        """Connect, and give up in time whatever answers there; give what went wrong, if it did."""
        from distributed import Client

        made: SimpleQueue[Client | Exception] = SimpleQueue()

        def connect() -> None:
            try:
                made.put(Client(self.address, timeout=_ANSWER, set_as_default=False))
            except Exception as error:  # noqa: BLE001  anything may answer
                made.put(error)

        Thread(target=connect, daemon=True).start()
        try:
            return made.get(timeout=_ANSWER + _LOOK)
        except Empty:
            return TimeoutError(_("it does not answer as one does"))

    def _leave(self) -> None:
        with suppress(OSError):
            self._client.close(timeout=_LEAVE)

    def _compare(self) -> None:
        """Wait for a worker, and compare the tool of each with ours.

        Raises:
            MachinesError: There is none, or one has another tool or none.
        """
        try:
            self._client.wait_for_workers(1, timeout=_ARRIVAL)
            found = self._client.run(tool, on_error="return")
        except OSError as error:
            said = _("{address}: the scheduler has no workers")
            raise MachinesError(said.format(address=self.address)) from error
        for worker, theirs in sorted(found.items()):
            if theirs != tool():
                raise MachinesError(_another(worker, theirs))

    @property
    def room(self) -> int:
        """Give how many calls the workers may be given at a time."""
        return max(1, _AHEAD * self._threads())

    def send(self, function: Callable[..., object], *arguments: object) -> Future:
        """Have a function called there; of its arguments some may be what other calls come to."""
        return self._client.submit(_called, tool(), function, *arguments, pure=False)

    def ask(self, function: Callable[..., object], *arguments: object) -> str:
        """Have a function called there, and give the name under which ``heard`` tells of it."""
        future = self.send(function, *arguments)
        future.add_done_callback(self._ended.put)
        return str(future.key)

    def heard(self) -> tuple[str, Any]:
        """Wait for any call that was asked, and give its name and what it came to.

        That is ``Broken`` where its process ended, each time that it was tried.

        Raises:
            MachinesError: The scheduler or all workers are gone, or one has another tool.
        """
        from distributed.scheduler import KilledWorker

        future = self._next()
        try:
            came = self._result(future)
            self._gone = None
        except KilledWorker as error:
            came = Broken(type(error).__name__, bug=False)
        except (MachinesError, KeyboardInterrupt):
            raise
        except BaseException as error:
            # A call catches what it meets itself: it was not called, or its result did not come.
            said = _("{address}: the workers cannot do what is asked: {reason}")
            reason = f"{type(error).__name__}: {error}"
            raise MachinesError(said.format(address=self.address, reason=reason)) from error
        if isinstance(came, _Other):
            raise MachinesError(_another(came.machine, came.tool))
        return str(future.key), came

    def _next(self) -> Future:
        while True:
            with suppress(Empty):
                return self._ended.get(timeout=_LOOK)
            self._look()

    def _result(self, future: Future) -> object:
        while True:
            with suppress(TimeoutError):
                return future.result(timeout=_LOOK)
            self._look()

    def _look(self) -> None:
        """Tell that no worker is left, where none has been since long ago."""
        if self._threads():
            self._gone = None
        elif self._gone is None:
            self._gone = time.monotonic()
        elif time.monotonic() - self._gone > _RETURN:
            said = _("{address}: the scheduler has no workers any more; run it again")
            raise MachinesError(said.format(address=self.address))

    def _threads(self) -> int:
        try:
            return sum(self._client.nthreads().values())
        except (OSError, ValueError, RuntimeError) as error:
            said = _("{address}: the scheduler is gone; run it again")
            raise MachinesError(said.format(address=self.address)) from error


def _called(ours: str, function: Callable[..., object], *arguments: object) -> object:
    """Call a function in a worker, if the tool there is ours."""
    if tool() != ours:
        return _Other(socket.gethostname(), tool())
    other = next((one for one in arguments if isinstance(one, _Other | Broken)), None)
    if other:
        return other
    with _ALONE:
        return tried(function, *arguments)


def _another(worker: str, theirs: object) -> str:
    """Say that a worker has another tool, or none."""
    if isinstance(theirs, str):
        said = _("{worker}: another tiltak-audit is there, {theirs}, and here {ours}")
        return said.format(worker=worker, theirs=theirs, ours=tool())
    said = _("{worker}: tiltak-audit {ours} cannot be loaded there: {reason}")
    return said.format(worker=worker, ours=tool(), reason=theirs)
