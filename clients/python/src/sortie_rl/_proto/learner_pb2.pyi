from sortie_rl._proto import fleet_pb2 as _fleet_pb2
from sortie_rl._proto import trajectory_pb2 as _trajectory_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PartialGroups(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PARTIAL_GROUPS_UNSPECIFIED: _ClassVar[PartialGroups]
    PARTIAL_GROUPS_WAIT: _ClassVar[PartialGroups]
    PARTIAL_GROUPS_MASK: _ClassVar[PartialGroups]
    PARTIAL_GROUPS_DROP: _ClassVar[PartialGroups]

class LeftOutReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    LEFT_OUT_REASON_UNSPECIFIED: _ClassVar[LeftOutReason]
    LEFT_OUT_REASON_FAILED: _ClassVar[LeftOutReason]
    LEFT_OUT_REASON_STALE: _ClassVar[LeftOutReason]
    LEFT_OUT_REASON_QUARANTINED: _ClassVar[LeftOutReason]
    LEFT_OUT_REASON_MISSING: _ClassVar[LeftOutReason]
PARTIAL_GROUPS_UNSPECIFIED: PartialGroups
PARTIAL_GROUPS_WAIT: PartialGroups
PARTIAL_GROUPS_MASK: PartialGroups
PARTIAL_GROUPS_DROP: PartialGroups
LEFT_OUT_REASON_UNSPECIFIED: LeftOutReason
LEFT_OUT_REASON_FAILED: LeftOutReason
LEFT_OUT_REASON_STALE: LeftOutReason
LEFT_OUT_REASON_QUARANTINED: LeftOutReason
LEFT_OUT_REASON_MISSING: LeftOutReason

class OpenRequest(_message.Message):
    __slots__ = ("cursor", "share", "policy")
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    SHARE_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    cursor: _fleet_pb2.LearnerCursor
    share: LearnerShare
    policy: BatchPolicy
    def __init__(self, cursor: _Optional[_Union[_fleet_pb2.LearnerCursor, _Mapping]] = ..., share: _Optional[_Union[LearnerShare, _Mapping]] = ..., policy: _Optional[_Union[BatchPolicy, _Mapping]] = ...) -> None: ...

class LearnerShare(_message.Message):
    __slots__ = ("index", "of")
    INDEX_FIELD_NUMBER: _ClassVar[int]
    OF_FIELD_NUMBER: _ClassVar[int]
    index: int
    of: int
    def __init__(self, index: _Optional[int] = ..., of: _Optional[int] = ...) -> None: ...

class BatchPolicy(_message.Message):
    __slots__ = ("rollouts", "tokens", "max_staleness_steps", "partial_groups", "group_deadline_ms", "usable_members_min")
    ROLLOUTS_FIELD_NUMBER: _ClassVar[int]
    TOKENS_FIELD_NUMBER: _ClassVar[int]
    MAX_STALENESS_STEPS_FIELD_NUMBER: _ClassVar[int]
    PARTIAL_GROUPS_FIELD_NUMBER: _ClassVar[int]
    GROUP_DEADLINE_MS_FIELD_NUMBER: _ClassVar[int]
    USABLE_MEMBERS_MIN_FIELD_NUMBER: _ClassVar[int]
    rollouts: int
    tokens: int
    max_staleness_steps: int
    partial_groups: PartialGroups
    group_deadline_ms: int
    usable_members_min: int
    def __init__(self, rollouts: _Optional[int] = ..., tokens: _Optional[int] = ..., max_staleness_steps: _Optional[int] = ..., partial_groups: _Optional[_Union[PartialGroups, str]] = ..., group_deadline_ms: _Optional[int] = ..., usable_members_min: _Optional[int] = ...) -> None: ...

class OpenResponse(_message.Message):
    __slots__ = ("session", "fleet", "weight_version", "cursor")
    SESSION_FIELD_NUMBER: _ClassVar[int]
    FLEET_FIELD_NUMBER: _ClassVar[int]
    WEIGHT_VERSION_FIELD_NUMBER: _ClassVar[int]
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    session: str
    fleet: str
    weight_version: int
    cursor: _fleet_pb2.LearnerCursor
    def __init__(self, session: _Optional[str] = ..., fleet: _Optional[str] = ..., weight_version: _Optional[int] = ..., cursor: _Optional[_Union[_fleet_pb2.LearnerCursor, _Mapping]] = ...) -> None: ...

class NextBatchRequest(_message.Message):
    __slots__ = ("session", "wait_ms", "after", "flush")
    SESSION_FIELD_NUMBER: _ClassVar[int]
    WAIT_MS_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    FLUSH_FIELD_NUMBER: _ClassVar[int]
    session: str
    wait_ms: int
    after: int
    flush: bool
    def __init__(self, session: _Optional[str] = ..., wait_ms: _Optional[int] = ..., after: _Optional[int] = ..., flush: _Optional[bool] = ...) -> None: ...

class Batch(_message.Message):
    __slots__ = ("number", "groups", "cursor", "weight_version", "dropped", "policy", "short")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    GROUPS_FIELD_NUMBER: _ClassVar[int]
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    WEIGHT_VERSION_FIELD_NUMBER: _ClassVar[int]
    DROPPED_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    SHORT_FIELD_NUMBER: _ClassVar[int]
    number: int
    groups: _containers.RepeatedCompositeFieldContainer[BatchGroup]
    cursor: _fleet_pb2.LearnerCursor
    weight_version: int
    dropped: _containers.RepeatedCompositeFieldContainer[DroppedCount]
    policy: BatchPolicy
    short: bool
    def __init__(self, number: _Optional[int] = ..., groups: _Optional[_Iterable[_Union[BatchGroup, _Mapping]]] = ..., cursor: _Optional[_Union[_fleet_pb2.LearnerCursor, _Mapping]] = ..., weight_version: _Optional[int] = ..., dropped: _Optional[_Iterable[_Union[DroppedCount, _Mapping]]] = ..., policy: _Optional[_Union[BatchPolicy, _Mapping]] = ..., short: _Optional[bool] = ...) -> None: ...

class BatchGroup(_message.Message):
    __slots__ = ("group_id", "group_size", "run_id", "task_id", "environment", "partial", "rollouts", "left_out")
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    GROUP_SIZE_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    ENVIRONMENT_FIELD_NUMBER: _ClassVar[int]
    PARTIAL_FIELD_NUMBER: _ClassVar[int]
    ROLLOUTS_FIELD_NUMBER: _ClassVar[int]
    LEFT_OUT_FIELD_NUMBER: _ClassVar[int]
    group_id: str
    group_size: int
    run_id: str
    task_id: str
    environment: str
    partial: bool
    rollouts: _containers.RepeatedCompositeFieldContainer[BatchRollout]
    left_out: _containers.RepeatedCompositeFieldContainer[LeftOutMember]
    def __init__(self, group_id: _Optional[str] = ..., group_size: _Optional[int] = ..., run_id: _Optional[str] = ..., task_id: _Optional[str] = ..., environment: _Optional[str] = ..., partial: _Optional[bool] = ..., rollouts: _Optional[_Iterable[_Union[BatchRollout, _Mapping]]] = ..., left_out: _Optional[_Iterable[_Union[LeftOutMember, _Mapping]]] = ...) -> None: ...

class BatchRollout(_message.Message):
    __slots__ = ("rollout_id", "group_index", "attempt", "status", "reward", "staleness_steps", "sequences", "turns", "ending", "worker", "environment_version", "warnings")
    ROLLOUT_ID_FIELD_NUMBER: _ClassVar[int]
    GROUP_INDEX_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    REWARD_FIELD_NUMBER: _ClassVar[int]
    STALENESS_STEPS_FIELD_NUMBER: _ClassVar[int]
    SEQUENCES_FIELD_NUMBER: _ClassVar[int]
    TURNS_FIELD_NUMBER: _ClassVar[int]
    ENDING_FIELD_NUMBER: _ClassVar[int]
    WORKER_FIELD_NUMBER: _ClassVar[int]
    ENVIRONMENT_VERSION_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    rollout_id: str
    group_index: int
    attempt: int
    status: _trajectory_pb2.RolloutStatus
    reward: float
    staleness_steps: int
    sequences: _containers.RepeatedCompositeFieldContainer[TrainingSequence]
    turns: _containers.RepeatedCompositeFieldContainer[_trajectory_pb2.Turn]
    ending: _trajectory_pb2.EndingRecord
    worker: str
    environment_version: str
    warnings: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, rollout_id: _Optional[str] = ..., group_index: _Optional[int] = ..., attempt: _Optional[int] = ..., status: _Optional[_Union[_trajectory_pb2.RolloutStatus, str]] = ..., reward: _Optional[float] = ..., staleness_steps: _Optional[int] = ..., sequences: _Optional[_Iterable[_Union[TrainingSequence, _Mapping]]] = ..., turns: _Optional[_Iterable[_Union[_trajectory_pb2.Turn, _Mapping]]] = ..., ending: _Optional[_Union[_trajectory_pb2.EndingRecord, _Mapping]] = ..., worker: _Optional[str] = ..., environment_version: _Optional[str] = ..., warnings: _Optional[_Iterable[str]] = ...) -> None: ...

