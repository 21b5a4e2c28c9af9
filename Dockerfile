# Yearline under gunicorn. compose.yaml puts a database beside it; README.md, “Serve it”, has the rest.
FROM python:3.12-bookworm AS installed
WORKDIR /yearline
COPY Makefile requirements.txt ./
COPY components/__init__.py components/
COPY components/draw/__init__.py components/draw/plotlyjs.py components/draw/
# The step of `make run` and of CI, in the place where it is used.
RUN make .venv/ready

FROM python:3.12-slim-bookworm
RUN useradd --system --no-create-home --uid 10001 yearline && install --directory --owner=yearline --mode=700 /data
WORKDIR /yearline
COPY --from=installed /yearline/.venv .venv
COPY app.py gunicorn.conf.py ./
COPY assets assets
COPY components components
COPY data data
# Only these two folders are written to, so that the rest can be read-only.
ENV YEARLINE_DATA=/data XDG_CACHE_HOME=/tmp/cache PYTHONDONTWRITEBYTECODE=1
VOLUME /data
USER 10001
EXPOSE 8050
HEALTHCHECK --start-period=60s --timeout=10s \
    CMD [".venv/bin/python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8050/readyz', timeout=9)"]
CMD [".venv/bin/gunicorn", "--bind", "0.0.0.0:8050"]
