// A link into a fold opens it, and those around it; also a link to the heading that stands on it.
export function startFolds(): void {
  window.addEventListener("hashchange", openTarget);
  // A second click on a link to where the page already is changes nothing but what the reader wants to see.
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    if (link?.hash && link.hash === location.hash && link.pathname === location.pathname) openTarget();
  });
  openTarget();
}

function openTarget(): void {
  const target = document.getElementById(decoded(location.hash.slice(1)));
  let isChanged = false;
  for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details")) {
    if (!fold.open) isChanged = fold.open = true;
  }
  if (isChanged) target?.scrollIntoView();
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment; // a lone % is text
  }
}
