"""The gateway's calls, typed. `connect` opens a reading; `Client.batches` yields until nothing comes any more, or for ever."""

from __future__ import annotations

import http.client
import random
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

from google.protobuf.message import DecodeError, Message

from ._check import COUNT_MAX, UINT32_MAX, seconds, whole
from ._proto import fleet_pb2, learner_pb2
from .batch import Batch
from .errors import SessionTaken, SortieError

_M = TypeVar("_M", bound=Message)

# About two minutes of a gateway that is away: longer, and somebody should look.
_TRIES_MAX = 12
_BACKOFF_MAX_SECONDS = 15.0
# The gateway answers a long poll within a minute; whoever waits longer asks again.
_POLL_SECONDS_MAX = 60.0
# This much later than it should have answered it is taken for gone.
_ANSWER_SECONDS = 30.0

PartialGroups = Literal["wait", "mask", "drop"]
_PARTIAL_GROUPS = {
    "wait": learner_pb2.PARTIAL_GROUPS_WAIT,
    "mask": learner_pb2.PARTIAL_GROUPS_MASK,
    "drop": learner_pb2.PARTIAL_GROUPS_DROP,
}


@dataclass(frozen=True)
class Policy:
    """How rollouts become batches; what is None is the gateway's default (proto/sortie/v1/learner.proto). Raises `config.invalid`."""

    rollouts: int | None = None
    tokens: int | None = None
    max_staleness_steps: int | None = None
    partial_groups: PartialGroups | None = None
    group_deadline_seconds: float | None = None
    usable_members_min: int | None = None

    def __post_init__(self) -> None:
        for field, low, high in (
            ("rollouts", 1, UINT32_MAX),
            ("tokens", 1, COUNT_MAX),
            ("max_staleness_steps", 0, COUNT_MAX),
            ("usable_members_min", 1, 1024),
        ):
            given = getattr(self, field)
            if given is not None:
                whole(field, given, low, high)
        if self.group_deadline_seconds is not None:
            seconds("group_deadline_seconds", self.group_deadline_seconds, 0.001)
        if self.partial_groups is not None and self.partial_groups not in _PARTIAL_GROUPS:
            names = ", ".join(_PARTIAL_GROUPS)
            raise SortieError("config.invalid", f"partial_groups is {self.partial_groups!r}", f"give one of {names}")

    def _message(self) -> learner_pb2.BatchPolicy:
        message = learner_pb2.BatchPolicy(
            rollouts=self.rollouts or 0,
            tokens=self.tokens or 0,
            group_deadline_ms=round((self.group_deadline_seconds or 0) * 1000),
            usable_members_min=self.usable_members_min or 0,
        )
        if self.max_staleness_steps is not None:
            message.max_staleness_steps = self.max_staleness_steps
        if self.partial_groups is not None:
            message.partial_groups = _PARTIAL_GROUPS[self.partial_groups]
        return message


class Client:
    """One reading of a fleet's rollouts, by one trainer. Not for several threads at a time."""

    def __init__(self, url: str, token: str, opened: learner_pb2.OpenResponse) -> None:
        self._url = url
        self._token = token
        self._session = opened.session
        self._after = opened.cursor.batches
        self.fleet: str = opened.fleet
        #: The newest weight version that was published through this client, or before it connected.
        self.weight_version: int = opened.weight_version

    def next(self, wait_seconds: float = 20.0, flush: bool = False) -> Batch | None:
        """The next batch; None when none came in time, at once with 0. `flush`: a smaller one rather than none."""
        seconds("wait_seconds", wait_seconds, 0)
        until = time.monotonic() + wait_seconds
        left = wait_seconds
        while True:
            wait = min(left, _POLL_SECONDS_MAX)
            request = learner_pb2.NextBatchRequest(
                session=self._session,
                # To the gateway 0 is its default.
                wait_ms=max(1, round(wait * 1000)),
                after=self._after,
                flush=flush and wait == left,
            )
            message = _call(self._url, self._token, "batch", request, learner_pb2.Batch, wait)
            if message is not None:
                self._after = message.number
                return Batch(message, self.commit)
            if wait == left:
                return None
            left = max(0.0, until - time.monotonic())

    def batches(self, idle_seconds: float | None = None, flush: bool = False) -> Iterator[Batch]:
        """Batches, one after the other: for ever, or until none came for `idle_seconds`; `flush` then yields what there still is."""
        wait = 20.0 if idle_seconds is None else seconds("idle_seconds", idle_seconds, 0)
        while True:
            batch = self.next(wait)
            while batch is None and idle_seconds is None:
                batch = self.next(wait)
            if batch is None and flush:
                batch = self.next(0, flush=True)
            if batch is None:
                return
            yield batch

    def commit(self, cursor: bytes) -> None:
        """Your checkpoint has this cursor: what is behind it may be purged."""
        request = learner_pb2.CommitRequest(session=self._session, cursor=_cursor(cursor))
        _call(self._url, self._token, "commit", request, learner_pb2.CommitResponse)

    def publish_weights(self, uri: str, sha256: bytes, size: int, format: str = "safetensors", version: int = 0) -> int:
        """
        Publishes weights and returns their version: `version`, or the next. Raises `weights.conflict` when it does not grow, or when
        another learner published meanwhile.
        """
        whole("version", version, 0)
        whole("size", size, 0)
        # By its version the gateway knows a call that is repeated: the answer to the first may have got lost.
        version = version or max(self.weight_version, self.state().weight_version) + 1
        manifest = fleet_pb2.WeightManifest(
            weight_version=version, uri=uri, format=format, sha256=sha256, bytes=size, parent=self.weight_version
        )
        request = learner_pb2.PublishWeightsRequest(session=self._session, manifest=manifest)
        answer = _call(self._url, self._token, "weights", request, learner_pb2.PublishWeightsResponse)
        assert answer is not None
        self.weight_version = answer.weight_version
        return self.weight_version

    def cancel(
        self, *, run_id: str = "", group_id: str = "", rollout_id: str = "", older_than_weight_version: int | None = None
    ) -> None:
        """Cancels running and queued work: a run, a group, a rollout, or what older weights began."""
        cancel = fleet_pb2.Cancel(run_id=run_id, group_id=group_id, rollout_id=rollout_id)
        if older_than_weight_version is not None:
            cancel.older_than_weight_version = whole("older_than_weight_version", older_than_weight_version, 0)
        _call(self._url, self._token, "cancel", learner_pb2.CancelRequest(session=self._session, cancel=cancel), learner_pb2.CancelResponse)

    def state(self) -> learner_pb2.LearnerState:
        """Where the reading stands: delivered, committed, waiting, dropped, lag."""
        answer = _call(self._url, self._token, "state", None, learner_pb2.LearnerState)
        assert answer is not None
        return answer


