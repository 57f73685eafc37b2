// The buttons at the head of a panel, and its menu.
import { smoothingField } from "./smoothingfield";
import { saveCsv, savePng, saveSvg } from "./download";
import { h, icon } from "./dom";
import { toggleFull } from "./fullscreen";
import { canEdit, openInEditor } from "./live/edit";
import type { Panel } from "./panel";

const ICONS = {
  menu: "M10 5v.01M10 10v.01M10 15v.01",
  full: "M3.5 7.5v-4h4M16.5 7.5v-4h-4M3.5 12.5v4h4M16.5 12.5v4h-4",
  reset: "M4 10a6 6 0 1 0 2-4.5L4 7.5M4 3.5v4h4",
};

export class Tools {
  private readonly menuButton: HTMLButtonElement;
  private readonly reset: HTMLButtonElement;
  private menu: HTMLElement | null = null;

  constructor(private readonly panel: Panel) {
    const name = panel.element.querySelector(".panel-title")?.textContent || "panel";
    this.reset = this.button("Reset zoom", ICONS.reset, name, () => panel.chart?.resetZoom?.());
    this.reset.hidden = true;
    const full = this.button("Full screen", ICONS.full, name, () => toggleFull(panel.element));
    full.dataset.full = "";
    this.menuButton = this.button("Menu", ICONS.menu, name, () => (this.menu ? this.close() : this.open()));
    this.menuButton.setAttribute("aria-haspopup", "menu");
    this.menuButton.setAttribute("aria-expanded", "false");
    panel.element.querySelector(".panel-tools")?.replaceChildren(this.reset, full, this.menuButton);
  }

  update(): void {
    this.reset.hidden = !this.panel.chart?.isZoomed?.();
  }

  private button(label: string, path: string, name: string, act: () => void): HTMLButtonElement {
    const button = h("button", { type: "button", class: "icon-button", title: label, "aria-label": `${label}: ${name}` }, icon(path));
    button.addEventListener("click", act);
    return button;
  }

  private open(): void {
    this.panel.draw();
    this.menu = h("div", { class: "menu", role: "menu", "aria-label": "Panel" }, ...this.items());
    this.panel.element.append(this.menu);
    this.menuButton.setAttribute("aria-expanded", "true");
    this.menu.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("pointerdown", this.outside, true);
    document.addEventListener("keydown", this.escape, true);
    this.focusables()[0]?.focus();
  }

  private close(focus = true): void {
    this.menu?.remove();
    this.menu = null;
    this.menuButton.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", this.outside, true);
    document.removeEventListener("keydown", this.escape, true);
    if (focus) this.menuButton.focus();
  }

  private readonly outside = (event: Event): void => {
    const target = event.target as Node;
    if (!this.menu?.contains(target) && !this.menuButton.contains(target)) this.close(false);
  };

  private readonly escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.close();
  };

  private focusables(): HTMLElement[] {
    return [...(this.menu?.querySelectorAll<HTMLElement>("button, input, select") ?? [])];
  }

  private key(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!step || (event.target as HTMLElement).matches("input, select")) return;
    event.preventDefault();
    const all = this.focusables();
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[(at + step + all.length) % all.length]?.focus();
  }

  private items(): (HTMLElement | null)[] {
    const { panel } = this;
    const { chart, state } = panel;
    const line = Number(panel.element.dataset.line ?? 0);
    const isHtmlTable = panel.figureElement?.querySelector("table") && !chart;
    const items: (HTMLElement | null)[] = [
      chart?.has.smoothing ? smoothingField(panel) : null,
      chart?.has.logX ? this.check("Log x axis", state.logX ?? this.isLog("x"), (on) => { state.logX = on; state.zoom.x = null; }) : null,
      chart?.has.logY ? this.check("Log y axis", state.logY ?? this.isLog("y"), (on) => { state.logY = on; state.zoom.y = null; }) : null,
      chart ? this.check("View as table", state.view === "table", (on) => { state.view = on ? "table" : "plot"; panel.showView(); }) : null,
      chart ? h("hr") : null,
      chart ? this.item("Download SVG", () => saveSvg(panel)) : null,
      chart ? this.item("Download PNG", () => void savePng(panel)) : null,
      chart || isHtmlTable ? this.item("Download CSV", () => saveCsv(panel)) : null,
      this.item("Copy link to panel", () => void navigator.clipboard?.writeText(`${location.href.split("#")[0]}#${panel.element.id}`)),
      canEdit() && line > 0 ? this.item(`Edit source, line ${line}`, () => void openInEditor(line)) : null,
    ];
    return items;
  }

  private isLog(axis: "x" | "y"): boolean {
    const content = this.panel.figure?.content as { x?: { scale: string }; y?: { scale: string }; value?: { scale: string } } | undefined;
    return (content?.[axis] ?? content?.value)?.scale === "log";
  }

  private item(label: string, act: () => void): HTMLButtonElement {
    const button = h("button", { type: "button", role: "menuitem" }, label);
    button.addEventListener("click", () => {
      act();
      this.close();
    });
    return button;
  }

  private check(label: string, isOn: boolean, set: (on: boolean) => void): HTMLButtonElement {
    const button = h("button", { type: "button", role: "menuitemcheckbox", "aria-checked": String(isOn) }, label);
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-checked") !== "true";
      button.setAttribute("aria-checked", String(on));
      set(on);
      this.panel.changed();
      this.panel.chart?.update();
      this.update();
    });
    return button;
  }
}
