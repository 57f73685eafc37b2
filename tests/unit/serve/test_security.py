"""Other web pages against the preview: raw requests, and the answers that they must get."""

import html
import re

import pytest

from support.sites import serving, write

FILES = {
    "index.md": "# Start\n",
    "sub/page.md": "# Page\n\n![a](../pic.svg)\n",
    "pic.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>hit()</script></svg>',
    "evil.html": "<script>hit()</script>",
    ".env": "SECRET=1",
    ".git/config": "[core]",
}
POLICY = {
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = write(tmp_path_factory.mktemp("served") / "docs", FILES)
    outside = folder.parent / "outside.md"
    outside.write_text("# Outside\n")
    (folder / "link.md").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    with serving(folder, folder.parent / "log") as one:
        yield one


@pytest.fixture(scope="module")
def events(served):
    page = served.get("/docs/")[2].decode()
    return html.unescape(re.search(r'data-events="([^"]+)"', page)[1])


@pytest.fixture(scope="module")
def token(events):
    return events.rpartition("token=")[2]


def hosts(port):
    good = [f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}", f"LOCALHOST:{port}"]
    bad = [
        "evil.example",
        f"evil.example:{port}",
        f"localhost.evil.example:{port}",
        f"127.0.0.1.nip.io:{port}",
        f"127.0.0.1:{port + 1}",
        "127.0.0.1",
        "localhost",
        f"user@127.0.0.1:{port}",
    ]
    return good, bad


@pytest.mark.parametrize("path", ["/docs/", "/docs/sub/page.html", "/", "/docs/-/assets/page.js", "/docs/nothing"])
def test_only_our_own_host_names_are_served(served, path):
    good, bad = hosts(served.port)
    for host in good:
        assert served.get(path, Host=host)[0] in (200, 307, 404), host
    for host in bad:
        status, _, body = served.get(path, Host=host)
        assert status == 403, host
        assert b"Start" not in body


def test_a_request_needs_exactly_one_host(served):
    own = f"127.0.0.1:{served.port}"
    two = f"GET /docs/ HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    assert served.raw(two.encode())[0] in (400, 403)
    none = b"GET /docs/ HTTP/1.1\r\nConnection: close\r\n\r\n"
    assert served.raw(none)[0] in (400, 403)
    empty = b"GET /docs/ HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n"
    assert served.raw(empty)[0] in (400, 403)
    absolute = f"GET http://evil.example/docs/ HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"
    assert served.raw(absolute.encode())[0] in (400, 403, 404)


ORIGINS = [
    "null",
    "http://evil.example",
    "http://localhost:1",
    "https://127.0.0.1:{port}",
    "http://127.0.0.1",
    "file://",
]


@pytest.mark.parametrize("origin", ORIGINS)
def test_other_origins_get_neither_pages_nor_events(served, events, origin):
    origin = origin.format(port=served.port)
    assert served.get("/docs/", Origin=origin)[0] == 403
    assert served.get(events, Origin=origin)[0] == 403


def test_events_need_the_token(served, events, token):
    bare = events.replace(token, "")
    for address in (bare, events.replace(token, "x" * len(token)), events.partition("?")[0]):
        assert served.get(address)[0] == 403
    own = f"GET {events} HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n"
    status, headers, body = served.raw(own.encode(), until=b'"type":"hello"')
    assert status == 200
    assert headers["content-type"].startswith("text/event-stream")
    assert b'"type":"hello"' in body


def test_the_token_has_128_bits_at_least(token):
    assert len(token) >= 22


EDIT = "/docs/-/edit?page=index.md&line=1"


def post(served, *, path=EDIT, origin=None, token=""):
    lines = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{served.port}", "Content-Length: 0", "Connection: close"]
    lines += [f"Origin: {origin}"] if origin else []
    lines += [f"X-Runpress-Token: {token}"] if token else []
    return served.raw(("\r\n".join(lines) + "\r\n\r\n").encode())[0]


def test_requests_that_do_something_need_origin_and_token(served, token):
    own = f"http://127.0.0.1:{served.port}"
    assert post(served) == 403
    assert post(served, origin=own) == 403
    assert post(served, token=token) == 403
    assert post(served, origin="http://evil.example", token=token) == 403
    assert post(served, origin="null", token=token) == 403
    assert post(served, origin=own, token=token, path="/docs/-/edit?page=nothing.md&line=1") == 404


def test_a_panel_for_a_readers_eyes_needs_origin_token_and_runs(served, token):
    own = f"http://127.0.0.1:{served.port}"
    panel = "/docs/-/panel/index.md/none"
    assert post(served, path=panel) == 403
    assert post(served, path=panel, origin=own) == 403
    assert post(served, path=panel, origin=own, token=token) == 400
    # A panel that a page does not have any more is no fault of the reader who asks for it.
    assert served.get(panel)[0] == 204


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "POST"])
def test_no_method_from_elsewhere_is_answered(served, method):
    request = f"{method} /docs/ HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nOrigin: http://evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    status, headers, _ = served.raw(request.encode())
    assert status == 403
    assert not [name for name in headers if name.startswith("access-control")]


