// Axes and scales in SVG. Colours are written out, so that a picture can leave the page.
import { s, token } from "../dom";
import type { Axis } from "../figure";
import { linear, log, type Scale } from "../scales";
import { thinned, ticksOf } from "../ticks";

export type { Scale };

export interface Frame { left: number; top: number; width: number; height: number }
export interface Colors { grid: string; axis: string; text: string; surface: string; strong: string }

let known: { theme: string; colors: Colors } | null = null;

/** The colours of the theme that is shown; asked of the browser once a theme, since asking costs a layout. */
export function chartColors(): Colors {
  const theme = document.documentElement.dataset.theme ?? "";
  if (known?.theme !== theme) known = { theme, colors: readColors() };
  return known.colors;
}

function readColors(): Colors {
  return { grid: token("chart-grid"), axis: token("chart-axis"), text: token("chart-text"), surface: token("surface"), strong: token("text") };
}

/** Both ends of an axis: the author's where given, else the data's with a little air around. */
export function extentOf(axis: Axis, values: Iterable<number | null | undefined>, isLog: boolean): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value == null || (isLog && value <= 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return padded(axis, low, high, isLog);
}

export function padded(axis: Axis, low: number, high: number, isLog: boolean, air = 0.04): [number, number] {
  if (low > high) [low, high] = isLog ? [1, 10] : [0, 1];
  if (isLog) {
    const factor = low === high ? 2 : (high / low) ** air;
    [low, high] = [low / factor, high * factor];
  } else {
    // A single value stands in the middle.
    const room = high > low ? (high - low) * air : Math.abs(low) * 0.05 || 0.5;
    [low, high] = [low - room, high + room];
  }
  if (axis.low != null && !(isLog && axis.low <= 0)) low = axis.low;
  if (axis.high != null && !(isLog && axis.high <= 0)) high = axis.high;
  return high > low ? [low, high] : [low, low + (Math.abs(low) || 1)];
}

export function makeScale(extent: [number, number], range: [number, number], isLog: boolean): Scale {
  return isLog ? log(extent, range) : linear(extent, range);
}

const TEXT = { "font-size": "11", "font-family": "system-ui, sans-serif" };

export function text(x: number, y: number, content: string, fill: string, more: Record<string, string | number> = {}): SVGTextElement {
  return s("text", { x, y, fill, ...TEXT, ...more }, content);
}

/** The horizontal axis below a frame, with its grid lines and label. */
export function bottomAxis(axis: Axis, extent: [number, number], frame: Frame, colors: Colors): SVGGElement {
  const scale = makeScale(extent, [frame.left, frame.left + frame.width], axis.scale === "log");
  const group = s("g", { "data-axis": "x" });
  const base = frame.top + frame.height;
  for (const tick of thinned(ticksOf(axis.scale, extent[0], extent[1], Math.max(2, frame.width / 64)), scale)) {
    const x = Math.round(scale(tick.value)) + 0.5;
    group.append(s("path", { d: `M${x} ${frame.top}V${base}`, stroke: colors.grid }), text(x, base + 15, tick.label, colors.text, { "text-anchor": "middle" }));
  }
  group.append(s("path", { d: `M${frame.left} ${base + 0.5}H${frame.left + frame.width}`, stroke: colors.axis }));
  if (axis.label) group.append(text(frame.left + frame.width / 2, base + 31, shorten(axis.label, frame.width), colors.text, { "text-anchor": "middle" }));
  return group;
}

/** The vertical axis at the left of a frame, with its grid lines and label. */
export function leftAxis(axis: Axis, extent: [number, number], frame: Frame, colors: Colors): SVGGElement {
  const scale = makeScale(extent, [frame.top + frame.height, frame.top], axis.scale === "log");
  const group = s("g", { "data-axis": "y" });
  for (const tick of ticksOf(axis.scale, extent[0], extent[1], Math.max(2, frame.height / 45))) {
    const y = Math.round(scale(tick.value)) + 0.5;
    group.append(s("path", { d: `M${frame.left} ${y}H${frame.left + frame.width}`, stroke: colors.grid }), text(frame.left - 7, y + 3.5, tick.label, colors.text, { "text-anchor": "end" }));
  }
  if (axis.label) {
    const middle = frame.top + frame.height / 2;
    group.append(text(11, middle, shorten(axis.label, frame.height), colors.text, { "text-anchor": "middle", transform: `rotate(-90 11 ${middle})` }));
  }
  return group;
}

/** How much room the tick labels of a vertical axis want. */
export function leftRoom(axis: Axis, extent: [number, number], height: number): number {
  const widest = Math.max(0, ...ticksOf(axis.scale, extent[0], extent[1], Math.max(2, height / 45)).map((tick) => tick.label.length));
  return Math.min(widest, 14) * 6.3 + 12 + (axis.label ? 16 : 0);
}

/** A label that fits: what tells long names apart stands at their ends more often than in the middle. */
export function shorten(label: string, room: number): string {
  const most = Math.max(4, Math.floor(room / 6.2));
  if (label.length <= most) return label;
  const tail = Math.floor((most - 1) / 2);
  return `${label.slice(0, most - 1 - tail)}…${label.slice(label.length - tail)}`;
}
