// Light or dark as the page around us is: told by its background, whatever its theme calls its colours.
import { h } from "./dom";
import { showTheme } from "./theme";

const DARK_BELOW = 0.4;

/** Relative luminance (0 to 1, WCAG 2) of a computed colour; null where it is transparent or not understood. */
function luminance(color: string): number | null {
  const parts = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(color);
  if (!parts || parts[4] === "0") return null;
  const [r = 0, g = 0, b = 0] = parts.slice(1, 4).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function isDark(): boolean {
  for (const element of [document.body, document.documentElement]) {
    const light = luminance(getComputedStyle(element).backgroundColor);
    if (light !== null) return light < DARK_BELOW;
  }
  return false;
}

/** Follow the host's colours, and give overlays a place where the embedded style applies. */
export function followHost(): void {
  document.body.append(h("div", { class: "runpress runpress-overlay" }));
  const follow = () => showTheme(isDark() ? "dark" : "light");
  follow();
  const watcher = new MutationObserver(() => requestAnimationFrame(follow));
  for (const element of [document.body, document.documentElement]) {
    watcher.observe(element, { attributes: true, attributeFilter: ["class", "data-bs-theme", "data-md-color-scheme", "style"] });
  }
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => requestAnimationFrame(follow));
}
