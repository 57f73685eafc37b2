// Parallel coordinates: a run is a line over vertical axes. Drag along an axis to keep a range, double-click to let it go.
import { curveMonotoneX, line } from "d3-shape";
import { s } from "../dom";
import type { ParallelAxis, ParallelContent, ParallelLine } from "../figure";
import { number } from "../format";
import { isHidden } from "../runs";
import { linear, log, points } from "../scales";
import { type Tick, ticksOf } from "../ticks";
import { chartColors, type Colors, shorten, text } from "./axes";
import type { Host, Table } from "./chart";
import { colorAt } from "./gradient";
import { withLegend } from "./picture";
import { type Drawing, type Mark, SvgChart } from "./svgchart";

type Place = (value: number) => number;
interface Laid { axis: ParallelAxis; x: number; place: Place; ticks: Tick[]; range: [number, number] }

const TOP = 26;
const BOTTOM = 12;
/** How much wider than other text the names of axes are. */
const BOLDER = 1.15;

export class ParallelChart extends SvgChart {
  private readonly content: ParallelContent;
  private readonly kept = new Map<number, [number, number]>();
  private laid: Laid[] = [];

  constructor(host: Host) {
    super(host);
    this.content = host.figure.content as ParallelContent;
    this.box.addEventListener("pointerdown", (event) => this.brush(event));
    this.box.addEventListener("dblclick", () => {
      this.kept.clear();
      this.update();
    });
  }

  table(): Table {
    const head = ["Run", ...this.content.axes.map((axis) => axis.label)];
    return { head, rows: this.shown().filter((one) => this.isKept(one)).map((one) => [one.label, ...one.values.map((value, at) => this.textOf(at, value))]) };
  }

  protected isAllHidden(): boolean {
    return this.content.lines.length > 0 && !this.shown().length;
  }

  private shown(): ParallelLine[] {
    return this.content.lines.filter((one) => !isHidden(one.run, one.hidden));
  }

  private textOf(at: number, value: number | null): string {
    const axis = this.content.axes[at];
    if (value === null) return "";
    return axis?.scale === "category" ? (axis.categories[value] ?? "") : String(value);
  }

  protected draw(width: number, height: number): Drawing {
    const colors = chartColors();
    const last = this.content.axes.length - 1;
    const lay = (axis: ParallelAxis, at: number, x: number): Laid => layOut(axis, this.content.lines.map((one) => one.values[at] ?? null), x, height);
    const end = this.content.axes[last];
    const widest = end ? Math.max(0, ...lay(end, last, 0).ticks.map((tick) => tick.label.length)) * 6.2 + 12 : 0;
    const across = points(this.content.axes.length, [44, width - Math.max(44, Math.min(widest, width / 3))]);
    this.laid = this.content.axes.map((axis, at) => lay(axis, at, across(at)));
    const marks = this.shown().map((one) => this.mark(one, last, colors));
    const kept = [...this.kept].map(([at, [low, high]]) => {
      const x = this.laid[at]?.x ?? 0;
      return s("rect", { class: "brush", x: x - 7, y: Math.min(low, high) * height, width: 14, height: Math.abs(high - low) * height });
    });
    const lines = s("g", {}, ...marks.map((mark) => mark.element));
    return { svg: withLegend(width, height, colors, null, lines, ...this.laid.map((laid) => drawAxis(laid, width / this.laid.length, width, height, colors)), ...kept), marks };
  }

  private mark(one: ParallelLine, last: number, colors: Colors): Mark {
    const places = one.values.map((value, at): [number, number] => [this.laid[at]?.x ?? 0, value === null ? Number.NaN : (this.laid[at]?.place(value) ?? Number.NaN)]);
    const d = line().defined(([, y]) => Number.isFinite(y)).curve(curveMonotoneX)(places);
    const isKept = this.isKept(one);
    const stroke = isKept ? this.colorOf(one, last) : colors.grid;
    const element = s("path", { class: isKept ? "thread" : "thread is-faint", d, stroke, fill: "none", "stroke-width": 1.5, "stroke-opacity": 0.75 });
    const rows = one.values.map((value, at) => {
      const axis = this.content.axes[at];
      return { label: axis?.label ?? "", value: axis?.scale === "category" ? this.textOf(at, value) || "–" : number(value) };
    });
    const end = places.filter(([, y]) => Number.isFinite(y)).at(-1) ?? [0, 0];
    return { element, x: end[0], y: end[1], head: one.label, rows };
  }

