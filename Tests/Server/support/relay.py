"""A relay before the server, by which its people come from as many addresses as a test wants."""

import itertools
import socket
import threading
import urllib.parse


class Relay:
    """Passes on what it is sent, from one address of this machine at a time."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.target, self.open, self.hosts = None, [], itertools.count(2)
        self.move()
        threading.Thread(target=self._listen, daemon=True).start()

    def move(self):
        """From here on everybody comes from an address that the server has not seen."""
        self.host = f"127.0.0.{next(self.hosts)}"
        for end in self.open:
            self._end(end)
        self.open = []

    def close(self):
        self.listener.close()
        self.move()

    def _listen(self):
        while True:
            try:
                near, _ = self.listener.accept()
                target = urllib.parse.urlparse(self.target)
                far = socket.create_connection((target.hostname, target.port), source_address=(self.host, 0))
            except OSError:
                return
            self.open += [near, far]
            for one, other in [(near, far), (far, near)]:
                threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, one, other):
        try:
            while data := one.recv(65536):
                other.sendall(data)
        except OSError:
            pass
        self._end(other)

    @staticmethod
    def _end(end):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
