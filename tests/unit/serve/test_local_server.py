"""The preview's process is a server for W&B's own tools, too; neither answers for the other."""

from __future__ import annotations

from pathlib import Path

import httpx
from starlette.responses import PlainTextResponse

from runpress.serve.addresses import Addresses
from runpress.serve.local_server import LocalServer
from runpress.serve.security import Access
from support.loops import in_own_loop

URL = "http://127.0.0.1:8000"


def made(folder: Path, **environ: str) -> LocalServer:
    return LocalServer(folder, environ, entity="acme", base_url=URL)


def test_the_lines_name_the_server_and_its_key(tmp_path: Path) -> None:
    assert made(tmp_path).lines(".runpress") == (
        "export WANDB_BASE_URL=http://127.0.0.1:8000",
        "export WANDB_API_KEY=$(cat .runpress/key)",
    )
    assert made(tmp_path, RUNPRESS_SERVER_KEY="k" * 40).lines(".runpress")[1] == (
        "export WANDB_API_KEY=$RUNPRESS_SERVER_KEY"
    )


def test_nothing_is_kept_before_a_client_comes(tmp_path: Path) -> None:
    made(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_addresses_are_told_apart(tmp_path: Path) -> None:
    local = made(tmp_path)
    key = (tmp_path / "key").read_text().strip()
    app = Addresses(PlainTextResponse("a page"), lambda: local.api(Access(8000)))

    async def ask() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=URL) as client:
            query = {"query": "{ viewer { entity } }"}
            return [
                await client.get("/docs/"),
                await client.get("/acme/digits/reports/A--VmlldzoxMg"),
                await client.post("/graphql", json=query),
                await client.post("/graphql", json=query, auth=("api", key)),
            ]

    page, view, refused, answered = in_own_loop(ask())
    assert (page.text, view.text) == ("a page", "a page")
    assert refused.status_code == 401
    assert answered.json() == {"data": {"viewer": {"entity": "acme"}}}
    local.server.database.close()
