"""How the per-article step is spread: in this process, or over local processes, by the same driver.

The one seam is ``concurrent.futures.Executor``. Results come in the order of the articles, whichever worker
made them; a worker that dies costs the work on its batches, and an article that fails its own, not the run.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Any, Protocol

from .errors import EnvironmentFault
from .types import Article, Extraction

BATCH = 16  # articles sent to a worker at once: few enough to keep all workers busy
ATTEMPTS = 3  # how often a batch is tried whose worker dies


class Extractor(Protocol):
    versions: dict[str, str]

    def __call__(self, articles: Iterable[Article]) -> Iterator[Extraction]: ...


class Settings(Hashable, Protocol):
    """What a worker needs to build its extractor: small, hashable, picklable."""

    def build(self) -> Extractor: ...


class Here(Executor):
    """Runs what is submitted at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future:
        future: Future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as fault:
            future.set_exception(fault)
        return future


def make_executor(workers: int) -> Executor:
    """This process for one worker, else new ones: spawned, since a fork with BLAS threads can hang."""
    if workers == 1:
        return Here()
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # inherited; more threads per worker give nothing
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def versions(settings: Settings) -> dict[str, str]:
    """What the extractor says of its model and rules."""
    return _extractor(settings).versions


def spread(
    articles: Iterable[Article], settings: Settings, workers: int = 1
) -> Iterator[tuple[Article, Extraction | None]]:
    """Every article with what was extracted from it, in the order given; ``articles`` is read as needed.

    An article on which the extractor fails comes back as rejected, with the reason and without an extraction.
    Raises EnvironmentFault when a batch's worker has died ATTEMPTS times.
    """
    stream = iter(articles)
    window = 1 if workers == 1 else 2 * workers  # batches under way: bounds what is held in memory
    batches: deque[tuple[Article, ...]] = deque()
    futures: deque[Future] = deque()  # of the first of them
    executor = make_executor(workers)
    died = 0
    try:
        while True:
            while len(batches) < window and (batch := tuple(islice(stream, BATCH))):
                batches.append(batch)
            if not batches:
                return
            try:
                while len(futures) < len(batches):
                    futures.append(executor.submit(_work, settings, batches[len(futures)]))
                extractions = futures[0].result()
            except BrokenExecutor:
                died += 1
                if died == ATTEMPTS:
                    raise EnvironmentFault(
                        f"a worker process died {died} times between {batches[0][0].path} and"
                        f" {batches[0][-1].path} (out of memory?); run with fewer --workers"
                    ) from None
                executor.shutdown()
                executor = make_executor(workers)
                futures.clear()
                continue
            died = 0
            futures.popleft()
            for article, result in zip(batches.popleft(), extractions, strict=True):
                if isinstance(result, str):
                    yield replace(article, status="rejected", reason=result), None
                else:
                    yield article, result
    finally:
        executor.shutdown(cancel_futures=True)


@lru_cache(maxsize=1)
def _extractor(settings: Settings) -> Extractor:
    return settings.build()


def _work(settings: Settings, batch: tuple[Article, ...]) -> list[Extraction | str]:
    """What was extracted from each article, or the reason why nothing could be."""
    extractor = _extractor(settings)
    try:
        return list(extractor(batch))
    except Exception as fault:
        if len(batch) == 1:
            return [f"could not be analysed ({type(fault).__name__}: {str(fault)[:100]}); please report it"]
    return [result for article in batch for result in _work(settings, (article,))]