  private colorOf(one: ParallelLine, last: number): string {
    const value = one.values[last];
    const axis = this.laid[last];
    if (!this.content.gradient.length || value == null || !axis) return one.color;
    const [low, high] = axis.range;
    const share = axis.axis.scale === "log" ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return colorAt(this.content.gradient, Number.isFinite(share) ? share : 0.5);
  }

  private isKept(one: ParallelLine): boolean {
    const height = Math.max(60, this.box.clientHeight);
    return [...this.kept].every(([at, [low, high]]) => {
      const value = one.values[at];
      const y = value == null ? null : (this.laid[at]?.place(value) ?? null);
      return y !== null && y / height >= Math.min(low, high) && y / height <= Math.max(low, high);
    });
  }

  /** The line that passes nearest to the pointer. */
  protected override markAt(x: number, y: number): number {
    const after = this.laid.findIndex((laid) => laid.x >= x);
    const [a, b] = [this.laid[Math.max(after - 1, 0)], this.laid[after < 0 ? this.laid.length - 1 : Math.max(after, 1)]];
    if (!a || !b) return -1;
    const [from, to] = [this.laid.indexOf(a), this.laid.indexOf(b)];
    const part = b.x > a.x ? Math.min(Math.max((x - a.x) / (b.x - a.x), 0), 1) : 0;
    let best = -1;
    let gap = 14;
    for (const [at, one] of this.shown().entries()) {
      const [v0, v1] = [one.values[from], one.values[to]];
      if (v0 == null || v1 == null) continue;
      const ease = part * part * (3 - 2 * part);
      const distance = Math.abs(a.place(v0) + (b.place(v1) - a.place(v0)) * ease - y);
      if (distance < gap) [best, gap] = [at, distance];
    }
    return best;
  }

  private brush(event: PointerEvent): void {
    const box = this.box.getBoundingClientRect();
    const x = event.clientX - box.left;
    const at = this.laid.findIndex((laid) => Math.abs(laid.x - x) < 16);
    if (at < 0 || event.button !== 0) return;
    const share = (one: PointerEvent): number => (one.clientY - box.top) / box.height;
    const start = share(event);
    const move = (one: PointerEvent): void => {
      if (Math.abs(share(one) - start) * box.height < 4) return;
      this.kept.set(at, [start, share(one)]);
      this.update();
    };
    const end = (one: PointerEvent): void => {
      window.removeEventListener("pointermove", move);
      if (Math.abs(share(one) - start) * box.height >= 4) return;
      this.kept.delete(at);
      this.update();
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end, { once: true });
  }
}

function layOut(axis: ParallelAxis, values: (number | null)[], x: number, height: number): Laid {
  const span: [number, number] = axis.inverted ? [TOP, height - BOTTOM] : [height - BOTTOM, TOP];
  if (axis.scale === "category") {
    const scale = points(axis.categories.length, span, 0.3);
    return { axis, x, place: scale, ticks: axis.categories.map((label, value) => ({ value, label })), range: [0, Math.max(1, axis.categories.length - 1)] };
  }
  const isLog = axis.scale === "log";
  const known = values.filter((value): value is number => value !== null && (!isLog || value > 0));
  let [low, high] = known.length ? [Math.min(...known), Math.max(...known)] : [isLog ? 1 : 0, isLog ? 10 : 1];
  if (low === high) [low, high] = isLog ? [low / 2, high * 2] : [low - (Math.abs(low) || 1) / 2, high + (Math.abs(high) || 1) / 2];
  const place = isLog ? log([low, high], span) : linear([low, high], span);
  return { axis, x, place, ticks: known.length ? ticksOf(axis.scale, low, high, Math.max(2, height / 50)) : [], range: [low, high] };
}

function drawAxis(laid: Laid, room: number, width: number, height: number, colors: Colors): SVGGElement {
  const ticks = laid.ticks.flatMap((tick) => {
    const y = laid.place(tick.value);
    const label = text(laid.x + 7, y + 3.5, shorten(tick.label, Math.min(room, width - laid.x + 8) - 16), colors.text, { "paint-order": "stroke", stroke: colors.surface, "stroke-width": 3, "stroke-linejoin": "round" });
    return [s("path", { d: `M${laid.x} ${y}h4`, stroke: colors.text }), label];
  });
  const title = text(laid.x, 12, shorten(laid.axis.label, (Math.min(room, laid.x * 2, (width - laid.x) * 2) - 6) / BOLDER), colors.strong, { "text-anchor": "middle", "font-weight": 600 });
  return s("g", {}, s("path", { d: `M${laid.x} ${TOP - 4}V${height - BOTTOM + 4}`, stroke: colors.axis, "stroke-width": 1.5 }), ...ticks, title, s("title", {}, laid.axis.label));
}
