"""Writes what was done into a home's records as the program would have: events that wait to be logged, searches, sealed templates.

Knows the formats of docs/ledger.md, docs/records.md and docs/signals.md, and shares no code with the program.
"""

import ctypes
import ctypes.util
import datetime
import hashlib
import hmac
import json
import secrets
import sqlite3

sodium = ctypes.CDLL(ctypes.util.find_library("sodium"))
sodium.sodium_init()
MODEL = "sface-2021dec"


def new_id():
    return secrets.token_hex(16)


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def moment(seconds):
    return datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")


class Ledger:
    def __init__(self, home):
        self.db = sqlite3.connect(home / "records.sqlite", isolation_level=None)
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.execute("BEGIN")
        self.last = self.db.execute("SELECT max(id) FROM event").fetchone()[0]
        self.key = self.db.execute("SELECT public FROM oversight_key").fetchone()
        self.collection = None
        self.events = 0

    def tell(self, at, kind, ids, payload=None):
        """Returns the event's number, which is its place in the log."""
        entry = {"v": 1, "type": kind, "time": moment(at) + "Z", "ids": ids}
        key = opened = None
        if payload is not None:
            key, opened = secrets.token_bytes(32), canonical(payload)
            entry["commitment"] = hmac.new(key, b"likeness/commitment/v1\n" + opened, hashlib.sha256).hexdigest()
        self.last += 1
        self.events += 1
        self.db.execute("INSERT INTO event (id, type, at, entry, key, payload) VALUES (?, ?, ?, ?, ?, ?)",
                        (self.last, kind, moment(at) + ".000Z", canonical(entry), key, opened))
        self.db.executemany("INSERT OR IGNORE INTO event_subject (event, ref) VALUES (?, ?)",
                            [(self.last, ref) for ref in set(ids.values())])
        return self.last

    def organisation(self, at, name):
        ref = new_id()
        self.db.execute("INSERT INTO organisation VALUES (?, ?, 'active', ?)", (ref, name, moment(at) + ".000Z"))
        self.tell(at, "organisation.created", {"organisation": ref}, {"name": name})
        return ref

    def account(self, at, name, organisation, roles):
        ref = new_id()
        self.db.execute("INSERT INTO account (ref, organisation, name, standing, created) VALUES (?, ?, ?, 'active', ?)",
                        (ref, organisation, name, moment(at) + ".000Z"))
        self.db.executemany("INSERT INTO account_role VALUES (?, ?)", [(ref, role) for role in roles])
        self.tell(at, "account.created", {"subject": ref, "organisation": organisation}, {"subject": name, "roles": sorted(roles)})
        self.tell(at, "account.set-up", {"account": ref}, {"account": name})
        return ref

    def search(self, at, searcher, authorisation, template, candidates, sealed=()):
        """A whole search; returns its id."""
        search = new_id()
        ids = {"search": search, "account": searcher.ref, "authorisation": authorisation.ref}
        probe = secrets.token_bytes(32)
        self.tell(at, "search.started", ids, {
            "account": searcher.name, "purpose": authorisation.purpose, "probeSHA256": probe.hex(), "probeType": "photo",
            "collections": [searcher.organisation.collection]})
        self.db.execute(
            "INSERT INTO search (id, at, account, purpose, authorisation, probe_sha256, model, threshold, candidate_limit, completed,"
            " gallery_faces, gallery_photos, candidates, candidates_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, 0.42, 20, ?, 1000, 900, ?, ?)",
            (search, moment(at) + ".000Z", searcher.ref, authorisation.purpose, authorisation.ref, probe, MODEL,
             moment(at + 1) + ".000Z", candidates, secrets.token_bytes(32)))
        if template is not None:
            self.db.execute("INSERT INTO sealed_template (search, model, box) VALUES (?, ?, ?)",
                            (search, MODEL, self.sealed(template, search)))
        self.tell(at + 1, "search.completed", ids, {
            "galleryFaces": 1000, "galleryPhotos": 900, "candidates": candidates, "candidatesSHA256": secrets.token_hex(32),
            "model": MODEL, "threshold": 0.42, "limit": 20, "sealedHits": sorted(sealed)})
        return search

    def sealed(self, template, ref):
        name = MODEL.encode()
        content = b"\x01" + bytes.fromhex(ref) + bytes([len(name)]) + name + template.tobytes()
        box = ctypes.create_string_buffer(len(content) + 48)
        assert sodium.crypto_box_seal(box, content, ctypes.c_ulonglong(len(content)), self.key[0]) == 0
        return box.raw

    def end(self):
        self.db.execute("COMMIT")
        self.db.close()
