"""Hostile texts and the places where an author or a run can put them.

A page that shows one of these must show it as text: no script runs, no element appears, no URL with a
foreign scheme is reachable. `hit()` is what a payload calls when it runs.
"""

from __future__ import annotations

from collections.abc import Iterator

_CALLS = ("hit()", "hit`1`", "window['hi'+'t']()")
_TAGS = (
    "<script>{call}</script>",
    "<SCRIPT SRC=data:text/javascript,{call}></SCRIPT>",
    "</script><script>{call}</script>",
    "<img src=x onerror={call}>",
    "<img src=x: onerror='{call}'//",
    '"><img src=x onerror={call}>',
    "'><svg onload={call}>",
    "<svg><script>{call}</script></svg>",
    "<svg/onload={call}>",
    "<svg><animate onbegin={call} attributeName=x dur=1s>",
    "<math><mtext><table><mglyph><style><img src=x onerror={call}>",
    "<math href='javascript:{call}'>x</math>",
    "<iframe srcdoc='<script>parent.{call}</script>'></iframe>",
    "<iframe src=javascript:{call}></iframe>",
    "<object data=javascript:{call}></object>",
    "<embed src=javascript:{call}>",
    "<body onload={call}>",
    "<input autofocus onfocus={call}>",
    "<details open ontoggle={call}><summary>x</summary></details>",
    "<video><source onerror={call}></video>",
    "<audio src=x onerror={call}>",
    "<form action=javascript:{call}><button>x</button></form>",
    "<button formaction=javascript:{call} form=f>x</button><form id=f>",
    "<a href=javascript:{call}>x</a>",
    "<a href='java&#x0A;script:{call}'>x</a>",
    "<base href=javascript:/><a href=#{call}>x</a>",
    "<link rel=stylesheet href=javascript:{call}>",
    "<meta http-equiv=refresh content='0;url=javascript:{call}'>",
    "<style>@import 'javascript:{call}';</style>",
    "<div style=\"background:url('javascript:{call}')\">x</div>",
    "<template><script>{call}</script></template>",
    "<noscript><p title='</noscript><img src=x onerror={call}>'>",
    "<!--><script>{call}</script>-->",
    "<!-- --!><img src=x onerror={call}> -->",
    "<![CDATA[<script>{call}</script>]]>",
    "<?xml version='1.0'?><script>{call}</script>",
    "<x onclick={call} tabindex=1 onfocus={call} autofocus>x</x>",
    "<marquee onstart={call}>x</marquee>",
    "<textarea></textarea><img src=x onerror={call}>",
    "</textarea></title></style><img src=x onerror={call}>",
    "<summary onclick={call}>x</summary>",
    "<kbd onmouseover={call}>x</kbd>",
    "<br onclick={call}>",
    "<u onclick={call}>x</u>",
    "<sub style='animation-name:x' onanimationstart={call}>x</sub>",
    "{{{{constructor.constructor('{call}')()}}}}",
    "${{{call}}}",
    "`{call}`",
    "\\u003cscript\\u003e{call}\\u003c/script\\u003e",
    "&lt;script&gt;{call}&lt;/script&gt;",
    "&#60;img src=x onerror={call}&#62;",
    "\u2028{call}\u2029//",
    "';{call}//",
    '";{call}//',
    "-->{call}<!--",
    "]]>{call}",
    "*/{call}/*",
    "\u202e<img src=x onerror={call}>",
    "<scr\0ipt>{call}</scr\0ipt>",
    "<a id=config name=config href=x>x</a><a id=document>x</a>",
)
_SCHEMES = (
    "javascript:hit()",
    "JaVaScRiPt:hit()",
    " javascript:hit()",
    "java\tscript:hit()",
    "java&Tab;script:hit()",
    "java&#10;script:hit()",
    "&#x6A;avascript:hit()",
    "&#0000106avascript:hit()",
    "javascript&colon;hit()",
    "javascript&#58;hit()",
    "%6Aavascript:hit()",
    "java%0ascript:hit()",
    "\x01javascript:hit()",
    "\u2028javascript:hit()",
    "javascript://%0ahit()",
    "vbscript:hit()",
    "data:text/html,<script>parent.hit()</script>",
    "data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='hit()'/>",
    "data:application/xhtml+xml,<x/>",
    "blob:null/hit",
    "file:///etc/passwd",
    "filesystem:http://x/y",
    "feed:javascript:hit()",
    "view-source:javascript:hit()",
    "intent:#Intent;end",
    "jar:http://x!/y",
    "ftp://example.invalid/x",
    "tel:1",
    "ms-word:ofe|u|http://x",
    "wyciwyg://x",
    "about:blank#hit()",
    "chrome://settings",
    "livescript:hit()",
    "mocha:hit()",
    "x-javascript:hit()",
)
_URL_FORMS = (
    "[x]({url})",
    "[x](<{url}>)",
    "![x]({url})",
    "![x](<{url}>)",
    "<{url}>",
    '[x]({url} "title")',
    "[x][ref]\n\n[ref]: {url}",
    "[x][ref]\n\n[ref]: <{url}>",
    "[![x]({url})]({url})",
    "| a |\n|---|\n| [x](<{url}>) |",
)


def texts() -> Iterator[str]:
    """Texts that would do harm where they are not escaped."""
    for index, tag in enumerate(_TAGS):
        yield tag.format(call=_CALLS[index % len(_CALLS)])


def urls() -> Iterator[str]:
    """URLs that no page may lead to or load."""
    yield from _SCHEMES


def markdown() -> Iterator[str]:
    """Markdown that would make a harmful link or image, or carry a harmful text in prose."""
    for url in _SCHEMES:
        for form in _URL_FORMS:
            yield form.format(url=url)
    for text in texts():
        yield from (
            text,
            f"# {text}",
            f"> {text}",
            f"- {text}",
            f"[{text}](https://example.com)",
            f'[x](https://example.com "{text}")',
            f"![{text}](x.png)",
            f"```{text.split()[0] if text.split() else 'x'}\n{text}\n```",
            f"| {text} |\n|---|\n| {text} |",
            f"${text}$",
            f"$$\n{text}\n$$",
            f"<details>\n<summary>{text}</summary>\n\n{text}\n\n</details>",
            f"x[^a]\n\n[^a]: {text}",
        )
