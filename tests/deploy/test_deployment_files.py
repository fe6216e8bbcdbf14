"""nginx, systemd and the guide say what the portal expects of them."""

import datetime
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ROOT = Path(__file__).parents[2]
NGINX = ROOT / "deploy/nginx/radslag.conf"
UNITS = sorted((ROOT / "deploy/systemd").iterdir())
SERVICES = [each for each in UNITS if each.suffix == ".service"]
GUIDE = (ROOT / "docs/operations.md").read_text()
SETTINGS = (ROOT / "docs/settings.md").read_text()
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
KNOWN_BY_SYSTEMD = re.compile(r"Unknown (key|lvalue|section)|Failed to parse|Invalid|ignoring")


def uncommented(text: str) -> str:
    return re.sub(r"#.*", "", text)


def directives(text: str) -> Iterator[str]:
    """Every simple directive and block head of an nginx file."""
    for part in re.split(r"[;{}]", uncommented(text)):
        if part.strip():
            yield " ".join(part.split())


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A folder with the key and the certificate of a city that does not exist."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "radslag.example.se")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (tmp_path / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (tmp_path / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return tmp_path


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
def test_nginx_takes_the_file(certificate: Path) -> None:
    for folder in ("cache", "log"):
        (certificate / folder).mkdir()
    text = NGINX.read_text()
    for said, here in (
        ("/etc/letsencrypt/live/radslag.example.se", str(certificate)),
        ("/var/cache/nginx/radslag", str(certificate / "cache")),
        ("/var/log/nginx", str(certificate / "log")),
    ):
        text = text.replace(said, here)
    # Ports that anybody may open, so that the test needs no root.
    text = re.sub(r"listen (\[::\]:)?(80|443)\b", r"listen \g<1>38\2", text)
    (certificate / "site.conf").write_text(text)
    main = certificate / "nginx.conf"
    main.write_text(
        f"pid {certificate}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; include {certificate}/site.conf;\n"
        + "".join(f"{kind}_temp_path {certificate}/{kind};\n" for kind in TEMPORARY)
        + "}\n"
    )
    done = subprocess.run(
        ["nginx", "-t", "-c", main, "-p", certificate], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_nginx_file_is_whole() -> None:
    text = uncommented(NGINX.read_text())
    assert text.count("{") == text.count("}")
    depth = 0
    for mark in re.findall(r"[{}]", text):
        depth += 1 if mark == "{" else -1
        assert depth >= 0


def test_nginx_keeps_no_address_of_a_reader() -> None:
    [form] = [each for each in directives(NGINX.read_text()) if each.startswith("log_format")]
    for secret in ("remote_addr", "remote_user", "http_user_agent", "request_uri", "$args"):
        assert secret not in form


def test_nginx_hands_on_what_the_portal_trusts() -> None:
    """One address and no more: TRUSTED_PROXIES=1 believes the last of them."""
    said = list(directives(NGINX.read_text()))
    forwarded = {each for each in said if "X-Forwarded-For" in each}
    assert forwarded == {"proxy_set_header X-Forwarded-For $remote_addr"}
    assert "TRUSTED_PROXIES=1" in (ROOT / "deploy/environment.example").read_text()


def test_nginx_never_serves_the_files_of_the_record() -> None:
    served = [each for each in directives(NGINX.read_text()) if each.startswith(("alias", "root"))]
    assert sorted(set(served)) == [
        "alias /var/lib/radslag/static/",
        "alias /var/lib/radslag/video/shown/$recording/$part",
        "root /var/www/html",
    ]


def test_nginx_keeps_nothing_that_is_somebodys_own() -> None:
    said = list(directives(NGINX.read_text()))
    [never] = [each for each in said if each.startswith("proxy_no_cache")]
    assert {"$radslag_personal", "$radslag_private", "$http_authorization"} <= set(never.split())
    assert "proxy_cache_valid 200 1s" in said
    assert not any("use_stale" in each for each in said)


def test_nginx_speaks_tls_alone_and_of_today() -> None:
    """OWASP ASVS 5, 4.4.1, 12.1.1 and 12.2.1: without it there is a redirect, or nothing."""
    said = list(directives(NGINX.read_text()))
    assert [each for each in said if each.startswith("ssl_protocols")] == [
        "ssl_protocols TLSv1.2 TLSv1.3"
    ]
    plain, secure = uncommented(NGINX.read_text()).rsplit("server {", 1)
    assert "ssl" not in plain
    assert "proxy_pass" not in plain
    assert re.findall(r"listen [^;]*", secure) == [
        "listen 443 ssl http2",
        "listen [::]:443 ssl http2",
    ]
    assert set(re.findall(r"return (\d+)", plain)) == {"301", "444"}


def test_what_is_for_the_machine_itself_is_shut_to_the_world() -> None:
    assert "location ~ ^/(healthz|readyz|metrics)$ { return 404; }" in NGINX.read_text()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_the_unit(unit: Path, tmp_path: Path) -> None:
    """Its programs are not on this machine; whatever else systemd says is a fault."""
    for each in UNITS:
        text = each.read_text().replace("/opt/radslag/.venv/bin/", "/usr/bin/env ")
        (tmp_path / each.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / unit.name],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "radslag" in line]
    assert [line for line in ours if KNOWN_BY_SYSTEMD.search(line)] == []


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_every_service_is_shut_in(unit: Path) -> None:
    lines = unit.read_text().splitlines()
    for said in ("User=radslag", "NoNewPrivileges=yes", "ProtectSystem=strict", "UMask=0077"):
        assert said in lines


def test_every_command_of_a_unit_exists() -> None:
    commands = {
        match[1]
        for unit in SERVICES
        for match in re.finditer(r"manage\.py (\w+)", unit.read_text())
    }
    assert commands == {"backup", "check", "ledger", "relay", "retention", "video"}
    assert (ROOT / "deploy/gunicorn.conf.py").exists()


def test_every_variable_of_the_example_is_a_setting() -> None:
    text = (ROOT / "deploy/environment.example").read_text()
    names = re.findall(r"^([A-Z_]+?)(?:_FILE)?=", text, re.M)
    assert [name for name in names if f"| `{name}` |" not in SETTINGS] == []


def test_a_shell_reads_the_example_as_systemd_does() -> None:
    """The command `radslag` of the guide reads it with a shell: a space needs its quotes."""
    example = ROOT / "deploy/environment.example"
    said = subprocess.run(
        ["sh", "-euc", f'set -a; . {example}; printf "%s" "$CITY_NAME"'],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (said.stdout, said.stderr) == ("Exempelstads kommun", "")


@pytest.mark.parametrize("file", [*UNITS, NGINX, ROOT / "deploy/environment.example"], ids=str)
def test_the_guide_names_every_file(file: Path) -> None:
    assert file.name in GUIDE or f"deploy/{file.parent.name}" in GUIDE
