// Line figures: uPlot has the axes, the zoom and the cursor; curves are painted by us, because they may
// each have x values of their own, bands, dashes and originals behind.
import uPlot from "uplot";
import { announce, clamp, h } from "../dom";
import type { LineContent } from "../figure";
import { count, number, onAxis } from "../format";
import { thinned, type Tick, ticksOf } from "../ticks";
import { chartColors, type Colors, makeScale, shorten } from "./axes";
import type { Chart, Host, Table } from "./chart";
import { Legend } from "./legend";
import { detailOf, fillTemplate, nearestReading, type Reading, readingsAt } from "./lines/crosshair";
import { type DrawnCurve, drawnCurves, type View, viewOf } from "./lines/curves";
import { isAway, strangers } from "./lines/groups";
import { CurvePainter } from "./lines/paint";
import { linePicture, lineTable } from "./lines/picture";
import { CrosshairDots } from "./lines/dots";
import { hideTooltip, showTooltip } from "./tooltip";

const X_PER_TICK = 76;
const Y_PER_TICK = 42;

export class LineChart implements Chart {
  readonly has = { logX: true, logY: true, smoothing: true, zoom: true };
  readonly axisKey: string;
  private readonly content: LineContent;
  private readonly row: HTMLElement;
  private readonly chart: HTMLElement;
  private readonly none: HTMLElement;
  private readonly dots: CrosshairDots;
  private readonly legend: Legend | null;
  private plot: uPlot | null = null;
  private curves: DrawnCurve[] = [];
  private view: View = { x: [0, 1], y: [0, 1], logX: false, logY: false };
  private colors: Colors = chartColors();
  private ticks: Record<"x" | "y", Tick[]> = { x: [], y: [] };
  private size = { width: 60, height: 60 };
  private focus: string | null = null;
  private keyX: number | null = null;
  private keyCurve: string | null = null;

  constructor(private readonly host: Host) {
    this.content = host.figure.content as LineContent;
    this.axisKey = this.content.xKey;
    this.chart = h("div", { class: "chart", tabindex: 0, role: "group", "aria-roledescription": "chart", "aria-label": `${host.figure.alt} Arrow keys read values.` });
    this.none = h("p", { class: "chart-none", hidden: true }, "All curves are hidden.");
    this.legend = this.makeLegend();
    this.row = this.layOut();
    this.dots = new CrosshairDots();
    host.box.append(this.row);
    this.listen();
    this.compute();
  }

  measure(): void {
    this.size = { width: Math.max(60, this.chart.clientWidth), height: Math.max(60, this.chart.clientHeight) };
  }

  render(): void {
    this.build();
  }

  update(): void {
    this.colors = chartColors();
    const before = this.view;
    this.compute();
    this.legend?.update();
    const { size } = this;
    const isSame = this.plot && before.logX === this.view.logX && before.logY === this.view.logY;
    if (!isSame || !this.plot) return this.build();
    this.plot.batch(() => {
      if (this.plot && (this.plot.width !== size.width || this.plot.height !== size.height)) this.plot.setSize(size);
      this.plot?.setScale("x", { min: this.view.x[0], max: this.view.x[1] });
      this.plot?.setScale("y", { min: this.view.y[0], max: this.view.y[1] });
      this.plot?.redraw(false, true);
    });
  }

  destroy(): void {
    hideTooltip();
    this.plot?.destroy();
    this.plot = null;
    this.row.remove();
  }

  strangers(): number {
    return this.content.curves.reduce((sum, curve) => sum + strangers(curve), 0);
  }

  table(): Table {
    return lineTable(this.content, this.curves, this.view);
  }

  picture(width: number, height: number): SVGSVGElement {
    this.colors = chartColors();
    return linePicture(this.content, this.curves, this.view, width, height);
  }

  follow(x: number | null): void {
    if (!this.plot) return;
    const isOutside = x === null || x < this.view.x[0] || x > this.view.x[1];
    this.plot.setCursor({ left: isOutside ? -10 : this.plot.valToPos(x, "x"), top: isOutside ? -10 : 0 }, false);
    this.snap(0, 0);
    this.showDots(isOutside ? [] : readingsAt(this.curves, x, this.view));
  }

