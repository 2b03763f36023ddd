# Production's image of Emerald: web, worker, beat and the one-shot migrate are the same image with other commands.

# --- The assets: node stays in this stage.
FROM node:24-slim AS assets
WORKDIR /app/emerald/frontend
COPY emerald/frontend/ ./
# Its prepare script builds too.
RUN npm ci

# --- The packages: the production lock has neither the embedded servers nor the test tools.
FROM python:3.11-slim AS packages
RUN python -m venv /opt/emerald
COPY requirements-production.txt /tmp/
RUN /opt/emerald/bin/pip install --no-cache-dir --require-hashes -r /tmp/requirements-production.txt

# --- The collected static files, with hashes in their names and a compressed twin each.
FROM packages AS static
WORKDIR /app
COPY . .
COPY --from=assets /app/emerald/frontend /app/emerald/frontend
# Nothing secret and nothing reachable: collectstatic needs the settings to load, and opens no connection.
RUN EMERALD_MODE=production SECRET_KEY=only-while-building-and-nowhere-else-0123456789-abcdef ALLOWED_HOSTS=localhost \
    EMERALD_FACTS_KEYS=b25seS13aGlsZS1idWlsZGluZy1hbmQtbm93aGVyZS0= \
    EMERALD_SECOND_STEP_KEYS=YW5kLW9ubHktd2hpbGUtYnVpbGRpbmctbm93aGVyZS0= \
    DATABASE_URL=postgres://nobody@localhost/none REDIS_URL=redis://localhost/0 FILES_ROOT=/files \
    /opt/emerald/bin/python manage.py collectstatic --no-input

# --- What runs.
FROM python:3.11-slim
# The root cannot be written while it runs; what a library wants to put into a home goes to /tmp. The code is compiled
# below, once, so that no process compiles it at each start.
ENV PATH=/opt/emerald/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    XDG_CACHE_HOME=/tmp/cache \
    EMERALD_WORKER_ALIVE=/tmp/worker-alive \
    EMERALD_METRICS_FOLDER=/tmp/metrics \
    EMERALD_MODE=production \
    DJANGO_SETTINGS_MODULE=emerald.settings \
    AUDIT_SEAL_FILE=/seals/seals.jsonl \
    FILES_ROOT=/files
# Pango draws the letters of a PDF; without it everything else works, and the page says that a PDF cannot be made.
# pg_dump and pg_restore are for backups. They must be of the server's major version, which Debian itself does not have:
# its own package knows where the PostgreSQL project keeps them, with the key that signs them.
ARG POSTGRESQL=18
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation ca-certificates postgresql-common \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install --yes --no-install-recommends postgresql-client-${POSTGRESQL} \
    && rm -rf /var/lib/apt/lists/* \
    && fc-cache --system-only
# A fixed number, so that a volume's owner is the same after every rebuild.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin emerald \
    && install --directory --owner=emerald --mode=0700 /seals /files /backups
COPY --from=packages /opt/emerald /opt/emerald
WORKDIR /app
COPY . .
COPY --from=static /app/var/static /app/var/static
RUN python -m compileall -q /opt/emerald/lib /app
# The code belongs to root and the process does not: it cannot change what it runs.
USER 10001
EXPOSE 8000
# Which release this is: docker build --build-arg REVISION=$(git rev-parse HEAD) --build-arg VERSION=…
ARG VERSION=""
ARG REVISION=""
LABEL org.opencontainers.image.title="Emerald" \
      org.opencontainers.image.description="Case management for a council's specialist child sexual exploitation team" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# No access log: a search is in its addresses, and a search is a name. Who read what is in Emerald's own log. A process
# is replaced after some thousand requests, each at another time; it finishes what it has in hand before.
CMD ["gunicorn", "emerald.wsgi:application", "--bind", "0.0.0.0:8000", \
     "--worker-class", "emerald.web_server.WholeRequests", "--threads", "4", "--worker-tmp-dir", "/dev/shm", \
     "--max-requests", "5000", "--max-requests-jitter", "1000", "--graceful-timeout", "30", "--keep-alive", "20", \
     "--forwarded-allow-ips", "127.0.0.1", "--logger-class", "emerald.observability.web_log.OneLog", \
     "--no-control-socket"]
