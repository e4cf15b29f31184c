from sortie_rl._proto import task_pb2 as _task_pb2
from sortie_rl._proto import trajectory_pb2 as _trajectory_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class LedgerState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    LEDGER_STATE_UNSPECIFIED: _ClassVar[LedgerState]
    LEDGER_STATE_QUEUED: _ClassVar[LedgerState]
    LEDGER_STATE_RUNNING: _ClassVar[LedgerState]
    LEDGER_STATE_ENDED: _ClassVar[LedgerState]

class PresenceKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PRESENCE_KIND_UNSPECIFIED: _ClassVar[PresenceKind]
    PRESENCE_KIND_WORKER: _ClassVar[PresenceKind]
    PRESENCE_KIND_REPLICA: _ClassVar[PresenceKind]

class PresenceState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PRESENCE_STATE_UNSPECIFIED: _ClassVar[PresenceState]
    PRESENCE_STATE_STARTING: _ClassVar[PresenceState]
    PRESENCE_STATE_READY: _ClassVar[PresenceState]
    PRESENCE_STATE_UNREADY: _ClassVar[PresenceState]
    PRESENCE_STATE_DRAINING: _ClassVar[PresenceState]
LEDGER_STATE_UNSPECIFIED: LedgerState
LEDGER_STATE_QUEUED: LedgerState
LEDGER_STATE_RUNNING: LedgerState
LEDGER_STATE_ENDED: LedgerState
PRESENCE_KIND_UNSPECIFIED: PresenceKind
PRESENCE_KIND_WORKER: PresenceKind
PRESENCE_KIND_REPLICA: PresenceKind
PRESENCE_STATE_UNSPECIFIED: PresenceState
PRESENCE_STATE_STARTING: PresenceState
PRESENCE_STATE_READY: PresenceState
PRESENCE_STATE_UNREADY: PresenceState
PRESENCE_STATE_DRAINING: PresenceState

class LedgerEntry(_message.Message):
    __slots__ = ("rollout_id", "run_id", "group_id", "task_id", "environment", "state", "attempt", "worker", "submitted_at_unix_ms", "deadline_unix_ms", "group_size", "group_index", "task_sha256", "status", "ended_sequence", "ended_at_unix_ms")
    ROLLOUT_ID_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    ENVIRONMENT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    WORKER_FIELD_NUMBER: _ClassVar[int]
    SUBMITTED_AT_UNIX_MS_FIELD_NUMBER: _ClassVar[int]
    DEADLINE_UNIX_MS_FIELD_NUMBER: _ClassVar[int]
    GROUP_SIZE_FIELD_NUMBER: _ClassVar[int]
    GROUP_INDEX_FIELD_NUMBER: _ClassVar[int]
    TASK_SHA256_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    ENDED_SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    ENDED_AT_UNIX_MS_FIELD_NUMBER: _ClassVar[int]
    rollout_id: str
    run_id: str
    group_id: str
    task_id: str
    environment: str
    state: LedgerState
    attempt: int
    worker: str
    submitted_at_unix_ms: int
    deadline_unix_ms: int
    group_size: int
    group_index: int
    task_sha256: bytes
    status: _trajectory_pb2.RolloutStatus
    ended_sequence: int
    ended_at_unix_ms: int
    def __init__(self, rollout_id: _Optional[str] = ..., run_id: _Optional[str] = ..., group_id: _Optional[str] = ..., task_id: _Optional[str] = ..., environment: _Optional[str] = ..., state: _Optional[_Union[LedgerState, str]] = ..., attempt: _Optional[int] = ..., worker: _Optional[str] = ..., submitted_at_unix_ms: _Optional[int] = ..., deadline_unix_ms: _Optional[int] = ..., group_size: _Optional[int] = ..., group_index: _Optional[int] = ..., task_sha256: _Optional[bytes] = ..., status: _Optional[_Union[_trajectory_pb2.RolloutStatus, str]] = ..., ended_sequence: _Optional[int] = ..., ended_at_unix_ms: _Optional[int] = ...) -> None: ...

