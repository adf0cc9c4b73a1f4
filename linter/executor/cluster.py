"""Items over the workers of an existing Dask cluster, their results in order, whatever becomes of it.

The function travels once to every worker, the items with each chunk; nothing is read from or written to
the workers' disks. A chunk whose worker dies goes to others by `distributed`'s own rules; what its scheduler
gives up is tried again item by item.
"""

from __future__ import annotations

import pickle
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import CancelledError, Executor, Future, wait
from contextlib import suppress
from hashlib import sha256
from types import TracebackType
from typing import Any, Generic, Self

from linter.error_words import reason
from linter.executor.chunks import Chunk, cut
from linter.executor.cluster_address import is_address, is_scheduler
from linter.executor.dispatch import LocalExecutor
from linter.executor.job import ItemT, Job, ResultT
from linter.extras import install
from linter.version import __version__

Treat = Callable[[Sequence[Any]], Iterable[Any]]

_AHEAD = 4  # chunks for each thread of the cluster: handed out, or waiting for an earlier one
_SLOW = 60.0
_LONGEST = 900.0
_TICK = 0.5
_PATIENCE = 10  # seconds for the scheduler to answer
_REACH = 5  # seconds for its machine to answer
_UNTIL_WORKERS = 60  # seconds for a first worker to come
_RESULTS = 8  # that may wait for an earlier one, for each chunk that could be handed out


class ClusterError(Exception):
    """A cluster that cannot be used; str() says why, in Chinese."""


class ClusterExecutor:
    """Runs jobs on the cluster whose scheduler is at `address`; raises ClusterError when there is none.

    `notify` is called with what the user should know, in Chinese. `slow` is after how many seconds without
    a result that is reported, `longest` after how many a chunk is given up. Where the scheduler is lost, what
    is left is done on this machine.
    """

    def __init__(
        self,
        address: str,
        notify: Callable[[str], None] = lambda _: None,
        slow: float = _SLOW,
        longest: float = _LONGEST,
    ) -> None:
        self._address, self.notify, self.slow, self.longest = address, notify, slow, longest
        self.client: Any = _connected(address)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the cluster, which goes on without us."""
        if self.client is not None:
            with suppress(Exception):  # the scheduler may be gone
                self.client.close(timeout=2)
            self.client = None

    @property
    def threads(self) -> int:
        """How many items the cluster treats at once; 0 when nobody is there."""
        if self.client is None:
            return 0
        with suppress(Exception):  # the scheduler may be gone
            return sum(self.client.nthreads().values())
        return 0

    def run(self, items: Sequence[ItemT], job: Job[ItemT, ResultT]) -> Generator[ResultT, None, None]:
        """The result of each item, in their order; items must carry all that they need."""
        if not items:
            return
        done = 0
        if self.client is not None:
            try:
                for result in _Run(self, self.client, items, job).results():
                    done += 1
                    yield result
            except _Lost as error:
                self.notify(f"与集群 {self._address} 的连接断了（{error}），其余的文件在本机查")
                self.close()
        yield from LocalExecutor().run(items[done:], job)


class _Lost(Exception):
    """The scheduler is gone."""


class _Run(Generic[ItemT, ResultT]):
    """One run over some items: what is handed out, and the results that came early."""

    def __init__(
        self,
        executor: ClusterExecutor,
        client: Any,
        items: Sequence[ItemT],
        job: Job[ItemT, ResultT],
    ) -> None:
        self._executor, self._client, self._job = executor, client, job
        threads = executor.threads or 1
        self._left = cut(items, job.weigh, threads)
        self._most = threads * _AHEAD
        self._program = pickle.dumps(job.treat)
        self._name = sha256(self._program).hexdigest()
        self._out: dict[Future[list[ResultT] | None], Chunk[ItemT]] = {}
        self._results: dict[int, ResultT] = {}
        self._next = 0
        self._count = len(items)
        self._heard = time.monotonic()
        self._is_noted = False
        self._suspects: deque[Chunk[ItemT]] = deque()
        self._is_alone = False

    def results(self) -> Generator[ResultT, None, None]:
        """The result of each item, in order. Raises _Lost."""
        with _Reaching():
            pool = self._client.get_executor(pure=False)
        try:
            while self._next < self._count:
                while self._next in self._results:
                    yield self._results.pop(self._next)
                    self._next += 1
                with _Reaching():
                    self._hand_out(pool)
                    self._listen(pool)
        finally:
            for future in self._out:
                future.cancel()
            with suppress(Exception):  # the scheduler may be gone
                pool.shutdown(wait=False)

    def _hand_out(self, pool: Executor) -> None:
        """Keep the cluster busy, but let no more results wait than a few for each thread.

        Of several chunks with a worker that died nobody knows which has ended it: they are tried again item
        by item, with nothing else under way.
        """
        if self._suspects and not self._out:
            self._submit(pool, self._suspects.popleft(), self._program)
            self._is_alone = True
        while (
            self._left
            and not self._suspects
            and not self._is_alone
            and len(self._out) + len(self._results) // _RESULTS < self._most
        ):
            self._submit(pool, self._left.popleft(), None)

    def _submit(self, pool: Executor, chunk: Chunk[ItemT], program: bytes | None) -> None:
        self._out[pool.submit(_treat_chunk, self._name, program, chunk.items)] = chunk

    def _listen(self, pool: Executor) -> None:
        """Take what is finished; notice a scheduler that is gone, and work that takes too long."""
        done = wait(self._out, _TICK, "FIRST_COMPLETED").done
        for future in done:
            self._take(pool, future)
        if done:
            self._heard, self._is_noted = time.monotonic(), False
            return
        quiet = time.monotonic() - self._heard
        if self._out and self._client.status != "running":
            raise _Lost(self._client.status)
        if quiet > _UNTIL_WORKERS and not self._executor.threads:
            raise _Lost("没有工作进程了")
        if quiet > self._executor.longest:
            self._give_up()
        elif quiet > self._executor.slow and not self._is_noted:
            self._executor.notify(f"集群已有 {quiet:.0f} 秒没有结果，还在等 {len(self._out)} 批文件")
            self._is_noted = True

    def _take(self, pool: Executor, future: Future[list[ResultT] | None]) -> None:
        """Take the results of a chunk; a worker that has not got the function yet gets it with the chunk."""
        from distributed import KilledWorker

        chunk = self._out.pop(future)
        was_alone, self._is_alone = self._is_alone, False
        try:
            results = future.result()
        except KilledWorker:
            if was_alone:
                self._results[chunk.first] = self._job.lost(chunk.items[0])
            else:
                self._suspects += (Chunk(chunk.first + at, (item,)) for at, item in enumerate(chunk.items))
        except (CancelledError, OSError) as error:
            raise _Lost(_why(error)) from None
        else:
            if results is None:
                self._submit(pool, chunk, self._program)
                self._is_alone = was_alone
            else:
                self._results.update(enumerate(results, chunk.first))

    def _give_up(self) -> None:
        """Items that have been with the cluster for too long are lost."""
        for future, chunk in self._out.items():
            future.cancel()
            self._results.update(
                (chunk.first + at, self._job.lost(item)) for at, item in enumerate(chunk.items)
            )
        self._executor.notify(f"集群 {self._executor.longest:.0f} 秒没有结果，{len(self._out)} 批文件不再等")
        self._out.clear()
        self._is_alone = False
        self._heard = time.monotonic()


class _Reaching:
    """What fails inside, fails because the scheduler is gone."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, OSError | TimeoutError | CancelledError | RuntimeError):
            raise _Lost(_why(error)) from None


