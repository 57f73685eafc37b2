"""Whatever is logged, buckets keep every finite point between their bounds, and hide none."""

import math

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.recorded import series, store_of, write

VALUES = st.none() | st.floats(-1e6, 1e6) | st.sampled_from([math.nan, math.inf, -math.inf])
XS = st.none() | st.floats(-1e9, 1e9) | st.integers(-5, 5).map(float)
ROWS = st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 60), XS, VALUES), min_size=1, max_size=40)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, buckets=st.integers(1, 12), x=st.sampled_from(["_step", "at"]), is_bounded=st.booleans())
def test_buckets_hold_what_was_logged(tmp_path_factory, rows, buckets, x, is_bounded):
    root = tmp_path_factory.mktemp("data")
    write(
        root / "runs/history.jsonl",
        [{"run": run, "_step": step, "at": at, "loss": value} for run, step, at, value in rows],
    )
    low, high = (0, 40) if is_bounded else (None, None)
    store = store_of(root)
    found = {one.run: one for one in series(store, "ab", ["loss"], x=x, buckets=buckets, low=low, high=high)}
    for run in "ab":
        logged = [
            (where, value)
            for name, step, at, value in rows
            if name == run and value is not None and (where := step if x == "_step" else at) is not None
            if not is_bounded or low <= where <= high
        ]
        if not logged:
            assert run not in found
            continue
        one = found[run]
        check(one, sorted(logged, key=lambda point: point[0]), buckets)
    store.close()


def check(one, logged, buckets):
    finite = [value for _, value in logged if math.isfinite(value)]
    assert one.count == len(logged)
    assert one.not_finite == len(logged) - len(finite)
    assert list(one.x) == sorted(one.x)
    if len(logged) <= buckets:
        assert one.low is None
        assert [repr(point) for point in zip(one.x, one.y, strict=True)] == [
            repr((float(where), float(value))) for where, value in logged
        ]
        return
    assert len(one.y) <= buckets
    drawn = [bucket for bucket in zip(one.low, one.y, one.high, strict=True) if not math.isnan(bucket[1])]
    if finite:
        assert min(low for low, _, _ in drawn) == min(finite)
        assert max(high for _, _, high in drawn) == max(finite)
    else:
        assert drawn == []
    for low, mean, high in drawn:
        assert low - 1e-6 <= mean <= high + 1e-6