def connect(
    url: str = "http://127.0.0.1:7400",
    *,
    token: str,
    cursor: bytes | None = None,
    policy: Policy | None = None,
    share: tuple[int, int] | None = None,
) -> Client:
    """Opens a reading. `cursor`: of your checkpoint; None goes on from what was committed last. `share`: learner (index, of)."""
    request = learner_pb2.OpenRequest(policy=(policy or Policy())._message())
    if cursor is not None:
        request.cursor.CopyFrom(_cursor(cursor))
    if share is not None:
        index, of = share
        request.share.of = whole("share[1]", of, 1, UINT32_MAX)
        request.share.index = whole("share[0]", index, 0, of - 1)
    opened = _call(url, token.strip(), "open", request, learner_pb2.OpenResponse)
    assert opened is not None
    return Client(url, token.strip(), opened)


def _cursor(cursor: bytes) -> fleet_pb2.LearnerCursor:
    if len(cursor) == 0:
        # It would decode, as a cursor from before the fleet's first batch.
        remedy = "give batch.cursor of your checkpoint, or connect with None to go on from what was committed last"
        raise SortieError("cursor.invalid", "the cursor is empty: the checkpoint that it came from is none", remedy)
    try:
        return fleet_pb2.LearnerCursor.FromString(cursor)
    except DecodeError as error:
        raise SortieError("cursor.invalid", f"{len(cursor)} bytes are no cursor: {error}", "give batch.cursor as it was") from error


def _call(url: str, token: str, name: str, request: Message | None, kind: type[_M], wait_seconds: float = 0.0) -> _M | None:
    """One call, again while the gateway is away. Every call may be repeated: a batch is given again until it is known to have come."""
    data = None if request is None else request.SerializeToString()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/x-protobuf"}
    for tried in range(1, _TRIES_MAX + 1):
        try:
            call = urllib.request.Request(urllib.parse.urljoin(url, f"/v1/{name}"), data, headers, method="GET" if data is None else "POST")
            with urllib.request.urlopen(call, timeout=wait_seconds + _ANSWER_SECONDS) as response:
                return None if response.status == 204 else kind.FromString(response.read())
        except urllib.error.HTTPError as error:
            refusal = _refusal(error)
            if error.code != 503 or tried == _TRIES_MAX:
                raise refusal from None
        except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
            if tried == _TRIES_MAX:
                words = f"no gateway answers at {url}: tried {tried} times, last {error}"
                raise SortieError("gateway.unreachable", words, "see that `sortie learner serve` runs there") from error
        time.sleep(min(_BACKOFF_MAX_SECONDS, 0.1 * 2**tried) * random.uniform(0.5, 1.0))
    raise AssertionError("every try returns or raises")


def _refusal(error: urllib.error.HTTPError) -> SortieError:
    said = learner_pb2.GatewayError()
    try:
        said.ParseFromString(error.read())
    except DecodeError:
        said.code, said.message = "gateway.failed", f"the gateway answered {error.code}"
    kind = SessionTaken if said.code == "session.taken" else SortieError
    return kind(said.code or "gateway.failed", said.message, said.remedy)
