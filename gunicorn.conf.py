"""The configuration of gunicorn: `.venv/bin/gunicorn` in this folder. Its options override it."""

import os

from components.web.connections import Log, Worker
from components.web.hosts import say_hosts
from data.files.processes import stop_processes

wsgi_app = "app:server"
bind = "127.0.0.1:8050"
# The workers share the table that is read before they start.
preload_app = True
workers = int(os.environ.get("WEB_CONCURRENCY", 2))

# A thread for each request; how many are answered at once is PLACES in components/web/connections.py.
worker_class = Worker
threads = 256
worker_connections = 600  # with the files they need, within the usual limit of 1,024 per process
keepalive = 15
# A worker without a heartbeat for this long is replaced; a request may take longer.
timeout = 30
graceful_timeout = 30

limit_request_line = 8190
limit_request_fields = 64
limit_request_field_size = 8190

logger_class = Log
accesslog = None  # the app logs requests itself, without the keys of reports
control_socket_disable = True


def when_ready(server) -> None:
    """Called by gunicorn once, when it listens; a socket file has no address."""
    names = [listener.sock.getsockname() for listener in server.LISTENERS]
    say_hosts([name[0] for name in names if isinstance(name, tuple)])


def worker_exit(_server, _worker) -> None:
    """Called by gunicorn in a worker that exits: it does not wait for reader processes."""
    stop_processes()
