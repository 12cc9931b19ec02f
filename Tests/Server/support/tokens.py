"""Signed tokens: RSA by hand, so that nothing more has to be installed; and tokens that are signed as none should be."""

import base64
import hashlib
import hmac
import json
import secrets

# DigestInfo of SHA-256 (RFC 8017, section 9.2).
PREFIX = bytes.fromhex("3031300d060960864801650304020105000420")


def text(data):
    """BASE64URL without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def is_prime(number):
    if any(number % small == 0 for small in [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]):
        return False
    odd, halvings = number - 1, 0
    while odd % 2 == 0:
        odd, halvings = odd // 2, halvings + 1
    for _ in range(20):
        power = pow(secrets.randbelow(number - 3) + 2, odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(halvings - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True


def prime(bits, exponent):
    while True:
        number = secrets.randbits(bits) | 3 << (bits - 2) | 1
        if (number - 1) % exponent and is_prime(number):
            return number


class Key:
    """An RSA key of 2048 bits, for RS256."""

    def __init__(self, kid):
        self.kid, self.exponent = kid, 65537
        first, second = prime(1024, self.exponent), prime(1024, self.exponent)
        self.modulus = first * second
        self.private = pow(self.exponent, -1, (first - 1) * (second - 1))

    @property
    def public(self):
        return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.kid,
                "n": text(self.modulus.to_bytes(256, "big")), "e": text(self.exponent.to_bytes(3, "big"))}

    def sign(self, data):
        """RSASSA-PKCS1-v1_5 (RFC 8017, section 8.2.1)."""
        tail = PREFIX + hashlib.sha256(data).digest()
        padded = b"\0\1" + b"\xff" * (256 - 3 - len(tail)) + b"\0" + tail
        return pow(int.from_bytes(padded, "big"), self.private, self.modulus).to_bytes(256, "big")


def token(claims, sign, **header):
    """JWS Compact Serialization (RFC 7515, section 7.1); `sign` takes what is signed."""
    head = text(json.dumps({"typ": "JWT", **header}).encode())
    signed = f"{head}.{text(json.dumps(claims).encode())}"
    return f"{signed}.{text(sign(signed.encode()))}"


def signed(claims, key, **header):
    return token(claims, key.sign, **{"alg": "RS256", "kid": key.kid, **header})


def unsigned(claims, key):
    return token(claims, lambda _: b"", alg="none", kid=key.kid)


def by_the_public_key(claims, key):
    """HS256, by what everybody knows as its secret: the confusion of RFC 8725, section 2.1."""
    everybodys = json.dumps(key.public).encode()
    return token(claims, lambda data: hmac.digest(everybodys, data, "sha256"), alg="HS256", kid=key.kid)
