// W&B's four smoothings. The same results as `runpress.data.statistics`; one file of cases tests both.
import type { Numbers, SmoothingKind } from "./figure";

const VIEWPORT_SCALE = 1000;

export const SMOOTHINGS: { kind: SmoothingKind; label: string; least: number; most: number; step: number; start: number }[] = [
  { kind: "none", label: "No smoothing", least: 0, most: 0, step: 1, start: 0 },
  { kind: "exponentialTimeWeighted", label: "Time weighted EMA", least: 0, most: 0.999, step: 0.001, start: 0.6 },
  { kind: "exponential", label: "Exponential moving average", least: 0, most: 0.999, step: 0.001, start: 0.6 },
  { kind: "gaussian", label: "Gaussian", least: 0, most: 100, step: 0.5, start: 10 },
  { kind: "average", label: "Running average", least: 1, most: 101, step: 2, start: 11 },
];

/** The smoothed values; `extent` is the range of x on the chart. Gaps stay gaps. */
export function smooth(x: Numbers, y: Numbers, kind: SmoothingKind, weight: number, extent: number): Numbers {
  if (kind === "exponentialTimeWeighted") return timeWeighted(x, y, weight, extent);
  if (kind === "exponential") return exponential(y, weight);
  if (kind === "gaussian") return gaussian(y, weight);
  if (kind === "average") return average(y, weight);
  return y;
}

function timeWeighted(x: Numbers, y: Numbers, parameter: number, extent: number): Numbers {
  const weight = Math.min(Math.sqrt(Math.max(parameter, 0)), 0.999);
  let last = 0;
  let debias = 0;
  let previous: number | null = null;
  return y.map((value, at) => {
    const place = x[at] ?? null;
    if (value === null || place === null) return null;
    const change = previous === null || extent <= 0 ? 0 : ((place - previous) / extent) * VIEWPORT_SCALE;
    const adjusted = weight ** change;
    last = last * adjusted + value;
    debias = debias * adjusted + 1;
    previous = place;
    return last / debias;
  });
}

function exponential(y: Numbers, weight: number): Numbers {
  let last = 0;
  let seen = 0;
  return y.map((value) => {
    if (value === null) return null;
    last = last * weight + (1 - weight) * value;
    seen += 1;
    return weight === 1 ? last : last / (1 - weight ** seen);
  });
}

function gaussian(y: Numbers, deviation: number): Numbers {
  if (!(deviation > 0)) return y;
  const reach = Math.ceil(deviation * 3);
  const kernel = Array.from({ length: reach + 1 }, (_, far) => Math.exp(-(far * far) / (2 * deviation * deviation)));
  return weighted(y, reach, kernel);
}

function average(y: Numbers, window: number): Numbers {
  const reach = Math.floor(window / 2);
  return weighted(y, reach, new Array<number>(reach + 1).fill(1));
}

function weighted(y: Numbers, reach: number, kernel: number[]): Numbers {
  return y.map((value, at) => {
    if (value === null) return null;
    let sum = 0;
    let total = 0;
    for (let near = Math.max(0, at - reach); near <= Math.min(y.length - 1, at + reach); near++) {
      const other = y[near] ?? null;
      if (other === null) continue;
      const share = kernel[Math.abs(near - at)] as number;
      sum += share * other;
      total += share;
    }
    return sum / total;
  });
}
