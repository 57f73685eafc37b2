// The smoothing of one line panel: which kind, how much.
import { h } from "./dom";
import type { LineContent, SmoothingKind } from "./figure";
import { number } from "./format";
import type { Panel } from "./panel";
import { SMOOTHINGS } from "./smoothing";

export function smoothingField(panel: Panel): HTMLElement {
  const written = (panel.figure?.content as LineContent).smoothing;
  const now = panel.state.smoothing ?? { kind: written.kind, weight: written.weight };
  const select = h("select", { "aria-label": "Smoothing" }, ...SMOOTHINGS.map((one) => h("option", { value: one.kind, selected: one.kind === now.kind }, one.label)));
  const slider = h("input", { type: "range", "aria-label": "Smoothing weight", class: "smoothing-weight" });
  const output = h("output", {});
  const bound = (kind: SmoothingKind, weight: number): void => {
    const form = SMOOTHINGS.find((one) => one.kind === kind) ?? SMOOTHINGS[0];
    if (!form) return;
    slider.min = String(form.least);
    slider.max = String(Math.max(form.most, weight));
    slider.step = String(form.step);
    slider.value = String(weight);
    slider.disabled = kind === "none";
    output.textContent = kind === "none" ? "" : number(weight);
  };
  const apply = (kind: SmoothingKind, weight: number): void => {
    bound(kind, weight);
    panel.state.smoothing = { kind, weight };
    panel.changed();
    panel.chart?.update();
  };
  select.addEventListener("change", () => {
    const kind = select.value as SmoothingKind;
    apply(kind, SMOOTHINGS.find((one) => one.kind === kind)?.start ?? 0);
  });
  slider.addEventListener("input", () => apply(select.value as SmoothingKind, Number(slider.value)));
  bound(now.kind, now.weight);
  return h("label", { class: "menu-field" }, h("span", {}, "Smoothing ", output), select, slider);
}
