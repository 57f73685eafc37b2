// Curves on a canvas: bands behind, originals, then lines.
import type { Dash, Numbers } from "../../figure";
import type { Frame } from "../axes";
import type { DrawnCurve, View } from "./curves";
import { type Projection, projectionOf, traceBand, traceLine } from "./trace";

const DASHES: Record<Dash, number[]> = {
  solid: [], dashed: [6, 4], dotted: [1.5, 3], dotdash: [6, 3, 1.5, 3], dotdotdash: [6, 3, 1.5, 3, 1.5, 3], points: [],
};
const BAND_ALPHA = 0.16;
const AREA_ALPHA = 0.55;
const ORIGINAL_ALPHA = 0.22;
const FAINT_ALPHA = 0.28;
/** How far marks reach beyond the ends of the x axis. */
const END = 3;

export function dashOf(dash: Dash, scale: number): number[] {
  return DASHES[dash].map((length) => length * scale);
}

export class CurvePainter {
  private readonly projection: Projection;

  constructor(private readonly ctx: CanvasRenderingContext2D, view: View, private readonly frame: Frame, private readonly ratio: number) {
    this.projection = projectionOf(view, frame);
  }

  /** Draw curves; with a focus, the others stand back. */
  paint(curves: DrawnCurve[], focus: string | null): void {
    const { ctx, frame, ratio } = this;
    ctx.save();
    ctx.beginPath();
    // A point at the end of the axis is whole.
    ctx.rect(frame.left - END * ratio, frame.top, frame.width + 2 * END * ratio, frame.height);
    ctx.clip();
    // The cheapest joins at flat angles; sharp ones are bevelled.
    ctx.lineJoin = "miter";
    ctx.miterLimit = 2;
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
