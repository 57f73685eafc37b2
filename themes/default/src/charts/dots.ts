// Scatter figures: a dot a run over two axes, a third value as colour, rules such as running minima.
import { line } from "d3-shape";
import { s } from "../dom";
import type { Axis, Dot, ScatterContent } from "../figure";
import { onAxis } from "../format";
import { isHidden } from "../runs";
import { ticksOf } from "../ticks";
import { bottomAxis, chartColors, type Colors, extentOf, type Frame, leftAxis, leftRoom, makeScale, type Scale, text } from "./axes";
import type { Host, Table } from "./chart";
import { colorAt, stopsOf } from "./gradient";
import { withLegend } from "./picture";
import { type Drawing, type Mark, SvgChart } from "./svgchart";

const BAR_ROOM = 58;

export class DotsChart extends SvgChart {
  override has = { logX: true, logY: true, smoothing: false, zoom: true };
  private readonly content: ScatterContent;
  private frame: Frame = { left: 0, top: 0, width: 1, height: 1 };
  private extents: { x: [number, number]; y: [number, number] } = { x: [0, 1], y: [0, 1] };

  constructor(host: Host) {
    super(host);
    this.content = host.figure.content as ScatterContent;
    this.box.addEventListener("pointerdown", (event) => this.brush(event));
    this.box.addEventListener("dblclick", () => this.resetZoom());
  }

  table(): Table {
    const { x, y, z } = this.content;
    const head = ["Run", x.label || "x", y.label || "y", ...(z ? [z.label || "z"] : [])];
    return { head, rows: this.shown().map((dot) => [dot.label, String(dot.x), String(dot.y), ...(z ? [dot.z == null ? "" : String(dot.z)] : [])]) };
  }

  isZoomed(): boolean {
    return this.host.state.zoom.x !== null || this.host.state.zoom.y !== null;
  }

  resetZoom(): void {
    this.host.state.zoom = { x: null, y: null };
    this.host.changed();
    this.update();
  }

  /** Fitted lines are of the runs that the document shows. */
  strangers(): number {
    return this.content.rules.length ? this.content.dots.filter((dot) => !dot.hidden && isHidden(dot.run)).length : 0;
  }

  protected isAllHidden(): boolean {
    return this.content.dots.length > 0 && !this.shown().length;
  }

  private shown(): Dot[] {
    return this.content.dots.filter((dot) => !isHidden(dot.run, dot.hidden));
  }

  private axes(): { x: Axis; y: Axis } {
    const { state } = this.host;
    const scaled = (axis: Axis, isLog: boolean | undefined): Axis => (isLog === undefined ? axis : { ...axis, scale: isLog ? "log" : axis.scale === "log" ? "linear" : axis.scale });
    return { x: scaled(this.content.x, state.logX), y: scaled(this.content.y, state.logY) };
  }

  protected draw(width: number, height: number): Drawing {
    const colors = chartColors();
    const { x, y } = this.axes();
    const dots = this.shown();
    const { zoom } = this.host.state;
    const extents = {
      x: zoom.x ?? extentOf(x, [...dots.map((dot) => dot.x)], x.scale === "log"),
      y: zoom.y ?? extentOf(y, [...dots.map((dot) => dot.y), ...this.content.rules.flatMap((rule) => rule.y)], y.scale === "log"),
    };
    const left = leftRoom(y, extents.y, height - 50);
    const frame = { left, top: 8, width: width - left - 10 - (this.content.z ? BAR_ROOM : 0), height: height - 8 - (x.label ? 40 : 24) };
    [this.frame, this.extents] = [frame, extents];
    const sx = makeScale(extents.x, [frame.left, frame.left + frame.width], x.scale === "log");
    const sy = makeScale(extents.y, [frame.top + frame.height, frame.top], y.scale === "log");
    const isInside = (dot: Dot): boolean => (x.scale !== "log" || dot.x > 0) && (y.scale !== "log" || dot.y > 0) && dot.x >= extents.x[0] && dot.x <= extents.x[1] && dot.y >= extents.y[0] && dot.y <= extents.y[1];
    const range = this.zRange();
    const marks = dots.filter(isInside).map((dot) => this.mark(dot, sx, sy, range, { x, y }));
    const layer = s("g", {}, ...this.rules(sx, sy, colors), ...marks.map((mark) => mark.element));
    const bar = this.content.z && range ? this.colorBar(this.content.z, range, frame, colors) : null;
    return { svg: withLegend(width, height, colors, null, bottomAxis(x, extents.x, frame, colors), leftAxis(y, extents.y, frame, colors), layer, ...(bar ? [bar] : [])), marks };
  }

  private zRange(): [number, number] | null {
    const values = this.content.dots.map((dot) => dot.z).filter((z): z is number => z != null && (this.content.z?.scale !== "log" || z > 0));
    if (!this.content.z || !values.length) return null;
    const { low, high } = this.content.z;
    return [low ?? Math.min(...values), high ?? Math.max(...values)];
  }

