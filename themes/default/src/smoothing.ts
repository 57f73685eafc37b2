// W&B's four smoothings. The same results as `runpress.data.statistics`; one file of cases tests both.
import type { Numbers, SmoothingKind } from "./figure";

/** The whole x range counts as this many steps, so that smoothing does not depend on the unit of x. */
const VIEWPORT_SCALE = 1000;
const GREATEST_WEIGHT = 0.999;
/** Standard deviations after which a neighbour counts for nothing. */
const GAUSSIAN_REACH = 4;
const EVEN = 1e-9;

export const SMOOTHINGS: { kind: SmoothingKind; label: string; least: number; most: number; step: number; start: number }[] = [
  { kind: "none", label: "No smoothing", least: 0, most: 0, step: 1, start: 0 },
  { kind: "exponentialTimeWeighted", label: "Time weighted EMA", least: 0, most: 0.999, step: 0.001, start: 0.6 },
  { kind: "exponential", label: "Exponential moving average", least: 0, most: 0.999, step: 0.001, start: 0.6 },
  { kind: "gaussian", label: "Gaussian", least: 0, most: 100, step: 0.5, start: 10 },
  { kind: "average", label: "Running average", least: 1, most: 101, step: 2, start: 11 },
];

/** The smoothed values; `extent` is the range of x over the whole figure. Gaps stay gaps and count for nothing. */
export function smooth(x: Numbers, y: Numbers, kind: SmoothingKind, weight: number, extent: number): Numbers {
  if (kind === "none" || weight <= 0 || !y.length) return y;
  if (kind === "exponentialTimeWeighted") return timeWeighted(x, y, weight, extent);
  if (kind === "exponential") return exponential(y, weight);
  return kind === "gaussian" ? gaussian(x, y, weight) : average(y, weight);
}

function timeWeighted(x: Numbers, y: Numbers, weight: number, extent: number): Numbers {
  const base = Math.min(Math.sqrt(weight), GREATEST_WEIGHT);
  let total = 0;
  let norm = 0;
  let last: number | null = null;
  return y.map((value, at) => {
    if (value === null) return null;
    const place = x[at] ?? 0;
    const change = last === null || !extent ? 0 : ((place - last) / extent) * VIEWPORT_SCALE;
    const fading = base ** change;
    total = total * fading + value;
    norm = norm * fading + 1;
    last = place;
    return total / norm;
  });
}

function exponential(y: Numbers, parameter: number): Numbers {
  const weight = Math.min(parameter, GREATEST_WEIGHT);
  let last = 0;
  let seen = 0;
  return y.map((value) => {
    if (value === null) return null;
    last = last * weight + (1 - weight) * value;
    seen += 1;
    return last / (1 - weight ** seen);
  });
}

/** A Gaussian kernel over x; its standard deviation is `sigma` mean distances of points. */
function gaussian(x: Numbers, y: Numbers, sigma: number): Numbers {
  const first = x[0] ?? 0;
  const spacing = y.length > 1 ? ((x[x.length - 1] ?? 0) - first) / (y.length - 1) : 0;
  if (!spacing) return window(y, y.length, y.length, () => 1);
  const reach = Math.floor(GAUSSIAN_REACH * sigma + 0.5);
  const places = x.map((value) => ((value ?? 0) - first) / spacing);
  const share = (distance: number): number => Math.exp(-0.5 * (distance / sigma) ** 2);
  if (places.every((place, at) => Math.abs(place - at) < EVEN * y.length)) {
    const kernel = Array.from({ length: Math.min(reach, y.length) + 1 }, (_, distance) => share(distance));
    return window(y, kernel.length - 1, kernel.length - 1, (distance) => kernel[distance] ?? 0);
  }
  return uneven(places, y, reach, share);
}

function uneven(places: number[], y: Numbers, reach: number, share: (distance: number) => number): Numbers {
  let low = 0;
  let high = 0;
  return y.map((value, at) => {
    const place = places[at] ?? 0;
    if (value === null) return null;
    while ((places[low] ?? 0) < place - reach) low++;
    while (high < places.length && (places[high] ?? 0) <= place + reach) high++;
    let total = 0;
    let norm = 0;
    for (let other = low; other < high; other++) {
      const near = y[other] ?? null;
      if (near === null) continue;
      const part = share((places[other] ?? 0) - place);
      total += near * part;
      norm += part;
    }
    return total / norm;
  });
}

/** The mean of a window of points around each; of an even window one more lies before it. */
function average(y: Numbers, weight: number): Numbers {
  const size = Math.max(1, Math.floor(weight + 0.5));
  return window(y, size >> 1, (size - 1) >> 1, () => 1);
}

function window(y: Numbers, before: number, after: number, share: (distance: number) => number): Numbers {
  return y.map((value, at) => {
    if (value === null) return null;
    let total = 0;
    let norm = 0;
    for (let other = Math.max(at - before, 0); other <= Math.min(at + after, y.length - 1); other++) {
      const near = y[other] ?? null;
      if (near === null) continue;
      const part = share(Math.abs(other - at));
      total += near * part;
      norm += part;
    }
    return total / norm;
  });
}
