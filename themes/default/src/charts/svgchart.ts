// What the figures drawn as SVG share: redrawing, the pointer and the keyboard over their marks.
import { announce, clamp, h } from "../dom";
import type { Chart, Host, Table } from "./chart";
import { hideTooltip, showTooltip, type TooltipRow } from "./tooltip";

export interface Mark {
  element: SVGElement;
  /** Where the tooltip points to. */
  x: number;
  y: number;
  head: string;
  rows: TooltipRow[];
}

export interface Drawing { svg: SVGSVGElement; marks: Mark[] }

export abstract class SvgChart implements Chart {
  has = { logX: false, logY: false, smoothing: false, zoom: false };
  protected readonly box: HTMLElement;
  protected drawing: Drawing | null = null;
  private size = { width: 80, height: 60 };
  private near = -1;
  private readonly none = h("p", { class: "chart-none", hidden: true }, "All runs are hidden.");

  constructor(protected readonly host: Host) {
    this.box = h("div", { class: "chart", tabindex: 0, role: "group", "aria-roledescription": "chart", "aria-label": `${host.figure.alt} Arrow keys read values.` });
    host.box.append(this.box);
    this.box.addEventListener("pointermove", (event) => this.point(event));
    this.box.addEventListener("pointerleave", () => this.leave());
    this.box.addEventListener("blur", () => this.leave());
    this.box.addEventListener("keydown", (event) => this.key(event));
  }

  /** Draw at a size. Called by `update` and for pictures. */
  protected abstract draw(width: number, height: number): Drawing;
  abstract table(): Table;
  /** Whether there is something to draw, and nothing of it is shown. */
  protected abstract isAllHidden(): boolean;

  measure(): void {
    this.size = { width: Math.max(80, this.box.clientWidth), height: Math.max(60, this.box.clientHeight) };
  }

  update(): void {
    this.render();
  }

  render(): void {
    this.near = -1;
    this.drawing = this.draw(this.size.width, this.size.height);
    this.drawing.svg.setAttribute("aria-hidden", "true");
    this.none.hidden = !this.isAllHidden();
    this.box.replaceChildren(this.drawing.svg, this.none);
  }

  destroy(): void {
    hideTooltip();
    this.box.remove();
    this.drawing = null;
  }

  picture(width: number, height: number): SVGSVGElement {
    return this.draw(width, height).svg;
  }

  /** The mark that the pointer means; -1 for none. By default the nearest one in reach. */
  protected markAt(x: number, y: number): number {
    let best = -1;
    let gap = 32 ** 2;
    for (const [at, mark] of (this.drawing?.marks ?? []).entries()) {
      const distance = (mark.x - x) ** 2 + (mark.y - y) ** 2;
      if (distance < gap) [best, gap] = [at, distance];
    }
    return best;
  }

  private point(event: PointerEvent): void {
    if (event.buttons) return;
    const box = this.box.getBoundingClientRect();
    this.show(this.markAt(event.clientX - box.left, event.clientY - box.top), { x: event.clientX, y: event.clientY });
  }

  private show(at: number, place?: { x: number; y: number }): void {
    const marks = this.drawing?.marks ?? [];
    if (at !== this.near) {
      marks[this.near]?.element.classList.remove("is-near");
      marks[at]?.element.classList.add("is-near");
      this.near = at;
    }
    const mark = marks[at];
    if (!mark) return hideTooltip();
    const box = this.box.getBoundingClientRect();
    showTooltip(place ?? { x: box.left + mark.x, y: box.top + mark.y }, mark.head, mark.rows);
  }

  private leave(): void {
    this.show(-1);
  }

  private key(event: KeyboardEvent): void {
    const marks = this.drawing?.marks ?? [];
    const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -marks.length, End: marks.length };
    const step = steps[event.key];
    if (event.key === "Escape" && this.near >= 0) {
      event.stopPropagation();
      return this.leave();
    }
    if (step === undefined || !marks.length || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.show(clamp(this.near + step, 0, marks.length - 1));
    const mark = marks[this.near];
    if (mark) announce([mark.head, ...mark.rows.map((row) => `${row.label} ${row.value}`)].filter(Boolean).join(", "));
  }
}