class TrainingSequence(_message.Message):
    __slots__ = ("trace_id", "parent_trace_id", "agent", "token_ids", "loss_mask", "logprobs", "weight_versions", "shared_tokens")
    TRACE_ID_FIELD_NUMBER: _ClassVar[int]
    PARENT_TRACE_ID_FIELD_NUMBER: _ClassVar[int]
    AGENT_FIELD_NUMBER: _ClassVar[int]
    TOKEN_IDS_FIELD_NUMBER: _ClassVar[int]
    LOSS_MASK_FIELD_NUMBER: _ClassVar[int]
    LOGPROBS_FIELD_NUMBER: _ClassVar[int]
    WEIGHT_VERSIONS_FIELD_NUMBER: _ClassVar[int]
    SHARED_TOKENS_FIELD_NUMBER: _ClassVar[int]
    trace_id: str
    parent_trace_id: str
    agent: str
    token_ids: bytes
    loss_mask: bytes
    logprobs: bytes
    weight_versions: bytes
    shared_tokens: int
    def __init__(self, trace_id: _Optional[str] = ..., parent_trace_id: _Optional[str] = ..., agent: _Optional[str] = ..., token_ids: _Optional[bytes] = ..., loss_mask: _Optional[bytes] = ..., logprobs: _Optional[bytes] = ..., weight_versions: _Optional[bytes] = ..., shared_tokens: _Optional[int] = ...) -> None: ...

