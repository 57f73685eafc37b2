// Hidden runs that still count in a figure, because it takes runs together and does not bring them one by one.
import type { Chart } from "./charts/chart";
import { h } from "./dom";
import { count } from "./format";
import { isHidden, isHiddenAtFirst, revealedRuns, runsOf } from "./runs";

/** Figures that hold no hidden runs at all: only the preview can add one. */
const WITHOUT_HIDDEN = new Set(["empty"]);

/** How many runs count in a figure against the reader's will. */
export function strangersOf(element: HTMLElement, chart: Chart | null): number {
  if (chart) return chart.strangers?.() ?? 0;
  let found = 0;
  for (const row of element.querySelectorAll<HTMLElement>("tr[data-run]")) {
    const runs = runsOf(row);
    const away = runs.filter((run) => isHidden(run, isHiddenAtFirst(row))).length;
    if (runs.length > 1 && away < runs.length) found += away;
  }
  return found;
}

/** Whether a reader shows a run that the document hides, and the figure has none of those. */
export function lacksRevealed(element: HTMLElement): boolean {
  return WITHOUT_HIDDEN.has(element.dataset.figure ?? "") && revealedRuns().length > 0 && document.querySelector("[data-start-hidden]") !== null;
}

/** Say it below the figure. */
export function noteStrangers(element: HTMLElement, strangers: number): void {
  const old = element.querySelector(".figure-strangers");
  const text = strangers ? `${count(strangers, "hidden run")} still ${strangers === 1 ? "counts" : "count"} here` : "";
  if ((old?.textContent ?? "") === text) return;
  old?.remove();
  if (!text) return;
  let notes = element.querySelector(":scope > .figure-notes");
  if (!notes) element.append((notes = h("p", { class: "figure-notes" })));
  notes.append(h("span", { class: "figure-strangers" }, text));
}
