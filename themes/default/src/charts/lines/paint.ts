// Curves on a canvas. Where many points fall on one pixel column, its least and greatest are kept: no spike is lost.
import type { Dash, Numbers } from "../../figure";
import type { Frame } from "../axes";
import { bisect, type DrawnCurve, type View } from "./curves";

const DASHES: Record<Dash, number[]> = {
  solid: [], dashed: [6, 4], dotted: [1.5, 3], dotdash: [6, 3, 1.5, 3], dotdotdash: [6, 3, 1.5, 3, 1.5, 3], points: [],
};
const BAND_ALPHA = 0.16;
const AREA_ALPHA = 0.55;
const ORIGINAL_ALPHA = 0.22;
const FAINT_ALPHA = 0.28;

export function dashOf(dash: Dash, scale: number): number[] {
  return DASHES[dash].map((length) => length * scale);
}

/** From values to pixels, once a frame: two multiplications a point. */
interface Projection { x: (value: number) => number; y: (value: number) => number; width: number; range: [number, number] }

export class CurvePainter {
  private readonly projection: Projection;

  constructor(private readonly ctx: CanvasRenderingContext2D, view: View, private readonly frame: Frame, private readonly ratio: number) {
    this.projection = {
      x: projector(view.x, frame.left, frame.width, view.logX),
      y: projector(view.y, frame.top + frame.height, -frame.height, view.logY),
      width: frame.width,
      range: view.x,
    };
  }

  /** Draw curves; with a focus, the others stand back. */
  paint(curves: DrawnCurve[], focus: string | null): void {
    const { ctx, frame } = this;
    ctx.save();
    ctx.beginPath();
    ctx.rect(frame.left, frame.top, frame.width, frame.height);
    ctx.clip();
    ctx.lineJoin = "bevel";
    for (const curve of curves) this.band(curve, focus);
    for (const curve of curves) this.original(curve, focus);
    for (const curve of curves) if (curve.curve.id !== focus) this.line(curve, focus ? FAINT_ALPHA : 1);
    for (const curve of curves) if (curve.curve.id === focus) this.line(curve, 1);
    ctx.restore();
  }

  private band(drawn: DrawnCurve, focus: string | null): void {
    if (!drawn.low || !drawn.high) return;
    const { ctx } = this;
    ctx.globalAlpha = (drawn.isArea ? AREA_ALPHA : BAND_ALPHA) * (focus && focus !== drawn.curve.id ? FAINT_ALPHA : 1);
    ctx.fillStyle = drawn.curve.color;
    ctx.beginPath();
    traceBand(ctx, this.projection, drawn.xs, drawn.low, drawn.high);
    ctx.fill();
  }

  private original(drawn: DrawnCurve, focus: string | null): void {
    if (!drawn.original) return;
    this.stroke(drawn, ORIGINAL_ALPHA * (focus && focus !== drawn.curve.id ? FAINT_ALPHA : 1), 1, drawn.original);
  }

  private line(drawn: DrawnCurve, alpha: number): void {
    if (drawn.curve.dash === "points") this.points(drawn, alpha);
    else this.stroke(drawn, alpha, drawn.curve.width, drawn.ys);
  }

  private stroke(drawn: DrawnCurve, alpha: number, width: number, ys: Numbers): void {
    const { ctx, ratio } = this;
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = drawn.curve.color;
    ctx.lineWidth = width * ratio;
    ctx.setLineDash(dashOf(drawn.curve.dash, ratio));
    ctx.beginPath();
    const alone = traceLine(ctx, this.projection, drawn.xs, ys);
    ctx.stroke();
    if (alone.length) this.dots(alone, Math.max(width * 1.25, 2.25) * ratio, drawn.curve.color);
  }

  private points(drawn: DrawnCurve, alpha: number): void {
    this.ctx.globalAlpha = alpha;
    const places: [number, number][] = [];
    drawn.xs.forEach((x, at) => {
      const y = drawn.ys[at];
      if (x != null && y != null) places.push([this.projection.x(x), this.projection.y(y)]);
    });
    this.dots(places, Math.max(drawn.curve.width, 1.5) * this.ratio, drawn.curve.color);
  }