  isZoomed(): boolean {
    return this.host.state.zoom.x !== null || this.host.state.zoom.y !== null;
  }

  resetZoom(): void {
    this.host.state.zoom = { x: null, y: null };
    this.host.changed();
    this.update();
  }

  private makeLegend(): Legend | null {
    if (!this.content.legend) return null;
    return new Legend(
      this.content.curves,
      () => [...this.host.state.hiddenCurves, ...this.content.curves.filter((curve) => isAway(curve)).map((curve) => curve.id)],
      (hidden) => {
        this.host.state.hiddenCurves = hidden.filter((id) => !this.content.curves.some((curve) => curve.id === id && isAway(curve)));
        this.host.changed();
        this.update();
      },
      (id) => this.setFocus(id),
    );
  }

  private layOut(): HTMLElement {
    const position = this.content.legend?.position ?? "north";
    const legend = this.legend?.element ?? null;
    if (position === "east" || position === "west") {
      legend?.classList.add("is-side");
      return h("div", { class: "plot-row" }, ...(position === "west" ? [legend, this.chart] : [this.chart, legend]), this.none);
    }
    const column = h("div", { class: "plot-row plot-column" });
    column.append(...[position === "north" ? legend : null, this.chart, this.none, position === "south" ? legend : null].filter((one) => one !== null));
    return column;
  }

  private compute(): void {
    this.curves = drawnCurves(this.content, this.host.state);
    this.view = viewOf(this.content, this.curves, this.host.state);
    this.none.hidden = this.curves.length > 0 || this.content.curves.length === 0;
  }

  /** Draw anew, outside of the page: each use of a font would make the browser lay the page out. */
  private build(): void {
    this.plot?.destroy();
    const { x, y, logX, logY } = this.view;
    const stroke = (): string => this.colors.text;
    const grid = { stroke: () => this.colors.grid, width: 1 };
    const font = "11px system-ui, sans-serif";
    const axis = { stroke, grid, ticks: { show: false }, font, labelFont: font };
    const incrs = (_u: uPlot, _at: number, low: number, high: number): number[] => [Math.max(5, high - low)];
    const label = this.content.y.label && (((u: uPlot) => shorten(this.content.y.label, u.bbox.height / devicePixelRatio)) as unknown as string);
    this.plot = new uPlot(
      {
        ...this.size,
        padding: [8, 16, 0, 0],
        legend: { show: false },
        scales: { x: { time: false, auto: false, distr: logX ? 3 : 1, min: x[0], max: x[1] }, y: { auto: false, distr: logY ? 3 : 1, min: y[0], max: y[1] } },
        series: [{}, { scale: "y", paths: () => null, points: { show: false } }],
        axes: [
          // Ticks are ours; uPlot's own steps only have to be there, or it draws none.
          { ...axis, incrs, scale: "x", size: this.content.x.label ? 24 : 22, gap: 4, label: this.content.x.label || undefined, labelSize: 16, labelGap: 0, splits: (u) => this.splits("x", u.bbox.width / devicePixelRatio / X_PER_TICK), values: () => this.ticks.x.map((tick) => tick.label), filter: (_, all) => all },
          { ...axis, incrs, scale: "y", gap: 6, size: () => 14 + 6.3 * Math.max(1, ...this.ticks.y.map((tick) => tick.label.length)), label: label || undefined, labelSize: 16, labelGap: 0, splits: (u) => this.splits("y", Math.max(u.bbox.height / devicePixelRatio, this.size.height - 50) / Y_PER_TICK), values: () => this.ticks.y.map((tick) => tick.label), filter: (_, all) => all },
        ],
        cursor: { y: false, points: { show: false }, drag: { x: true, y: true, uni: 30, dist: 4, setScale: false }, bind: { dblclick: () => () => { this.resetZoom(); return null; } } },
        hooks: { draw: [(u) => this.paint(u)], setCursor: [(u) => this.hover(u)], setSelect: [(u) => this.zoom(u)] },
      },
      [x, y],
      document.createElement("div"),
    );
    this.plot.over.append(this.dots.element);
    const { root } = this.plot;
    queueMicrotask(() => this.plot?.root === root && this.chart.append(root)); // uPlot draws in a microtask, too
  }

