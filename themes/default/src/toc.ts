// The table of contents follows the reader.
let spy: IntersectionObserver | null = null;

export function startScrollSpy(): void {
  spy?.disconnect();
  const links = new Map<Element, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>("#rp-toc a[href^='#']")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) links.set(target, link);
  }
  if (!links.size) return;
  const above = new Set<Element>();
  spy = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting || entry.boundingClientRect.top < 0) above.add(entry.target);
        else above.delete(entry.target);
      }
      mark(links, above);
    },
    // A heading is the current one from when it enters the upper third.
    { rootMargin: "0px 0px -66% 0px" },
  );
  for (const target of links.keys()) spy.observe(target);
}

function mark(links: Map<Element, HTMLAnchorElement>, above: Set<Element>): void {
  let current: Element | null = null;
  for (const target of links.keys()) if (above.has(target)) current = target;
  for (const [target, link] of links) {
    if (target === current) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}
