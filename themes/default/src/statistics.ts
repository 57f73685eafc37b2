// What the page works out anew when runs are hidden. The same results as `runpress.data.statistics`.
import { ascending, quantileSorted } from "d3-array";

const WHISKER = 1.5;
const OUTLINE_POINTS = 64;
/** Bandwidths that a violin reaches beyond its least and greatest value. */
const CUT = 2;

const AGGREGATES: Record<string, (values: number[]) => number> = {
  mean,
  median: (values) => quantile([...values].sort(ascending), 0.5),
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
};

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function quantile(sorted: number[], share: number): number {
  return quantileSorted(sorted, share) ?? Number.NaN;
}

/** One value of several runs' values, as the figure took them together. */
export function aggregate(kind: string, values: number[]): number | undefined {
  return values.length ? (AGGREGATES[kind] ?? mean)(values) : undefined;
}

/** The spread of several runs' values; nothing where there is none. */
export function band(kind: string, values: number[]): [number, number] | null {
  if (kind === "minmax" && values.length) return [Math.min(...values), Math.max(...values)];
  if ((kind !== "stddev" && kind !== "stderr") || values.length < 2) return null;
  const spread = deviation(values) / (kind === "stderr" ? Math.sqrt(values.length) : 1);
  return [mean(values) - spread, mean(values) + spread];
}

/** The standard deviation of a sample. */
function deviation(values: number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

export interface Box { quartiles: [number, number, number, number, number]; outliers: number[] }

/** Quartiles (type 7), Tukey's whiskers, and what lies beyond them. */
export function box(values: number[]): Box {
  const sorted = [...values].sort(ascending);
  const [first, middle, third] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share)) as [number, number, number];
  const reach = WHISKER * (third - first);
  const isInside = (value: number): boolean => value >= first - reach && value <= third + reach;
  const inside = sorted.filter(isInside);
  return { quartiles: [inside[0] ?? first, first, middle, third, inside[inside.length - 1] ?? third], outliers: sorted.filter((value) => !isInside(value)) };
}

/** The outline of a violin: values and their density, greatest 1; a Gaussian kernel, Scott's bandwidth. */
export function density(values: number[]): [number, number][] {
  const spread = deviation(values);
  if (!(spread > 0)) return values.slice(0, 1).map((value) => [value, 1]);
  const width = spread * values.length ** -0.2;
  const [low, high] = [Math.min(...values) - CUT * width, Math.max(...values) + CUT * width];
  const places = Array.from({ length: OUTLINE_POINTS }, (_, at) => low + ((high - low) * at) / (OUTLINE_POINTS - 1));
  const heights = places.map((x) => values.reduce((sum, value) => sum + Math.exp(-0.5 * ((x - value) / width) ** 2), 0));
  const top = Math.max(...heights);
  return places.map((x, at) => [x, (heights[at] as number) / top]);
}