def _connected(address: str) -> Any:
    """A client of the cluster, whose workers have this version of the program."""
    if not is_address(address):
        raise ClusterError(
            f"--cluster：“{address}”不是集群的地址；要写成 tcp://主机:端口，如 tcp://10.0.0.1:8786"
        )
    try:
        if not is_scheduler(address, _REACH):
            raise ClusterError(f"--cluster：{address} 那里不是 Dask 集群的调度程序；请核对主机和端口")
        from distributed import Client  # takes a second: only now
    except OSError as error:
        raise ClusterError(f"--cluster：连不上 {address}（{_why(error)}）") from None
    except ImportError:
        raise ClusterError(f"--cluster 还要一个软件包，{install('cluster')}") from None
    try:
        client: Any = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except Exception as error:  # noqa: BLE001 - whatever the answer of a stranger makes the library stumble on
        raise ClusterError(f"--cluster：连不上 {address}（{_why(error)}）") from None
    try:
        client.wait_for_workers(1, timeout=_UNTIL_WORKERS)
        versions = set(client.run(_version).values())
    except TimeoutError:
        client.close(timeout=2)
        raise ClusterError(f"--cluster：集群 {address} 没有工作进程") from None
    except Exception as error:  # noqa: BLE001 - whatever a worker raises without the package
        client.close(timeout=2)
        raise ClusterError(
            f"--cluster：集群的工作进程不能运行 nianbao（{type(error).__name__}：{error}）"
        ) from None
    if versions != {__version__}:
        client.close(timeout=2)
        shown = "、".join(sorted(versions))
        raise ClusterError(f"--cluster：集群上的 nianbao 是 {shown}，本机是 {__version__}，要装同一版本")
    return client


def _why(error: BaseException) -> str:
    """Why the cluster is not reached, in Chinese."""
    if isinstance(error, TimeoutError) or str(error).startswith("Timed out"):
        return "等待超时"
    if isinstance(error, OSError):
        return reason(error)
    return f"{type(error).__name__}：{error}" if str(error) else type(error).__name__


def _version() -> str:
    return __version__


_programs: dict[str, Treat] = {}
"""The function that this worker was last sent, by its name."""


def _treat_chunk(name: str, program: bytes | None, items: Sequence[Any]) -> list[Any] | None:
    """The results of a chunk, in a worker; None where it has not got the function yet."""
    treat = _programs.get(name)
    if treat is None:
        if program is None:
            return None
        treat = pickle.loads(program)  # noqa: S301 - from the user's own program
        _programs.clear()
        _programs[name] = treat
    return list(treat(items))
