// On narrow screens pages, contents and runs are drawers; a button opens each, Escape or a click beside closes it.
const TARGETS: Record<string, string> = { nav: "rp-nav", toc: "rp-toc", runs: "rp-runs" };

export function startDrawers(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const button = target.closest<HTMLElement>("[data-toggle]");
    for (const name of Object.keys(TARGETS)) {
      const drawer = document.getElementById(TARGETS[name] ?? "");
      if (!drawer) continue;
      if (button?.dataset.toggle === name) set(name, !drawer.classList.contains("is-open"));
      else if (button || !drawer.contains(target) || target.closest("a")) set(name, false);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const name of Object.keys(TARGETS)) set(name, false);
  });
}

function set(name: string, open: boolean): void {
  const drawer = document.getElementById(TARGETS[name] ?? "");
  const button = document.querySelector<HTMLElement>(`[data-toggle="${name}"]`);
  if (!drawer || drawer.classList.contains("is-open") === open) return;
  drawer.classList.toggle("is-open", open);
  button?.setAttribute("aria-expanded", String(open));
  if (open) drawer.querySelector<HTMLElement>("a, input, button")?.focus();
  else if (drawer.contains(document.activeElement)) button?.focus();
}
