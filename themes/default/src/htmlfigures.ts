// Figures that are HTML already: tables that sort, a comparer that shows differences, images by step.
import { h } from "./dom";
import { parseNumber } from "./format";

/** Give a figure what it can do; once. */
export function dressHtml(element: HTMLElement): void {
  if (element.dataset.dressed) return;
  element.dataset.dressed = "1";
  if (element.dataset.figure === "media") dressMedia(element);
  dressTables(element);
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
