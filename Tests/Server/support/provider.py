"""A small OpenID provider, whose people sign in by a form, and that can be told to misbehave."""

import base64
import hashlib
import html
import http.server
import json
import secrets
import threading
import time
import urllib.parse

import tokens

SECRET = "a secret between two, 100%"
FORM = """<!doctype html><title>Directory</title><h1>The directory</h1>
<form method="post" action="/log-in"><input type="hidden" name="asked" value="{asked}">
<label>Name <input name="user" id="user"></label> <button>Log in</button>
<button name="refuse" value="yes">Refuse</button></form>"""


def known(fields):
    return {name: value for name, value in fields.items() if value is not None}


class Provider:
    """Listens on this machine; knows whoever gives a name."""

    def __init__(self):
        self.key, self.other_key = tokens.Key("first"), tokens.Key("second")
        # All that no log may have: codes, tokens, states, nonces, verifiers.
        self.secrets = {SECRET, urllib.parse.quote(SECRET, safe="")}
        self.codes, self.used, self.held = {}, set(), []
        self.behave()
        answers = type("Answers", (Handler,), {"provider": self})
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), answers)
        self.server.daemon_threads = True
        # By another name than the desk's: browsers tell sites apart by it, and cookies know no port.
        self.issuer = f"http://localhost:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def behave(self, claims=None, token=None, back=None, ways=None, description=None, holds=False):
        """What the next answers are like, other than they should be: an ID token's claims (`None` leaves one out), how it is
        made, what the browser brings back, how a path fails, what the provider says of itself, and whether it keeps the way
        back for itself."""
        self.claims, self.token, self.back = claims or {}, token or tokens.signed, back or {}
        self.ways, self.described, self.holds = ways or {}, description or {}, holds

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def description(self):
        return {
            "issuer": self.issuer, "authorization_endpoint": self.issuer + "/authorise",
            "token_endpoint": self.issuer + "/token", "jwks_uri": self.issuer + "/keys",
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "authorization_response_iss_parameter_supported": True, **self.described,
        }

    def code(self, asked, user):
        code = secrets.token_urlsafe(24)
        self.codes[code] = (asked, user)
        self.secrets |= {code, asked["state"], asked["nonce"]}
        return code

    def id_token(self, asked, user):
        now = int(time.time())
        claims = {
            "iss": self.issuer, "sub": "id-of-" + user, "aud": "likeness", "exp": now + 300, "iat": now,
            "auth_time": now, "nonce": asked["nonce"], "preferred_username": user, "amr": ["pwd", "otp", "mfa"],
        }
        claims = known({**claims, **self.claims})
        made = self.token(claims, self.key)
        self.secrets |= {made, made.rpartition(".")[2]} - {""}
        return made

    def redeem(self, fields, authorization):
        """The status and the answer of the token endpoint."""
        name, _, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        if (urllib.parse.unquote_plus(name), urllib.parse.unquote_plus(secret)) != ("likeness", SECRET):
            return 401, {"error": "invalid_client"}
        self.secrets |= {fields["code_verifier"], authorization.removeprefix("Basic ")}
        asked, user = self.codes.get(fields["code"], (None, None))
        if asked is None or fields["code"] in self.used or fields["grant_type"] != "authorization_code":
            return 400, {"error": "invalid_grant"}
        self.used.add(fields["code"])
        challenge = tokens.text(hashlib.sha256(fields["code_verifier"].encode()).digest())
        if challenge != asked["code_challenge"] or fields["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        access = secrets.token_urlsafe(24)
        self.secrets.add(access)
        return 200, {"access_token": access, "token_type": "Bearer", "expires_in": 300,
                     "id_token": self.id_token(asked, user)}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        path, _, query = self.path.partition("?")
        if path == "/.well-known/openid-configuration":
            self.say(200, self.provider.description())
        elif path == "/keys":
            self.say(200, {"keys": [self.provider.key.public]})
        elif path == "/authorise":
            asked = dict(urllib.parse.parse_qsl(query))
            assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256", asked
            self.say(200, FORM.format(asked=html.escape(json.dumps(asked), quote=True)), "text/html")
        else:
            self.say(404, {})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = dict(urllib.parse.parse_qsl(body))
        if self.path == "/token":
            self.say(*self.provider.redeem(fields, self.headers["Authorization"]))
            return
        asked = json.loads(fields["asked"])
        back = {"state": asked["state"], "iss": self.provider.issuer}
        back |= {"error": "access_denied"} if "refuse" in fields else {"code": self.provider.code(asked, fields["user"])}
        back = known({**back, **self.provider.back})
        way_back = f"{asked['redirect_uri']}?{urllib.parse.urlencode(back)}"
        if self.provider.holds:
            self.provider.held.append(way_back)
            self.say(200, "Kept.", "text/html")
            return
        self.send_response(303)
        self.send_header("Location", way_back)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def say(self, status, answer, kind="application/json"):
        """In one of the ways that a provider may fail by, where this path has one."""
        way = self.provider.ways.get(self.path.partition("?")[0])
        body = (json.dumps(answer) if kind == "application/json" else answer).encode()
        if way == "large":
            body = body[:-1] + b', "more": "' + b"x" * (10 << 20) + b'"}'
        if way == "down":
            self.close_connection = True
            return
        try:
            if way == "slow":
                time.sleep(30)
            self.send_response(status if way != "broken" else 500)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)) if way != "endless" else str(1 << 40))
            self.end_headers()
            while way == "endless":
                self.wfile.write(b" ")
                time.sleep(0.05)
            self.wfile.write(body)
        except OSError:
            self.close_connection = True