class KeeperState(_message.Message):
    __slots__ = ("holder", "epoch", "stream_sequence", "lease_ms", "ended", "duplicates", "strangers", "undecodable", "order_sequence", "stream", "stream_stored_at_unix_ms", "reopening")
    HOLDER_FIELD_NUMBER: _ClassVar[int]
    EPOCH_FIELD_NUMBER: _ClassVar[int]
    STREAM_SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    LEASE_MS_FIELD_NUMBER: _ClassVar[int]
    ENDED_FIELD_NUMBER: _ClassVar[int]
    DUPLICATES_FIELD_NUMBER: _ClassVar[int]
    STRANGERS_FIELD_NUMBER: _ClassVar[int]
    UNDECODABLE_FIELD_NUMBER: _ClassVar[int]
    ORDER_SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    STREAM_FIELD_NUMBER: _ClassVar[int]
    STREAM_STORED_AT_UNIX_MS_FIELD_NUMBER: _ClassVar[int]
    REOPENING_FIELD_NUMBER: _ClassVar[int]
    holder: str
    epoch: int
    stream_sequence: int
    lease_ms: int
    ended: _containers.RepeatedCompositeFieldContainer[EndedCount]
    duplicates: int
    strangers: int
    undecodable: int
    order_sequence: int
    stream: str
    stream_stored_at_unix_ms: int
    reopening: bool
    def __init__(self, holder: _Optional[str] = ..., epoch: _Optional[int] = ..., stream_sequence: _Optional[int] = ..., lease_ms: _Optional[int] = ..., ended: _Optional[_Iterable[_Union[EndedCount, _Mapping]]] = ..., duplicates: _Optional[int] = ..., strangers: _Optional[int] = ..., undecodable: _Optional[int] = ..., order_sequence: _Optional[int] = ..., stream: _Optional[str] = ..., stream_stored_at_unix_ms: _Optional[int] = ..., reopening: _Optional[bool] = ...) -> None: ...

class EndedCount(_message.Message):
    __slots__ = ("status", "count")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    status: _trajectory_pb2.RolloutStatus
    count: int
    def __init__(self, status: _Optional[_Union[_trajectory_pb2.RolloutStatus, str]] = ..., count: _Optional[int] = ...) -> None: ...

class LearnerCursor(_message.Message):
    __slots__ = ("partitions", "batches", "delivered_rollouts", "dropped_rollouts", "stream")
    PARTITIONS_FIELD_NUMBER: _ClassVar[int]
    BATCHES_FIELD_NUMBER: _ClassVar[int]
    DELIVERED_ROLLOUTS_FIELD_NUMBER: _ClassVar[int]
    DROPPED_ROLLOUTS_FIELD_NUMBER: _ClassVar[int]
    STREAM_FIELD_NUMBER: _ClassVar[int]
    partitions: _containers.RepeatedCompositeFieldContainer[PartitionCursor]
    batches: int
    delivered_rollouts: int
    dropped_rollouts: int
    stream: str
    def __init__(self, partitions: _Optional[_Iterable[_Union[PartitionCursor, _Mapping]]] = ..., batches: _Optional[int] = ..., delivered_rollouts: _Optional[int] = ..., dropped_rollouts: _Optional[int] = ..., stream: _Optional[str] = ...) -> None: ...

class PartitionCursor(_message.Message):
    __slots__ = ("partition", "floor_sequence", "committed_rollout_ids", "closed_groups")
    PARTITION_FIELD_NUMBER: _ClassVar[int]
    FLOOR_SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    COMMITTED_ROLLOUT_IDS_FIELD_NUMBER: _ClassVar[int]
    CLOSED_GROUPS_FIELD_NUMBER: _ClassVar[int]
    partition: int
    floor_sequence: int
    committed_rollout_ids: _containers.RepeatedScalarFieldContainer[str]
    closed_groups: _containers.RepeatedCompositeFieldContainer[ClosedGroup]
    def __init__(self, partition: _Optional[int] = ..., floor_sequence: _Optional[int] = ..., committed_rollout_ids: _Optional[_Iterable[str]] = ..., closed_groups: _Optional[_Iterable[_Union[ClosedGroup, _Mapping]]] = ...) -> None: ...

class ClosedGroup(_message.Message):
    __slots__ = ("group_id", "missing")
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    group_id: str
    missing: int
    def __init__(self, group_id: _Optional[str] = ..., missing: _Optional[int] = ...) -> None: ...

class DeadLetter(_message.Message):
    __slots__ = ("task", "status", "stop_condition", "error", "ended_at_unix_ms")
    TASK_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    STOP_CONDITION_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    ENDED_AT_UNIX_MS_FIELD_NUMBER: _ClassVar[int]
    task: _task_pb2.RolloutTask
    status: _trajectory_pb2.RolloutStatus
    stop_condition: str
    error: _trajectory_pb2.RecordedError
    ended_at_unix_ms: int
    def __init__(self, task: _Optional[_Union[_task_pb2.RolloutTask, _Mapping]] = ..., status: _Optional[_Union[_trajectory_pb2.RolloutStatus, str]] = ..., stop_condition: _Optional[str] = ..., error: _Optional[_Union[_trajectory_pb2.RecordedError, _Mapping]] = ..., ended_at_unix_ms: _Optional[int] = ...) -> None: ...

