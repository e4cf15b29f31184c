"""Calls against a gateway that is played here, a request at a time."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

import sortie_rl
from sortie_rl._proto import learner_pb2 as pb

Answer = Callable[[str, bytes], "bytes | int | None"]


class Gateway:
    """Answers with bytes, with a status, or not at all (None: it hangs up)."""

    def __init__(self) -> None:
        self.answer: Answer = lambda _path, _body: 204
        self.calls: list[tuple[str, bytes]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                path = self.path.removeprefix("/v1/")
                outer.calls.append((path, body))
                given = pb.OpenResponse(session="s").SerializeToString() if path == "open" else outer.answer(path, body)
                if given is None:
                    return
                self.send_response(given if isinstance(given, int) else 200)
                self.end_headers()
                if isinstance(given, bytes):
                    self.wfile.write(given)

            do_GET = do_POST

            def log_message(self, *_args: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def polls(self) -> list[pb.NextBatchRequest]:
        return [pb.NextBatchRequest.FromString(body) for path, body in self.calls if path == "batch"]


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    played = Gateway()
    yield played
    played.server.shutdown()
    played.server.server_close()


def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """A clock that passes when it is told to."""
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])

    def forward(by: float) -> None:
        now[0] += by

    return forward


def test_a_wait_of_nothing_is_over_at_once(gateway: Gateway) -> None:
    client = sortie_rl.connect(gateway.url, token="t")
    assert client.next(0) is None
    assert client.next(0.0001) is None
    assert list(client.batches(idle_seconds=0)) == []
    # To the gateway 0 would be its default of 20 seconds.
    assert [poll.wait_ms for poll in gateway.polls()] == [1, 1, 1]


def test_a_wait_beyond_the_gateways_is_asked_again(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    forward = clock(monkeypatch)
    client = sortie_rl.connect(gateway.url, token="t")

    def answer(_path: str, body: bytes) -> bytes | int:
        request = pb.NextBatchRequest.FromString(body)
        forward(min(request.wait_ms, 60_000) / 1000)
        return pb.Batch(number=1).SerializeToString() if request.flush else 204

    gateway.answer = answer
    assert client.next(150) is None
    assert [poll.wait_ms for poll in gateway.polls()] == [60_000, 60_000, 30_000]
    gateway.calls.clear()
    # A smaller batch rather than none, but not before the wait is over.
    assert client.next(150, flush=True) is not None
    assert [poll.flush for poll in gateway.polls()] == [False, False, True]


def test_weights_whose_answer_was_lost_are_published_once(gateway: Gateway) -> None:
    client = sortie_rl.connect(gateway.url, token="t")
    stored: list[bytes] = []

    def answer(path: str, body: bytes) -> bytes | int | None:
        if path == "state":
            return pb.LearnerState(weight_version=7).SerializeToString()
        if body not in stored:
            stored.append(body)
            return None
        return pb.PublishWeightsResponse(weight_version=8).SerializeToString()

    gateway.answer = answer
    assert client.publish_weights("file:///w", b"\1", 1) == 8
    assert [path for path, _ in gateway.calls] == ["open", "state", "weights", "weights"]
    assert [pb.PublishWeightsRequest.FromString(body).manifest.weight_version for body in stored] == [8]


def test_an_empty_checkpoint_is_none(gateway: Gateway) -> None:
    client = sortie_rl.connect(gateway.url, token="t")
    gateway.calls.clear()
    for call in (lambda: sortie_rl.connect(gateway.url, token="t", cursor=b""), lambda: client.commit(b"")):
        with pytest.raises(sortie_rl.SortieError, match="the cursor is empty") as refused:
            call()
        assert refused.value.code == "cursor.invalid"
        assert "None" in refused.value.remedy
    assert gateway.calls == []
