"""Texts that slow down or break parsers: each a function from a size in characters to a text."""

from __future__ import annotations

from collections.abc import Callable

Make = Callable[[int], str]


def _repeat(piece: str, *, before: str = "", after: str = "") -> Make:
    return lambda size: before + piece * max(1, size // len(piece)) + after


def _nested(opening: str, closing: str, middle: str = "a") -> Make:
    def make(size: int) -> str:
        count = max(1, size // (len(opening) + len(closing)))
        return opening * count + middle + closing * count

    return make


def _fence(make: Make, word: str = "panel") -> Make:
    return lambda size: f"```{word}\n{make(size)}\n```\n"


def _references(size: int) -> str:
    title = "x" * (size // 2)
    return f'[a]: /u "{title}"\n\n' + "[a]\n" * (size // 8)


def _deep_list(size: int) -> str:
    depth = int((2 * size) ** 0.5) // 2
    return "\n".join("  " * level + "- a" for level in range(depth))


def _staircase(size: int) -> str:
    lines: list[str] = []
    total = 0
    while total < size:
        lines.append(">" * (len(lines) + 1) + " a")
        total += len(lines[-1]) + 1
    return "\n".join(lines)


def _wide_table(size: int) -> str:
    columns = size // 8
    return "|" + "a|" * columns + "\n|" + "-|" * columns + "\n" + "|a|\n" * (size // 8)


def _backticks(size: int) -> str:
    parts: list[str] = []
    total = 0
    while total < size:
        parts.append("e" + "`" * (len(parts) + 1))
        total += len(parts[-1])
    return "".join(parts)


MARKDOWN: dict[str, Make] = {
    "nested strong": _nested("*a **a ", " a** a*"),
    "emphasis closers": _repeat("a_ "),
    "emphasis openers": _repeat("_a "),
    "link closers": _repeat("a]"),
    "link openers": _repeat("[a"),
    "mismatched openers and closers": _repeat("*a_ "),
    "openers and closers multiple of 3": _repeat("a***b **c* ", before="a**b"),
    "link openers and emphasis closers": _repeat("[ a_"),
    "pattern [ (](": _repeat("[ (]("),
    "pattern ![[](": _repeat("![[]()"),
    "hard link emphasis": _repeat("**x [a*b**c*](d) "),
    "nested brackets": _nested("[", "]"),
    "nested links": _nested("[", "](u)"),
    "nested images": _nested("![", "](u)"),
    "nested quotes": _repeat("> ", after="a"),
    "tight nested quotes": _repeat(">", after="a"),
    "quote staircase": _staircase,
    "deep list": _deep_list,
    "list markers in a line": _repeat("- ", after="a"),
    "ordered markers in a line": _repeat("1. ", after="a"),
    "list and quote": _repeat("> - ", after="a"),
    "empty list items": _repeat("-\n"),
    "lazy quote": _repeat("a\n", before="> "),
    "quotes and lazy lines": _repeat("> a\nb\n"),
    "backticks of all lengths": _backticks,
    "backtick pairs": _repeat("`a``"),
    "unclosed link destination": _repeat("[a](<b"),
    "unclosed title": _repeat('[a](b "c '),
    "unclosed references": _repeat("[a]: <b\n"),
    "reference labels": _repeat("[a"),
    "reference definitions": _repeat("[a]: b\n"),
    "many uses of one reference": _references,
    "unclosed comment": _repeat("<!--"),
    "unclosed comments on lines": _repeat("<!-- a\n"),
    "comments": _repeat("<!-- a --> b\n"),
    "inline comments": _repeat("a <!--"),
    "declarations": _repeat("<?"),
    "declarations A": _repeat("a <!A "),
    "cdata": _repeat("a <![CDATA["),
    "unclosed tags": _repeat("<a b='"),
    "tags": _repeat("<b>"),
    "unclosed marks": _repeat("<u>"),
    "nested marks": _nested("<u>", "</u>"),
    "details": _repeat("<details>\n"),
    "details on one line": _repeat("<details>"),
    "closed details": _repeat("<details><summary>a</summary>b</details>\n"),
    "stray ends": _repeat("</details>"),
    "nested details": _nested("<details>\n", "</details>\n", "a\n"),
    "unclosed summaries": _repeat("<details><summary>a\n"),
    "text and details ends": lambda size: "<details>\n" + "a</details>" * (size // 11),
    "unclosed maths": _repeat("$a "),
    "dollar pairs": _repeat("$$a"),
    "display maths on lines": _repeat("$$a\n"),
    "escaped dollars": _repeat("\\$", before="$"),
    "mustaches": _repeat("{{ a "),
    "footnote definitions": _repeat("[^a]: "),
    "footnotes": lambda size: "".join(f"[^{n}] [^{n}]: a\n" for n in range(size // 16)),
    "footnotes and definitions": lambda size: "".join(f"a [^{n}]\n\n[^{n}]: a\n\n" for n in range(size // 26)),
    "footnote openers": _repeat("[^"),
    "addresses": _repeat("https://a.b/"),
    "addresses in text": _repeat("https://a.b "),
    "www": _repeat("www."),
    "mails": _repeat("a@"),
    "mail names": _repeat("a."),
    "long mail": _repeat("a", after="@b"),
    "brackets behind an address": _repeat(")", before="https://a.b/("),
    "entities": _repeat("&a;", before="https://a.b/"),
    "entity openers": _repeat("&"),
    "numeric entities": _repeat("&#1;"),
    "tables": _repeat("|a|\n|-|\n"),
    "wide table": _wide_table,
    "pipes": _repeat("|"),
    "escaped pipes": _repeat("\\|", before="a|b\n-|-\n"),
    "delimiter rows": _repeat("-|"),
    "dashes": _repeat("-", after="a"),
    "underlines": _repeat("-\n"),
    "rules": _repeat("* * *\n"),
    "almost rules": _repeat("* ", after="a"),
    "fences": _repeat("```\n"),
    "fence openers": _repeat("```panel\n"),
    "empty panels": _repeat("```panel\n```\n"),
    "tilde fences": _repeat("~~~a\n"),
    "colon fences": _repeat(":::note\n"),
    "closed colon fences": _nested(":::note\n", ":::\n", "a\n"),
    "admonitions": _repeat("!!! note\n"),
    "nested admonitions": lambda size: "\n".join(
        "    " * level + "!!! note" for level in range(int((size / 2) ** 0.5))
    ),
    "strikes": _repeat("~a "),
    "tildes": _repeat("~"),
    "stars": _repeat("*"),
    "tabs": _repeat("\t"),
    "spaces": _repeat(" ", after="a"),
    "spaces before a break": _repeat(" ", before="a", after="\nb"),
    "line feeds": _repeat("\n"),
    "lines": _repeat("a\n"),
    "headings": _repeat("# a\n"),
    "same headings": _repeat("# a\n\n"),
    "heading marks": _repeat("#"),
    "backslashes": _repeat("\\"),
    "wide characters": _repeat("\U0001f600"),
    "separators": _repeat("\u2028"),
    "nul": _repeat("\0"),
    "images": _repeat("![a](b)\n\n"),
    "tasks": _repeat("- [ ] a\n"),
    "callouts": _repeat("> [!NOTE]\n"),
    "unclosed front matter": _repeat("a: b\n", before="---\n"),
    "long front matter": _repeat("a: b\n", before="---\n", after="---\n"),
    "long word": _repeat("a"),
    "run sets": _repeat("```runset\nname: a\n```\n"),
    "grids": _repeat("```grid\ncolumns: 2\n```\n"),
    "panels": _repeat("```panel\ny: a\n```\n"),
    "panels over unknown run sets": _repeat("```panel\ny: a\nrunset: b\n```\n"),
    "panels over unknown run sets of their grid": _repeat(
        "```panel\ny: a\n```\n", before="```grid\nrunsets: [b, c]\n```\n"
    ),
    "many run sets and a panel for each": lambda size: "".join(
        f"```runset\nname: r{n}\n```\n```panel\ny: a\nrunset: q{n}\n```\n" for n in range(size // 52)
    ),
    "panels in lists": _repeat("- ```panel\n  y: a\n  ```\n"),
}
YAML: dict[str, Make] = {
    "flow lists": _repeat("["),
    "flow maps": _repeat("{"),
    "flow maps with keys": _repeat("{a: "),
    "closed flow lists": _nested("[", "]"),
    "block lists": _repeat("- ", after="a"),
    "questions": _repeat("? ", after="a"),
    "deep indent": lambda size: "\n".join(" " * level + "a:" for level in range(int((2 * size) ** 0.5))),
    "aliases": lambda size: "a: &a [x]\n" + "b: [" + "*a, " * (size // 4) + "]",
    "laughs": lambda _size: (
        "a: &a [x,x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(20))
    ),
    "merges": _repeat("<<: *a\n", before="a: &a {}\n"),
    "own alias": lambda _size: "a: &a [*a]",
    "tags": _repeat("a: !!python/name:os.system x\n"),
    "digits": _repeat("9", before="a: "),
    "sexagesimal": _repeat(":59", before="a: 1"),
    "keys": lambda size: "".join(f"k{n}: 1\n" for n in range(size // 8)),
    "same keys": _repeat("a: 1\n"),
    "many values": _repeat("a,", before="[", after="]"),
    "quotes": _repeat('"'),
    "unclosed quote": _repeat("a ", before='a: "'),
    "comments": _repeat("#"),
    "colons": _repeat(": "),
    "spaces": _repeat(" ", before="a:", after="b"),
    "tabs": _repeat("\t"),
    "documents": _repeat("---\n"),
    "block text": _repeat("  a\n", before="a: |\n"),
    "separators": _repeat("\u2028", before="a: b"),
    "percent": _repeat("%A\n"),
    "bangs": _repeat("!"),
    "long key": _repeat("a", after=": 1"),
    "filters": _repeat("(", before="filters: "),
    "filter words": _repeat("a and ", before="filters: "),
    "not": _repeat("not ", before="filters: "),
}
CASES: dict[str, Make] = {
    **MARKDOWN,
    **{f"panel: {name}": _fence(make) for name, make in YAML.items()},
    **{f"runset: {name}": _fence(YAML[name], "runset") for name in ("filters", "filter words", "not", "same keys")},
    **{f"front matter: {name}": lambda size, make=make: f"---\n{make(size)}\n---\n" for name, make in YAML.items()},
}