class Control(_message.Message):
    __slots__ = ("cancel", "pause", "drain", "drained")
    CANCEL_FIELD_NUMBER: _ClassVar[int]
    PAUSE_FIELD_NUMBER: _ClassVar[int]
    DRAIN_FIELD_NUMBER: _ClassVar[int]
    DRAINED_FIELD_NUMBER: _ClassVar[int]
    cancel: Cancel
    pause: Pause
    drain: Drain
    drained: Drained
    def __init__(self, cancel: _Optional[_Union[Cancel, _Mapping]] = ..., pause: _Optional[_Union[Pause, _Mapping]] = ..., drain: _Optional[_Union[Drain, _Mapping]] = ..., drained: _Optional[_Union[Drained, _Mapping]] = ...) -> None: ...

class Cancel(_message.Message):
    __slots__ = ("run_id", "group_id", "rollout_id", "older_than_weight_version")
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    ROLLOUT_ID_FIELD_NUMBER: _ClassVar[int]
    OLDER_THAN_WEIGHT_VERSION_FIELD_NUMBER: _ClassVar[int]
    run_id: str
    group_id: str
    rollout_id: str
    older_than_weight_version: int
    def __init__(self, run_id: _Optional[str] = ..., group_id: _Optional[str] = ..., rollout_id: _Optional[str] = ..., older_than_weight_version: _Optional[int] = ...) -> None: ...

class Pause(_message.Message):
    __slots__ = ("paused",)
    PAUSED_FIELD_NUMBER: _ClassVar[int]
    paused: bool
    def __init__(self, paused: _Optional[bool] = ...) -> None: ...

class Drain(_message.Message):
    __slots__ = ("worker", "epoch", "grace_ms")
    WORKER_FIELD_NUMBER: _ClassVar[int]
    EPOCH_FIELD_NUMBER: _ClassVar[int]
    GRACE_MS_FIELD_NUMBER: _ClassVar[int]
    worker: str
    epoch: int
    grace_ms: int
    def __init__(self, worker: _Optional[str] = ..., epoch: _Optional[int] = ..., grace_ms: _Optional[int] = ...) -> None: ...

class Drained(_message.Message):
    __slots__ = ("worker", "epoch")
    WORKER_FIELD_NUMBER: _ClassVar[int]
    EPOCH_FIELD_NUMBER: _ClassVar[int]
    worker: str
    epoch: int
    def __init__(self, worker: _Optional[str] = ..., epoch: _Optional[int] = ...) -> None: ...

class WeightManifest(_message.Message):
    __slots__ = ("weight_version", "uri", "format", "sha256", "bytes", "parent", "created_at_unix_ms")
    WEIGHT_VERSION_FIELD_NUMBER: _ClassVar[int]
    URI_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    SHA256_FIELD_NUMBER: _ClassVar[int]
    BYTES_FIELD_NUMBER: _ClassVar[int]
    PARENT_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_UNIX_MS_FIELD_NUMBER: _ClassVar[int]
    weight_version: int
    uri: str
    format: str
    sha256: bytes
    bytes: int
    parent: int
    created_at_unix_ms: int
    def __init__(self, weight_version: _Optional[int] = ..., uri: _Optional[str] = ..., format: _Optional[str] = ..., sha256: _Optional[bytes] = ..., bytes: _Optional[int] = ..., parent: _Optional[int] = ..., created_at_unix_ms: _Optional[int] = ...) -> None: ...

class Presence(_message.Message):
    __slots__ = ("kind", "name", "state", "slots", "busy", "waiting", "weight_version", "draining", "url", "model", "beat", "ttl_ms", "incarnation")
    KIND_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SLOTS_FIELD_NUMBER: _ClassVar[int]
    BUSY_FIELD_NUMBER: _ClassVar[int]
    WAITING_FIELD_NUMBER: _ClassVar[int]
    WEIGHT_VERSION_FIELD_NUMBER: _ClassVar[int]
    DRAINING_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    BEAT_FIELD_NUMBER: _ClassVar[int]
    TTL_MS_FIELD_NUMBER: _ClassVar[int]
    INCARNATION_FIELD_NUMBER: _ClassVar[int]
    kind: PresenceKind
    name: str
    state: PresenceState
    slots: int
    busy: int
    waiting: int
    weight_version: int
    draining: bool
    url: str
    model: str
    beat: int
    ttl_ms: int
    incarnation: str
    def __init__(self, kind: _Optional[_Union[PresenceKind, str]] = ..., name: _Optional[str] = ..., state: _Optional[_Union[PresenceState, str]] = ..., slots: _Optional[int] = ..., busy: _Optional[int] = ..., waiting: _Optional[int] = ..., weight_version: _Optional[int] = ..., draining: _Optional[bool] = ..., url: _Optional[str] = ..., model: _Optional[str] = ..., beat: _Optional[int] = ..., ttl_ms: _Optional[int] = ..., incarnation: _Optional[str] = ...) -> None: ...