  private splits(which: "x" | "y", wanted: number): number[] {
    const axis = which === "x" ? this.content.x : this.content.y;
    const isLog = which === "x" ? this.view.logX : this.view.logY;
    const scale = isLog ? "log" : axis.scale === "log" ? "linear" : axis.scale;
    const ticks = ticksOf(scale, ...this.view[which], Math.max(2, wanted));
    this.ticks[which] = which === "x" ? thinned(ticks, makeScale(this.view.x, [0, wanted * X_PER_TICK], isLog)) : ticks;
    return this.ticks[which].map((tick) => tick.value);
  }

  private paint(u: uPlot): void {
    new CurvePainter(u.ctx, this.view, u.bbox, devicePixelRatio).paint(this.curves, this.focus);
  }

  private hover(u: uPlot): void {
    const { left = -1, top = -1 } = u.cursor;
    const isPointer = u.cursor.event != null;
    if (!isPointer) return;
    if (left < 0 || top < 0) return this.leave();
    const x = u.posToVal(left, "x");
    const readings = readingsAt(this.curves, x, this.view);
    const near = nearestReading(readings, top, (y) => u.valToPos(y, "y"));
    this.keyX = near?.x ?? x;
    this.show(x, readings, near, left, top);
  }

  private show(x: number, readings: Reading[], near: Reading | null, left: number, top: number): void {
    if (!this.plot) return;
    this.showDots(readings);
    this.setFocus(near && readings.length > 1 ? near.drawn.curve.id : null);
    const box = this.plot.over.getBoundingClientRect();
    const shownX = near ? near.x : x;
    this.snap(left, this.plot.valToPos(shownX, "x"));
    const label = this.content.x.label || "x";
    showTooltip({ x: box.left + left, y: box.top + top }, `${label} ${onAxis(shownX, this.content.x.scale)}`, readings.map((one) => this.tooltipRow(one, one === near)));
    this.host.share(shownX);
  }

  /** Put the line of the crosshair to the point that is read: what the tooltip says is where the line stands. */
  private snap(from: number, to: number): void {
    const line = this.plot?.over.querySelector<HTMLElement>(".u-cursor-x");
    if (line) line.style.translate = `${Math.round(to) - Math.round(from)}px`;
  }

  private tooltipRow(reading: Reading, isNear: boolean): { color: string; label: string; value: string; detail?: string; isNear: boolean } {
    const { original, low, high } = detailOf(reading);
    const details = [original === null ? "" : `(${number(original)})`, low === null || high === null ? "" : `${number(low)} – ${number(high)}`];
    const { curve } = reading.drawn;
    if (curve.crosshair) return { color: curve.color, label: curve.label, value: fillTemplate(curve.crosshair, this.spoken(reading)), isNear };
    return { color: curve.color, label: curve.label, value: onAxis(reading.y, this.content.y.scale), detail: details.filter(Boolean).join(" "), isNear };
  }

  /** What the references of a legend template mean at a reading. */
  private spoken(reading: Reading): Record<string, string> {
    const { x, y } = this.content;
    const { original, low, high } = detailOf(reading);
    const value = onAxis(reading.y, y.scale);
    const known: [string, number | null][] = [["min", low], ["max", high]];
    const texts: Record<string, string> = { x: onAxis(reading.x, x.scale), y: value, mean: value, original: original === null ? value : onAxis(original, y.scale) };
    for (const [name, one] of known) if (one !== null) texts[name] = onAxis(one, y.scale);
    return texts;
  }

  private showDots(readings: Reading[]): void {
    const plot = this.plot;
    if (!plot) return;
    this.dots.show(readings.map((one) => ({ left: plot.valToPos(one.x, "x"), top: plot.valToPos(one.y, "y"), color: one.drawn.curve.color })), plot.over);
  }

