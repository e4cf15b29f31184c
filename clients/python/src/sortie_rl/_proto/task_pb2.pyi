from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Task(_message.Message):
    __slots__ = ("task_id", "environment", "input_json", "verifier_json", "group_size", "effort", "limits", "sandbox", "metadata", "sampling")
    class MetadataEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    ENVIRONMENT_FIELD_NUMBER: _ClassVar[int]
    INPUT_JSON_FIELD_NUMBER: _ClassVar[int]
    VERIFIER_JSON_FIELD_NUMBER: _ClassVar[int]
    GROUP_SIZE_FIELD_NUMBER: _ClassVar[int]
    EFFORT_FIELD_NUMBER: _ClassVar[int]
    LIMITS_FIELD_NUMBER: _ClassVar[int]
    SANDBOX_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    SAMPLING_FIELD_NUMBER: _ClassVar[int]
    task_id: str
    environment: str
    input_json: bytes
    verifier_json: bytes
    group_size: int
    effort: float
    limits: TaskLimits
    sandbox: SandboxNeeds
    metadata: _containers.ScalarMap[str, str]
    sampling: TaskSampling
    def __init__(self, task_id: _Optional[str] = ..., environment: _Optional[str] = ..., input_json: _Optional[bytes] = ..., verifier_json: _Optional[bytes] = ..., group_size: _Optional[int] = ..., effort: _Optional[float] = ..., limits: _Optional[_Union[TaskLimits, _Mapping]] = ..., sandbox: _Optional[_Union[SandboxNeeds, _Mapping]] = ..., metadata: _Optional[_Mapping[str, str]] = ..., sampling: _Optional[_Union[TaskSampling, _Mapping]] = ...) -> None: ...

class TaskLimits(_message.Message):
    __slots__ = ("turns", "tokens_per_turn", "tokens", "wall_ms")
    TURNS_FIELD_NUMBER: _ClassVar[int]
    TOKENS_PER_TURN_FIELD_NUMBER: _ClassVar[int]
    TOKENS_FIELD_NUMBER: _ClassVar[int]
    WALL_MS_FIELD_NUMBER: _ClassVar[int]
    turns: int
    tokens_per_turn: int
    tokens: int
    wall_ms: int
    def __init__(self, turns: _Optional[int] = ..., tokens_per_turn: _Optional[int] = ..., tokens: _Optional[int] = ..., wall_ms: _Optional[int] = ...) -> None: ...

class TaskSampling(_message.Message):
    __slots__ = ("temperature", "top_p", "top_k")
    TEMPERATURE_FIELD_NUMBER: _ClassVar[int]
    TOP_P_FIELD_NUMBER: _ClassVar[int]
    TOP_K_FIELD_NUMBER: _ClassVar[int]
    temperature: float
    top_p: float
    top_k: int
    def __init__(self, temperature: _Optional[float] = ..., top_p: _Optional[float] = ..., top_k: _Optional[int] = ...) -> None: ...

class SandboxNeeds(_message.Message):
    __slots__ = ("image",)
    IMAGE_FIELD_NUMBER: _ClassVar[int]
    image: str
    def __init__(self, image: _Optional[str] = ...) -> None: ...

class RolloutTask(_message.Message):
    __slots__ = ("schema_version", "run_id", "rollout_id", "group_id", "group_size", "group_index", "task_sha256", "task", "seed", "deadline_unix_ms")
    SCHEMA_VERSION_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    ROLLOUT_ID_FIELD_NUMBER: _ClassVar[int]
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    GROUP_SIZE_FIELD_NUMBER: _ClassVar[int]
    GROUP_INDEX_FIELD_NUMBER: _ClassVar[int]
    TASK_SHA256_FIELD_NUMBER: _ClassVar[int]
    TASK_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    DEADLINE_UNIX_MS_FIELD_NUMBER: _ClassVar[int]
    schema_version: int
    run_id: str
    rollout_id: str
    group_id: str
    group_size: int
    group_index: int
    task_sha256: bytes
    task: Task
    seed: int
    deadline_unix_ms: int
    def __init__(self, schema_version: _Optional[int] = ..., run_id: _Optional[str] = ..., rollout_id: _Optional[str] = ..., group_id: _Optional[str] = ..., group_size: _Optional[int] = ..., group_index: _Optional[int] = ..., task_sha256: _Optional[bytes] = ..., task: _Optional[_Union[Task, _Mapping]] = ..., seed: _Optional[int] = ..., deadline_unix_ms: _Optional[int] = ...) -> None: ...
