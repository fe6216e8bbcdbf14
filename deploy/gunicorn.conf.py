"""gunicorn in a city. It writes no access log: nginx does, without addresses (law.md D4)."""

import multiprocessing

bind = "unix:/run/radslag/pages.sock"
workers = 2 * multiprocessing.cpu_count() + 1
accesslog = None
errorlog = "-"
loglevel = "warning"
timeout = 60
graceful_timeout = 20
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 8190
limit_request_fields = 60
forwarded_allow_ips = "*"  # only nginx reaches the socket
umask = 0o007
