// Bars, boxes and violins over one value axis.
import { area, curveCatmullRom } from "d3-shape";
import { s } from "../dom";
import type { Axis, Bar, BarContent } from "../figure";
import { count, number } from "../format";
import { areHidden, isHidden } from "../runs";
import { bands } from "../scales";
import { aggregate, band, box, density } from "../statistics";
import { bottomAxis, chartColors, type Colors, extentOf, type Frame, leftAxis, leftRoom, makeScale, type Scale, shorten, text } from "./axes";
import type { Host, Table } from "./chart";
import { withLegend } from "./picture";
import { type Drawing, type Mark, SvgChart } from "./svgchart";

/** Names that stand aslant are as high as this share of their length. */
const SLANT = 0.71;
/** What slanted names need beside their length: the gap to the axis, and the height of a letter. */
const BELOW_SLANT = 22;
/** The height of a row of names. */
const LINE = 14;

/** Along and across the value axis, so that each mark is drawn once for both orientations. */
interface Plane { isFlat: boolean; value: Scale; low: number }

export class BarsChart extends SvgChart {
  override has: { logX: boolean; logY: boolean; smoothing: boolean; zoom: boolean };
  private readonly content: BarContent;

  constructor(host: Host) {
    super(host);
    this.content = host.figure.content as BarContent;
    const isFlat = this.content.orientation === "horizontal";
    this.has = { logX: isFlat, logY: !isFlat, smoothing: false, zoom: false };
  }

  table(): Table {
    const isBox = this.content.plot !== "bar";
    const head = [this.content.categoryLabel || "Run", this.content.value.label || "Value", "Min", "Max", ...(isBox ? ["First quartile", "Median", "Third quartile"] : [])];
    const cell = (value: number | undefined): string => (value == null ? "" : String(value));
    const rows = this.shown().map((bar) => [bar.label, cell(bar.value), cell(bar.low), cell(bar.high), ...(isBox ? [1, 2, 3].map((at) => cell(bar.quartiles?.[at])) : [])]);
    return { head, rows };
  }

  protected isAllHidden(): boolean {
    return this.content.bars.length > 0 && !this.shown().length;
  }

  private shown(): Bar[] {
    return this.content.bars.map((bar) => this.ofShownRuns(bar)).filter((bar) => bar !== null);
  }

  /** The bar of a group's shown runs; none where all are hidden. */
  private ofShownRuns(bar: Bar): Bar | null {
    if (!bar.values.length && areHidden(bar.runs, bar.hidden)) return null;
    const own = bar.values.filter(([run]) => !isHidden(run, bar.hidden));
    const added = bar.hiddenValues.filter(([run]) => !isHidden(run, true));
    if (!added.length && own.length === bar.values.length) return bar;
    const values = [...own, ...added].map(([, value]) => value);
    if (!values.length) return null;
    const { aggregate: kind, area: spread, plot } = this.content;
    const [low, high] = (values.length > 1 && band(spread, values)) || [];
    const made = { ...bar, value: aggregate(kind, values), low, high };
    return plot === "bar" ? made : { ...made, ...box(values), density: plot === "violin" ? density(values) : [] };
  }

  private isLog(): boolean {
    const chosen = this.content.orientation === "horizontal" ? this.host.state.logX : this.host.state.logY;
    return chosen ?? this.content.value.scale === "log";
  }

  protected draw(width: number, height: number): Drawing {
    const colors = chartColors();
    const bars = this.shown();
    const axis: Axis = { ...this.content.value, scale: this.isLog() ? "log" : this.content.value.scale === "log" ? "linear" : this.content.value.scale };
    const extent = this.extent(axis, bars);
    const isFlat = this.content.orientation === "horizontal";
    const frame = isFlat ? flatFrame(bars, axis, width, height) : uprightFrame(bars, axis, extent, width, height);
    const band = bands(bars.length, isFlat ? [frame.top, frame.top + frame.height] : [frame.left, frame.left + frame.width], bars.length > 1 ? 0.22 : 0.5);
    const value = makeScale(extent, isFlat ? [frame.left, frame.left + frame.width] : [frame.top + frame.height, frame.top], axis.scale === "log");
    const plane: Plane = { isFlat, value, low: extent[0] };
    const marks = bars.map((bar, at) => this.mark(bar, band.at(at), Math.max(1, Math.min(band.width, 64)), band.width, plane, colors));
    const axes = isFlat ? bottomAxis(axis, extent, frame, colors) : leftAxis(axis, extent, frame, colors);
    const labels = categoryLabels(bars, (at) => band.at(at) + band.width / 2, frame, isFlat, colors, height);
    return { svg: withLegend(width, height, colors, null, axes, ...marks.map((mark) => mark.element), baseLine(plane, extent, frame, colors), labels), marks };
  }

