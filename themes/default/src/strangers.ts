// What a figure still shows of the runs that it was made of, after a reader has hidden or shown some: runs
// that it takes together and does not bring one by one, limits of outliers, notes.
import type { Chart } from "./charts/chart";
import { h } from "./dom";
import type { DrawnContent, LineContent } from "./figure";
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

/** The marks of any drawn figure, as far as they stand for runs. */
interface Mark { run?: string; runs?: string[]; values?: [string, number][]; hidden?: boolean; members?: { hidden: string[] }; hiddenValues?: [string, number][] }

/** Whether a reader sees other runs than a figure was made of. */
export function isOfOthers(content: DrawnContent): boolean {
  const { curves, dots, bars, lines } = content as unknown as Record<string, Mark[] | undefined>;
  return (curves ?? dots ?? bars ?? lines ?? [content as unknown as Mark]).some(isChanged);
}

function isChanged(mark: Mark): boolean {
  const away = mark.members?.hidden ?? mark.hiddenValues?.map(([run]) => run) ?? [];
  const isAtFirst = (run: string): boolean => Boolean(mark.hidden) || away.includes(run);
  const runs = mark.runs ?? (mark.run === undefined ? mark.values?.map(([run]) => run) : [mark.run]) ?? [];
  return [...runs, ...away].some((run) => isHidden(run, isAtFirst(run)) !== isAtFirst(run));
}

/** Whether values were left out by limits that other runs may move. */
export function hasLimits(content: DrawnContent): boolean {
  return Boolean((content as LineContent).limits);
}

/** Say below the figure how many hidden runs still count, or what is `kept` of the runs shown at first. */
export function noteStrangers(element: HTMLElement, strangers: number, kept: string): void {
  const old = element.querySelector(".figure-strangers");
  const text = strangers ? `${count(strangers, "hidden run")} still ${strangers === 1 ? "counts" : "count"} here` : kept && `${kept} as with the runs shown at first`;
  if ((old?.textContent ?? "") === text) return;
  old?.remove();
  if (!text) return;
  let notes = element.querySelector(":scope > .figure-notes");
  if (!notes) element.append((notes = h("p", { class: "figure-notes" })));
  notes.append(h("span", { class: "figure-strangers" }, text));
}
