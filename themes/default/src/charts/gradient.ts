// Colours between stops, and what a value among others is worth on them.
import type { GradientStop } from "../figure";

type Rgb = [number, number, number];

const DEFAULT: GradientStop[] = [
  // Viridis: even in lightness, safe for colour-blind readers, readable on light and dark.
  { offset: 0, color: "#440154" }, { offset: 25, color: "#3b528b" }, { offset: 50, color: "#21918c" }, { offset: 75, color: "#5ec962" }, { offset: 100, color: "#fde725" },
];
const context = document.createElement("canvas").getContext("2d");
const parsed = new Map<string, Rgb>();

function rgb(color: string): Rgb {
  let known = parsed.get(color);
  if (!known) {
    if (context) context.fillStyle = color;
    const shown = String(context?.fillStyle ?? "#888888");
    const hex = /^#(..)(..)(..)$/.exec(shown);
    const parts = hex ? hex.slice(1).map((part) => Number.parseInt(part, 16)) : (shown.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
    known = [parts[0] ?? 128, parts[1] ?? 128, parts[2] ?? 128];
    parsed.set(color, known);
  }
  return known;
}

/** The colour at a share from 0 to 1. */
export function colorAt(gradient: GradientStop[], share: number): string {
  const stops = gradient.length > 1 ? gradient : DEFAULT;
  const offset = Math.min(Math.max(share, 0), 1) * 100;
  const after = stops.findIndex((stop) => stop.offset >= offset);
  const to = stops[after < 0 ? stops.length - 1 : after] as GradientStop;
  const from = stops[Math.max(0, (after < 0 ? stops.length : after) - 1)] as GradientStop;
  const part = to.offset > from.offset ? Math.min(Math.max((offset - from.offset) / (to.offset - from.offset), 0), 1) : 1;
  const [a, b] = [rgb(from.color), rgb(to.color)];
  return `rgb(${a.map((value, at) => Math.round(value + ((b[at] as number) - value) * part)).join(", ")})`;
}

/** The stops to show in a colour bar. */
export function stopsOf(gradient: GradientStop[]): GradientStop[] {
  return gradient.length > 1 ? gradient : DEFAULT;
}
