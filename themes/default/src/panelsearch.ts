// Search over the panels of a workspace: sections with no match are away, those with one are open.
import { count } from "./format";
import { matcher } from "./runs";

const opened = new Set<HTMLDetailsElement>();

export function startPanelSearch(): void {
  const input = document.getElementById("rp-panel-search") as HTMLInputElement | null;
  if (!input) return;
  input.addEventListener("input", () => search(input));
  document.addEventListener("runpress:patched", () => search(input));
}

function search(input: HTMLInputElement): void {
  const isSearching = input.value.trim() !== "";
  const matches = matcher(input.value);
  let found = 0;
  for (const panel of document.querySelectorAll<HTMLElement>("article.panel")) {
    const isMatch = matches(panel.querySelector(".panel-title")?.textContent ?? "");
    panel.classList.toggle("is-filtered", !isMatch);
    if (isMatch) found++;
  }
  for (const section of document.querySelectorAll<HTMLDetailsElement>(".section")) {
    const has = section.querySelector("article.panel:not(.is-filtered)") !== null;
    section.classList.toggle("is-filtered", isSearching && !has);
    fold(section, isSearching && has, isSearching);
  }
  const status = document.querySelector(".panel-search-count");
  if (status) status.textContent = isSearching ? `${count(found, "panel")}` : "";
}

/** Sections that the search opened are closed again when it ends. */
function fold(section: HTMLDetailsElement, wanted: boolean, isSearching: boolean): void {
  if (wanted && !section.open) {
    opened.add(section);
    section.open = true;
  } else if (!isSearching && opened.delete(section)) section.open = false;
}
