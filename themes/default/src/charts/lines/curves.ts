// From a line figure and what the reader has set to the curves that are drawn, and the ranges that hold them.
import type { Curve, LineContent, Numbers } from "../../figure";
import { smooth } from "../../smoothing";
import { padded } from "../axes";
import type { PanelState } from "../chart";
import { curveOfShown, isAway } from "./groups";

export interface DrawnCurve {
  curve: Curve;
  xs: Numbers;
  ys: Numbers;
  /** The values before smoothing, drawn faintly behind. */
  original: Numbers | null;
  low: Numbers | null;
  high: Numbers | null;
  /** Filled from `low` to `high` as an area of a stack, not as a band. */
  isArea: boolean;
}

export interface View { x: [number, number]; y: [number, number]; logX: boolean; logY: boolean }

function isLogX(content: LineContent, state: PanelState): boolean {
  return state.logX ?? content.x.scale === "log";
}

function isLogY(content: LineContent, state: PanelState): boolean {
  return state.logY ?? content.y.scale === "log";
}

/** The curves to draw: those of hidden runs and those taken out in the legend are left out. */
export function drawnCurves(content: LineContent, state: PanelState): DrawnCurve[] {
  const away = new Set(state.hiddenCurves);
  const shown = content.curves.filter((curve) => !away.has(curve.id) && !isAway(curve));
  const extent = xExtent(content, shown);
  const span = extent[1] - extent[0];
  const curves = shown.map((curve) => drawnCurve(content, curveOfShown(content, curve, span), state, span));
  return content.plot === "line" ? curves : stacked(curves, content.plot === "pct-area");
}

function drawnCurve(content: LineContent, curve: Curve, state: PanelState, extent: number): DrawnCurve {
  const xs = content.xs[curve.x] ?? [];
  const chosen = state.smoothing;
  const band = { low: curve.low ?? null, high: curve.high ?? null };
  if (!chosen) {
    const original = content.smoothing.showOriginal ? (curve.original ?? null) : null;
    return { curve, xs, ys: curve.y, original, ...band, isArea: false };
  }
  const raw = curve.original ?? curve.y;
  if (chosen.kind === "none" || chosen.weight <= 0) return { curve, xs, ys: raw, original: null, ...band, isArea: false };
  return { curve, xs, ys: smooth(xs, raw, chosen.kind, chosen.weight, extent), original: raw, ...band, isArea: false };
}

function xExtent(content: LineContent, curves: Curve[]): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const at of new Set(curves.map((curve) => curve.x))) {
    for (const value of content.xs[at] ?? []) {
      if (value === null) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low > high ? [0, 1] : [low, high];
}

/** The ranges to show: the reader's zoom, else the author's limits, else what holds the curves. */
export function viewOf(content: LineContent, curves: DrawnCurve[], state: PanelState): View {
  const logX = isLogX(content, state);
  const logY = isLogY(content, state);
  const x = state.zoom.x ?? fullX(content, curves, logX);
  const y = state.zoom.y ?? fullY(content, curves, x, logY);
  return { x, y, logX, logY };
}

function fullX(content: LineContent, curves: DrawnCurve[], isLog: boolean): [number, number] {
  const [low, high] = rangeOf(curves.map((curve) => curve.xs), isLog);
  return padded(content.x, low, high, isLog, 0);
}

function fullY(content: LineContent, curves: DrawnCurve[], x: [number, number], isLog: boolean): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const curve of curves) {
    const [from, to] = between(curve.xs, x);
    for (const values of [curve.ys, curve.low, curve.high]) {
      if (!values) continue;
      for (let at = from; at < to; at++) {
        const value = values[at];
        if (value == null || (isLog && value <= 0)) continue;
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
  }
  return padded(content.y, low, high, isLog);
}

function rangeOf(arrays: Numbers[], isLog: boolean): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const values of new Set(arrays)) {
    for (const value of values) {
      if (value === null || (isLog && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return [low, high];
}

/** Indices of the points inside a range of x, the end excluded; x is sorted. */
export function between(xs: Numbers, [low, high]: [number, number]): [number, number] {
  const from = bisect(xs, low);
  let to = bisect(xs, high);
  while (to < xs.length && (xs[to] ?? high) <= high) to++;
  return [from, to];
}

/** The first index whose x is not less than a value. */
export function bisect(xs: Numbers, value: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] ?? Number.NEGATIVE_INFINITY) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The point of a curve nearest to an x; -1 beyond its ends. */
export function nearest(xs: Numbers, ys: Numbers, x: number, reach: number): number {
  const after = bisect(xs, x);
  let best = -1;
  let gap = Number.POSITIVE_INFINITY;
  for (const step of [-1, 1]) {
    let at = step < 0 ? after - 1 : after;
    while (at >= 0 && at < xs.length && ys[at] == null) at += step;
    const place = xs[at];
    if (place == null) continue;
    if (Math.abs(place - x) < gap) {
      gap = Math.abs(place - x);
      best = at;
    }
  }
  const first = xs[0] ?? 0;
  const last = xs[xs.length - 1] ?? 0;
  return x < first - reach || x > last + reach ? -1 : best;
}

/** Areas on top of each other, over all x that any curve has; between its points a curve is a line. */
function stacked(curves: DrawnCurve[], isShare: boolean): DrawnCurve[] {
  const xs = [...new Set(curves.flatMap((curve) => curve.xs.filter((x) => x !== null)))].sort((a, b) => (a as number) - (b as number));
  const heights = curves.map((curve) => xs.map((x) => interpolated(curve, x as number)));
  const totals = xs.map((_, at) => heights.reduce((sum, values) => sum + (values[at] ?? 0), 0));
  const base = xs.map(() => 0);
  return curves.map((curve, place) => {
    const low = [...base];
    const high = xs.map((_, at) => {
      const share = isShare ? ((heights[place]?.[at] ?? 0) / (totals[at] || 1)) * 100 : (heights[place]?.[at] ?? 0);
      base[at] = (base[at] ?? 0) + share;
      return base[at] ?? null;
    });
    return { ...curve, xs, ys: high, original: null, low, high, isArea: true };
  });
}

function interpolated(curve: DrawnCurve, x: number): number {
  const { xs, ys } = curve;
  const at = bisect(xs, x);
  if (xs[at] === x) return ys[at] ?? 0;
  const [x0, x1, y0, y1] = [xs[at - 1], xs[at], ys[at - 1], ys[at]];
  if (x0 == null || x1 == null || y0 == null || y1 == null) return 0;
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}
