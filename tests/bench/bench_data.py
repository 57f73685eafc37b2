"""What a chart's data costs, as ratios within one run of this program on one machine.

    python tests/bench/bench_data.py [--runs 100 --steps 10000 --metrics 5 --buckets 1000 --rounds 7]

Bucketing from Parquet is held against the bare decoding of the same columns by pyarrow, with as many
threads; the bucket cache against that bucketing. Rounds are interleaved, medians are compared. Each
round asks a store that has its files open, but no answer: in memory or on the disk.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from runpress.data import SourceConfig, open_store
from runpress.data.answers import Answers
from runpress.data.protocol import SeriesQuery

MOST_OF_DECODING = 2.5
MOST_OF_BUCKETING = 0.2


def generate(path: Path, *, runs: int, steps: int, metrics: int) -> None:
    """Falling curves with noise, sorted by run and step, as a recorder writes them."""
    generator = np.random.default_rng(7)
    step = np.arange(steps)
    tables = []
    for number in range(runs):
        columns = {"run": pa.array([f"run{number:04d}"] * steps), "_step": step, "_timestamp": 1.7e9 + step / 2}
        curve = 2.5 * np.exp(-step / (steps / 4)) + number / runs
        columns |= {f"metric/{metric}": curve + generator.normal(0, 0.05, steps) for metric in range(metrics)}
        tables.append(pa.table(columns))
    pq.write_table(pa.concat_tables(tables), path, compression="zstd", row_group_size=120_000)


def timed(ask):
    """How long a call takes, in seconds."""
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


def main() -> None:
    """Measure and report; fails if a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in {"runs": 100, "steps": 10_000, "metrics": 5, "buckets": 1000, "rounds": 7}.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options)


def measure(root: Path, options: argparse.Namespace) -> None:
    """Interleave the three and print their ratios."""
    (root / "runs").mkdir()
    path = root / "runs/history.parquet"
    generate(path, runs=options.runs, steps=options.steps, metrics=options.metrics)
    names = [f"metric/{number}" for number in range(options.metrics)]
    query = SeriesQuery(
        "a/b", tuple(f"run{number:04d}" for number in range(options.runs)), tuple(names), buckets=options.buckets
    )
    config = [SourceConfig("a/b", "runs", root)]
    bare = open_store(config)
    cached = open_store(config, cache_dir=root / ".runpress/cache")

    def decode():
        pq.read_table(path, columns=["run", "_step", *names])

    def bucket():
        bare._answers = Answers()
        return bare.series(query)

    def read_cache():
        cached._answers = Answers()
        return cached.series(query)

    assert len(bucket()) == len(read_cache()) == options.runs * options.metrics
    times = {ask: [] for ask in (decode, bucket, read_cache)}
    for _ in range(options.rounds):
        for ask, taken in times.items():
            taken.append(timed(ask))
    decoding, bucketing, caching = (statistics.median(taken) * 1000 for taken in times.values())
    points = options.runs * options.steps * options.metrics / 1e6
    print(
        f"{points:.1f} million points: decode {decoding:.1f} ms, bucket {bucketing:.1f} ms, from the cache {caching:.1f} ms"
    )
    for what, ratio, most in (
        ("bucketing / decoding", bucketing / decoding, MOST_OF_DECODING),
        ("cache / bucketing", caching / bucketing, MOST_OF_BUCKETING),
    ):
        print(f"{what}: {ratio:.2f} (at most {most})")
    if bucketing / decoding > MOST_OF_DECODING or caching / bucketing > MOST_OF_BUCKETING:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
