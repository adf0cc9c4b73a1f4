"""Who is let in, and what every answer tells the browser."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from linter.web.access import COOKIE, LOOPBACK, Access
from tests.web.site import TEXT, begin, check, client, send

TOKEN = "correct-horse-battery"


@pytest.mark.parametrize(
    "path", ["/", "/rules", "/rules/N501", "/static/upload.js", "/nowhere", "/visits/none"]
)
def test_nothing_comes_from_elsewhere_and_nothing_is_kept(path: str) -> None:
    with client() as site:
        headers = site.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"


def test_the_page_of_findings_allows_its_own_style_and_script_by_their_digests() -> None:
    with client() as site:
        visit = begin(site)
        send(site, visit, "年报.txt", TEXT)
        check(site, visit)
        policy = site.get(visit).headers["content-security-policy"]
    assert "script-src 'sha256-" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.9", ""]
)
def test_another_name_for_this_host_is_not_answered(host: str) -> None:
    with client() as site:
        answer = site.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "选择文件" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8760", "localhost:1", "LOCALHOST", "[::1]:8760"])
def test_the_own_names_are(host: str) -> None:
    with client() as site:
        assert site.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "http://evil.example", "sec-fetch-site": ""},
        {"origin": "http://127.0.0.1:9999", "sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:9999", "sec-fetch-site": "same-origin"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"origin": "http://127.0.0.1:8760", "sec-fetch-site": "none"},
    ],
)
def test_other_pages_change_nothing(headers: dict[str, str]) -> None:
    with client() as site:
        visit = begin(site)
        for path in ("/visits", f"{visit}/start", f"{visit}/leave", f"{visit}/files?name=a.txt"):
            assert site.post(path, headers=headers).status_code == 403


def test_a_request_that_says_nothing_of_its_page_changes_nothing() -> None:
    with client() as site:
        bare = TestClient(site.app, "http://127.0.0.1:8760")
        assert bare.post("/visits").status_code == 403
        assert bare.post("/visits", headers={"origin": "http://127.0.0.1:8760"}).status_code == 200


def test_without_the_token_there_is_nothing_to_see() -> None:
    with client(Access(LOOPBACK, addresses=True, token=TOKEN)) as site:
        for path in ("/", "/rules", "/visits/any"):
            answer = site.get(path, headers={"host": "10.0.0.9:8760"})
            assert (answer.status_code, "口令" in answer.text) == (401, True)
        assert site.post("/visits").status_code == 401
        assert site.get("/", headers={"cookie": f"{COOKIE}={TOKEN}x"}).status_code == 401


def test_the_token_opens_the_page_once_and_for_all() -> None:
    with client(Access(LOOPBACK, token=TOKEN)) as site:
        answer = site.get("/", params={"token": TOKEN})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert site.get("/").status_code == 200
        assert site.post("/visits").status_code == 200


def test_a_wrong_token_is_asked_for_again() -> None:
    with client(Access(LOOPBACK, token=TOKEN)) as site:
        answer = site.get("/", params={"token": "wrong"})
    assert (answer.status_code, "口令不对" in answer.text) == (401, True)


def test_foreign_names_are_refused_where_any_address_will_do() -> None:
    with client(Access(LOOPBACK | {"pc-7"}, addresses=True, token=TOKEN)) as site:
        known = {
            host: site.get("/", headers={"host": host}).status_code
            for host in ("10.0.0.9", "[fe80::1]:1", "pc-7")
        }
        assert set(known.values()) == {401}
        assert site.get("/", headers={"host": "evil.example"}).status_code == 421
