"""What a provider says, or somebody in its name, that is not to be believed."""

import tokens


def lies(provider, now, nobody):
    """What a provider, or whoever stands between, may try; by name."""
    key, other = provider.key, provider.other_key

    def by(made):
        return {"token": made}

    return {
        "another state": {"back": {"state": "x" * 43}},
        "no state": {"back": {"state": None}},
        "no code": {"back": {"code": None}},
        "another's code": {"back": {"code": "made-up"}},
        "another issuer in the answer": {"back": {"iss": "http://localhost:1"}},
        "no issuer in the answer": {"back": {"iss": None}},
        "another nonce": {"claims": {"nonce": "x" * 43}},
        "no nonce": {"claims": {"nonce": None}},
        "another audience": {"claims": {"aud": "another"}},
        "two audiences": {"claims": {"aud": ["likeness", "another"]}},
        "given to another": {"claims": {"azp": "another"}},
        "another issuer": {"claims": {"iss": "http://localhost:1"}},
        "expired": {"claims": {"exp": now - 120, "iat": now - 30}},
        "never expires": {"claims": {"exp": None}},
        "of tomorrow": {"claims": {"iat": now + 86400, "exp": now + 90000}},
        "of yesterday": {"claims": {"iat": now - 86400}},
        "no second factor": {"claims": {"amr": ["pwd"]}},
        "no word of a second factor": {"claims": {"amr": None}},
        "a second factor by another name": {"claims": {"amr": ["otp"], "acr": "mfa"}},
        "nobody": {"claims": {"preferred_username": None}},
        "not signed": by(tokens.unsigned),
        "signed by the public key": by(tokens.by_the_public_key),
        "of an unknown key": by(lambda claims, _: tokens.signed(claims, other)),
        "by another key of that name": by(lambda claims, _: tokens.signed(claims, other, kid=key.kid)),
        "with a key of its own": by(lambda claims, _: tokens.signed(claims, other, kid=key.kid, jwk=other.public)),
        "of another kind": by(lambda claims, _: tokens.signed(claims, key, typ="at+jwt")),
        "changed afterwards": by(lambda claims, _: swapped(claims, key, nobody)),
        "no token": by(lambda *_: "x.y"),
    }


def swapped(claims, key, nobody):
    """Signed for one, and made out to another."""
    mine = tokens.signed({**claims, "preferred_username": nobody}, key).split(".")
    return ".".join([mine[0], tokens.signed(claims, key).split(".")[1], mine[2]])
