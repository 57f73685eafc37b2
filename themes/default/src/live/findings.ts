// Findings stand at their blocks; those of no block stand above the page.
import { h } from "../dom";
import { fragment } from "./bodies";
import { linkPlaces } from "./edit";

export interface Finding { key?: string; html: string }

export function showFindings(findings: Finding[]): void {
  for (const old of document.querySelectorAll(".block-findings")) old.remove();
  const page = document.getElementById("rp-findings");
  page?.replaceChildren();
  const byKey = new Map<string, Finding[]>();
  for (const finding of findings) byKey.set(finding.key ?? "", [...(byKey.get(finding.key ?? "") ?? []), finding]);
  for (const [key, some] of byKey) {
    const box = h("div", { class: "block-findings" });
    for (const finding of some) box.append(fragment(finding.html));
    const block = key ? document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) : null;
    place(box, block, page);
    linkPlaces(box);
  }
}

/** Before the block, so that the author meets it first; inside a panel's body, above the figure. */
function place(box: HTMLElement, block: HTMLElement | null, page: HTMLElement | null): void {
  const inPanel = block?.matches("article.panel") ? block.querySelector(":scope > .panel-body") : null;
  if (inPanel) {
    box.classList.add("in-panel");
    inPanel.before(box);
  } else if (block?.matches(".problem")) block.prepend(box);
  else if (block) block.before(box);
  else page?.append(box);
}
