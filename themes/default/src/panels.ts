// All panels of the page: drawn when they come near the view, let go when they are far from it.
import type { Chart } from "./charts/chart";
import { Panel } from "./panel";

const NEAR = "600px 0px";
const FAR = "2400px 0px";
/** How long drawing may hold the page in one go: longer at first, when there is nothing to act on yet. */
const FIRST_BUDGET_MS = 300;
const BUDGET_MS = 24;
const PREPARING_MS = 8;
/** So many panels share one layout. */
const BATCH = 6;

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
    panels.set(element, new Panel(element, { share, queue, watch: (box) => sizes.observe(box), unwatch: (box) => sizes.unobserve(box) }));
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
  for (const [element, panel] of panels) {
    if (element.isConnected) continue;
    panel.release();
    near.unobserve(element);
    far.unobserve(element);
    panels.delete(element);
    waiting.delete(panel);
  }
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
  const charts = entries.map((entry) => resized(entry.target as HTMLElement)).filter((chart) => chart !== null);
  for (const chart of charts) chart.measure();
  for (const chart of charts) chart.update();
});

/** The chart in a box whose size is another than the one that it was drawn in. */
function resized(box: HTMLElement): Chart | null {
  const chart = panelOf(box)?.chart ?? null;
  const size = `${box.clientWidth} ${box.clientHeight}`;
  const isDrawn = box.dataset.size !== undefined;
  if (!chart || size === "0 0" || box.dataset.size === size) return null;
  box.dataset.size = size;
  return isDrawn ? chart : null;
}

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

/** Draw everything now, near or far, with the data that is not there yet; for printing. */
export function drawAll(): void {
  for (const panel of panels.values()) panel.drawNow();
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
