// One panel: its body is fetched and its figure drawn when that is asked for, and let go again. What a
// reader has set outlives both.
import { CHARTS } from "./charts";
import { type Chart, freshState, type PanelState, type Table } from "./charts/chart";
import { h, paint } from "./dom";
import { type Figure, readFigure } from "./figure";
import { dressHtml, followRuns } from "./htmlfigures";
import { fetchBody, fetchBodyNow } from "./live/bodies";
import { isLive } from "./live/settings";
import { keep, recall } from "./memory";
import { eyes, refreshEyes } from "./runs";
import { drawScalar } from "./scalar";
import { hasLimits, isOfOthers, lacksRevealed, noteStrangers, strangersOf } from "./strangers";
import { Tools } from "./tools";
import { tableElement } from "./viewtable";

/** What a panel asks of the page around it. */
export interface Surroundings {
  /** The crosshair is at x: other charts may follow. */
  share(from: Panel, x: number | null): void;
  /** Draw the panel when there is time. */
  queue(panel: Panel): void;
  /** Tell the panel when a box of it changes its size. */
  watch(box: HTMLElement): void;
  unwatch(box: HTMLElement): void;
}

export class Panel {
  state: PanelState;
  chart: Chart | null = null;
  figure: Figure | null = null;
  isNear = false;
  private tools: Tools | null = null;
  private fetched = false;
  private fetching = false;
  private isRendered = false;
  /** The eyes that the server was told of; none while the figure shows by itself what they ask for. */
  private told = "";

  constructor(readonly element: HTMLElement, private readonly page: Surroundings) {
    this.state = { ...freshState(), ...recall<Partial<PanelState>>(this.memoryKey) };
  }

  get memoryKey(): string {
    return `panel:${this.element.dataset.slot || this.element.dataset.key || ""}`;
  }

  get figureElement(): HTMLElement | null {
    return this.element.querySelector<HTMLElement>("[data-figure]");
  }

  /** Draw what is not drawn; fetch what is not there. */
  draw(): void {
    this.prepare();
    this.measure();
    this.render();
  }

  /** Draw the whole panel before anything else happens, its data fetched if it must be. */
  drawNow(): void {
    const { src } = this.element.dataset;
    if (src && !this.figureElement) {
      const body = fetchBodyNow(src, this.told);
      this.fetched = body !== null;
      this.replaceBody(body);
    }
    this.draw();
  }

  measure(): void {
    if (!this.isRendered) this.chart?.measure();
  }

  render(): void {
    if (!this.chart || this.isRendered) return;
    this.isRendered = true;
    this.chart.render();
    this.showView();
    this.tools?.update();
    this.followEyes();
  }

  /** Put the elements into the page that drawing needs. */
  prepare(): void {
    this.tools ??= new Tools(this);
    const element = this.figureElement;
    if (!element) return void this.fetch();
    if (this.chart) return;
    const kind = element.dataset.figure ?? "";
    this.figure ??= readFigure(element);
    if (this.figure && kind === "scalar") drawScalar(element, this.figure);
    else if (this.figure && CHARTS[kind]) this.drawChart(element, kind, this.figure);
    else dressHtml(element);
    if (!this.chart) followRuns(element);
    if (!this.chart) this.followEyes();
    this.tools.update();
  }

  private drawChart(element: HTMLElement, kind: string, figure: Figure): void {
    const plot = element.querySelector<HTMLElement>(":scope > .figure-plot");
    const make = CHARTS[kind];
    if (!plot || !make) return;
    plot.hidden = false;
    this.dropForeignZoom(figure);
    const box = h("div", { class: "plot-box" });
    plot.replaceChildren(box);
    this.chart = make({ box, figure, state: this.state, share: (x) => this.page.share(this, x), changed: () => this.changed() });
    this.isRendered = false;
    this.page.watch(box);
  }