class LeftOutMember(_message.Message):
    __slots__ = ("rollout_id", "group_index", "reason", "status", "detail")
    ROLLOUT_ID_FIELD_NUMBER: _ClassVar[int]
    GROUP_INDEX_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    rollout_id: str
    group_index: int
    reason: LeftOutReason
    status: _trajectory_pb2.RolloutStatus
    detail: str
    def __init__(self, rollout_id: _Optional[str] = ..., group_index: _Optional[int] = ..., reason: _Optional[_Union[LeftOutReason, str]] = ..., status: _Optional[_Union[_trajectory_pb2.RolloutStatus, str]] = ..., detail: _Optional[str] = ...) -> None: ...

class DroppedCount(_message.Message):
    __slots__ = ("reason", "duration_bucket", "count")
    REASON_FIELD_NUMBER: _ClassVar[int]
    DURATION_BUCKET_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    reason: str
    duration_bucket: str
    count: int
    def __init__(self, reason: _Optional[str] = ..., duration_bucket: _Optional[str] = ..., count: _Optional[int] = ...) -> None: ...

class CommitRequest(_message.Message):
    __slots__ = ("session", "cursor")
    SESSION_FIELD_NUMBER: _ClassVar[int]
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    session: str
    cursor: _fleet_pb2.LearnerCursor
    def __init__(self, session: _Optional[str] = ..., cursor: _Optional[_Union[_fleet_pb2.LearnerCursor, _Mapping]] = ...) -> None: ...

class CommitResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class PublishWeightsRequest(_message.Message):
    __slots__ = ("session", "manifest")
    SESSION_FIELD_NUMBER: _ClassVar[int]
    MANIFEST_FIELD_NUMBER: _ClassVar[int]
    session: str
    manifest: _fleet_pb2.WeightManifest
    def __init__(self, session: _Optional[str] = ..., manifest: _Optional[_Union[_fleet_pb2.WeightManifest, _Mapping]] = ...) -> None: ...

class PublishWeightsResponse(_message.Message):
    __slots__ = ("weight_version",)
    WEIGHT_VERSION_FIELD_NUMBER: _ClassVar[int]
    weight_version: int
    def __init__(self, weight_version: _Optional[int] = ...) -> None: ...

class CancelRequest(_message.Message):
    __slots__ = ("session", "cancel")
    SESSION_FIELD_NUMBER: _ClassVar[int]
    CANCEL_FIELD_NUMBER: _ClassVar[int]
    session: str
    cancel: _fleet_pb2.Cancel
    def __init__(self, session: _Optional[str] = ..., cancel: _Optional[_Union[_fleet_pb2.Cancel, _Mapping]] = ...) -> None: ...

class CancelResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class LearnerState(_message.Message):
    __slots__ = ("fleet", "session", "share", "policy", "weight_version", "batches_delivered", "rollouts_delivered", "rollouts_committed", "dropped", "quarantined", "superseded", "duplicates", "rollouts_waiting", "bytes_waiting", "lag_messages", "cursor", "committed")
    FLEET_FIELD_NUMBER: _ClassVar[int]
    SESSION_FIELD_NUMBER: _ClassVar[int]
    SHARE_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    WEIGHT_VERSION_FIELD_NUMBER: _ClassVar[int]
    BATCHES_DELIVERED_FIELD_NUMBER: _ClassVar[int]
    ROLLOUTS_DELIVERED_FIELD_NUMBER: _ClassVar[int]
    ROLLOUTS_COMMITTED_FIELD_NUMBER: _ClassVar[int]
    DROPPED_FIELD_NUMBER: _ClassVar[int]
    QUARANTINED_FIELD_NUMBER: _ClassVar[int]
    SUPERSEDED_FIELD_NUMBER: _ClassVar[int]
    DUPLICATES_FIELD_NUMBER: _ClassVar[int]
    ROLLOUTS_WAITING_FIELD_NUMBER: _ClassVar[int]
    BYTES_WAITING_FIELD_NUMBER: _ClassVar[int]
    LAG_MESSAGES_FIELD_NUMBER: _ClassVar[int]
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    COMMITTED_FIELD_NUMBER: _ClassVar[int]
    fleet: str
    session: str
    share: LearnerShare
    policy: BatchPolicy
    weight_version: int
    batches_delivered: int
    rollouts_delivered: int
    rollouts_committed: int
    dropped: _containers.RepeatedCompositeFieldContainer[DroppedCount]
    quarantined: int
    superseded: int
    duplicates: int
    rollouts_waiting: int
    bytes_waiting: int
    lag_messages: int
    cursor: _fleet_pb2.LearnerCursor
    committed: _fleet_pb2.LearnerCursor
    def __init__(self, fleet: _Optional[str] = ..., session: _Optional[str] = ..., share: _Optional[_Union[LearnerShare, _Mapping]] = ..., policy: _Optional[_Union[BatchPolicy, _Mapping]] = ..., weight_version: _Optional[int] = ..., batches_delivered: _Optional[int] = ..., rollouts_delivered: _Optional[int] = ..., rollouts_committed: _Optional[int] = ..., dropped: _Optional[_Iterable[_Union[DroppedCount, _Mapping]]] = ..., quarantined: _Optional[int] = ..., superseded: _Optional[int] = ..., duplicates: _Optional[int] = ..., rollouts_waiting: _Optional[int] = ..., bytes_waiting: _Optional[int] = ..., lag_messages: _Optional[int] = ..., cursor: _Optional[_Union[_fleet_pb2.LearnerCursor, _Mapping]] = ..., committed: _Optional[_Union[_fleet_pb2.LearnerCursor, _Mapping]] = ...) -> None: ...

