"""Turn the offline logs of wandb into the recorded runs that documents show.

    python content/experiments/record.py LOGS OUT

LOGS is the folder that was given to `wandb.init(dir=…)`. OUT receives `runs.parquet` (a row a run),
`history.parquet` (a row a step), `media.parquet` (a row an image), the images under `media/`, and logged
tables under `tables/`.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from offline_log import read_records

Json = dict[str, Any]
KEPT = ("_type", "caption", "format", "width", "height", "ncols", "nrows")
"""What a summary keeps of a file: the rest names places of the machine that made it."""

TIME = pa.timestamp("ms", tz="UTC")
RUNS = pa.schema(
    {
        "id": pa.string(),
        "name": pa.string(),
        "state": pa.string(),
        "user": pa.string(),
        "group": pa.string(),
        "job_type": pa.string(),
        "tags": pa.list_(pa.string()),
        "notes": pa.string(),
        "host": pa.string(),
        "created_at": TIME,
        "updated_at": TIME,
        "runtime": pa.float64(),
        "config": pa.string(),
        "summary": pa.string(),
    }
)
MEDIA = pa.schema(
    {
        "run": pa.string(),
        "key": pa.string(),
        "step": pa.int64(),
        "index": pa.int64(),
        "path": pa.string(),
        "caption": pa.string(),
        "width": pa.int64(),
        "height": pa.int64(),
    }
)


@dataclass
class RecordedRun:
    """What a log says of one run."""

    folder: Path
    attributes: Json = field(default_factory=dict)
    config: Json = field(default_factory=dict)
    summary: Json = field(default_factory=dict)
    history: list[Json] = field(default_factory=list)
    state: str = "crashed"
    """A log without an end belongs to a run that went away; one with an error code failed."""
    runtime: float = 0.0


def read_run(log: Path) -> RecordedRun:
    """Read one run; later records update earlier ones."""
    run = RecordedRun(log.parent)
    for record in read_records(log):
        match record.WhichOneof("record_type"):
            case "run":
                run.attributes |= _attributes(record.run)
                run.config |= _items(record.run.config.update)
            case "config":
                run.config |= _items(record.config.update)
            case "summary":
                run.summary |= _items(record.summary.update)
            case "history":
                run.history.append(_items(record.history.item))
            case "exit":
                run.state = "failed" if record.exit.exit_code else "finished"
    run.config.pop("_wandb", None)
    if run.history:
        last = run.history[-1]
        run.runtime = last["_runtime"]
        run.summary = _last_values(run.history) | run.summary | {"_runtime": run.runtime}
    run.summary.pop("_wandb", None)
    return run


def _attributes(record: Any) -> Json:
    created = record.start_time.seconds + record.start_time.nanos / 1e9
    return {
        "id": record.run_id,
        "name": record.display_name,
        "group": record.run_group or None,
        "job_type": record.job_type or None,
        "notes": record.notes or None,
        "tags": list(record.tags),
        "host": record.host or None,
        "created": created,
    }


def _items(items: Iterable[Any]) -> Json:
    values: Json = {}
    for item in items:
        path = list(item.nested_key) or [item.key]
        inner = values
        for key in path[:-1]:
            inner = inner.setdefault(key, {})
        inner[path[-1]] = json.loads(item.value_json)
    return values


def _last_values(history: list[Json]) -> Json:
    """The summary of a run that went away before it wrote one."""
    values: Json = {}
    for row in history:
        values |= row
    return values


def runs_table(runs: list[RecordedRun], user: str) -> pa.Table:
    """A row a run; config and summary as JSON text."""
    rows = [
        {
            "id": run.attributes["id"],
            "name": run.attributes["name"],
            "state": run.state,
            "user": user,
            "group": run.attributes["group"],
            "job_type": run.attributes["job_type"],
            "tags": run.attributes["tags"],
            "notes": run.attributes["notes"],
            "host": run.attributes["host"],
            "created_at": _time(run.attributes["created"]),
            "updated_at": _time(run.attributes["created"] + run.runtime),
            "runtime": run.runtime,
            "config": _json(run.config),
            "summary": _json(run.summary),
        }
        for run in runs
    ]
    return pa.Table.from_pylist(rows, schema=RUNS)


def history_table(runs: list[RecordedRun]) -> pa.Table:
    """A row a step, with the numbers that were logged there."""
    metrics = sorted({key for run in runs for row in run.history for key, value in row.items() if _is_number(value)})
    columns = ["_step", "_runtime", "_timestamp", *(metric for metric in metrics if not metric.startswith("_"))]
    rows = [(run.attributes["id"], row) for run in runs for row in run.history]
    arrays = [pa.array([run for run, _ in rows], pa.string())]
    for column in columns:
        values = [row.get(column) for _, row in rows]
        arrays.append(
            pa.array(
                [value if _is_number(value) else None for value in values],
                pa.int64() if column == "_step" else pa.float64(),
            )
        )
    return pa.table(arrays, names=["run", *columns])


def copy_files(runs: list[RecordedRun], out: Path) -> pa.Table:
    """Copy the logged images and tables; a row an image."""
    rows: list[Json] = []
    for run in runs:
        for key, step, value in _files(run):
            kind = "media" if value["_type"] == "image-file" else "tables"
            suffix = "".join(Path(value["path"]).suffixes)
            target = Path(kind) / run.attributes["id"] / f"{key}-{step}{suffix if kind == 'media' else '.json'}"
            (out / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(run.folder / "files" / value["path"], out / target)
            run.summary[key] = {field: value[field] for field in KEPT if field in value} | {"path": target.as_posix()}
            if kind == "media":
                rows.append(
                    {
                        "run": run.attributes["id"],
                        "key": key,
                        "step": step,
                        "index": 0,
                        "path": target.as_posix(),
                        **_about(value),
                    }
                )
    return pa.Table.from_pylist(rows, schema=MEDIA)


def _files(run: RecordedRun) -> Iterator[tuple[str, int, Json]]:
    for row in run.history:
        for key, value in sorted(row.items()):
            if isinstance(value, dict) and value.get("_type") in {"image-file", "table-file"}:
                yield key, row["_step"], value


def _about(image: Json) -> Json:
    return {"caption": image.get("caption", ""), "width": image["width"], "height": image["height"]}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _json(values: Json) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False)


def record(logs: Path, out: Path, *, user: str) -> None:
    """Write the recorded form of all runs under `logs` to `out`, which is emptied first."""
    runs = sorted((read_run(log) for log in logs.rglob("run-*.wandb")), key=lambda run: run.attributes["created"])
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    media = copy_files(runs, out)
    tables = {"runs": runs_table(runs, user), "history": history_table(runs)}
    if media.num_rows:
        tables["media"] = media
    for name, table in tables.items():
        pq.write_table(table, out / f"{name}.parquet", compression="zstd", compression_level=15)
    print(f"{out}: {len(runs)} runs, {tables['history'].num_rows} steps, {media.num_rows} images")


def main() -> None:
    """Record the runs of one project."""
    parser = argparse.ArgumentParser(description="Turn offline logs of wandb into recorded runs.")
    parser.add_argument("logs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--user", default="ada", help="who made the runs; offline logs do not say")
    arguments = parser.parse_args()
    record(arguments.logs, arguments.out, user=arguments.user)


if __name__ == "__main__":
    main()
