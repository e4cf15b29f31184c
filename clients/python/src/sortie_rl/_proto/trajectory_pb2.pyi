from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Role(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ROLE_UNSPECIFIED: _ClassVar[Role]
    ROLE_SYSTEM: _ClassVar[Role]
    ROLE_USER: _ClassVar[Role]
    ROLE_ASSISTANT: _ClassVar[Role]
    ROLE_TOOL: _ClassVar[Role]
    ROLE_TEMPLATE: _ClassVar[Role]

class ToolStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TOOL_STATUS_UNSPECIFIED: _ClassVar[ToolStatus]
    TOOL_STATUS_OK: _ClassVar[ToolStatus]
    TOOL_STATUS_FAILED: _ClassVar[ToolStatus]
    TOOL_STATUS_MALFORMED: _ClassVar[ToolStatus]
    TOOL_STATUS_TIMED_OUT: _ClassVar[ToolStatus]
    TOOL_STATUS_LIMITED: _ClassVar[ToolStatus]
    TOOL_STATUS_INFRASTRUCTURE: _ClassVar[ToolStatus]

class LogprobsMode(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    LOGPROBS_MODE_UNSPECIFIED: _ClassVar[LogprobsMode]
    LOGPROBS_MODE_RAW: _ClassVar[LogprobsMode]
    LOGPROBS_MODE_PROCESSED: _ClassVar[LogprobsMode]

class FinishReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FINISH_REASON_UNSPECIFIED: _ClassVar[FinishReason]
    FINISH_REASON_STOP: _ClassVar[FinishReason]
    FINISH_REASON_LENGTH: _ClassVar[FinishReason]
    FINISH_REASON_ABORTED: _ClassVar[FinishReason]
    FINISH_REASON_ERROR: _ClassVar[FinishReason]

class RolloutStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ROLLOUT_STATUS_UNSPECIFIED: _ClassVar[RolloutStatus]
    ROLLOUT_STATUS_COMPLETED: _ClassVar[RolloutStatus]
    ROLLOUT_STATUS_TRUNCATED: _ClassVar[RolloutStatus]
    ROLLOUT_STATUS_TIMED_OUT: _ClassVar[RolloutStatus]
    ROLLOUT_STATUS_FAILED_ENVIRONMENT: _ClassVar[RolloutStatus]
    ROLLOUT_STATUS_FAILED_INFERENCE: _ClassVar[RolloutStatus]
    ROLLOUT_STATUS_CANCELLED: _ClassVar[RolloutStatus]
    ROLLOUT_STATUS_POISONED: _ClassVar[RolloutStatus]
    ROLLOUT_STATUS_REFUSED_STALE: _ClassVar[RolloutStatus]
ROLE_UNSPECIFIED: Role
ROLE_SYSTEM: Role
ROLE_USER: Role
ROLE_ASSISTANT: Role
ROLE_TOOL: Role
ROLE_TEMPLATE: Role
TOOL_STATUS_UNSPECIFIED: ToolStatus
TOOL_STATUS_OK: ToolStatus
TOOL_STATUS_FAILED: ToolStatus
TOOL_STATUS_MALFORMED: ToolStatus
TOOL_STATUS_TIMED_OUT: ToolStatus
TOOL_STATUS_LIMITED: ToolStatus
TOOL_STATUS_INFRASTRUCTURE: ToolStatus
LOGPROBS_MODE_UNSPECIFIED: LogprobsMode
LOGPROBS_MODE_RAW: LogprobsMode
LOGPROBS_MODE_PROCESSED: LogprobsMode
FINISH_REASON_UNSPECIFIED: FinishReason
FINISH_REASON_STOP: FinishReason
FINISH_REASON_LENGTH: FinishReason
FINISH_REASON_ABORTED: FinishReason
FINISH_REASON_ERROR: FinishReason
ROLLOUT_STATUS_UNSPECIFIED: RolloutStatus
ROLLOUT_STATUS_COMPLETED: RolloutStatus
ROLLOUT_STATUS_TRUNCATED: RolloutStatus
ROLLOUT_STATUS_TIMED_OUT: RolloutStatus
ROLLOUT_STATUS_FAILED_ENVIRONMENT: RolloutStatus
ROLLOUT_STATUS_FAILED_INFERENCE: RolloutStatus
ROLLOUT_STATUS_CANCELLED: RolloutStatus
ROLLOUT_STATUS_POISONED: RolloutStatus
ROLLOUT_STATUS_REFUSED_STALE: RolloutStatus

class TrajectoryChunk(_message.Message):
    __slots__ = ("schema_version", "run_id", "fleet", "task_id", "task_sha256", "group_id", "group_size", "group_index", "rollout_id", "attempt", "chunk_seq", "worker", "environment", "environment_version", "started_at_unix_ms", "previous_sha256", "silent_attempts", "opening", "turns", "fragment", "ending", "hand_back")
    SCHEMA_VERSION_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    FLEET_FIELD_NUMBER: _ClassVar[int]
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    TASK_SHA256_FIELD_NUMBER: _ClassVar[int]
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    GROUP_SIZE_FIELD_NUMBER: _ClassVar[int]
    GROUP_INDEX_FIELD_NUMBER: _ClassVar[int]
    ROLLOUT_ID_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    CHUNK_SEQ_FIELD_NUMBER: _ClassVar[int]
    WORKER_FIELD_NUMBER: _ClassVar[int]
    ENVIRONMENT_FIELD_NUMBER: _ClassVar[int]
    ENVIRONMENT_VERSION_FIELD_NUMBER: _ClassVar[int]
    STARTED_AT_UNIX_MS_FIELD_NUMBER: _ClassVar[int]
    PREVIOUS_SHA256_FIELD_NUMBER: _ClassVar[int]
    SILENT_ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    OPENING_FIELD_NUMBER: _ClassVar[int]
    TURNS_FIELD_NUMBER: _ClassVar[int]
    FRAGMENT_FIELD_NUMBER: _ClassVar[int]
    ENDING_FIELD_NUMBER: _ClassVar[int]
    HAND_BACK_FIELD_NUMBER: _ClassVar[int]
    schema_version: int
    run_id: str
    fleet: str
    task_id: str
    task_sha256: bytes
    group_id: str
    group_size: int
    group_index: int
    rollout_id: str
    attempt: int
    chunk_seq: int
    worker: str
    environment: str
    environment_version: str
    started_at_unix_ms: int
    previous_sha256: bytes
    silent_attempts: int
    opening: OpeningRecord
    turns: TurnsRecord
    fragment: TurnFragment
    ending: EndingRecord
    hand_back: HandBackRecord
    def __init__(self, schema_version: _Optional[int] = ..., run_id: _Optional[str] = ..., fleet: _Optional[str] = ..., task_id: _Optional[str] = ..., task_sha256: _Optional[bytes] = ..., group_id: _Optional[str] = ..., group_size: _Optional[int] = ..., group_index: _Optional[int] = ..., rollout_id: _Optional[str] = ..., attempt: _Optional[int] = ..., chunk_seq: _Optional[int] = ..., worker: _Optional[str] = ..., environment: _Optional[str] = ..., environment_version: _Optional[str] = ..., started_at_unix_ms: _Optional[int] = ..., previous_sha256: _Optional[bytes] = ..., silent_attempts: _Optional[int] = ..., opening: _Optional[_Union[OpeningRecord, _Mapping]] = ..., turns: _Optional[_Union[TurnsRecord, _Mapping]] = ..., fragment: _Optional[_Union[TurnFragment, _Mapping]] = ..., ending: _Optional[_Union[EndingRecord, _Mapping]] = ..., hand_back: _Optional[_Union[HandBackRecord, _Mapping]] = ...) -> None: ...

class HandBackRecord(_message.Message):
    __slots__ = ("reason",)
    REASON_FIELD_NUMBER: _ClassVar[int]
    reason: str
    def __init__(self, reason: _Optional[str] = ...) -> None: ...

class OpeningRecord(_message.Message):
    __slots__ = ("lease_ms", "seed", "deadline_unix_ms")
    LEASE_MS_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    DEADLINE_UNIX_MS_FIELD_NUMBER: _ClassVar[int]
    lease_ms: int
    seed: int
    deadline_unix_ms: int
    def __init__(self, lease_ms: _Optional[int] = ..., seed: _Optional[int] = ..., deadline_unix_ms: _Optional[int] = ...) -> None: ...

class TurnsRecord(_message.Message):
    __slots__ = ("turns",)
    TURNS_FIELD_NUMBER: _ClassVar[int]
    turns: _containers.RepeatedCompositeFieldContainer[Turn]
    def __init__(self, turns: _Optional[_Iterable[_Union[Turn, _Mapping]]] = ...) -> None: ...

class TurnFragment(_message.Message):
    __slots__ = ("turn_index", "fragment_index", "fragment_count", "data", "turn_sha256")
    TURN_INDEX_FIELD_NUMBER: _ClassVar[int]
    FRAGMENT_INDEX_FIELD_NUMBER: _ClassVar[int]
    FRAGMENT_COUNT_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    TURN_SHA256_FIELD_NUMBER: _ClassVar[int]
    turn_index: int
    fragment_index: int
    fragment_count: int
    data: bytes
    turn_sha256: bytes
    def __init__(self, turn_index: _Optional[int] = ..., fragment_index: _Optional[int] = ..., fragment_count: _Optional[int] = ..., data: _Optional[bytes] = ..., turn_sha256: _Optional[bytes] = ...) -> None: ...

class Turn(_message.Message):
    __slots__ = ("trace_id", "parent_trace_id", "agent", "trainable", "turn_index", "branch_token_count", "segments", "tool_calls", "sampling", "effort", "finish_reason", "usage", "timings", "step_reward", "error", "replica", "model")
    TRACE_ID_FIELD_NUMBER: _ClassVar[int]
    PARENT_TRACE_ID_FIELD_NUMBER: _ClassVar[int]
    AGENT_FIELD_NUMBER: _ClassVar[int]
    TRAINABLE_FIELD_NUMBER: _ClassVar[int]
    TURN_INDEX_FIELD_NUMBER: _ClassVar[int]
    BRANCH_TOKEN_COUNT_FIELD_NUMBER: _ClassVar[int]
    SEGMENTS_FIELD_NUMBER: _ClassVar[int]
    TOOL_CALLS_FIELD_NUMBER: _ClassVar[int]
    SAMPLING_FIELD_NUMBER: _ClassVar[int]
    EFFORT_FIELD_NUMBER: _ClassVar[int]
    FINISH_REASON_FIELD_NUMBER: _ClassVar[int]
    USAGE_FIELD_NUMBER: _ClassVar[int]
    TIMINGS_FIELD_NUMBER: _ClassVar[int]
    STEP_REWARD_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    REPLICA_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    trace_id: str
    parent_trace_id: str
    agent: str
    trainable: bool
    turn_index: int
    branch_token_count: int
    segments: _containers.RepeatedCompositeFieldContainer[Segment]
    tool_calls: _containers.RepeatedCompositeFieldContainer[ToolCall]
    sampling: Sampling
    effort: Effort
    finish_reason: FinishReason
    usage: Usage
    timings: Timings
    step_reward: float
    error: RecordedError
    replica: str
    model: str
    def __init__(self, trace_id: _Optional[str] = ..., parent_trace_id: _Optional[str] = ..., agent: _Optional[str] = ..., trainable: _Optional[bool] = ..., turn_index: _Optional[int] = ..., branch_token_count: _Optional[int] = ..., segments: _Optional[_Iterable[_Union[Segment, _Mapping]]] = ..., tool_calls: _Optional[_Iterable[_Union[ToolCall, _Mapping]]] = ..., sampling: _Optional[_Union[Sampling, _Mapping]] = ..., effort: _Optional[_Union[Effort, _Mapping]] = ..., finish_reason: _Optional[_Union[FinishReason, str]] = ..., usage: _Optional[_Union[Usage, _Mapping]] = ..., timings: _Optional[_Union[Timings, _Mapping]] = ..., step_reward: _Optional[float] = ..., error: _Optional[_Union[RecordedError, _Mapping]] = ..., replica: _Optional[str] = ..., model: _Optional[str] = ...) -> None: ...

class Segment(_message.Message):
    __slots__ = ("role", "token_ids", "logprobs", "loss_mask", "version_spans", "text")
    ROLE_FIELD_NUMBER: _ClassVar[int]
    TOKEN_IDS_FIELD_NUMBER: _ClassVar[int]
    LOGPROBS_FIELD_NUMBER: _ClassVar[int]
    LOSS_MASK_FIELD_NUMBER: _ClassVar[int]
    VERSION_SPANS_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    role: Role
    token_ids: bytes
    logprobs: bytes
    loss_mask: bytes
    version_spans: _containers.RepeatedCompositeFieldContainer[VersionSpan]
    text: str
    def __init__(self, role: _Optional[_Union[Role, str]] = ..., token_ids: _Optional[bytes] = ..., logprobs: _Optional[bytes] = ..., loss_mask: _Optional[bytes] = ..., version_spans: _Optional[_Iterable[_Union[VersionSpan, _Mapping]]] = ..., text: _Optional[str] = ...) -> None: ...

class VersionSpan(_message.Message):
    __slots__ = ("weight_version", "token_count")
    WEIGHT_VERSION_FIELD_NUMBER: _ClassVar[int]
    TOKEN_COUNT_FIELD_NUMBER: _ClassVar[int]
    weight_version: int
    token_count: int
    def __init__(self, weight_version: _Optional[int] = ..., token_count: _Optional[int] = ...) -> None: ...

class ToolCall(_message.Message):
    __slots__ = ("name", "arguments_json", "started_at_unix_ms", "ended_at_unix_ms", "status", "output", "output_truncated", "output_bytes", "output_sha256")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ARGUMENTS_JSON_FIELD_NUMBER: _ClassVar[int]
    STARTED_AT_UNIX_MS_FIELD_NUMBER: _ClassVar[int]
    ENDED_AT_UNIX_MS_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    OUTPUT_FIELD_NUMBER: _ClassVar[int]
    OUTPUT_TRUNCATED_FIELD_NUMBER: _ClassVar[int]
    OUTPUT_BYTES_FIELD_NUMBER: _ClassVar[int]
    OUTPUT_SHA256_FIELD_NUMBER: _ClassVar[int]
    name: str
    arguments_json: str
    started_at_unix_ms: int
    ended_at_unix_ms: int
    status: ToolStatus
    output: str
    output_truncated: bool
    output_bytes: int
    output_sha256: bytes
    def __init__(self, name: _Optional[str] = ..., arguments_json: _Optional[str] = ..., started_at_unix_ms: _Optional[int] = ..., ended_at_unix_ms: _Optional[int] = ..., status: _Optional[_Union[ToolStatus, str]] = ..., output: _Optional[str] = ..., output_truncated: _Optional[bool] = ..., output_bytes: _Optional[int] = ..., output_sha256: _Optional[bytes] = ...) -> None: ...

class Sampling(_message.Message):
    __slots__ = ("temperature", "top_p", "top_k", "seed", "logprobs_mode", "cache_salt", "max_tokens")
    TEMPERATURE_FIELD_NUMBER: _ClassVar[int]
    TOP_P_FIELD_NUMBER: _ClassVar[int]
    TOP_K_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    LOGPROBS_MODE_FIELD_NUMBER: _ClassVar[int]
    CACHE_SALT_FIELD_NUMBER: _ClassVar[int]
    MAX_TOKENS_FIELD_NUMBER: _ClassVar[int]
    temperature: float
    top_p: float
    top_k: int
    seed: int
    logprobs_mode: LogprobsMode
    cache_salt: str
    max_tokens: int
    def __init__(self, temperature: _Optional[float] = ..., top_p: _Optional[float] = ..., top_k: _Optional[int] = ..., seed: _Optional[int] = ..., logprobs_mode: _Optional[_Union[LogprobsMode, str]] = ..., cache_salt: _Optional[str] = ..., max_tokens: _Optional[int] = ...) -> None: ...

class Effort(_message.Message):
    __slots__ = ("requested", "budget_tokens", "thinking_tokens", "forced_stop")
    REQUESTED_FIELD_NUMBER: _ClassVar[int]
    BUDGET_TOKENS_FIELD_NUMBER: _ClassVar[int]
    THINKING_TOKENS_FIELD_NUMBER: _ClassVar[int]
    FORCED_STOP_FIELD_NUMBER: _ClassVar[int]
    requested: float
    budget_tokens: int
    thinking_tokens: int
    forced_stop: bool
    def __init__(self, requested: _Optional[float] = ..., budget_tokens: _Optional[int] = ..., thinking_tokens: _Optional[int] = ..., forced_stop: _Optional[bool] = ...) -> None: ...

class Usage(_message.Message):
    __slots__ = ("prompt_tokens", "cached_tokens", "sampled_tokens")
    PROMPT_TOKENS_FIELD_NUMBER: _ClassVar[int]
    CACHED_TOKENS_FIELD_NUMBER: _ClassVar[int]
    SAMPLED_TOKENS_FIELD_NUMBER: _ClassVar[int]
    prompt_tokens: int
    cached_tokens: int
    sampled_tokens: int
    def __init__(self, prompt_tokens: _Optional[int] = ..., cached_tokens: _Optional[int] = ..., sampled_tokens: _Optional[int] = ...) -> None: ...

class Timings(_message.Message):
    __slots__ = ("queue_ns", "time_to_first_token_ns", "decode_ns", "environment_ns")
    QUEUE_NS_FIELD_NUMBER: _ClassVar[int]
    TIME_TO_FIRST_TOKEN_NS_FIELD_NUMBER: _ClassVar[int]
    DECODE_NS_FIELD_NUMBER: _ClassVar[int]
    ENVIRONMENT_NS_FIELD_NUMBER: _ClassVar[int]
    queue_ns: int
    time_to_first_token_ns: int
    decode_ns: int
    environment_ns: int
    def __init__(self, queue_ns: _Optional[int] = ..., time_to_first_token_ns: _Optional[int] = ..., decode_ns: _Optional[int] = ..., environment_ns: _Optional[int] = ...) -> None: ...

class RecordedError(_message.Message):
    __slots__ = ("code", "message")
    CODE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    code: str
    message: str
    def __init__(self, code: _Optional[str] = ..., message: _Optional[str] = ...) -> None: ...

class EndingRecord(_message.Message):
    __slots__ = ("status", "stop_condition", "rewards", "integrity_findings", "totals", "error", "ended_at_unix_ms", "sandbox_enforcement")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    STOP_CONDITION_FIELD_NUMBER: _ClassVar[int]
    REWARDS_FIELD_NUMBER: _ClassVar[int]
    INTEGRITY_FINDINGS_FIELD_NUMBER: _ClassVar[int]
    TOTALS_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    ENDED_AT_UNIX_MS_FIELD_NUMBER: _ClassVar[int]
    SANDBOX_ENFORCEMENT_FIELD_NUMBER: _ClassVar[int]
    status: RolloutStatus
    stop_condition: str
    rewards: _containers.RepeatedCompositeFieldContainer[Reward]
    integrity_findings: _containers.RepeatedCompositeFieldContainer[IntegrityFinding]
    totals: Totals
    error: RecordedError
    ended_at_unix_ms: int
    sandbox_enforcement: str
    def __init__(self, status: _Optional[_Union[RolloutStatus, str]] = ..., stop_condition: _Optional[str] = ..., rewards: _Optional[_Iterable[_Union[Reward, _Mapping]]] = ..., integrity_findings: _Optional[_Iterable[_Union[IntegrityFinding, _Mapping]]] = ..., totals: _Optional[_Union[Totals, _Mapping]] = ..., error: _Optional[_Union[RecordedError, _Mapping]] = ..., ended_at_unix_ms: _Optional[int] = ..., sandbox_enforcement: _Optional[str] = ...) -> None: ...

class Reward(_message.Message):
    __slots__ = ("name", "value", "weight", "verifier", "verifier_version", "evidence")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    WEIGHT_FIELD_NUMBER: _ClassVar[int]
    VERIFIER_FIELD_NUMBER: _ClassVar[int]
    VERIFIER_VERSION_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    name: str
    value: float
    weight: float
    verifier: str
    verifier_version: str
    evidence: str
    def __init__(self, name: _Optional[str] = ..., value: _Optional[float] = ..., weight: _Optional[float] = ..., verifier: _Optional[str] = ..., verifier_version: _Optional[str] = ..., evidence: _Optional[str] = ...) -> None: ...

class IntegrityFinding(_message.Message):
    __slots__ = ("kind", "evidence")
    KIND_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    kind: str
    evidence: str
    def __init__(self, kind: _Optional[str] = ..., evidence: _Optional[str] = ...) -> None: ...

class Totals(_message.Message):
    __slots__ = ("turns", "prompt_tokens", "sampled_tokens", "wall_ms", "chunks", "timings")
    TURNS_FIELD_NUMBER: _ClassVar[int]
    PROMPT_TOKENS_FIELD_NUMBER: _ClassVar[int]
    SAMPLED_TOKENS_FIELD_NUMBER: _ClassVar[int]
    WALL_MS_FIELD_NUMBER: _ClassVar[int]
    CHUNKS_FIELD_NUMBER: _ClassVar[int]
    TIMINGS_FIELD_NUMBER: _ClassVar[int]
    turns: int
    prompt_tokens: int
    sampled_tokens: int
    wall_ms: int
    chunks: int
    timings: Timings
    def __init__(self, turns: _Optional[int] = ..., prompt_tokens: _Optional[int] = ..., sampled_tokens: _Optional[int] = ..., wall_ms: _Optional[int] = ..., chunks: _Optional[int] = ..., timings: _Optional[_Union[Timings, _Mapping]] = ...) -> None: ...

class Trajectory(_message.Message):
    __slots__ = ("chunks",)
    CHUNKS_FIELD_NUMBER: _ClassVar[int]
    chunks: _containers.RepeatedCompositeFieldContainer[TrajectoryChunk]
    def __init__(self, chunks: _Optional[_Iterable[_Union[TrajectoryChunk, _Mapping]]] = ...) -> None: ...