  private leave(): void {
    this.showDots([]);
    this.setFocus(null);
    hideTooltip();
    this.host.share(null);
  }

  private setFocus(id: string | null): void {
    if (this.focus === id) return;
    this.focus = id;
    this.plot?.redraw(false, false);
  }

  private zoom(u: uPlot): void {
    const { left, top, width, height } = u.select;
    if (width < 4 && height < 4) return;
    const isWide = width < u.over.clientWidth - 1 && width >= 4;
    const isHigh = height < u.over.clientHeight - 1 && height >= 4;
    const { state } = this.host;
    if (isWide) state.zoom.x = [u.posToVal(left, "x"), u.posToVal(left + width, "x")];
    if (isHigh) state.zoom.y = [u.posToVal(top + height, "y"), u.posToVal(top, "y")];
    u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    hideTooltip();
    this.host.changed();
    this.update();
  }

  private listen(): void {
    this.chart.addEventListener("keydown", (event) => {
      const steps: Record<string, () => void> = {
        ArrowRight: () => this.step(event.shiftKey ? 10 : 1),
        ArrowLeft: () => this.step(event.shiftKey ? -10 : -1),
        ArrowUp: () => this.change(-1),
        ArrowDown: () => this.change(1),
        Home: () => this.step(Number.NEGATIVE_INFINITY),
        End: () => this.step(Number.POSITIVE_INFINITY),
        Escape: () => { this.keyX = null; this.plot?.setCursor({ left: -10, top: -10 }, false); this.leave(); },
        "0": () => this.resetZoom(),
      };
      const act = steps[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape" && this.keyX === null) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    });
    this.chart.addEventListener("blur", () => this.leave());
    this.chart.addEventListener("pointerleave", () => this.leave());
  }

  /** Move the crosshair along the points of the curve that is read. */
  private step(by: number): void {
    const drawn = this.curves.find((one) => one.curve.id === this.keyCurve) ?? this.curves[0];
    if (!drawn) return;
    const points = drawn.xs.map((x, at) => ({ x, at })).filter(({ x, at }) => x !== null && drawn.ys[at] != null && x >= this.view.x[0] && x <= this.view.x[1]);
    if (!points.length) return;
    const now = this.keyX === null ? (by > 0 ? -1 : points.length) : points.findIndex(({ x }) => (x as number) >= (this.keyX as number));
    const next = points[clamp((now < 0 && this.keyX !== null ? points.length - 1 : now) + by, 0, points.length - 1)];
    this.keyX = next?.x ?? null;
    this.readAloud();
  }

  private change(by: number): void {
    const readings = this.keyX === null ? [] : readingsAt(this.curves, this.keyX, this.view);
    if (!readings.length) return this.step(1);
    const at = readings.findIndex((one) => one.drawn.curve.id === this.keyCurve);
    this.keyCurve = readings[clamp(at + by, 0, readings.length - 1)]?.drawn.curve.id ?? null;
    this.readAloud();
  }

  private readAloud(): void {
    if (!this.plot || this.keyX === null) return;
    const readings = readingsAt(this.curves, this.keyX, this.view);
    const near = readings.find((one) => one.drawn.curve.id === this.keyCurve) ?? readings.find((one) => one.drawn === this.curves[0]) ?? readings[0] ?? null;
    if (!near) return;
    this.keyCurve = near.drawn.curve.id;
    const left = this.plot.valToPos(this.keyX, "x");
    this.plot.setCursor({ left, top: 0 }, false);
    this.show(this.keyX, readings, near, left, clamp(this.plot.valToPos(near.y, "y"), 0, this.plot.over.clientHeight));
    const others = readings.length > 1 ? `, ${count(readings.length - 1, "other curve")}` : "";
    announce(`${this.content.x.label || "x"} ${onAxis(this.keyX, this.content.x.scale)}: ${near.drawn.curve.label} ${onAxis(near.y, this.content.y.scale)}${others}`);
  }
}
