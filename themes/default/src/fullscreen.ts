// One panel over the whole window. Escape, or the button again, brings it back.
let full: HTMLElement | null = null;
let before: Element | null = null;

export function toggleFull(panel: HTMLElement): void {
  if (full === panel) return leave();
  leave();
  before = document.activeElement;
  full = panel;
  panel.classList.add("is-full");
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-modal", "true");
  mark(panel, true);
  panel.querySelector<HTMLElement>("[data-full]")?.focus();
}

function leave(): void {
  if (!full) return;
  full.classList.remove("is-full");
  full.removeAttribute("role");
  full.removeAttribute("aria-modal");
  mark(full, false);
  full = null;
  if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
}

function mark(panel: HTMLElement, isFull: boolean): void {
  const button = panel.querySelector<HTMLElement>("[data-full]");
  const name = button?.getAttribute("aria-label")?.split(": ").slice(1).join(": ") ?? "";
  button?.setAttribute("aria-label", `${isFull ? "Leave full screen" : "Full screen"}: ${name}`);
  button?.setAttribute("title", isFull ? "Leave full screen" : "Full screen");
}

export function startFullscreen(): void {
  document.addEventListener("keydown", (event) => {
    if (!full) return;
    if (event.key === "Escape") leave();
    if (event.key === "Tab") keepInside(event, full);
  });
}

/** Tab goes round inside the panel while it covers the page. */
function keepInside(event: KeyboardEvent, panel: HTMLElement): void {
  const stops = [...panel.querySelectorAll<HTMLElement>("a[href], button, input, select, [tabindex='0']")].filter((one) => one.offsetParent !== null);
  const [first, last] = [stops[0], stops.at(-1)];
  const active = document.activeElement;
  if (event.shiftKey && (active === first || active === panel)) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && active === last) {
    event.preventDefault();
    first?.focus();
  }
}
