"""The copyright hall's own part of the graph, in Python.

NAME=copyrightHall PORT=4202 GATEWAY_KEYS=http://127.0.0.1:4000/.well-known/gateway-keys.json python3 copyright_hall.py
"""

import gzip
import json
import logging
import os
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from hall_schema import execute
from identity import IdentityReader, NotTheGateway

NAME = os.environ.get("NAME", "copyright-hall")
HOST = os.environ.get("HOST", "127.0.0.1")
PORT = int(os.environ.get("PORT", "4202"))
KEYS = os.environ.get("GATEWAY_KEYS", "http://127.0.0.1:4000/.well-known/gateway-keys.json")
LARGEST_BODY = 1_000_000

identities = IdentityReader(NAME, KEYS)
# The library writes the trace of every error, also of those that callers are meant to see.
logging.getLogger("graphql").setLevel(logging.CRITICAL)


def error(code, message):
    return {"errors": [{"message": message, "extensions": {"code": code}}]}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    # Headers and body leave together: two small packets would wait for each other's acknowledgement.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_POST(self):
        length = int(self.headers.get("content-length") or 0)
        if length > LARGEST_BODY:
            self.close_connection = True
            return self.reply(413, error("BODY_TOO_LARGE", "The body is too large."))
        body = self.rfile.read(length)
        try:
            caller = identities.read(self.headers.get("millgate-identity"), body)
        except NotTheGateway:
            return self.reply(401, error("UNAUTHENTICATED", "Only the gateway may ask."))
        if self.path.split("?")[0] != "/graphql":
            return self.reply(404, error("NOT_FOUND", "There is nothing at this address."))
        if not self.headers.get("content-type", "").lower().startswith("application/json"):
            return self.reply(415, error("UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json."))
        try:
            asked = json.loads(body)
        except ValueError:
            return self.reply(400, error("BAD_REQUEST", "The body is not JSON."))
        query, variables, operation = (
            (asked.get(name) for name in ("query", "variables", "operationName"))
            if isinstance(asked, dict)
            else (None, None, None)
        )
        well_formed = (
            isinstance(query, str)
            and isinstance(variables, (dict, type(None)))
            and isinstance(operation, (str, type(None)))
            and isinstance(asked.get("extensions"), (dict, type(None)))
        )
        if not well_formed:
            return self.reply(400, error("BAD_REQUEST", "The request is not one that carries GraphQL."))
        answer, began = execute(query, variables, operation, {"caller": caller})
        return self.reply(200 if began or not self.modern() else 400, answer)

    def do_GET(self):
        self.reply(405, error("BAD_REQUEST", "Ask by POST."), allow="POST")

    def modern(self):
        """Whether the caller knows that request errors have a status of their own."""
        return "application/graphql-response+json" in self.headers.get("accept", "")

    def reply(self, status, answer, **headers):
        body = json.dumps(answer, ensure_ascii=False).encode()
        kind = "application/graphql-response+json" if self.modern() else "application/json"
        self.send_response(status)
        if "gzip" in self.headers.get("accept-encoding", "") and len(body) > 1_000:
            body = gzip.compress(body, 1)
            self.send_header("content-encoding", "gzip")
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-type", f"{kind}; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle(self):
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            # Whoever asked has left.
            pass

    def log_message(self, *_):
        pass


def main():
    server = ThreadingHTTPServer((HOST, PORT), Handler)
    server.daemon_threads = True
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"{NAME} is ready: http://{HOST}:{server.server_address[1]}/graphql", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
