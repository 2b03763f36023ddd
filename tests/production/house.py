"""Everything a council runs, on this machine's loopback: a database whose owner is nobody special, Redis, a strict mail
server, the web process, worker and beat as the compose file starts them, and nginx with our template in front."""

from contextlib import ExitStack, contextmanager
from secrets import token_urlsafe
from urllib.parse import quote

import psycopg
import yaml
from pyrage import x25519

from emerald.environment_setup import ROOT
from emerald.launcher.postgres import SUPERUSER, Postgres
from emerald.launcher.redis_server import Redis
from tests.mail.smtp_server import PASSWORD as MAIL_PASSWORD
from tests.mail.smtp_server import USER as MAIL_USER
from tests.mail.smtp_server import StrictMailServer, certificate
from tests.production.conftest import new_key
from tests.production.processes import command, environment, running, web
from tests.production.proxy import NAME, free_port, proxy
from tests.setup.conftest import a_set_of_servers

OWNER, APPLICATION = "emerald_owner", "emerald_application"
SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


class House:
    """`owner` and `given`: the environments of the owner's commands and of everything else. `folder`: where it keeps
    what it writes. `backup_key`: the private key that opens its backups."""

    def __init__(self, folder, server, redis, mail):
        self.folder, self.server, self.mail = folder, server, mail
        self.backup_key, self.front, self.web_port = x25519.Identity.generate(), free_port(), free_port()
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute(f"CREATE ROLE {OWNER} LOGIN CREATEROLE")
            connection.execute(f"CREATE DATABASE council TEMPLATE template0 OWNER {OWNER}")
        self.url = server.url.rpartition("/")[0] + "/council"
        sender = f"{quote(MAIL_USER, safe='')}:{quote(MAIL_PASSWORD, safe='')}"
        self.secret_key = token_urlsafe(50)
        self.given = environment(
            folder,
            secret_key=self.secret_key,
            second_step_keys=[new_key()],
            facts_keys=[new_key()],
            DATABASE_URL=self.url_of(APPLICATION),
            REDIS_URL=redis.url,
            EMAIL_URL=f"smtp+tls://{sender}@localhost:{mail.port}",
            SSL_CERT_FILE=str(mail.pem),
            EMERALD_ADDRESS=f"https://{NAME}",
            CSRF_TRUSTED_ORIGINS=f"https://{NAME}",
            DEFAULT_FROM_EMAIL="emerald@council.example",
            SUPPORT_EMAIL="help@council.example",
            EMERALD_PROXIES="1",
            EMERALD_TICK_SECONDS="1",
            EMERALD_BACKUP_RECIPIENTS=str(self.backup_key.to_public()),
            EMERALD_WORKER_ALIVE=str(folder / "worker-alive"),
        )

    def url_of(self, role):
        return self.url.replace(f"//{SUPERUSER}@", f"//{role}@")

    @property
    def owner(self):
        return self.given | {"DATABASE_URL": self.url_of(OWNER)}

    def manage(self, *words):
        """What a command said, as the role of web and worker."""
        return command(self.given, *words)

    @contextmanager
    def open(self):
        """The web process, worker and beat, and nginx in front, until the block is left."""
        with ExitStack() as services:
            services.enter_context(web(self.folder, self.web_port, self.given))
            for name in ("worker", "beat"):
                words = [word.replace("/tmp/beat", f"{self.folder}/beat") for word in SERVICES[name]["command"]]
                services.enter_context(running(self.folder, name, words, self.given))
            services.enter_context(proxy(self.folder, self.web_port, https=self.front))
            yield self


@contextmanager
def house(folder):
    (folder / "files").mkdir()
    pem = certificate(folder)
    with (
        a_set_of_servers() as name,
        Postgres(name, durable=False) as server,
        Redis(folder / "redis") as redis,
        StrictMailServer(pem) as mail,
    ):
        mail.pem = pem
        yield House(folder, server, redis, mail)
