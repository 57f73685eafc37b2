// What the crosshair reads: the value of every curve at an x, the greatest first, the nearest marked.
import type { DrawnCurve, View } from "./curves";
import { nearest } from "./curves";

export interface Reading { drawn: DrawnCurve; at: number; x: number; y: number }

/** Readings at an x; `reach` is how far beyond its ends a curve is still read. */
export function readingsAt(curves: DrawnCurve[], x: number, view: View): Reading[] {
  const reach = (view.x[1] - view.x[0]) * 0.01;
  const readings: Reading[] = [];
  for (const drawn of curves) {
    const at = nearest(drawn.xs, drawn.ys, x, reach);
    const [px, py] = [drawn.xs[at], drawn.ys[at]];
    if (px != null && py != null) readings.push({ drawn, at, x: px, y: py });
  }
  return readings.sort((a, b) => b.y - a.y);
}

/** The reading whose point is nearest to a height in pixels. */
export function nearestReading(readings: Reading[], top: number, toTop: (y: number) => number): Reading | null {
  let best: Reading | null = null;
  let gap = Number.POSITIVE_INFINITY;
  for (const reading of readings) {
    const distance = Math.abs(toTop(reading.y) - top);
    if (distance < gap) {
      gap = distance;
      best = reading;
    }
  }
  return best;
}

/** What stands between a smoothed value and what was logged. */
export function detailOf({ drawn, at }: Reading): { original: number | null; low: number | null; high: number | null } {
  const { curve, original, low, high, isArea } = drawn;
  const differs = original && original[at] !== drawn.ys[at] ? (original[at] ?? null) : null;
  return { original: differs, low: isArea ? null : (low?.[at] ?? null), high: isArea ? null : (high?.[at] ?? null), ...(curve.low ? {} : { low: null, high: null }) };
}

/** A crosshair template with `${x}`, `${y}` and the like filled in; what has no value is a dash. */
export function fillTemplate(template: string, texts: Record<string, string>): string {
  return template.replace(/\$\{(x|y|original|mean|min|max|stddev)\}/g, (_, name: string) => texts[name] ?? "–");
}
