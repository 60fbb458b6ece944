"""Who asks: the gateway says so in a signed header, for this subgraph, for half a minute and for one request only."""

import base64
import hashlib
import json
import threading
import time
import urllib.request

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LEEWAY_SECONDS = 5
KEYS_HOLD_SECONDS = 300


class NotTheGateway(Exception):
    """A request that does not prove that the gateway sent it, as it is."""


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class IdentityReader:
    def __init__(self, name, keys_url):
        self.name = name
        self.keys_url = keys_url
        self.keys = {}
        self.read_at = 0.0
        self.lock = threading.Lock()

    def key(self, kid):
        """A key by its id; read again at most once in a while, so that nobody makes us ask for ever."""
        with self.lock:
            age = time.monotonic() - self.read_at
            if not self.keys or age > KEYS_HOLD_SECONDS or (kid not in self.keys and age > 10):
                with urllib.request.urlopen(self.keys_url, timeout=5) as response:
                    keys = json.load(response)["keys"]
                self.keys = {each["kid"]: each for each in keys if each.get("crv") == "Ed25519"}
                self.read_at = time.monotonic()
            if kid not in self.keys:
                raise NotTheGateway("unknown key")
            return Ed25519PublicKey.from_public_bytes(decoded(self.keys[kid]["x"]))

    def read(self, token, body):
        """The claims about the caller. Everything that is wrong, in whatever way, is one refusal."""
        try:
            head, payload, signature = (token or "").split(".")
            header = json.loads(decoded(head))
            if header.get("alg") != "EdDSA":
                raise NotTheGateway("another algorithm")
            self.key(header.get("kid")).verify(decoded(signature), f"{head}.{payload}".encode())
            claims = json.loads(decoded(payload))
            if claims.get("iss") != "gateway" or claims.get("aud") != self.name:
                raise NotTheGateway("for another subgraph")
            if claims.get("exp", 0) + LEEWAY_SECONDS < time.time():
                raise NotTheGateway("of another time")
            digest = base64.urlsafe_b64encode(hashlib.sha256(body).digest()).decode().rstrip("=")
            if claims.get("body") != digest:
                # Without this, whoever sees one request could send another in its name.
                raise NotTheGateway("for another request")
            return claims
        except NotTheGateway:
            raise
        except Exception as cause:
            raise NotTheGateway("no identity") from cause
