// Numbers and times as readers see them; the same wording as `runpress.figures.wording`.
import type { ScaleKind } from "./figure";

const GAP = "\u202f";
const MINUS = "\u2212";

/** `0.031`, `1 900`, `3.2e-7`: four digits that count; whole numbers keep all of theirs. */
export function number(value: number | null | undefined, digits = 4): string {
  if (value == null || Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "infinity" : "minus infinity";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) {
    const [digitsPart = "", power = "0"] = value.toExponential(digits - 1).split("e");
    return minus(`${trimZeros(digitsPart)}e${power.replace("+", "")}`);
  }
  if (Number.isInteger(value)) return minus(grouped(value.toFixed(0)));
  const decimals = Math.max(digits - 1 - Math.floor(Math.log10(size)), 0);
  return minus(grouped(trimZeros(value.toFixed(Math.min(decimals, 20)))));
}

function trimZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

export function grouped(text: string): string {
  const [whole = "", rest] = text.split(".");
  const spaced = whole.replace(/(\d)(?=(\d{3})+$)/g, `$1${GAP}`);
  return rest ? `${spaced}.${rest}` : spaced;
}

function minus(text: string): string {
  if (!text.startsWith("-")) return text;
  return /^-[0.]*$/.test(text) ? text.slice(1) : MINUS + text.slice(1);
}

export function duration(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  if (Math.abs(seconds) < 60) return `${number(seconds)} s`;
  const sign = seconds < 0 ? MINUS : "";
  const units: [string, number, string, number][] = [["d", 86400, "h", 3600], ["h", 3600, "min", 60], ["min", 60, "s", 1]];
  for (const [unit, size, smaller, below] of units) {
    if (whole < size) continue;
    const rest = Math.floor((whole % size) / below);
    return `${sign}${Math.floor(whole / size)} ${unit}${rest ? ` ${rest} ${smaller}` : ""}`;
  }
  return `${number(seconds)} s`;
}

function instant(seconds: number): string {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? number(seconds) : time.toISOString().slice(0, 19).replace("T", " ");
}

/** A value of an axis in full, as the crosshair shows it. */
export function onAxis(value: number, scale: ScaleKind, digits = 5): string {
  if (scale === "time") return instant(value);
  if (scale === "duration") return duration(value);
  return number(value, digits);
}

/** Whether a cell reads as a number, and which: grouped digits and the real minus sign are understood. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replace(/[\u202f\u00a0 ](?=\d{3})/g, "").replace(MINUS, "-");
  if (!/^-?(\d+\.?\d*|\.\d+)(e-?\d+)?\b/.test(plain)) return null;
  return Number.parseFloat(plain);
}

/** A count with its noun: `1 run`, `2 runs`. */
export function count(amount: number, noun: string): string {
  return `${number(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}
