// The scales that figures need: numbers to pixels, straight or by powers of ten, and names to places.
export type Scale = (value: number) => number;
type Pair = [number, number];

export function linear([low, high]: Pair, [start, end]: Pair): Scale {
  const per = high === low ? 0 : (end - start) / (high - low);
  return (value) => start + (value - low) * per;
}

/** Values that a log scale cannot show are NaN. */
export function log([low, high]: Pair, range: Pair): Scale {
  const straight = linear([Math.log10(low), Math.log10(high)], range);
  return (value) => (value > 0 ? straight(Math.log10(value)) : Number.NaN);
}

/** Bands of one width over a range, with a share of each left free between them. */
export function bands(amount: number, [start, end]: Pair, padding: number): { at: (index: number) => number; width: number } {
  const step = (end - start) / Math.max(1, amount);
  return { at: (index) => start + step * (index + padding / 2), width: step * (1 - padding) };
}

/** Places spread over a range from end to end, with `air` steps before the first and after the last. */
export function points(amount: number, [start, end]: Pair, air = 0): Scale {
  const steps = Math.max(1, amount - 1 + 2 * air);
  return (index) => (amount === 1 ? (start + end) / 2 : start + ((end - start) * (index + air)) / steps);
}
