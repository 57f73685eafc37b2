// From values to paths: a curve's line, a band's outline.
import type { Numbers } from "../../figure";
import type { Frame } from "../axes";
import { bisect, type View } from "./curves";
import { Columns, type Path, Pen } from "./pen";

/** So far, in pixels, may a path be from the points that it passes over. */
const TOLERANCE = 0.2;

/** From values to pixels, once a frame: two multiplications a point. */
export interface Projection { x: (value: number) => number; y: (value: number) => number; width: number; range: [number, number] }

export function projectionOf(view: View, frame: Frame): Projection {
  return {
    x: projector(view.x, frame.left, frame.width, view.logX),
    y: projector(view.y, frame.top + frame.height, -frame.height, view.logY),
    width: frame.width,
    range: view.x,
  };
}

function projector([low, high]: [number, number], start: number, length: number, isLog: boolean): (value: number) => number {
  if (isLog) {
    const from = Math.log10(low);
    const per = length / (Math.log10(high) - from);
    return (value) => (value > 0 ? start + (Math.log10(value) - from) * per : Number.NaN);
  }
  const per = length / (high - low);
  return (value) => start + (value - low) * per;
}

/** Trace a curve; the points that stand alone between gaps are given back, since a line does not show them. */
export function traceLine(path: Path, to: Projection, xs: Numbers, ys: Numbers): [number, number][] {
  const from = Math.max(0, bisect(xs, to.range[0]) - 1);
  const end = Math.min(xs.length, bisect(xs, to.range[1]) + 2);
  const pen = new Pen(path, TOLERANCE);
  const tracer = end - from > to.width * 2 ? new Columns(pen) : pen;
  const alone: [number, number][] = [];
  let length = 0;
  let lastX = 0;
  let lastY = 0;
  for (let at = from; at <= end; at++) {
    const x = xs[at];
    const y = at < end ? ys[at] : null;
    const py = x == null || y == null ? Number.NaN : to.y(y);
    const px = x == null ? Number.NaN : to.x(x);
    if (px - px + py - py !== 0) {
      if (length === 1) alone.push([lastX, lastY]);
      length = 0;
      continue;
    }
    if (length === 0) tracer.moveTo(px, py);
    else tracer.lineTo(px, py);
    lastX = px;
    lastY = py;
    length++;
  }
  tracer.end();
  return alone;
}

type ClosedPath = Path & Pick<CanvasPath, "closePath">;

export function traceBand(path: ClosedPath, to: Projection, xs: Numbers, low: Numbers, high: Numbers): void {
  const from = Math.max(0, bisect(xs, to.range[0]) - 1);
  const end = Math.min(xs.length, bisect(xs, to.range[1]) + 2);
  let start = from;
  for (let at = from; at <= end; at++) {
    if (at < end && xs[at] != null && low[at] != null && high[at] != null) continue;
    if (at > start) closeBand(path, to, xs, low, high, start, at);
    start = at + 1;
  }
}

function closeBand(path: ClosedPath, to: Projection, xs: Numbers, low: Numbers, high: Numbers, from: number, end: number): void {
  // A bound that a log axis cannot show lies below the frame.
  const floor = (value: number): number => (Number.isNaN(value) ? 1e5 : value);
  path.moveTo(to.x(xs[from] as number), floor(to.y(high[from] as number)));
  for (let at = from + 1; at < end; at++) path.lineTo(to.x(xs[at] as number), floor(to.y(high[at] as number)));
  for (let at = end - 1; at >= from; at--) path.lineTo(to.x(xs[at] as number), floor(to.y(low[at] as number)));
  path.closePath();
}