  private share(z: number, [low, high]: [number, number]): number {
    if (high <= low) return 0.5;
    return this.content.z?.scale === "log" ? Math.log(z / low) / Math.log(high / low) : (z - low) / (high - low);
  }

  private mark(dot: Dot, sx: Scale, sy: Scale, range: [number, number] | null, axes: { x: Axis; y: Axis }): Mark {
    const fill = range && dot.z != null ? colorAt(this.content.gradient, this.share(dot.z, range)) : dot.color;
    const [x, y] = [sx(dot.x), sy(dot.y)];
    const element = s("circle", { class: "dot", cx: x, cy: y, r: 4.5, fill, "fill-opacity": 0.9 });
    const rows = [
      { label: axes.x.label || "x", value: onAxis(dot.x, axes.x.scale) },
      { label: axes.y.label || "y", value: onAxis(dot.y, axes.y.scale) },
      ...(this.content.z && dot.z != null ? [{ label: this.content.z.label || "z", value: onAxis(dot.z, this.content.z.scale) }] : []),
    ];
    return { element, x, y, head: dot.label, rows };
  }

  private rules(sx: Scale, sy: Scale, colors: Colors): SVGElement[] {
    return this.content.rules.map((rule) => {
      const points = rule.x.map((x, at): [number, number] => [x == null ? Number.NaN : sx(x), rule.y[at] == null ? Number.NaN : sy(rule.y[at] as number)]);
      const d = line().defined(([x, y]) => Number.isFinite(x) && Number.isFinite(y))(points);
      return s("path", { class: "rule", d, fill: "none", stroke: colors.text, "stroke-width": 1.5, "stroke-dasharray": "5 4" }, s("title", {}, rule.label));
    });
  }

  private colorBar(axis: Axis, range: [number, number], frame: Frame, colors: Colors): SVGGElement {
    const id = `rp-gradient-${Math.round(frame.width)}-${Math.round(frame.height)}`;
    const stops = stopsOf(this.content.gradient).map((stop) => s("stop", { offset: `${stop.offset}%`, "stop-color": stop.color }));
    const x = frame.left + frame.width + 14;
    const [height, top] = [Math.max(20, frame.height - 16), frame.top + 14];
    const scale = range[1] > range[0] ? makeScale(range, [top + height, top], axis.scale === "log") : () => top + height / 2;
    const labels = ticksOf(axis.scale, range[0], range[1], Math.max(2, height / 50)).map((tick) => text(x + 13, scale(tick.value) + 3.5, tick.label, colors.text));
    const gradient = s("linearGradient", { id, x1: 0, x2: 0, y1: 1, y2: 0 }, ...stops);
    return s("g", { "data-colorbar": true }, gradient, s("rect", { x, y: top, width: 8, height, fill: `url(#${id})`, rx: 2 }), ...labels, text(x, top - 5, axis.label.length > 9 ? `${axis.label.slice(0, 8)}…` : axis.label, colors.text));
  }

  /** Drag a rectangle to zoom into it. */
  private brush(event: PointerEvent): void {
    if (event.button !== 0 || !this.drawing) return;
    const box = this.box.getBoundingClientRect();
    const start = { x: event.clientX - box.left, y: event.clientY - box.top };
    const rect = s("rect", { class: "brush", width: 0, height: 0 });
    const { frame, extents } = this;
    const place = (to: PointerEvent): Frame => {
      const end = { x: to.clientX - box.left, y: to.clientY - box.top };
      return { left: Math.min(start.x, end.x), top: Math.min(start.y, end.y), width: Math.abs(start.x - end.x), height: Math.abs(start.y - end.y) };
    };
    const move = (to: PointerEvent): void => {
      const at = place(to);
      if (!rect.parentNode) this.drawing?.svg.append(rect);
      for (const [name, value] of [["x", at.left], ["y", at.top], ["width", at.width], ["height", at.height]] as const) rect.setAttribute(name, String(value));
    };
    const end = (to: PointerEvent): void => {
      window.removeEventListener("pointermove", move);
      rect.remove();
      const at = place(to);
      if (at.width < 6 || at.height < 6) return;
      const { x, y } = this.axes();
      const back = (pixel: number, from: number, length: number, extent: [number, number], isLog: boolean): number => {
        const share = (pixel - from) / length;
        return isLog ? extent[0] * (extent[1] / extent[0]) ** share : extent[0] + (extent[1] - extent[0]) * share;
      };
      const bottom = frame.top + frame.height;
      this.host.state.zoom = {
        x: [back(at.left, frame.left, frame.width, extents.x, x.scale === "log"), back(at.left + at.width, frame.left, frame.width, extents.x, x.scale === "log")],
        y: [back(at.top + at.height, bottom, -frame.height, extents.y, y.scale === "log"), back(at.top, bottom, -frame.height, extents.y, y.scale === "log")],
      };
      this.host.changed();
      this.update();
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end, { once: true });
  }
}