def fetch(site, mode="cors", dest="empty"):
    return {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": dest}


def test_browsers_may_only_follow_links_from_other_sites(served):
    assert served.get("/docs/", **fetch("cross-site"))[0] == 403
    assert served.get("/docs/", **fetch("same-site"))[0] == 403
    assert served.get("/docs/", **fetch("cross-site", "no-cors", "script"))[0] == 403
    assert served.get("/docs/", **fetch("cross-site", "navigate", "iframe"))[0] == 403
    assert served.get("/docs/", **fetch("cross-site", "navigate", "document"))[0] == 200
    assert served.get("/docs/", **fetch("same-origin"))[0] == 200
    assert served.get("/docs/", **fetch("none", "navigate", "document"))[0] == 200


def test_a_socket_of_the_web_is_no_way_in(served):
    request = (
        f"GET /docs/-/events HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nOrigin: http://evil.example\r\n\r\n"
    )
    assert served.raw(request.encode())[0] in (400, 403)


@pytest.mark.parametrize(
    "path",
    [
        "/docs/.env",
        "/docs/.git/config",
        "/docs/../outside.md",
        "/docs/%2e%2e/outside.md",
        "/docs/..%2foutside.md",
        "/docs/%252e%252e/outside.md",
        "/docs/link.html",
        "/docs/link.md",
        "/docs//etc/passwd",
        "/docs/sub/",
        "/docs/-/media/../../etc/passwd",
        "/docs/-/assets/..%2fpage.html.j2",
        "/docs/-/panel/nothing.md/nothing",
        "/etc/passwd",
        "/docs/index.md%00.html",
    ],
)
def test_nothing_else_is_served(served, path):
    status, _, body = served.get(path)
    assert status in (403, 404), path
    assert b"Outside" not in body
    assert b"SECRET" not in body
    assert b"root:" not in body


@pytest.mark.parametrize("path", ["/docs/", "/docs/nothing", "/docs/-/assets/theme.css", "/docs/pic.svg"])
def test_every_answer_has_the_security_headers(served, path):
    _, headers, _ = served.get(path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", ["/docs/", "/docs/nothing"])
def test_pages_have_the_whole_policy(served, path):
    _, headers, body = served.get(path)
    directives = set(headers["content-security-policy"].split("; "))
    assert directives >= POLICY
    scripts = next(one for one in directives if one.startswith("script-src"))
    nonce = re.fullmatch(r"script-src 'nonce-([\w-]{22})'", scripts)
    assert nonce
    scripts = re.findall(r"<script src=[^>]*>", body.decode())
    assert len(scripts) == 2
    assert all(f' nonce="{nonce[1]}"' in script for script in scripts)
    assert "unsafe" not in headers["content-security-policy"]


def test_the_nonce_of_a_page_is_another_each_time(served):
    assert served.get("/docs/")[1]["content-security-policy"] != served.get("/docs/")[1]["content-security-policy"]


@pytest.mark.parametrize("path", ["/docs/-/assets/page.js", "/docs/-/assets/search.js", "/docs/-/media/none.png"])
def test_answers_that_are_no_pages_run_no_script(served, path):
    assert "script-src 'none'" in served.get(path)[1]["content-security-policy"]


@pytest.mark.parametrize("path", ["/docs/pic.svg", "/docs/evil.html"])
def test_files_that_documents_bring_run_nothing(served, path):
    status, headers, _ = served.get(path)
    assert status == 200
    assert "sandbox" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["content-type"] != "text/html"


def test_others_in_the_network_need_the_token(tmp_path):
    folder = write(tmp_path / "docs", {"index.md": "# Start\n"})
    with serving(folder, tmp_path / "log", "--token") as one:
        assert one.get("/docs/")[0] == 403
        assert one.get("/docs/?token=wrong")[0] == 403
