// The life of panels: bodies are fetched and figures drawn when they come near the view, and let go
// when they are far from it. What a reader has set outlives both.
import { CHARTS } from "./charts";
import { type Chart, freshState, type PanelState, type Table } from "./charts/chart";
import { h, paint } from "./dom";
import { type Figure, readFigure } from "./figure";
import { dressHtml } from "./htmlfigures";
import { fetchBody } from "./live/bodies";
import { isLive } from "./live/settings";
import { keep, recall } from "./memory";
import { eyes, refreshEyes } from "./runs";
import { Tools } from "./tools";
import { drawScalar } from "./scalar";
import { lacksRevealed, noteStrangers, strangersOf } from "./strangers";
import { tableElement } from "./viewtable";

const NEAR = "600px 0px";
const FAR = "2400px 0px";
/** How long drawing may hold the page in one go: longer at first, when there is nothing to act on yet. */
const FIRST_BUDGET_MS = 300;
const BUDGET_MS = 24;
const PREPARING_MS = 8;
/** So many panels share one layout. */
const BATCH = 6;

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

  constructor(readonly element: HTMLElement) {
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
    this.chart = make({ box, figure, state: this.state, share: (x) => share(this, x), changed: () => this.changed() });
    this.isRendered = false;
    sizes.observe(box);
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
    const box = plot?.querySelector(".plot-box");
    if (box) sizes.unobserve(box);
    this.chart.destroy();
    this.chart = null;
    this.figure = null;
    if (plot) plot.replaceChildren();
  }

  update(): void {
    const element = this.figureElement;
    if (element?.dataset.figure === "scalar" && this.figure) drawScalar(element, this.figure);
    this.chart?.update();
    if (this.state.view === "table") this.showView();
    if (this.isNear) this.followEyes();
  }

  /** Hidden runs that still count are said; the preview is asked for a figure without them. */
  private followEyes(): void {
    const element = this.figureElement;
    if (!element) return;
    const strangers = strangersOf(element, this.chart);
    if (!isLive() || !this.element.dataset.src) return noteStrangers(element, strangers);
    const isStale = this.told ? this.told !== eyes() : strangers > 0 || lacksRevealed(element);
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

  private replaceBody(body: Node): void {
    this.release();
    this.figure = null;
    const host = this.element.querySelector<HTMLElement>(":scope > .panel-body");
    host?.replaceChildren(body);
    host?.removeAttribute("aria-busy");
    paint(this.element);
    refreshEyes(this.element);
    if (this.isNear) queue(this);
  }

  destroy(): void {
    this.release();
    near.unobserve(this.element);
    far.unobserve(this.element);
    panels.delete(this.element);
    waiting.delete(this);
  }
}

const panels = new Map<Element, Panel>();
const waiting = new Set<Panel>();
let isScheduled = false;
let isFirst = true;

export function allPanels(): Iterable<Panel> {
  return panels.values();
}

export function panelOf(element: Element | null): Panel | undefined {
  const article = element?.closest(".panel");
  return article ? panels.get(article) : undefined;
}

/** Look after the panels inside an element. */
export function adopt(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("article.panel")) {
    if (panels.has(element)) continue;
    place(element);
    panels.set(element, new Panel(element));
    near.observe(element);
    far.observe(element);
  }
  if (isFirst) drawInView();
}

/** What is in view when the page opens is drawn before it is painted: no empty panels to be seen. */
function drawInView(): void {
  for (const panel of panels.values()) {
    const box = panel.element.getBoundingClientRect();
    if (box.height > 0 && box.top < innerHeight && box.bottom > 0) waiting.add(panel);
  }
  if (waiting.size) drawWaiting();
}

/** Places beyond the style sheet's rules. */
function place(element: HTMLElement): void {
  const { y, h: height } = element.dataset;
  if (Number(y) >= 240) element.style.gridRowStart = String(Number(y) + 1);
  if (Number(height) > 60) element.style.gridRowEnd = `span ${Number(height)}`;
}

/** Forget the panels that are no longer in the page. */
export function forget(): void {
  for (const [element, panel] of panels) if (!element.isConnected) panel.destroy();
}

const near = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      const panel = panels.get(entry.target);
      if (!panel) continue;
      panel.isNear = entry.isIntersecting;
      if (panel.isNear) queue(panel);
      else waiting.delete(panel);
    }
  },
  { rootMargin: NEAR },
);

const far = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) if (!entry.isIntersecting) panels.get(entry.target)?.release();
  },
  { rootMargin: FAR },
);

const sizes = new ResizeObserver((entries) => {
  for (const entry of entries) {
    const panel = panelOf(entry.target);
    const box = entry.target as HTMLElement;
    const size = `${box.clientWidth} ${box.clientHeight}`;
    const isFirst = box.dataset.size === undefined;
    if (!panel?.chart || size === "0 0" || box.dataset.size === size) continue;
    box.dataset.size = size;
    if (isFirst) continue;
    panel.chart.measure();
    panel.chart.update();
  }
});

function queue(panel: Panel): void {
  waiting.add(panel);
  if (isScheduled) return;
  isScheduled = true;
  requestAnimationFrame(drawWaiting);
}

function drawWaiting(): void {
  const start = performance.now();
  const end = start + (isFirst ? FIRST_BUDGET_MS : BUDGET_MS);
  const batch = prepared(start + (isFirst ? FIRST_BUDGET_MS : PREPARING_MS), isFirst ? waiting.size : BATCH);
  isFirst = false;
  for (const panel of batch) panel.measure();
  for (const panel of batch) {
    panel.render();
    waiting.delete(panel);
    if (performance.now() > end) break;
  }
  isScheduled = waiting.size > 0;
  if (isScheduled) requestAnimationFrame(drawWaiting);
}

/** The next panels with their elements in the page: at least one, as many as there is time for. */
function prepared(end: number, most: number): Panel[] {
  const batch: Panel[] = [];
  for (const panel of waiting) {
    panel.prepare();
    batch.push(panel);
    if (batch.length >= most || performance.now() > end) break;
  }
  return batch;
}

/** Draw everything now, near or far; for printing. */
export function drawAll(): void {
  for (const panel of panels.values()) panel.draw();
}

export function updateAll(): void {
  for (const panel of panels.values()) panel.update();
}

/** The crosshair is at x in one chart: the others of its grid over the same axis follow. */
function share(from: Panel, x: number | null): void {
  const key = from.chart?.axisKey;
  const grid = from.element.closest("[data-sync]");
  if (!key || !grid) return;
  for (const element of grid.querySelectorAll(":scope article.panel")) {
    const panel = panels.get(element);
    if (panel && panel !== from && panel.chart?.axisKey === key) panel.chart.follow?.(x);
  }
}