  private dots(places: [number, number][], radius: number, color: string): void {
    this.ctx.fillStyle = color;
    this.ctx.beginPath();
    for (const [x, y] of places) {
      this.ctx.moveTo(x + radius, y);
      this.ctx.arc(x, y, radius, 0, 2 * Math.PI);
    }
    this.ctx.fill();
  }
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
export function traceLine(path: Pick<CanvasPath, "moveTo" | "lineTo">, to: Projection, xs: Numbers, ys: Numbers): [number, number][] {
  const from = Math.max(0, bisect(xs, to.range[0]) - 1);
  const end = Math.min(xs.length, bisect(xs, to.range[1]) + 2);
  return end - from > to.width * 2 ? traceDense(path, to, xs, ys, from, end) : tracePlain(path, to, xs, ys, from, end);
}

function tracePlain(path: Pick<CanvasPath, "moveTo" | "lineTo">, to: Projection, xs: Numbers, ys: Numbers, from: number, end: number): [number, number][] {
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
    if (length === 0) path.moveTo(px, py);
    else path.lineTo(px, py);
    lastX = px;
    lastY = py;
    length++;
  }
  return alone;
}

function traceDense(path: Pick<CanvasPath, "moveTo" | "lineTo">, to: Projection, xs: Numbers, ys: Numbers, from: number, end: number): [number, number][] {
  let column = Number.NaN;
  let low = 0;
  let high = 0;
  let last = 0;
  let isOpen = false;
  const flush = (): void => {
    if (Number.isNaN(column)) return;
    path.lineTo(column, low);
    path.lineTo(column, high);
    path.lineTo(column, last);
  };
  for (let at = from; at < end; at++) {
    const x = xs[at];
    const y = ys[at];
    const px = x == null ? Number.NaN : Math.round(to.x(x));
    const py = y == null ? Number.NaN : to.y(y);
    if (px - px + py - py !== 0) {
      flush();
      column = Number.NaN;
      isOpen = false;
      continue;
    }
    if (px !== column) {
      flush();
      if (!isOpen) path.moveTo(px, py);
      else path.lineTo(px, py);
      isOpen = true;
      column = px;
      low = high = py;
    }
    low = Math.min(low, py);
    high = Math.max(high, py);
    last = py;
  }
  flush();
  return [];
}

function traceBand(path: Pick<CanvasPath, "moveTo" | "lineTo" | "closePath">, to: Projection, xs: Numbers, low: Numbers, high: Numbers): void {
  const from = Math.max(0, bisect(xs, to.range[0]) - 1);
  const end = Math.min(xs.length, bisect(xs, to.range[1]) + 2);
  let start = from;
  for (let at = from; at <= end; at++) {
    if (at < end && xs[at] != null && low[at] != null && high[at] != null) continue;
    if (at > start) closeBand(path, to, xs, low, high, start, at);
    start = at + 1;
  }
}

function closeBand(path: Pick<CanvasPath, "moveTo" | "lineTo" | "closePath">, to: Projection, xs: Numbers, low: Numbers, high: Numbers, from: number, end: number): void {
  // A bound that a log axis cannot show lies below the frame.
  const floor = (value: number): number => (Number.isNaN(value) ? 1e5 : value);
  path.moveTo(to.x(xs[from] as number), floor(to.y(high[from] as number)));
  for (let at = from + 1; at < end; at++) path.lineTo(to.x(xs[at] as number), floor(to.y(high[at] as number)));
  for (let at = end - 1; at >= from; at--) path.lineTo(to.x(xs[at] as number), floor(to.y(low[at] as number)));
  path.closePath();
}

/** A path in SVG's language, from the same tracing. */
export class SvgPath {
  private parts: string[] = [];
  moveTo(x: number, y: number): void { this.parts.push(`M${round(x)} ${round(y)}`); }
  lineTo(x: number, y: number): void { this.parts.push(`L${round(x)} ${round(y)}`); }
  closePath(): void { this.parts.push("Z"); }
  toString(): string { return this.parts.join(""); }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export function svgLine(view: View, frame: Frame, xs: Numbers, ys: Numbers): string {
  const path = new SvgPath();
  for (const [x, y] of traceLine(path, projection(view, frame), xs, ys)) {
    path.moveTo(x - 0.75, y);
    path.lineTo(x + 0.75, y);
  }
  return path.toString();
}

export function svgBand(view: View, frame: Frame, xs: Numbers, low: Numbers, high: Numbers): string {
  const path = new SvgPath();
  traceBand(path, projection(view, frame), xs, low, high);
  return path.toString();
}

function projection(view: View, frame: Frame): Projection {
  return {
    x: projector(view.x, frame.left, frame.width, view.logX),
    y: projector(view.y, frame.top + frame.height, -frame.height, view.logY),
    width: frame.width,
    range: view.x,
  };
}