  private extent(axis: Axis, bars: Bar[]): [number, number] {
    const isLog = axis.scale === "log";
    const isBar = this.content.plot === "bar";
    const values = bars.flatMap((bar) => (isBar ? [bar.value, bar.low, bar.high] : [...(bar.quartiles ?? []), ...bar.outliers, ...bar.density.map(([value]) => value), bar.value]));
    const extent = extentOf(axis, values, isLog);
    if (!isBar || isLog) return extent;
    // Bars begin at zero, else their lengths say nothing; air is beyond their ends.
    const has = (sign: number): boolean => values.some((value) => (value ?? 0) * sign > 0);
    return [axis.low ?? (has(-1) ? extent[0] : 0), axis.high ?? (has(1) || !has(-1) ? extent[1] : 0)];
  }

  private mark(bar: Bar, start: number, thick: number, room: number, plane: Plane, colors: Colors): Mark {
    const middle = start + room / 2;
    const shape = this.content.plot === "bar" ? drawBar(bar, middle, thick, plane, colors) : this.content.plot === "violin" && bar.density.length > 1 ? drawViolin(bar, middle, Math.min(room, 120), plane, colors) : drawBox(bar, middle, thick, plane, colors);
    const at = plane.value(bar.value ?? bar.quartiles?.[2] ?? plane.low);
    const element = s("g", { class: "bar" }, ...shape);
    return { element, x: plane.isFlat ? at : middle, y: plane.isFlat ? middle : at, head: bar.label, rows: rowsOf(bar, this.content) };
  }

  /** The bar whose band holds the pointer, wherever along it. */
  protected override markAt(x: number, y: number): number {
    const marks = this.drawing?.marks ?? [];
    const isFlat = this.content.orientation === "horizontal";
    let best = -1;
    let gap = Number.POSITIVE_INFINITY;
    for (const [at, mark] of marks.entries()) {
      const distance = Math.abs(isFlat ? mark.y - y : mark.x - x);
      if (distance < gap) [best, gap] = [at, distance];
    }
    return gap < 40 ? best : -1;
  }
}

function rowsOf(bar: Bar, content: BarContent): { color?: string; label: string; value: string }[] {
  const name = content.value.label || "Value";
  const rows: { color?: string; label: string; value: string }[] = bar.value == null ? [] : [{ color: bar.color, label: name, value: number(bar.value) }];
  if (content.plot !== "bar" && bar.quartiles) {
    for (const [at, label] of [[2, "Median"], [1, "First quartile"], [3, "Third quartile"]] as const) rows.push({ label, value: number(bar.quartiles[at]) });
  }
  if (bar.low != null && bar.high != null) rows.push({ label: "Range", value: `${number(bar.low)} – ${number(bar.high)}` });
  if (bar.runs.length > 1) rows.push({ label: "Made of", value: count(bar.runs.length, "run") });
  return rows;
}

function rect(plane: Plane, middle: number, thick: number, from: number, to: number, more: Record<string, string | number>): SVGRectElement {
  const [start, length] = [Math.min(from, to), Math.max(Math.abs(to - from), 0.75)];
  const across = middle - thick / 2;
  return plane.isFlat ? s("rect", { x: start, y: across, width: length, height: thick, ...more }) : s("rect", { x: across, y: start, width: thick, height: length, ...more });
}

function segment(plane: Plane, middle: number, from: number, to: number, stroke: string): SVGPathElement {
  return s("path", { d: plane.isFlat ? `M${from} ${middle}H${to}` : `M${middle} ${from}V${to}`, stroke, "stroke-width": 1.25, fill: "none" });
}

function cross(plane: Plane, middle: number, thick: number, at: number, stroke: string, width = 1.25): SVGPathElement {
  const from = middle - thick / 2;
  return s("path", { d: plane.isFlat ? `M${at} ${from}v${thick}` : `M${from} ${at}h${thick}`, stroke, "stroke-width": width, fill: "none" });
}

function drawBar(bar: Bar, middle: number, thick: number, plane: Plane, colors: Colors): SVGElement[] {
  if (bar.value == null) return [];
  const zero = plane.low > 0 ? plane.value(plane.low) : plane.value(Math.max(0, plane.low));
  const parts: SVGElement[] = [rect(plane, middle, thick, zero, plane.value(bar.value), { fill: bar.color, rx: Math.min(2, thick / 4) })];
  if (bar.low != null && bar.high != null && bar.low !== bar.high) {
    const [low, high] = [plane.value(bar.low), plane.value(bar.high)];
    parts.push(segment(plane, middle, low, high, colors.strong), cross(plane, middle, Math.min(8, thick), low, colors.strong), cross(plane, middle, Math.min(8, thick), high, colors.strong));
  }
  return parts;
}

