// The paths of curves and bands in SVG's language, from the same tracing as on the canvas.
import type { Numbers } from "../../figure";
import type { Frame } from "../axes";
import type { View } from "./curves";
import { projectionOf, traceBand, traceLine } from "./trace";

class SvgPath {
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
  for (const [x, y] of traceLine(path, projectionOf(view, frame), xs, ys)) {
    path.moveTo(x - 0.75, y);
    path.lineTo(x + 0.75, y);
  }
  return path.toString();
}

export function svgBand(view: View, frame: Frame, xs: Numbers, low: Numbers, high: Numbers): string {
  const path = new SvgPath();
  traceBand(path, projectionOf(view, frame), xs, low, high);
  return path.toString();
}
