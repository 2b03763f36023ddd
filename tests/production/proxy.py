"""Debian's nginx with our template, in front of a port of this machine: as the proxy service of the compose file."""

import os
import re
import shutil
import socket
import subprocess
from contextlib import contextmanager

from emerald.environment_setup import ROOT
from emerald.launcher.patience import wait_until

TEMPLATE = ROOT / "emerald" / "deployment" / "nginx.conf.template"
NAME = "emerald.council.example"
# The program stands where only root's PATH leads.
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
WHERE_TO_GET_IT = "Install the package nginx-light (Debian) for the tests of the proxy."


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def certificate(folder):
    """A certificate of NAME signed by itself, as files that the template names."""
    if folder.exists():  # it was started before
        return folder
    folder.mkdir()
    subject = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    made = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem", "-days", "2"]
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"]
    subprocess.run([*request, *subject, *made], check=True, capture_output=True)
    return folder


def configuration(folder, web, https, http):
    """The template as the image fills it in, with ports and folders of this machine."""
    text = TEMPLATE.read_text().replace("${EMERALD_NAME}", NAME).replace("${EMERALD_WEB}", f"127.0.0.1:{web}")
    text = re.sub(r"listen 443 ", f"listen 127.0.0.1:{https} ", text)
    text = re.sub(r"listen 80 ", f"listen 127.0.0.1:{http} ", text)
    text = text.replace("/etc/nginx/certificates", str(certificate(folder / "certificates")))
    text = text.replace("access_log /dev/stdout", f"access_log {folder}/access.log")
    paths = "".join(
        f"{each}_temp_path {folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = folder / "nginx.conf"
    main.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;\n"
        f"events {{}}\nhttp {{ {paths}\n{text}\n}}\n"
    )
    return main


@contextmanager
def proxy(folder, web, https=None):
    """nginx in front of the port `web`: yields the ports of HTTPS and of HTTP. RuntimeError where there is no nginx."""
    if not NGINX:
        raise RuntimeError(WHERE_TO_GET_IT)
    https, http = https or free_port(), free_port()
    words = [NGINX, "-e", folder / "error.log", "-c", configuration(folder, web, https, http)]
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(
            lambda: _listens(https), "starting nginx", log=folder / "error.log", alive=lambda: _alive(child, folder)
        )
        yield https, http
    finally:
        child.terminate()
        child.wait(20)


def _alive(child, folder):
    if child.poll() is not None:
        raise RuntimeError((folder / "error.log").read_text())


def _listens(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0
