// Figures that are HTML already: tables that sort, a comparer that shows differences, images by step.
import { h } from "./dom";
import { parseNumber } from "./format";
import { refreshEyes } from "./runs";

const OF_RUNS = new Set(["table", "comparer", "media"]);

/** Give a figure what it can do; once. */
export function dressHtml(element: HTMLElement): void {
  if (element.dataset.dressed) return;
  element.dataset.dressed = "1";
  if (element.dataset.figure === "media") dressMedia(element);
  dressTables(element);
}

/** Bring a figure up to date with the runs that the reader shows. */
export function followRuns(element: HTMLElement): void {
  if (!OF_RUNS.has(element.dataset.figure ?? "")) return;
  refreshEyes(element);
  for (const table of element.querySelectorAll<HTMLTableElement>(".comparer")) compareShown(table);
  const runs = [...element.querySelectorAll("[data-run]")];
  const old = element.querySelector(":scope > .runs-none");
  const isNone = runs.length > 0 && runs.every((one) => one.closest(".is-run-hidden"));
  if (isNone && !old) element.append(h("p", { class: "runs-none" }, "All runs are hidden."));
  else if (!isNone) old?.remove();
}

/** Rows without a value in the runs that are shown are left out; a run that is shown may make a row differ. */
function compareShown(table: HTMLTableElement): void {
  for (const body of table.tBodies) {
    const rows = [...body.rows].filter((row) => !row.classList.contains("group-row"));
    for (const row of rows) {
      const texts = [...row.querySelectorAll("td:not(.is-run-hidden)")].map((cell) => cell.textContent ?? "");
      const differs = texts.length > 1 && ("differs" in row.dataset || new Set(texts).size > 1);
      row.hidden = texts.length > 0 && texts.every((text) => !text);
      row.classList.toggle("differs", differs);
      row.classList.toggle("same", !differs);
    }
    body.classList.toggle("all-same", !rows.some((row) => row.classList.contains("differs") && !row.hidden));
  }
}

/** Tables that readers can sort: a click on a column's head. */
export function dressTables(root: ParentNode): void {
  for (const table of root.querySelectorAll<HTMLTableElement>("table[data-sortable]:not([data-sorts])")) {
    table.dataset.sorts = "1";
    for (const cell of table.querySelectorAll<HTMLTableCellElement>("thead th[scope]")) {
      const button = h("button", { type: "button", class: "sort-button" }, cell.textContent ?? "");
      button.addEventListener("click", () => sortBy(table, cell));
      cell.replaceChildren(button);
    }
  }
}

function sortBy(table: HTMLTableElement, cell: HTMLTableCellElement): void {
  const isDown = cell.getAttribute("aria-sort") === "ascending" || (cell.classList.contains("number") && !cell.hasAttribute("aria-sort"));
  for (const other of table.querySelectorAll("thead [aria-sort]")) other.removeAttribute("aria-sort");
  cell.setAttribute("aria-sort", isDown ? "descending" : "ascending");
  for (const body of table.tBodies) {
    const rows = [...body.rows].filter((row) => !row.classList.contains("group-row"));
    body.append(...sorted(rows, cell.cellIndex, isDown));
  }
}

/** Numbers before texts, empty cells last whichever the direction; equal rows keep their order. */
function sorted(rows: HTMLTableRowElement[], column: number, isDown: boolean): HTMLTableRowElement[] {
  const keyed = rows.map((row) => {
    const text = row.cells[column]?.textContent?.trim() ?? "";
    return { row, text: text === "–" ? "" : text, value: parseNumber(text) };
  });
  const areNumbers = keyed.every((one) => one.text === "" || one.value !== null);
  const direction = isDown ? -1 : 1;
  return keyed
    .sort((a, b) => {
      if ((a.text === "") !== (b.text === "")) return a.text === "" ? 1 : -1;
      if (areNumbers) return direction * ((a.value ?? 0) - (b.value ?? 0));
      return direction * a.text.localeCompare(b.text, undefined, { numeric: true, sensitivity: "base" });
    })
    .map((one) => one.row);
}

/** Images by step: a slider where there are several. */
function dressMedia(element: HTMLElement): void {
  const items = [...element.querySelectorAll<HTMLElement>(".media-item")];
  const steps = [...new Set(items.map((item) => Number(item.dataset.step)))].sort((a, b) => a - b);
  if (steps.length < 2 || "allSteps" in element.dataset) return;
  const output = h("output", {});
  const input = h("input", { type: "range", min: 0, max: steps.length - 1, step: 1, value: steps.length - 1, "aria-label": "Step" });
  const show = (): void => {
    const step = steps[Number(input.value)] ?? 0;
    output.textContent = `Step ${step}`;
    input.setAttribute("aria-valuetext", `Step ${step}`);
    showStep(items, step);
  };
  input.addEventListener("input", show);
  element.querySelector(".media-scroll")?.after(h("div", { class: "media-slider" }, input, output));
  show();
}

/** Of each run and key, the images of the last step that is not after the chosen one. */
function showStep(items: HTMLElement[], step: number): void {
  const last = new Map<string, number>();
  const nameOf = (item: HTMLElement): string => `${item.dataset.run}\n${item.dataset.mediaKey}`;
  for (const item of items) {
    const own = Number(item.dataset.step);
    if (own <= step) last.set(nameOf(item), Math.max(last.get(nameOf(item)) ?? own, own));
  }
  for (const item of items) item.toggleAttribute("data-current", last.get(nameOf(item)) === Number(item.dataset.step));
}

export function startHtmlFigures(): void {
  document.addEventListener("change", (event) => {
    const box = event.target as HTMLInputElement;
    if (box.matches("[data-diff-only]")) box.closest(".figure")?.querySelector(".comparer")?.classList.toggle("diff-only", box.checked);
  });
}