  /** A zoom over other axes than these means nothing here. */
  private dropForeignZoom(figure: Figure): void {
    const content = figure.content as { x?: { label: string }; y?: { label: string }; xKey?: string };
    const axes = `${figure.content.kind}|${content.xKey ?? content.x?.label ?? ""}|${content.y?.label ?? ""}`;
    if (this.state.zoomAxes !== undefined && this.state.zoomAxes !== axes) this.state.zoom = { x: null, y: null };
    this.state.zoomAxes = axes;
  }

  /** Let the drawing go; data and state stay where they are. */
  release(): void {
    if (!this.chart) return;
    const plot = this.figureElement?.querySelector<HTMLElement>(":scope > .figure-plot");
    const box = plot?.querySelector<HTMLElement>(".plot-box");
    if (box) this.page.unwatch(box);
    this.chart.destroy();
    this.chart = null;
    this.figure = null;
    if (plot) plot.replaceChildren();
  }

  update(): void {
    const element = this.figureElement;
    if (element?.dataset.figure === "scalar" && this.figure) drawScalar(element, this.figure);
    this.chart?.update();
    if (element && !this.chart) followRuns(element);
    if (this.state.view === "table") this.showView();
    if (this.isNear) this.followEyes();
  }

  /** Hidden runs that still count are said; the preview is asked for a figure without them. */
  private followEyes(): void {
    const element = this.figureElement;
    if (!element) return;
    const strangers = strangersOf(element, this.chart);
    const content = this.figure && isOfOthers(this.figure.content) ? this.figure.content : null;
    const isLimited = content !== null && hasLimits(content);
    const canAsk = isLive() && Boolean(this.element.dataset.src);
    const kept = !content ? "" : isLimited && !canAsk ? "outliers" : this.figure?.notes.length ? "notes" : "";
    noteStrangers(element, canAsk ? 0 : strangers, kept);
    if (!canAsk) return;
    const isStale = this.told ? this.told !== eyes() : strangers > 0 || isLimited || lacksRevealed(element);
    if (!isStale) return;
    this.told = eyes();
    void this.refresh();
  }

  changed(): void {
    keep(this.memoryKey, this.state);
    this.tools?.update();
    if (this.state.view === "table") this.showView();
  }

  /** The table of what is drawn, of any kind of figure. */
  table(): Table | null {
    return this.chart?.table() ?? null;
  }

  /** Show the plot, or the same as a table. */
  showView(): void {
    const plot = this.figureElement?.querySelector<HTMLElement>(":scope > .figure-plot");
    if (!plot || !this.chart) return;
    plot.querySelector(".view-table")?.remove();
    const box = plot.querySelector<HTMLElement>(".plot-box");
    const isTable = this.state.view === "table";
    if (box) box.hidden = isTable;
    if (isTable) plot.append(tableElement(this.chart.table(), this.figure?.alt ?? ""));
  }

  private fetch(): void {
    const { src } = this.element.dataset;
    if (!src || this.fetching || this.fetched) return;
    this.fetching = true;
    void fetchBody(src, this.told).then((body) => {
      this.fetching = false;
      if (this.fetched) return; // it was needed sooner
      this.fetched = true;
      this.replaceBody(body);
    });
  }

  /** Ask for the body anew; the old one stays until the new one is there. */
  async refresh(): Promise<void> {
    const { src } = this.element.dataset;
    if (!src) return;
    this.fetched = false;
    if (!this.figureElement && !this.isNear) return;
    const { told } = this;
    const body = await fetchBody(src, told);
    this.fetched = true;
    if (this.element.isConnected && told === this.told) this.replaceBody(body);
  }

  private replaceBody(body: Node | null): void {
    if (!body) return; // a patch is on its way
    this.release();
    this.figure = null;
    const host = this.element.querySelector<HTMLElement>(":scope > .panel-body");
    host?.replaceChildren(body);
    host?.removeAttribute("aria-busy");
    paint(this.element);
    refreshEyes(this.element);
    if (this.isNear) this.page.queue(this);
  }
}
