// A number made of runs leaves out the hidden ones.
import type { Figure, ScalarContent } from "./figure";
import { number } from "./format";
import { isHidden } from "./runs";

const AGGREGATES: Record<string, (values: number[]) => number> = {
  mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  median: (values) => {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
  },
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
};

/** One value of several runs' values, as the figure took them together. */
export function aggregate(kind: string, values: number[]): number | undefined {
  return values.length ? (AGGREGATES[kind] ?? AGGREGATES.mean)?.(values) : undefined;
}

export function drawScalar(element: HTMLElement, figure: Figure): void {
  const content = figure.content as ScalarContent;
  const box = element.querySelector(".scalar-value");
  const shown = content.values.filter(([run]) => !isHidden(run));
  if (!box) return;
  if (shown.length === content.values.length) box.textContent = content.text;
  else box.textContent = shown.length ? number(aggregate(content.aggregate, shown.map(([, value]) => value))) : "–";
}
