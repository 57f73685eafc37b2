// Where axes have their ticks and what stands there: one answer for canvas and SVG.
import { ticks } from "d3-array";
import { utcTicks } from "d3-time";
import type { ScaleKind } from "./figure";
import { duration, grouped, number } from "./format";

export interface Tick { value: number; label: string }

const DURATIONS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SUFFIXES: [number, string][] = [[1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"]];

const LETTER = 6.3;
interface LogTick extends Tick { factor: number }
const ROUNDNESS = [1, 2, 5, 3, 4, 6, 7, 8, 9];
/** So many lines of labels have room where one tick is wanted. */
const LABELS_A_TICK = 2.6;

/** Ticks without the labels that would touch the one before; `place` gives pixels along the axis. */
export function thinned(ticks: Tick[], place: (value: number) => number): Tick[] {
  let end = Number.NEGATIVE_INFINITY;
  return ticks.map((tick) => {
    const half = (tick.label.length * LETTER) / 2;
    const at = place(tick.value);
    if (at - half < end + 6) return { value: tick.value, label: "" };
    end = at + half;
    return tick;
  });
}

export function ticksOf(scale: ScaleKind, low: number, high: number, wanted: number): Tick[] {
  if (!(high > low)) return [{ value: low, label: number(low) }];
  if (scale === "log") return logTicks(low, high, wanted);
  if (scale === "time") return timeTicks(low, high, wanted);
  if (scale === "duration") return durationTicks(low, high, wanted);
  return linearTicks(low, high, wanted);
}

function linearTicks(low: number, high: number, wanted: number): Tick[] {
  const values = ticks(low, high, Math.max(wanted, 2));
  const step = values.length > 1 ? (values[1] as number) - (values[0] as number) : 1;
  return values.map((value) => ({ value, label: axisNumber(value, step) }));
}

/** A number short enough for an axis, with as many decimals as the step asks for. */
function axisNumber(value: number, step: number): string {
  const size = Math.max(Math.abs(value), step);
  if (value === 0) return "0";
  if (size >= 1e15 || size < 1e-4) return number(value, 3);
  const [unit, suffix] = SUFFIXES.find(([unit]) => Math.abs(value) >= unit && (unit > 1e3 || size >= 1e4 || step >= 1e3)) ?? [1, ""];
  // Numbers that differ far behind the point are easier to read in full.
  return placesOf(step / unit) < 4 ? `${decimals(value / unit, step / unit)}${suffix}` : grouped(decimals(value, step));
}

function placesOf(step: number): number {
  return Math.min(Math.max(0, -Math.floor(Math.log10(step) + 1e-9)), 12);
}

function decimals(value: number, step: number): string {
  return value.toFixed(placesOf(step)).replace("-", "\u2212");
}

function logTicks(low: number, high: number, wanted: number): Tick[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const every = Math.max(1, Math.ceil((last - first + 1) / Math.max(wanted * 1.6, 3)));
  const factors = last - first < 1 ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : last - first < 2 ? [1, 2, 5] : [1];
  const ticks: LogTick[] = [];
  // The factors of the power before the first may lie inside, too.
  for (let power = factors.length > 1 ? first - 1 : first; power <= last; power += every) {
    for (const factor of factors) {
      const value = Number(`${factor}e${power}`);
      if (value >= low * 0.9999 && value <= high * 1.0001) ticks.push({ value, factor, label: logLabel(value, factor, power) });
    }
  }
  return ticks.length > 1 ? roomy(ticks, Math.log10(high / low) / (LABELS_A_TICK * wanted)) : linearTicks(low, high, wanted);
}

/** Ticks without labels that are nearer than `gap` to a rounder number; powers of ten come first. */
function roomy(ticks: LogTick[], gap: number): Tick[] {
  const taken: number[] = [];
  for (const tick of [...ticks].sort((a, b) => ROUNDNESS.indexOf(a.factor) - ROUNDNESS.indexOf(b.factor))) {
    const at = Math.log10(tick.value);
    if (taken.some((other) => Math.abs(other - at) < gap)) tick.label = "";
    else taken.push(at);
  }
  return ticks;
}

function logLabel(value: number, factor: number, power: number): string {
  if (power >= -3 && power <= 3) return axisNumber(value, value);
  return power < -3 ? `${factor}e-${-power}` : axisNumber(value, value);
}

function timeTicks(low: number, high: number, wanted: number): Tick[] {
  const dates = utcTicks(new Date(low * 1000), new Date(high * 1000), Math.max(wanted, 2));
  return dates.map((date) => ({ value: date.getTime() / 1000, label: dateLabel(date) }));
}

/** The finest part of a date that is not at its beginning: a year, a month, a day, a time. */
function dateLabel(date: Date): string {
  const text = date.toISOString();
  if (date.getUTCMilliseconds()) return text.slice(17, 23);
  if (date.getUTCSeconds()) return text.slice(11, 19);
  if (date.getUTCHours() || date.getUTCMinutes()) return text.slice(11, 16);
  if (date.getUTCDate() !== 1) return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  return date.getUTCMonth() ? `${MONTHS[date.getUTCMonth()]}` : text.slice(0, 4);
}

function durationTicks(low: number, high: number, wanted: number): Tick[] {
  const rough = (high - low) / Math.max(wanted, 2);
  if (high < 10) return linearTicks(low, high, wanted).map((tick) => ({ value: tick.value, label: `${tick.label} s` }));
  const step = DURATIONS.find((size) => size >= rough) ?? Math.ceil(rough / 604800) * 604800;
  const ticks: Tick[] = [];
  for (let at = Math.ceil(low / step); at * step <= high; at++) ticks.push({ value: at * step, label: at === 0 ? "0" : duration(at * step) });
  return ticks;
}