class CommittedMark(_message.Message):
    __slots__ = ("cursor", "share", "weight_version", "policy", "committed_at_unix_ms", "session")
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    SHARE_FIELD_NUMBER: _ClassVar[int]
    WEIGHT_VERSION_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    COMMITTED_AT_UNIX_MS_FIELD_NUMBER: _ClassVar[int]
    SESSION_FIELD_NUMBER: _ClassVar[int]
    cursor: _fleet_pb2.LearnerCursor
    share: LearnerShare
    weight_version: int
    policy: BatchPolicy
    committed_at_unix_ms: int
    session: str
    def __init__(self, cursor: _Optional[_Union[_fleet_pb2.LearnerCursor, _Mapping]] = ..., share: _Optional[_Union[LearnerShare, _Mapping]] = ..., weight_version: _Optional[int] = ..., policy: _Optional[_Union[BatchPolicy, _Mapping]] = ..., committed_at_unix_ms: _Optional[int] = ..., session: _Optional[str] = ...) -> None: ...

class RetentionMark(_message.Message):
    __slots__ = ("partitions", "stream")
    PARTITIONS_FIELD_NUMBER: _ClassVar[int]
    STREAM_FIELD_NUMBER: _ClassVar[int]
    partitions: _containers.RepeatedCompositeFieldContainer[PurgedPartition]
    stream: str
    def __init__(self, partitions: _Optional[_Iterable[_Union[PurgedPartition, _Mapping]]] = ..., stream: _Optional[str] = ...) -> None: ...

class PurgedPartition(_message.Message):
    __slots__ = ("partition", "purged_sequence", "tombstones", "ahead")
    PARTITION_FIELD_NUMBER: _ClassVar[int]
    PURGED_SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    TOMBSTONES_FIELD_NUMBER: _ClassVar[int]
    AHEAD_FIELD_NUMBER: _ClassVar[int]
    partition: int
    purged_sequence: int
    tombstones: _containers.RepeatedCompositeFieldContainer[Tombstones]
    ahead: _containers.RepeatedCompositeFieldContainer[PurgedRollout]
    def __init__(self, partition: _Optional[int] = ..., purged_sequence: _Optional[int] = ..., tombstones: _Optional[_Iterable[_Union[Tombstones, _Mapping]]] = ..., ahead: _Optional[_Iterable[_Union[PurgedRollout, _Mapping]]] = ...) -> None: ...

class PurgedRollout(_message.Message):
    __slots__ = ("rollout_id", "last_sequence", "first_sequence")
    ROLLOUT_ID_FIELD_NUMBER: _ClassVar[int]
    LAST_SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    FIRST_SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    rollout_id: str
    last_sequence: int
    first_sequence: int
    def __init__(self, rollout_id: _Optional[str] = ..., last_sequence: _Optional[int] = ..., first_sequence: _Optional[int] = ...) -> None: ...

class Tombstones(_message.Message):
    __slots__ = ("up_to_sequence", "made_at_unix_ms")
    UP_TO_SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    MADE_AT_UNIX_MS_FIELD_NUMBER: _ClassVar[int]
    up_to_sequence: int
    made_at_unix_ms: int
    def __init__(self, up_to_sequence: _Optional[int] = ..., made_at_unix_ms: _Optional[int] = ...) -> None: ...

class GatewayError(_message.Message):
    __slots__ = ("code", "message", "remedy")
    CODE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    REMEDY_FIELD_NUMBER: _ClassVar[int]
    code: str
    message: str
    remedy: str
    def __init__(self, code: _Optional[str] = ..., message: _Optional[str] = ..., remedy: _Optional[str] = ...) -> None: ...
