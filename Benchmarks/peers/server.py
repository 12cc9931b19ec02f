"""The peer of load.py: OpenCV's pipeline behind Python's own HTTP server, and a gallery that numpy multiplies through.

usage: server.py FACES      prints its port

One pipeline a core, of one thread each: with OpenCV's own threads it answers fewer searches a second.
"""
import json
import os
import queue
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np

from opencv_pipeline import Pipeline

THRESHOLD, LIMIT = 0.42, 20

cv2.setNumThreads(1)
pipelines = queue.Queue()
for _ in range(os.cpu_count()):
    pipelines.put(Pipeline())
random = np.random.default_rng(1)
gallery = random.standard_normal((int(sys.argv[1]), 128), dtype=np.float32)
gallery /= np.linalg.norm(gallery, axis=1, keepdims=True)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        photo = cv2.imdecode(np.frombuffer(self.rfile.read(int(self.headers["Content-Length"])), np.uint8),
                             cv2.IMREAD_COLOR)
        pipeline = pipelines.get()
        try:
            (_, template), *_ = pipeline.faces_of(photo)
        finally:
            pipelines.put(pipeline)
        similarities = gallery @ template
        best = np.argpartition(similarities, -LIMIT)[-LIMIT:]
        found = [{"face": int(each), "similarity": float(similarities[each])}
                 for each in best[np.argsort(-similarities[best])] if similarities[each] >= THRESHOLD]
        body = json.dumps({"candidates": found}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
