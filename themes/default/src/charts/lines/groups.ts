// Curves of groups whose runs a reader hides or shows: taken together anew from those that are shown.
import type { Curve, LineContent, Members, Numbers } from "../../figure";
import { areHidden, isHidden } from "../../runs";
import { smooth } from "../../smoothing";
import { aggregate, band } from "../../statistics";

/** What was worked out last of a curve, and for which runs. */
const known = new WeakMap<Curve, { shown: string; curve: Curve }>();

/** Whether all runs of a curve are hidden. */
export function isAway(curve: Curve): boolean {
  const { members } = curve;
  return members ? !shownOf(members).includes(true) : areHidden(curve.runs, curve.hidden);
}

/** How many hidden runs count in a curve because it does not bring its runs. */
export function strangers(curve: Curve): number {
  return curve.members || curve.runs.length < 2 ? 0 : curve.runs.filter((run) => isHidden(run, curve.hidden)).length;
}

/** The curve of the shown runs; the figure's own where these are the runs that it was made of. */
export function curveOfShown(content: LineContent, curve: Curve, extent: number): Curve {
  const { members } = curve;
  if (!members) return curve;
  const shown = shownOf(members);
  const isAsMade = !curve.hidden && members.runs.every((run, at) => shown[at] !== isHiddenAtFirst(members, run));
  if (isAsMade) return curve;
  const key = shown.map(Number).join("");
  const last = known.get(curve);
  if (last?.shown === key) return last.curve;
  const made = smoothed(content, together(content, curve, members, shown), extent);
  known.set(curve, { shown: key, curve: made });
  return made;
}

function isHiddenAtFirst(members: Members, run: string): boolean {
  return members.hidden.includes(run);
}

function shownOf(members: Members): boolean[] {
  return members.runs.map((run) => !isHidden(run, isHiddenAtFirst(members, run)));
}

function together(content: LineContent, curve: Curve, members: Members, shown: boolean[]): Curve {
  const of = (columns: Numbers[]): Numbers[] => columns.filter((_, at) => shown[at]);
  const [columns, lows, highs] = [of(members.y), of(members.low), of(members.high)];
  const length = (content.xs[members.x] ?? []).length;
  const y: Numbers = [];
  const low: Numbers = [];
  const high: Numbers = [];
  for (let at = 0; at < length; at++) {
    const values = there(columns, at);
    const least = lows.length ? there(lows, at) : values;
    const greatest = highs.length ? there(highs, at) : values;
    const spread = content.area === "minmax" ? ([band("minmax", least)?.[0], band("minmax", greatest)?.[1]] as const) : band(content.area, values);
    y.push(within(aggregate(content.aggregate, values) ?? null, content.limits));
    low.push(clipped(spread?.[0] ?? null, content.limits));
    high.push(clipped(spread?.[1] ?? null, content.limits));
  }
  const hasBand = (columns.length > 1 || lows.length > 0) && low.some((value) => value !== null);
  return { ...curve, x: members.x, y, original: undefined, low: hasBand ? low : undefined, high: hasBand ? high : undefined };
}

function there(columns: Numbers[], at: number): number[] {
  const values: number[] = [];
  for (const column of columns) {
    const value = column[at];
    if (value != null) values.push(value);
  }
  return values;
}

function within(value: number | null, limits: LineContent["limits"]): number | null {
  return value === null || !limits || (value >= limits[0] && value <= limits[1]) ? value : null;
}

function clipped(value: number | null, limits: LineContent["limits"]): number | null {
  return value === null || !limits ? value : Math.min(Math.max(value, limits[0]), limits[1]);
}

function smoothed(content: LineContent, curve: Curve, extent: number): Curve {
  const { kind, weight } = content.smoothing;
  if (kind === "none") return curve;
  const xs = content.xs[curve.x] ?? [];
  const of = (values: Numbers): Numbers => smooth(xs, values, kind, weight, extent);
  return { ...curve, y: of(curve.y), original: curve.y, low: curve.low && of(curve.low), high: curve.high && of(curve.high) };
}