function drawBox(bar: Bar, middle: number, thick: number, plane: Plane, colors: Colors): SVGElement[] {
  if (!bar.quartiles) return bar.value == null ? [] : [cross(plane, middle, thick, plane.value(bar.value), bar.color, 2)];
  const [low, first, median, third, high] = bar.quartiles.map(plane.value) as [number, number, number, number, number];
  return [
    segment(plane, middle, low, first, bar.color),
    segment(plane, middle, third, high, bar.color),
    cross(plane, middle, thick * 0.45, low, bar.color),
    cross(plane, middle, thick * 0.45, high, bar.color),
    rect(plane, middle, thick, first, third, { fill: bar.color, "fill-opacity": 0.28, stroke: bar.color, "stroke-width": 1.25, rx: 2 }),
    cross(plane, middle, thick, median, colors.strong, 2),
    ...bar.outliers.map((value) => s("circle", { cx: plane.isFlat ? plane.value(value) : middle, cy: plane.isFlat ? middle : plane.value(value), r: 2.5, fill: "none", stroke: bar.color })),
  ];
}

function drawViolin(bar: Bar, middle: number, room: number, plane: Plane, colors: Colors): SVGElement[] {
  const half = room / 2;
  const along = ([value]: [number, number]): number => plane.value(value);
  const shape = plane.isFlat
    ? area<[number, number]>().x(along).y0(([, share]) => middle - share * half).y1(([, share]) => middle + share * half)
    : area<[number, number]>().y(along).x0(([, share]) => middle - share * half).x1(([, share]) => middle + share * half);
  const outline = s("path", { d: shape.curve(curveCatmullRom)(bar.density), fill: bar.color, "fill-opacity": 0.28, stroke: bar.color, "stroke-width": 1.25 });
  if (!bar.quartiles) return [outline];
  const [first, median, third] = [1, 2, 3].map((at) => plane.value(bar.quartiles?.[at] ?? 0)) as [number, number, number];
  return [outline, rect(plane, middle, Math.min(6, room / 5), first, third, { fill: bar.color, rx: 2 }), cross(plane, middle, Math.min(16, room / 2), median, colors.strong, 2)];
}

function flatFrame(bars: Bar[], axis: Axis, width: number, height: number): Frame {
  const longest = Math.max(0, ...bars.map((bar) => bar.label.length));
  const left = Math.min(longest * 6.2 + 14, width * 0.38);
  return { left, top: 4, width: width - left - 14, height: height - 4 - (axis.label ? 40 : 24) };
}

function uprightFrame(bars: Bar[], axis: Axis, extent: [number, number], width: number, height: number): Frame {
  const own = leftRoom(axis, extent, height - 40);
  const room = (width - own - 8) / Math.max(bars.length, 1);
  const rows = rowsOfNames(bars, room);
  const below = rows ? 8 + LINE * rows : Math.min(Math.min(longestOf(bars.map((bar) => bar.label)), 130) * SLANT + BELOW_SLANT, height * 0.4);
  // The slanted name of the first bar begins to the left of it.
  const left = rows ? own : Math.max(own, Math.min(below - BELOW_SLANT - room / 2 + 10, width * 0.3));
  return { left, top: 8, width: width - left - 8, height: height - 8 - below };
}

function longestOf(names: string[]): number {
  return Math.max(0, ...names.map((name) => name.length)) * 6.2;
}

/** Key and value of a group's name. */
function halves(name: string): string[] {
  const at = name.indexOf(": ") + 1;
  return at ? [name.slice(0, at), name.slice(at + 1)] : [name];
}

/** In how many level rows all names have room below their bars; 0 where they must stand aslant. */
function rowsOfNames(bars: Bar[], room: number): number {
  const names = bars.map((bar) => bar.label);
  return longestOf(names) <= room ? 1 : longestOf(names.flatMap(halves)) <= room ? 2 : 0;
}

/** The line on which bars stand: zero, where it is in sight. */
function baseLine(plane: Plane, [low, high]: [number, number], frame: Frame, colors: Colors): SVGPathElement {
  const at = plane.value(low < 0 && high > 0 ? 0 : low) + 0.5;
  return s("path", { d: plane.isFlat ? `M${at} ${frame.top}v${frame.height}` : `M${frame.left} ${at}h${frame.width}`, stroke: colors.axis });
}

/** Names of bars, as many as there is room for; in two rows, or slanted, where they are long. */
function categoryLabels(bars: Bar[], place: (at: number) => number, frame: Frame, isFlat: boolean, colors: Colors, height: number): SVGGElement {
  const room = (isFlat ? frame.height : frame.width) / Math.max(bars.length, 1);
  const every = Math.max(1, Math.ceil(13 / room));
  const rows = rowsOfNames(bars, room);
  const labels = bars.map((bar, index) => {
    if (index % every !== 0) return null;
    const at = place(index);
    if (isFlat) return text(frame.left - 8, at + 3.5, shorten(bar.label, frame.left - 10), colors.text, { "text-anchor": "end" });
    const base = frame.top + frame.height + 14;
    if (!rows) return text(at, base, shorten(bar.label, (height - base) / SLANT - 10), colors.text, { "text-anchor": "end", transform: `rotate(-45 ${at} ${base})` });
    const lines = rows > 1 ? halves(bar.label) : [bar.label];
    return s("g", {}, ...lines.map((line, row) => text(at, base + LINE * row, line, colors.text, { "text-anchor": "middle" })));
  });
  return s("g", {}, ...labels);
}
