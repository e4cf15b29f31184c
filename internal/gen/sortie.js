/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $String = $util.global.String, $Number = $util.global.Number, $parseInt = $util.global.parseInt, $BigInt = $util.global.BigInt, $Array = $util.global.Array, $Boolean = $util.global.Boolean, $isFinite = $util.global.isFinite;

// Exported root namespace
const $root = $protobuf.roots["sortie"] || ($protobuf.roots["sortie"] = {});

export const sortie = $root.sortie = (() => {

    /**
     * Namespace sortie.
     * @exports sortie
     * @namespace
     */
    const sortie = {};

    sortie.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof sortie
         * @namespace
         */
        const v1 = {};

        v1.LedgerEntry = (function() {

            /**
             * Properties of a LedgerEntry.
             * @typedef {Object} sortie.v1.LedgerEntry.$Properties
             * @property {string|null} [rolloutId] LedgerEntry rolloutId
             * @property {string|null} [runId] LedgerEntry runId
             * @property {string|null} [groupId] LedgerEntry groupId
             * @property {string|null} [taskId] LedgerEntry taskId
             * @property {string|null} [environment] LedgerEntry environment
             * @property {sortie.v1.LedgerState|null} [state] LedgerEntry state
             * @property {number|null} [attempt] LedgerEntry attempt
             * @property {string|null} [worker] LedgerEntry worker
             * @property {number|null} [submittedAtUnixMs] LedgerEntry submittedAtUnixMs
             * @property {number|null} [deadlineUnixMs] LedgerEntry deadlineUnixMs
             * @property {number|null} [groupSize] LedgerEntry groupSize
             * @property {number|null} [groupIndex] LedgerEntry groupIndex
             * @property {Uint8Array|null} [taskSha256] LedgerEntry taskSha256
             * @property {sortie.v1.RolloutStatus|null} [status] LedgerEntry status
             * @property {number|null} [endedSequence] LedgerEntry endedSequence
             * @property {number|null} [endedAtUnixMs] LedgerEntry endedAtUnixMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a LedgerEntry.
             * @memberof sortie.v1
             * @interface ILedgerEntry
             * @augments sortie.v1.LedgerEntry.$Properties
             * @deprecated Use sortie.v1.LedgerEntry.$Properties instead.
             */

            /**
             * Shape of a LedgerEntry.
             * @typedef {sortie.v1.LedgerEntry.$Properties} sortie.v1.LedgerEntry.$Shape
             */

            /**
             * Constructs a new LedgerEntry.
             * @memberof sortie.v1
             * @classdesc Represents a LedgerEntry.
             * @constructor
             * @param {sortie.v1.LedgerEntry.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const LedgerEntry = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * LedgerEntry rolloutId.
             * @member {string} rolloutId
             * @memberof sortie.v1.LedgerEntry
             * @instance
             */
            LedgerEntry.prototype.rolloutId = "";

            /**
             * LedgerEntry runId.
             * @member {string} runId
             * @memberof sortie.v1.LedgerEntry
             * @instance
             */
            LedgerEntry.prototype.runId = "";

            /**
             * LedgerEntry groupId.
             * @member {string} groupId
             * @memberof sortie.v1.LedgerEntry
             * @instance
             */
            LedgerEntry.prototype.groupId = "";

            /**
             * LedgerEntry taskId.
             * @member {string} taskId
             * @memberof sortie.v1.LedgerEntry
             * @instance
             */
            LedgerEntry.prototype.taskId = "";

            /**
             * LedgerEntry environment.
             * @member {string} environment
             * @memberof sortie.v1.LedgerEntry
             * @instance
             */
            LedgerEntry.prototype.environment = "";

            /**
             * LedgerEntry state.
             * @member {sortie.v1.LedgerState} state
             * @memberof sortie.v1.LedgerEntry
             * @instance
             */
            LedgerEntry.prototype.state = 0;

            /**
             * LedgerEntry attempt.
             * @member {number} attempt
             * @memberof sortie.v1.LedgerEntry
             * @instance
             */
            LedgerEntry.prototype.attempt = 0;

            /**
             * LedgerEntry worker.
             * @member {string} worker
             * @memberof sortie.v1.LedgerEntry
             * @instance
             */
            LedgerEntry.prototype.worker = "";

            /**
             * LedgerEntry submittedAtUnixMs.
             * @member {number} submittedAtUnixMs
             * @memberof sortie.v1.LedgerEntry
             * @instance
             */
            LedgerEntry.prototype.submittedAtUnixMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * LedgerEntry deadlineUnixMs.
             * @member {number} deadlineUnixMs
             * @memberof sortie.v1.LedgerEntry
             * @instance
             */
            LedgerEntry.prototype.deadlineUnixMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * LedgerEntry groupSize.
             * @member {number} groupSize
             * @memberof sortie.v1.LedgerEntry
             * @instance
             */
            LedgerEntry.prototype.groupSize = 0;

            /**
             * LedgerEntry groupIndex.
             * @member {number} groupIndex
             * @memberof sortie.v1.LedgerEntry
             * @instance
             */
            LedgerEntry.prototype.groupIndex = 0;

            /**
             * LedgerEntry taskSha256.
             * @member {Uint8Array} taskSha256
             * @memberof sortie.v1.LedgerEntry
             * @instance
             */
            LedgerEntry.prototype.taskSha256 = $util.newBuffer([]);

            /**
             * LedgerEntry status.
             * @member {sortie.v1.RolloutStatus} status
             * @memberof sortie.v1.LedgerEntry
             * @instance
             */
            LedgerEntry.prototype.status = 0;

            /**
             * LedgerEntry endedSequence.
             * @member {number} endedSequence
             * @memberof sortie.v1.LedgerEntry
             * @instance
             */
            LedgerEntry.prototype.endedSequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * LedgerEntry endedAtUnixMs.
             * @member {number} endedAtUnixMs
             * @memberof sortie.v1.LedgerEntry
             * @instance
             */
            LedgerEntry.prototype.endedAtUnixMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Creates a new LedgerEntry instance using the specified properties.
             * @function create
             * @memberof sortie.v1.LedgerEntry
             * @static
             * @param {sortie.v1.LedgerEntry.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.LedgerEntry} LedgerEntry instance
             * @type {{
             *   (properties: sortie.v1.LedgerEntry.$Shape): sortie.v1.LedgerEntry & sortie.v1.LedgerEntry.$Shape;
             *   (properties?: sortie.v1.LedgerEntry.$Properties): sortie.v1.LedgerEntry;
             * }}
             */
            LedgerEntry.create = function(properties) {
                return new LedgerEntry(properties);
            };

            /**
             * Encodes the specified LedgerEntry message. Does not implicitly {@link sortie.v1.LedgerEntry.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.LedgerEntry
             * @static
             * @param {sortie.v1.LedgerEntry.$Properties} message LedgerEntry message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            LedgerEntry.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.rolloutId != null && $Object.hasOwnProperty.call(message, "rolloutId") && message.rolloutId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.rolloutId);
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.runId);
                if (message.groupId != null && $Object.hasOwnProperty.call(message, "groupId") && message.groupId !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.groupId);
                if (message.taskId != null && $Object.hasOwnProperty.call(message, "taskId") && message.taskId !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.taskId);
                if (message.environment != null && $Object.hasOwnProperty.call(message, "environment") && message.environment !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.environment);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).int32(message.state);
                if (message.attempt != null && $Object.hasOwnProperty.call(message, "attempt") && message.attempt !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.attempt);
                if (message.worker != null && $Object.hasOwnProperty.call(message, "worker") && message.worker !== "")
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.worker);
                if (message.submittedAtUnixMs != null && $Object.hasOwnProperty.call(message, "submittedAtUnixMs") && (typeof message.submittedAtUnixMs === "object" ? message.submittedAtUnixMs.low || message.submittedAtUnixMs.high : message.submittedAtUnixMs !== 0))
                    writer.uint32(/* id 9, wireType 0 =*/72).int64(message.submittedAtUnixMs);
                if (message.deadlineUnixMs != null && $Object.hasOwnProperty.call(message, "deadlineUnixMs") && (typeof message.deadlineUnixMs === "object" ? message.deadlineUnixMs.low || message.deadlineUnixMs.high : message.deadlineUnixMs !== 0))
                    writer.uint32(/* id 10, wireType 0 =*/80).int64(message.deadlineUnixMs);
                if (message.groupSize != null && $Object.hasOwnProperty.call(message, "groupSize") && message.groupSize !== 0)
                    writer.uint32(/* id 11, wireType 0 =*/88).uint32(message.groupSize);
                if (message.groupIndex != null && $Object.hasOwnProperty.call(message, "groupIndex") && message.groupIndex !== 0)
                    writer.uint32(/* id 12, wireType 0 =*/96).uint32(message.groupIndex);
                if (message.taskSha256 != null && $Object.hasOwnProperty.call(message, "taskSha256") && message.taskSha256.length)
                    writer.uint32(/* id 13, wireType 2 =*/106).bytes(message.taskSha256);
                if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                    writer.uint32(/* id 14, wireType 0 =*/112).int32(message.status);
                if (message.endedSequence != null && $Object.hasOwnProperty.call(message, "endedSequence") && (typeof message.endedSequence === "object" ? message.endedSequence.low || message.endedSequence.high : message.endedSequence !== 0))
                    writer.uint32(/* id 15, wireType 0 =*/120).uint64(message.endedSequence);
                if (message.endedAtUnixMs != null && $Object.hasOwnProperty.call(message, "endedAtUnixMs") && (typeof message.endedAtUnixMs === "object" ? message.endedAtUnixMs.low || message.endedAtUnixMs.high : message.endedAtUnixMs !== 0))
                    writer.uint32(/* id 16, wireType 0 =*/128).int64(message.endedAtUnixMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a LedgerEntry message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.LedgerEntry
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.LedgerEntry & sortie.v1.LedgerEntry.$Shape} LedgerEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            LedgerEntry.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.LedgerEntry();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.rolloutId = value;
                            else
                                delete message.rolloutId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.groupId = value;
                            else
                                delete message.groupId;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.taskId = value;
                            else
                                delete message.taskId;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.environment = value;
                            else
                                delete message.environment;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.attempt = value;
                            else
                                delete message.attempt;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.worker = value;
                            else
                                delete message.worker;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.submittedAtUnixMs = value;
                            else
                                delete message.submittedAtUnixMs;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.deadlineUnixMs = value;
                            else
                                delete message.deadlineUnixMs;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.groupSize = value;
                            else
                                delete message.groupSize;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.groupIndex = value;
                            else
                                delete message.groupIndex;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.taskSha256 = value;
                            else
                                delete message.taskSha256;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.status = value;
                            else
                                delete message.status;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.endedSequence = value;
                            else
                                delete message.endedSequence;
                            continue;
                        }
                    case 16: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.endedAtUnixMs = value;
                            else
                                delete message.endedAtUnixMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a LedgerEntry message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.LedgerEntry
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.LedgerEntry} LedgerEntry
             */
            LedgerEntry.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.LedgerEntry)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.LedgerEntry: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.LedgerEntry();
                if (object.rolloutId != null)
                    if (typeof object.rolloutId !== "string" || object.rolloutId.length)
                        message.rolloutId = $String(object.rolloutId);
                if (object.runId != null)
                    if (typeof object.runId !== "string" || object.runId.length)
                        message.runId = $String(object.runId);
                if (object.groupId != null)
                    if (typeof object.groupId !== "string" || object.groupId.length)
                        message.groupId = $String(object.groupId);
                if (object.taskId != null)
                    if (typeof object.taskId !== "string" || object.taskId.length)
                        message.taskId = $String(object.taskId);
                if (object.environment != null)
                    if (typeof object.environment !== "string" || object.environment.length)
                        message.environment = $String(object.environment);
                if (object.state !== 0 && (typeof object.state !== "string" || $root.sortie.v1.LedgerState[object.state] !== 0))
                    switch (object.state) {
                    case "LEDGER_STATE_UNSPECIFIED":
                    case 0:
                        message.state = 0;
                        break;
                    case "LEDGER_STATE_QUEUED":
                    case 1:
                        message.state = 1;
                        break;
                    case "LEDGER_STATE_RUNNING":
                    case 2:
                        message.state = 2;
                        break;
                    case "LEDGER_STATE_ENDED":
                    case 3:
                        message.state = 3;
                        break;
                    default:
                        if (typeof object.state === "number" && (object.state | 0) === object.state)
                            message.state = object.state;
                    }
                if (object.attempt != null)
                    if ($Number(object.attempt) !== 0)
                        message.attempt = object.attempt >>> 0;
                if (object.worker != null)
                    if (typeof object.worker !== "string" || object.worker.length)
                        message.worker = $String(object.worker);
                if (object.submittedAtUnixMs != null)
                    if (typeof object.submittedAtUnixMs === "object" ? object.submittedAtUnixMs.low || object.submittedAtUnixMs.high : $Number(object.submittedAtUnixMs) !== 0)
                        if ($util.Long)
                            message.submittedAtUnixMs = $util.Long.fromValue(object.submittedAtUnixMs, false);
                        else if (typeof object.submittedAtUnixMs === "string")
                            message.submittedAtUnixMs = $parseInt(object.submittedAtUnixMs, 10);
                        else if (typeof object.submittedAtUnixMs === "number")
                            message.submittedAtUnixMs = object.submittedAtUnixMs;
                        else if (typeof object.submittedAtUnixMs === "object")
                            message.submittedAtUnixMs = new $util.LongBits(object.submittedAtUnixMs.low >>> 0, object.submittedAtUnixMs.high >>> 0).toNumber();
                if (object.deadlineUnixMs != null)
                    if (typeof object.deadlineUnixMs === "object" ? object.deadlineUnixMs.low || object.deadlineUnixMs.high : $Number(object.deadlineUnixMs) !== 0)
                        if ($util.Long)
                            message.deadlineUnixMs = $util.Long.fromValue(object.deadlineUnixMs, false);
                        else if (typeof object.deadlineUnixMs === "string")
                            message.deadlineUnixMs = $parseInt(object.deadlineUnixMs, 10);
                        else if (typeof object.deadlineUnixMs === "number")
                            message.deadlineUnixMs = object.deadlineUnixMs;
                        else if (typeof object.deadlineUnixMs === "object")
                            message.deadlineUnixMs = new $util.LongBits(object.deadlineUnixMs.low >>> 0, object.deadlineUnixMs.high >>> 0).toNumber();
                if (object.groupSize != null)
                    if ($Number(object.groupSize) !== 0)
                        message.groupSize = object.groupSize >>> 0;
                if (object.groupIndex != null)
                    if ($Number(object.groupIndex) !== 0)
                        message.groupIndex = object.groupIndex >>> 0;
                if (object.taskSha256 != null)
                    if (object.taskSha256.length)
                        if (typeof object.taskSha256 === "string")
                            $util.base64.decode(object.taskSha256, message.taskSha256 = $util.newBuffer($util.base64.length(object.taskSha256)), 0);
                        else if (object.taskSha256.length >= 0)
                            message.taskSha256 = object.taskSha256;
                if (object.status !== 0 && (typeof object.status !== "string" || $root.sortie.v1.RolloutStatus[object.status] !== 0))
                    switch (object.status) {
                    case "ROLLOUT_STATUS_UNSPECIFIED":
                    case 0:
                        message.status = 0;
                        break;
                    case "ROLLOUT_STATUS_COMPLETED":
                    case 1:
                        message.status = 1;
                        break;
                    case "ROLLOUT_STATUS_TRUNCATED":
                    case 2:
                        message.status = 2;
                        break;
                    case "ROLLOUT_STATUS_TIMED_OUT":
                    case 3:
                        message.status = 3;
                        break;
                    case "ROLLOUT_STATUS_FAILED_ENVIRONMENT":
                    case 4:
                        message.status = 4;
                        break;
                    case "ROLLOUT_STATUS_FAILED_INFERENCE":
                    case 5:
                        message.status = 5;
                        break;
                    case "ROLLOUT_STATUS_CANCELLED":
                    case 6:
                        message.status = 6;
                        break;
                    case "ROLLOUT_STATUS_POISONED":
                    case 7:
                        message.status = 7;
                        break;
                    case "ROLLOUT_STATUS_REFUSED_STALE":
                    case 8:
                        message.status = 8;
                        break;
                    default:
                        if (typeof object.status === "number" && (object.status | 0) === object.status)
                            message.status = object.status;
                    }
                if (object.endedSequence != null)
                    if (typeof object.endedSequence === "object" ? object.endedSequence.low || object.endedSequence.high : $Number(object.endedSequence) !== 0)
                        if ($util.Long)
                            message.endedSequence = $util.Long.fromValue(object.endedSequence, true);
                        else if (typeof object.endedSequence === "string")
                            message.endedSequence = $parseInt(object.endedSequence, 10);
                        else if (typeof object.endedSequence === "number")
                            message.endedSequence = object.endedSequence;
                        else if (typeof object.endedSequence === "object")
                            message.endedSequence = new $util.LongBits(object.endedSequence.low >>> 0, object.endedSequence.high >>> 0).toNumber(true);
                if (object.endedAtUnixMs != null)
                    if (typeof object.endedAtUnixMs === "object" ? object.endedAtUnixMs.low || object.endedAtUnixMs.high : $Number(object.endedAtUnixMs) !== 0)
                        if ($util.Long)
                            message.endedAtUnixMs = $util.Long.fromValue(object.endedAtUnixMs, false);
                        else if (typeof object.endedAtUnixMs === "string")
                            message.endedAtUnixMs = $parseInt(object.endedAtUnixMs, 10);
                        else if (typeof object.endedAtUnixMs === "number")
                            message.endedAtUnixMs = object.endedAtUnixMs;
                        else if (typeof object.endedAtUnixMs === "object")
                            message.endedAtUnixMs = new $util.LongBits(object.endedAtUnixMs.low >>> 0, object.endedAtUnixMs.high >>> 0).toNumber();
                return message;
            };

            /**
             * Creates a plain object from a LedgerEntry message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.LedgerEntry
             * @static
             * @param {sortie.v1.LedgerEntry} message LedgerEntry
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            LedgerEntry.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.rolloutId = "";
                    object.runId = "";
                    object.groupId = "";
                    object.taskId = "";
                    object.environment = "";
                    object.state = options.enums === $String ? "LEDGER_STATE_UNSPECIFIED" : 0;
                    object.attempt = 0;
                    object.worker = "";
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, false);
                        object.submittedAtUnixMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.submittedAtUnixMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, false);
                        object.deadlineUnixMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.deadlineUnixMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    object.groupSize = 0;
                    object.groupIndex = 0;
                    if (options.bytes === $String)
                        object.taskSha256 = "";
                    else {
                        object.taskSha256 = [];
                        if (options.bytes !== $Array)
                            object.taskSha256 = $util.newBuffer(object.taskSha256);
                    }
                    object.status = options.enums === $String ? "ROLLOUT_STATUS_UNSPECIFIED" : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.endedSequence = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.endedSequence = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, false);
                        object.endedAtUnixMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.endedAtUnixMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.rolloutId != null && $Object.hasOwnProperty.call(message, "rolloutId"))
                    object.rolloutId = message.rolloutId;
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                    object.runId = message.runId;
                if (message.groupId != null && $Object.hasOwnProperty.call(message, "groupId"))
                    object.groupId = message.groupId;
                if (message.taskId != null && $Object.hasOwnProperty.call(message, "taskId"))
                    object.taskId = message.taskId;
                if (message.environment != null && $Object.hasOwnProperty.call(message, "environment"))
                    object.environment = message.environment;
                if (message.state != null && $Object.hasOwnProperty.call(message, "state"))
                    object.state = options.enums === $String ? $root.sortie.v1.LedgerState[message.state] === $undefined ? message.state : $root.sortie.v1.LedgerState[message.state] : message.state;
                if (message.attempt != null && $Object.hasOwnProperty.call(message, "attempt"))
                    object.attempt = message.attempt;
                if (message.worker != null && $Object.hasOwnProperty.call(message, "worker"))
                    object.worker = message.worker;
                if (message.submittedAtUnixMs != null && $Object.hasOwnProperty.call(message, "submittedAtUnixMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.submittedAtUnixMs = typeof message.submittedAtUnixMs === "number" ? $BigInt(message.submittedAtUnixMs) : $util.Long.fromBits(message.submittedAtUnixMs.low >>> 0, message.submittedAtUnixMs.high >>> 0, false).toBigInt();
                    else if (typeof message.submittedAtUnixMs === "number")
                        object.submittedAtUnixMs = options.longs === $String ? $String(message.submittedAtUnixMs) : message.submittedAtUnixMs;
                    else
                        object.submittedAtUnixMs = options.longs === $String ? $util.Long.prototype.toString.call(message.submittedAtUnixMs) : options.longs === $Number ? new $util.LongBits(message.submittedAtUnixMs.low >>> 0, message.submittedAtUnixMs.high >>> 0).toNumber() : message.submittedAtUnixMs;
                if (message.deadlineUnixMs != null && $Object.hasOwnProperty.call(message, "deadlineUnixMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.deadlineUnixMs = typeof message.deadlineUnixMs === "number" ? $BigInt(message.deadlineUnixMs) : $util.Long.fromBits(message.deadlineUnixMs.low >>> 0, message.deadlineUnixMs.high >>> 0, false).toBigInt();
                    else if (typeof message.deadlineUnixMs === "number")
                        object.deadlineUnixMs = options.longs === $String ? $String(message.deadlineUnixMs) : message.deadlineUnixMs;
                    else
                        object.deadlineUnixMs = options.longs === $String ? $util.Long.prototype.toString.call(message.deadlineUnixMs) : options.longs === $Number ? new $util.LongBits(message.deadlineUnixMs.low >>> 0, message.deadlineUnixMs.high >>> 0).toNumber() : message.deadlineUnixMs;
                if (message.groupSize != null && $Object.hasOwnProperty.call(message, "groupSize"))
                    object.groupSize = message.groupSize;
                if (message.groupIndex != null && $Object.hasOwnProperty.call(message, "groupIndex"))
                    object.groupIndex = message.groupIndex;
                if (message.taskSha256 != null && $Object.hasOwnProperty.call(message, "taskSha256"))
                    object.taskSha256 = options.bytes === $String ? $util.base64.encode(message.taskSha256, 0, message.taskSha256.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.taskSha256) : message.taskSha256;
                if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                    object.status = options.enums === $String ? $root.sortie.v1.RolloutStatus[message.status] === $undefined ? message.status : $root.sortie.v1.RolloutStatus[message.status] : message.status;
                if (message.endedSequence != null && $Object.hasOwnProperty.call(message, "endedSequence"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.endedSequence = typeof message.endedSequence === "number" ? $BigInt(message.endedSequence) : $util.Long.fromBits(message.endedSequence.low >>> 0, message.endedSequence.high >>> 0, true).toBigInt();
                    else if (typeof message.endedSequence === "number")
                        object.endedSequence = options.longs === $String ? $String(message.endedSequence) : message.endedSequence;
                    else
                        object.endedSequence = options.longs === $String ? $util.Long.prototype.toString.call(message.endedSequence) : options.longs === $Number ? new $util.LongBits(message.endedSequence.low >>> 0, message.endedSequence.high >>> 0).toNumber(true) : message.endedSequence;
                if (message.endedAtUnixMs != null && $Object.hasOwnProperty.call(message, "endedAtUnixMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.endedAtUnixMs = typeof message.endedAtUnixMs === "number" ? $BigInt(message.endedAtUnixMs) : $util.Long.fromBits(message.endedAtUnixMs.low >>> 0, message.endedAtUnixMs.high >>> 0, false).toBigInt();
                    else if (typeof message.endedAtUnixMs === "number")
                        object.endedAtUnixMs = options.longs === $String ? $String(message.endedAtUnixMs) : message.endedAtUnixMs;
                    else
                        object.endedAtUnixMs = options.longs === $String ? $util.Long.prototype.toString.call(message.endedAtUnixMs) : options.longs === $Number ? new $util.LongBits(message.endedAtUnixMs.low >>> 0, message.endedAtUnixMs.high >>> 0).toNumber() : message.endedAtUnixMs;
                return object;
            };

            /**
             * Converts this LedgerEntry to JSON.
             * @function toJSON
             * @memberof sortie.v1.LedgerEntry
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            LedgerEntry.prototype.toJSON = function() {
                return LedgerEntry.toObject(this, $protobuf.util.toJSONOptions);
            };

            return LedgerEntry;
        })();

        /**
         * LedgerState enum.
         * @name sortie.v1.LedgerState
         * @enum {number}
         * @property {number} LEDGER_STATE_UNSPECIFIED=0 LEDGER_STATE_UNSPECIFIED value
         * @property {number} LEDGER_STATE_QUEUED=1 LEDGER_STATE_QUEUED value
         * @property {number} LEDGER_STATE_RUNNING=2 LEDGER_STATE_RUNNING value
         * @property {number} LEDGER_STATE_ENDED=3 LEDGER_STATE_ENDED value
         */
        v1.LedgerState = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "LEDGER_STATE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "LEDGER_STATE_QUEUED"] = 1;
            values[valuesById[2] = "LEDGER_STATE_RUNNING"] = 2;
            values[valuesById[3] = "LEDGER_STATE_ENDED"] = 3;
            return values;
        })();

        v1.KeeperState = (function() {

            /**
             * Properties of a KeeperState.
             * @typedef {Object} sortie.v1.KeeperState.$Properties
             * @property {string|null} [holder] KeeperState holder
             * @property {number|null} [epoch] KeeperState epoch
             * @property {number|null} [streamSequence] KeeperState streamSequence
             * @property {number|null} [leaseMs] KeeperState leaseMs
             * @property {Array.<sortie.v1.EndedCount.$Properties>|null} [ended] KeeperState ended
             * @property {number|null} [duplicates] KeeperState duplicates
             * @property {number|null} [strangers] KeeperState strangers
             * @property {number|null} [undecodable] KeeperState undecodable
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a KeeperState.
             * @memberof sortie.v1
             * @interface IKeeperState
             * @augments sortie.v1.KeeperState.$Properties
             * @deprecated Use sortie.v1.KeeperState.$Properties instead.
             */

            /**
             * Shape of a KeeperState.
             * @typedef {sortie.v1.KeeperState.$Properties} sortie.v1.KeeperState.$Shape
             */

            /**
             * Constructs a new KeeperState.
             * @memberof sortie.v1
             * @classdesc Represents a KeeperState.
             * @constructor
             * @param {sortie.v1.KeeperState.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const KeeperState = function (properties) {
                this.ended = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * KeeperState holder.
             * @member {string} holder
             * @memberof sortie.v1.KeeperState
             * @instance
             */
            KeeperState.prototype.holder = "";

            /**
             * KeeperState epoch.
             * @member {number} epoch
             * @memberof sortie.v1.KeeperState
             * @instance
             */
            KeeperState.prototype.epoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * KeeperState streamSequence.
             * @member {number} streamSequence
             * @memberof sortie.v1.KeeperState
             * @instance
             */
            KeeperState.prototype.streamSequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * KeeperState leaseMs.
             * @member {number} leaseMs
             * @memberof sortie.v1.KeeperState
             * @instance
             */
            KeeperState.prototype.leaseMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * KeeperState ended.
             * @member {Array.<sortie.v1.EndedCount.$Properties>} ended
             * @memberof sortie.v1.KeeperState
             * @instance
             */
            KeeperState.prototype.ended = $util.emptyArray;

            /**
             * KeeperState duplicates.
             * @member {number} duplicates
             * @memberof sortie.v1.KeeperState
             * @instance
             */
            KeeperState.prototype.duplicates = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * KeeperState strangers.
             * @member {number} strangers
             * @memberof sortie.v1.KeeperState
             * @instance
             */
            KeeperState.prototype.strangers = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * KeeperState undecodable.
             * @member {number} undecodable
             * @memberof sortie.v1.KeeperState
             * @instance
             */
            KeeperState.prototype.undecodable = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new KeeperState instance using the specified properties.
             * @function create
             * @memberof sortie.v1.KeeperState
             * @static
             * @param {sortie.v1.KeeperState.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.KeeperState} KeeperState instance
             * @type {{
             *   (properties: sortie.v1.KeeperState.$Shape): sortie.v1.KeeperState & sortie.v1.KeeperState.$Shape;
             *   (properties?: sortie.v1.KeeperState.$Properties): sortie.v1.KeeperState;
             * }}
             */
            KeeperState.create = function(properties) {
                return new KeeperState(properties);
            };

            /**
             * Encodes the specified KeeperState message. Does not implicitly {@link sortie.v1.KeeperState.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.KeeperState
             * @static
             * @param {sortie.v1.KeeperState.$Properties} message KeeperState message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            KeeperState.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.holder != null && $Object.hasOwnProperty.call(message, "holder") && message.holder !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.holder);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && (typeof message.epoch === "object" ? message.epoch.low || message.epoch.high : message.epoch !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.epoch);
                if (message.streamSequence != null && $Object.hasOwnProperty.call(message, "streamSequence") && (typeof message.streamSequence === "object" ? message.streamSequence.low || message.streamSequence.high : message.streamSequence !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.streamSequence);
                if (message.leaseMs != null && $Object.hasOwnProperty.call(message, "leaseMs") && (typeof message.leaseMs === "object" ? message.leaseMs.low || message.leaseMs.high : message.leaseMs !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.leaseMs);
                if (message.ended != null && message.ended.length)
                    for (let i = 0; i < message.ended.length; ++i)
                        $root.sortie.v1.EndedCount.encode(message.ended[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.duplicates != null && $Object.hasOwnProperty.call(message, "duplicates") && (typeof message.duplicates === "object" ? message.duplicates.low || message.duplicates.high : message.duplicates !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.duplicates);
                if (message.strangers != null && $Object.hasOwnProperty.call(message, "strangers") && (typeof message.strangers === "object" ? message.strangers.low || message.strangers.high : message.strangers !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.strangers);
                if (message.undecodable != null && $Object.hasOwnProperty.call(message, "undecodable") && (typeof message.undecodable === "object" ? message.undecodable.low || message.undecodable.high : message.undecodable !== 0))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.undecodable);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a KeeperState message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.KeeperState
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.KeeperState & sortie.v1.KeeperState.$Shape} KeeperState
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            KeeperState.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.KeeperState();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.holder = value;
                            else
                                delete message.holder;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.streamSequence = value;
                            else
                                delete message.streamSequence;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.leaseMs = value;
                            else
                                delete message.leaseMs;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.ended && message.ended.length))
                                message.ended = [];
                            message.ended.push($root.sortie.v1.EndedCount.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.duplicates = value;
                            else
                                delete message.duplicates;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.strangers = value;
                            else
                                delete message.strangers;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.undecodable = value;
                            else
                                delete message.undecodable;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a KeeperState message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.KeeperState
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.KeeperState} KeeperState
             */
            KeeperState.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.KeeperState)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.KeeperState: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.KeeperState();
                if (object.holder != null)
                    if (typeof object.holder !== "string" || object.holder.length)
                        message.holder = $String(object.holder);
                if (object.epoch != null)
                    if (typeof object.epoch === "object" ? object.epoch.low || object.epoch.high : $Number(object.epoch) !== 0)
                        if ($util.Long)
                            message.epoch = $util.Long.fromValue(object.epoch, true);
                        else if (typeof object.epoch === "string")
                            message.epoch = $parseInt(object.epoch, 10);
                        else if (typeof object.epoch === "number")
                            message.epoch = object.epoch;
                        else if (typeof object.epoch === "object")
                            message.epoch = new $util.LongBits(object.epoch.low >>> 0, object.epoch.high >>> 0).toNumber(true);
                if (object.streamSequence != null)
                    if (typeof object.streamSequence === "object" ? object.streamSequence.low || object.streamSequence.high : $Number(object.streamSequence) !== 0)
                        if ($util.Long)
                            message.streamSequence = $util.Long.fromValue(object.streamSequence, true);
                        else if (typeof object.streamSequence === "string")
                            message.streamSequence = $parseInt(object.streamSequence, 10);
                        else if (typeof object.streamSequence === "number")
                            message.streamSequence = object.streamSequence;
                        else if (typeof object.streamSequence === "object")
                            message.streamSequence = new $util.LongBits(object.streamSequence.low >>> 0, object.streamSequence.high >>> 0).toNumber(true);
                if (object.leaseMs != null)
                    if (typeof object.leaseMs === "object" ? object.leaseMs.low || object.leaseMs.high : $Number(object.leaseMs) !== 0)
                        if ($util.Long)
                            message.leaseMs = $util.Long.fromValue(object.leaseMs, true);
                        else if (typeof object.leaseMs === "string")
                            message.leaseMs = $parseInt(object.leaseMs, 10);
                        else if (typeof object.leaseMs === "number")
                            message.leaseMs = object.leaseMs;
                        else if (typeof object.leaseMs === "object")
                            message.leaseMs = new $util.LongBits(object.leaseMs.low >>> 0, object.leaseMs.high >>> 0).toNumber(true);
                if (object.ended) {
                    if (!$Array.isArray(object.ended))
                        throw $TypeError(".sortie.v1.KeeperState.ended: array expected");
                    message.ended = $Array(object.ended.length);
                    for (let i = 0; i < object.ended.length; ++i) {
                        if (!$util.isObject(object.ended[i]))
                            throw $TypeError(".sortie.v1.KeeperState.ended: object expected");
                        message.ended[i] = $root.sortie.v1.EndedCount.fromObject(object.ended[i], _depth + 1);
                    }
                }
                if (object.duplicates != null)
                    if (typeof object.duplicates === "object" ? object.duplicates.low || object.duplicates.high : $Number(object.duplicates) !== 0)
                        if ($util.Long)
                            message.duplicates = $util.Long.fromValue(object.duplicates, true);
                        else if (typeof object.duplicates === "string")
                            message.duplicates = $parseInt(object.duplicates, 10);
                        else if (typeof object.duplicates === "number")
                            message.duplicates = object.duplicates;
                        else if (typeof object.duplicates === "object")
                            message.duplicates = new $util.LongBits(object.duplicates.low >>> 0, object.duplicates.high >>> 0).toNumber(true);
                if (object.strangers != null)
                    if (typeof object.strangers === "object" ? object.strangers.low || object.strangers.high : $Number(object.strangers) !== 0)
                        if ($util.Long)
                            message.strangers = $util.Long.fromValue(object.strangers, true);
                        else if (typeof object.strangers === "string")
                            message.strangers = $parseInt(object.strangers, 10);
                        else if (typeof object.strangers === "number")
                            message.strangers = object.strangers;
                        else if (typeof object.strangers === "object")
                            message.strangers = new $util.LongBits(object.strangers.low >>> 0, object.strangers.high >>> 0).toNumber(true);
                if (object.undecodable != null)
                    if (typeof object.undecodable === "object" ? object.undecodable.low || object.undecodable.high : $Number(object.undecodable) !== 0)
                        if ($util.Long)
                            message.undecodable = $util.Long.fromValue(object.undecodable, true);
                        else if (typeof object.undecodable === "string")
                            message.undecodable = $parseInt(object.undecodable, 10);
                        else if (typeof object.undecodable === "number")
                            message.undecodable = object.undecodable;
                        else if (typeof object.undecodable === "object")
                            message.undecodable = new $util.LongBits(object.undecodable.low >>> 0, object.undecodable.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from a KeeperState message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.KeeperState
             * @static
             * @param {sortie.v1.KeeperState} message KeeperState
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            KeeperState.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.ended = [];
                if (options.defaults) {
                    object.holder = "";
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.epoch = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.epoch = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.streamSequence = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.streamSequence = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.leaseMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.leaseMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.duplicates = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.duplicates = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.strangers = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.strangers = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.undecodable = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.undecodable = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.holder != null && $Object.hasOwnProperty.call(message, "holder"))
                    object.holder = message.holder;
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.epoch = typeof message.epoch === "number" ? $BigInt(message.epoch) : $util.Long.fromBits(message.epoch.low >>> 0, message.epoch.high >>> 0, true).toBigInt();
                    else if (typeof message.epoch === "number")
                        object.epoch = options.longs === $String ? $String(message.epoch) : message.epoch;
                    else
                        object.epoch = options.longs === $String ? $util.Long.prototype.toString.call(message.epoch) : options.longs === $Number ? new $util.LongBits(message.epoch.low >>> 0, message.epoch.high >>> 0).toNumber(true) : message.epoch;
                if (message.streamSequence != null && $Object.hasOwnProperty.call(message, "streamSequence"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.streamSequence = typeof message.streamSequence === "number" ? $BigInt(message.streamSequence) : $util.Long.fromBits(message.streamSequence.low >>> 0, message.streamSequence.high >>> 0, true).toBigInt();
                    else if (typeof message.streamSequence === "number")
                        object.streamSequence = options.longs === $String ? $String(message.streamSequence) : message.streamSequence;
                    else
                        object.streamSequence = options.longs === $String ? $util.Long.prototype.toString.call(message.streamSequence) : options.longs === $Number ? new $util.LongBits(message.streamSequence.low >>> 0, message.streamSequence.high >>> 0).toNumber(true) : message.streamSequence;
                if (message.leaseMs != null && $Object.hasOwnProperty.call(message, "leaseMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.leaseMs = typeof message.leaseMs === "number" ? $BigInt(message.leaseMs) : $util.Long.fromBits(message.leaseMs.low >>> 0, message.leaseMs.high >>> 0, true).toBigInt();
                    else if (typeof message.leaseMs === "number")
                        object.leaseMs = options.longs === $String ? $String(message.leaseMs) : message.leaseMs;
                    else
                        object.leaseMs = options.longs === $String ? $util.Long.prototype.toString.call(message.leaseMs) : options.longs === $Number ? new $util.LongBits(message.leaseMs.low >>> 0, message.leaseMs.high >>> 0).toNumber(true) : message.leaseMs;
                if (message.ended && message.ended.length) {
                    object.ended = $Array(message.ended.length);
                    for (let j = 0; j < message.ended.length; ++j)
                        object.ended[j] = $root.sortie.v1.EndedCount.toObject(message.ended[j], options, _depth + 1);
                }
                if (message.duplicates != null && $Object.hasOwnProperty.call(message, "duplicates"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.duplicates = typeof message.duplicates === "number" ? $BigInt(message.duplicates) : $util.Long.fromBits(message.duplicates.low >>> 0, message.duplicates.high >>> 0, true).toBigInt();
                    else if (typeof message.duplicates === "number")
                        object.duplicates = options.longs === $String ? $String(message.duplicates) : message.duplicates;
                    else
                        object.duplicates = options.longs === $String ? $util.Long.prototype.toString.call(message.duplicates) : options.longs === $Number ? new $util.LongBits(message.duplicates.low >>> 0, message.duplicates.high >>> 0).toNumber(true) : message.duplicates;
                if (message.strangers != null && $Object.hasOwnProperty.call(message, "strangers"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.strangers = typeof message.strangers === "number" ? $BigInt(message.strangers) : $util.Long.fromBits(message.strangers.low >>> 0, message.strangers.high >>> 0, true).toBigInt();
                    else if (typeof message.strangers === "number")
                        object.strangers = options.longs === $String ? $String(message.strangers) : message.strangers;
                    else
                        object.strangers = options.longs === $String ? $util.Long.prototype.toString.call(message.strangers) : options.longs === $Number ? new $util.LongBits(message.strangers.low >>> 0, message.strangers.high >>> 0).toNumber(true) : message.strangers;
                if (message.undecodable != null && $Object.hasOwnProperty.call(message, "undecodable"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.undecodable = typeof message.undecodable === "number" ? $BigInt(message.undecodable) : $util.Long.fromBits(message.undecodable.low >>> 0, message.undecodable.high >>> 0, true).toBigInt();
                    else if (typeof message.undecodable === "number")
                        object.undecodable = options.longs === $String ? $String(message.undecodable) : message.undecodable;
                    else
                        object.undecodable = options.longs === $String ? $util.Long.prototype.toString.call(message.undecodable) : options.longs === $Number ? new $util.LongBits(message.undecodable.low >>> 0, message.undecodable.high >>> 0).toNumber(true) : message.undecodable;
                return object;
            };

            /**
             * Converts this KeeperState to JSON.
             * @function toJSON
             * @memberof sortie.v1.KeeperState
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            KeeperState.prototype.toJSON = function() {
                return KeeperState.toObject(this, $protobuf.util.toJSONOptions);
            };

            return KeeperState;
        })();

        v1.EndedCount = (function() {

            /**
             * Properties of an EndedCount.
             * @typedef {Object} sortie.v1.EndedCount.$Properties
             * @property {sortie.v1.RolloutStatus|null} [status] EndedCount status
             * @property {number|null} [count] EndedCount count
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an EndedCount.
             * @memberof sortie.v1
             * @interface IEndedCount
             * @augments sortie.v1.EndedCount.$Properties
             * @deprecated Use sortie.v1.EndedCount.$Properties instead.
             */

            /**
             * Shape of an EndedCount.
             * @typedef {sortie.v1.EndedCount.$Properties} sortie.v1.EndedCount.$Shape
             */

            /**
             * Constructs a new EndedCount.
             * @memberof sortie.v1
             * @classdesc Represents an EndedCount.
             * @constructor
             * @param {sortie.v1.EndedCount.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const EndedCount = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * EndedCount status.
             * @member {sortie.v1.RolloutStatus} status
             * @memberof sortie.v1.EndedCount
             * @instance
             */
            EndedCount.prototype.status = 0;

            /**
             * EndedCount count.
             * @member {number} count
             * @memberof sortie.v1.EndedCount
             * @instance
             */
            EndedCount.prototype.count = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new EndedCount instance using the specified properties.
             * @function create
             * @memberof sortie.v1.EndedCount
             * @static
             * @param {sortie.v1.EndedCount.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.EndedCount} EndedCount instance
             * @type {{
             *   (properties: sortie.v1.EndedCount.$Shape): sortie.v1.EndedCount & sortie.v1.EndedCount.$Shape;
             *   (properties?: sortie.v1.EndedCount.$Properties): sortie.v1.EndedCount;
             * }}
             */
            EndedCount.create = function(properties) {
                return new EndedCount(properties);
            };

            /**
             * Encodes the specified EndedCount message. Does not implicitly {@link sortie.v1.EndedCount.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.EndedCount
             * @static
             * @param {sortie.v1.EndedCount.$Properties} message EndedCount message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            EndedCount.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.status);
                if (message.count != null && $Object.hasOwnProperty.call(message, "count") && (typeof message.count === "object" ? message.count.low || message.count.high : message.count !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.count);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an EndedCount message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.EndedCount
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.EndedCount & sortie.v1.EndedCount.$Shape} EndedCount
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            EndedCount.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.EndedCount();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.status = value;
                            else
                                delete message.status;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.count = value;
                            else
                                delete message.count;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates an EndedCount message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.EndedCount
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.EndedCount} EndedCount
             */
            EndedCount.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.EndedCount)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.EndedCount: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.EndedCount();
                if (object.status !== 0 && (typeof object.status !== "string" || $root.sortie.v1.RolloutStatus[object.status] !== 0))
                    switch (object.status) {
                    case "ROLLOUT_STATUS_UNSPECIFIED":
                    case 0:
                        message.status = 0;
                        break;
                    case "ROLLOUT_STATUS_COMPLETED":
                    case 1:
                        message.status = 1;
                        break;
                    case "ROLLOUT_STATUS_TRUNCATED":
                    case 2:
                        message.status = 2;
                        break;
                    case "ROLLOUT_STATUS_TIMED_OUT":
                    case 3:
                        message.status = 3;
                        break;
                    case "ROLLOUT_STATUS_FAILED_ENVIRONMENT":
                    case 4:
                        message.status = 4;
                        break;
                    case "ROLLOUT_STATUS_FAILED_INFERENCE":
                    case 5:
                        message.status = 5;
                        break;
                    case "ROLLOUT_STATUS_CANCELLED":
                    case 6:
                        message.status = 6;
                        break;
                    case "ROLLOUT_STATUS_POISONED":
                    case 7:
                        message.status = 7;
                        break;
                    case "ROLLOUT_STATUS_REFUSED_STALE":
                    case 8:
                        message.status = 8;
                        break;
                    default:
                        if (typeof object.status === "number" && (object.status | 0) === object.status)
                            message.status = object.status;
                    }
                if (object.count != null)
                    if (typeof object.count === "object" ? object.count.low || object.count.high : $Number(object.count) !== 0)
                        if ($util.Long)
                            message.count = $util.Long.fromValue(object.count, true);
                        else if (typeof object.count === "string")
                            message.count = $parseInt(object.count, 10);
                        else if (typeof object.count === "number")
                            message.count = object.count;
                        else if (typeof object.count === "object")
                            message.count = new $util.LongBits(object.count.low >>> 0, object.count.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from an EndedCount message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.EndedCount
             * @static
             * @param {sortie.v1.EndedCount} message EndedCount
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            EndedCount.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.status = options.enums === $String ? "ROLLOUT_STATUS_UNSPECIFIED" : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.count = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.count = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                    object.status = options.enums === $String ? $root.sortie.v1.RolloutStatus[message.status] === $undefined ? message.status : $root.sortie.v1.RolloutStatus[message.status] : message.status;
                if (message.count != null && $Object.hasOwnProperty.call(message, "count"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.count = typeof message.count === "number" ? $BigInt(message.count) : $util.Long.fromBits(message.count.low >>> 0, message.count.high >>> 0, true).toBigInt();
                    else if (typeof message.count === "number")
                        object.count = options.longs === $String ? $String(message.count) : message.count;
                    else
                        object.count = options.longs === $String ? $util.Long.prototype.toString.call(message.count) : options.longs === $Number ? new $util.LongBits(message.count.low >>> 0, message.count.high >>> 0).toNumber(true) : message.count;
                return object;
            };

            /**
             * Converts this EndedCount to JSON.
             * @function toJSON
             * @memberof sortie.v1.EndedCount
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            EndedCount.prototype.toJSON = function() {
                return EndedCount.toObject(this, $protobuf.util.toJSONOptions);
            };

            return EndedCount;
        })();

        v1.LearnerCursor = (function() {

            /**
             * Properties of a LearnerCursor.
             * @typedef {Object} sortie.v1.LearnerCursor.$Properties
             * @property {Array.<sortie.v1.PartitionCursor.$Properties>|null} [partitions] LearnerCursor partitions
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a LearnerCursor.
             * @memberof sortie.v1
             * @interface ILearnerCursor
             * @augments sortie.v1.LearnerCursor.$Properties
             * @deprecated Use sortie.v1.LearnerCursor.$Properties instead.
             */

            /**
             * Shape of a LearnerCursor.
             * @typedef {sortie.v1.LearnerCursor.$Properties} sortie.v1.LearnerCursor.$Shape
             */

            /**
             * Constructs a new LearnerCursor.
             * @memberof sortie.v1
             * @classdesc Represents a LearnerCursor.
             * @constructor
             * @param {sortie.v1.LearnerCursor.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const LearnerCursor = function (properties) {
                this.partitions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * LearnerCursor partitions.
             * @member {Array.<sortie.v1.PartitionCursor.$Properties>} partitions
             * @memberof sortie.v1.LearnerCursor
             * @instance
             */
            LearnerCursor.prototype.partitions = $util.emptyArray;

            /**
             * Creates a new LearnerCursor instance using the specified properties.
             * @function create
             * @memberof sortie.v1.LearnerCursor
             * @static
             * @param {sortie.v1.LearnerCursor.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.LearnerCursor} LearnerCursor instance
             * @type {{
             *   (properties: sortie.v1.LearnerCursor.$Shape): sortie.v1.LearnerCursor & sortie.v1.LearnerCursor.$Shape;
             *   (properties?: sortie.v1.LearnerCursor.$Properties): sortie.v1.LearnerCursor;
             * }}
             */
            LearnerCursor.create = function(properties) {
                return new LearnerCursor(properties);
            };

            /**
             * Encodes the specified LearnerCursor message. Does not implicitly {@link sortie.v1.LearnerCursor.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.LearnerCursor
             * @static
             * @param {sortie.v1.LearnerCursor.$Properties} message LearnerCursor message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            LearnerCursor.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.partitions != null && message.partitions.length)
                    for (let i = 0; i < message.partitions.length; ++i)
                        $root.sortie.v1.PartitionCursor.encode(message.partitions[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a LearnerCursor message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.LearnerCursor
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.LearnerCursor & sortie.v1.LearnerCursor.$Shape} LearnerCursor
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            LearnerCursor.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.LearnerCursor();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.partitions && message.partitions.length))
                                message.partitions = [];
                            message.partitions.push($root.sortie.v1.PartitionCursor.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a LearnerCursor message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.LearnerCursor
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.LearnerCursor} LearnerCursor
             */
            LearnerCursor.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.LearnerCursor)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.LearnerCursor: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.LearnerCursor();
                if (object.partitions) {
                    if (!$Array.isArray(object.partitions))
                        throw $TypeError(".sortie.v1.LearnerCursor.partitions: array expected");
                    message.partitions = $Array(object.partitions.length);
                    for (let i = 0; i < object.partitions.length; ++i) {
                        if (!$util.isObject(object.partitions[i]))
                            throw $TypeError(".sortie.v1.LearnerCursor.partitions: object expected");
                        message.partitions[i] = $root.sortie.v1.PartitionCursor.fromObject(object.partitions[i], _depth + 1);
                    }
                }
                return message;
            };

            /**
             * Creates a plain object from a LearnerCursor message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.LearnerCursor
             * @static
             * @param {sortie.v1.LearnerCursor} message LearnerCursor
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            LearnerCursor.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.partitions = [];
                if (message.partitions && message.partitions.length) {
                    object.partitions = $Array(message.partitions.length);
                    for (let j = 0; j < message.partitions.length; ++j)
                        object.partitions[j] = $root.sortie.v1.PartitionCursor.toObject(message.partitions[j], options, _depth + 1);
                }
                return object;
            };

            /**
             * Converts this LearnerCursor to JSON.
             * @function toJSON
             * @memberof sortie.v1.LearnerCursor
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            LearnerCursor.prototype.toJSON = function() {
                return LearnerCursor.toObject(this, $protobuf.util.toJSONOptions);
            };

            return LearnerCursor;
        })();

        v1.PartitionCursor = (function() {

            /**
             * Properties of a PartitionCursor.
             * @typedef {Object} sortie.v1.PartitionCursor.$Properties
             * @property {number|null} [partition] PartitionCursor partition
             * @property {number|null} [floorSequence] PartitionCursor floorSequence
             * @property {Array.<string>|null} [committedRolloutIds] PartitionCursor committedRolloutIds
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PartitionCursor.
             * @memberof sortie.v1
             * @interface IPartitionCursor
             * @augments sortie.v1.PartitionCursor.$Properties
             * @deprecated Use sortie.v1.PartitionCursor.$Properties instead.
             */

            /**
             * Shape of a PartitionCursor.
             * @typedef {sortie.v1.PartitionCursor.$Properties} sortie.v1.PartitionCursor.$Shape
             */

            /**
             * Constructs a new PartitionCursor.
             * @memberof sortie.v1
             * @classdesc Represents a PartitionCursor.
             * @constructor
             * @param {sortie.v1.PartitionCursor.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PartitionCursor = function (properties) {
                this.committedRolloutIds = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PartitionCursor partition.
             * @member {number} partition
             * @memberof sortie.v1.PartitionCursor
             * @instance
             */
            PartitionCursor.prototype.partition = 0;

            /**
             * PartitionCursor floorSequence.
             * @member {number} floorSequence
             * @memberof sortie.v1.PartitionCursor
             * @instance
             */
            PartitionCursor.prototype.floorSequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * PartitionCursor committedRolloutIds.
             * @member {Array.<string>} committedRolloutIds
             * @memberof sortie.v1.PartitionCursor
             * @instance
             */
            PartitionCursor.prototype.committedRolloutIds = $util.emptyArray;

            /**
             * Creates a new PartitionCursor instance using the specified properties.
             * @function create
             * @memberof sortie.v1.PartitionCursor
             * @static
             * @param {sortie.v1.PartitionCursor.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.PartitionCursor} PartitionCursor instance
             * @type {{
             *   (properties: sortie.v1.PartitionCursor.$Shape): sortie.v1.PartitionCursor & sortie.v1.PartitionCursor.$Shape;
             *   (properties?: sortie.v1.PartitionCursor.$Properties): sortie.v1.PartitionCursor;
             * }}
             */
            PartitionCursor.create = function(properties) {
                return new PartitionCursor(properties);
            };

            /**
             * Encodes the specified PartitionCursor message. Does not implicitly {@link sortie.v1.PartitionCursor.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.PartitionCursor
             * @static
             * @param {sortie.v1.PartitionCursor.$Properties} message PartitionCursor message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PartitionCursor.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.partition);
                if (message.floorSequence != null && $Object.hasOwnProperty.call(message, "floorSequence") && (typeof message.floorSequence === "object" ? message.floorSequence.low || message.floorSequence.high : message.floorSequence !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.floorSequence);
                if (message.committedRolloutIds != null && message.committedRolloutIds.length)
                    for (let i = 0; i < message.committedRolloutIds.length; ++i)
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.committedRolloutIds[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PartitionCursor message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.PartitionCursor
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.PartitionCursor & sortie.v1.PartitionCursor.$Shape} PartitionCursor
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PartitionCursor.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.PartitionCursor();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.floorSequence = value;
                            else
                                delete message.floorSequence;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.committedRolloutIds && message.committedRolloutIds.length))
                                message.committedRolloutIds = [];
                            message.committedRolloutIds.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a PartitionCursor message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.PartitionCursor
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.PartitionCursor} PartitionCursor
             */
            PartitionCursor.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.PartitionCursor)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.PartitionCursor: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.PartitionCursor();
                if (object.partition != null)
                    if ($Number(object.partition) !== 0)
                        message.partition = object.partition >>> 0;
                if (object.floorSequence != null)
                    if (typeof object.floorSequence === "object" ? object.floorSequence.low || object.floorSequence.high : $Number(object.floorSequence) !== 0)
                        if ($util.Long)
                            message.floorSequence = $util.Long.fromValue(object.floorSequence, true);
                        else if (typeof object.floorSequence === "string")
                            message.floorSequence = $parseInt(object.floorSequence, 10);
                        else if (typeof object.floorSequence === "number")
                            message.floorSequence = object.floorSequence;
                        else if (typeof object.floorSequence === "object")
                            message.floorSequence = new $util.LongBits(object.floorSequence.low >>> 0, object.floorSequence.high >>> 0).toNumber(true);
                if (object.committedRolloutIds) {
                    if (!$Array.isArray(object.committedRolloutIds))
                        throw $TypeError(".sortie.v1.PartitionCursor.committedRolloutIds: array expected");
                    message.committedRolloutIds = $Array(object.committedRolloutIds.length);
                    for (let i = 0; i < object.committedRolloutIds.length; ++i)
                        message.committedRolloutIds[i] = $String(object.committedRolloutIds[i]);
                }
                return message;
            };

            /**
             * Creates a plain object from a PartitionCursor message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.PartitionCursor
             * @static
             * @param {sortie.v1.PartitionCursor} message PartitionCursor
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            PartitionCursor.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.committedRolloutIds = [];
                if (options.defaults) {
                    object.partition = 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.floorSequence = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.floorSequence = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition"))
                    object.partition = message.partition;
                if (message.floorSequence != null && $Object.hasOwnProperty.call(message, "floorSequence"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.floorSequence = typeof message.floorSequence === "number" ? $BigInt(message.floorSequence) : $util.Long.fromBits(message.floorSequence.low >>> 0, message.floorSequence.high >>> 0, true).toBigInt();
                    else if (typeof message.floorSequence === "number")
                        object.floorSequence = options.longs === $String ? $String(message.floorSequence) : message.floorSequence;
                    else
                        object.floorSequence = options.longs === $String ? $util.Long.prototype.toString.call(message.floorSequence) : options.longs === $Number ? new $util.LongBits(message.floorSequence.low >>> 0, message.floorSequence.high >>> 0).toNumber(true) : message.floorSequence;
                if (message.committedRolloutIds && message.committedRolloutIds.length) {
                    object.committedRolloutIds = $Array(message.committedRolloutIds.length);
                    for (let j = 0; j < message.committedRolloutIds.length; ++j)
                        object.committedRolloutIds[j] = message.committedRolloutIds[j];
                }
                return object;
            };

            /**
             * Converts this PartitionCursor to JSON.
             * @function toJSON
             * @memberof sortie.v1.PartitionCursor
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            PartitionCursor.prototype.toJSON = function() {
                return PartitionCursor.toObject(this, $protobuf.util.toJSONOptions);
            };

            return PartitionCursor;
        })();

        v1.Control = (function() {

            /**
             * Properties of a Control.
             * @typedef {Object} sortie.v1.Control.$Properties
             * @property {sortie.v1.Cancel.$Properties|null} [cancel] Control cancel
             * @property {sortie.v1.Pause.$Properties|null} [pause] Control pause
             * @property {sortie.v1.Drain.$Properties|null} [drain] Control drain
             * @property {sortie.v1.Drained.$Properties|null} [drained] Control drained
             * @property {"cancel"|"pause"|"drain"|"drained"} [action] Control action
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Control.
             * @memberof sortie.v1
             * @interface IControl
             * @augments sortie.v1.Control.$Properties
             * @deprecated Use sortie.v1.Control.$Properties instead.
             */

            /**
             * Narrowed shape of a Control.
             * @typedef {{
             *   cancel?: sortie.v1.Cancel.$Shape|null;
             *   pause?: sortie.v1.Pause.$Shape|null;
             *   drain?: sortie.v1.Drain.$Shape|null;
             *   drained?: sortie.v1.Drained.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ action?: undefined; cancel?: null; pause?: null; drain?: null; drained?: null }|{ action?: "cancel"; cancel: sortie.v1.Cancel.$Shape; pause?: null; drain?: null; drained?: null }|{ action?: "pause"; cancel?: null; pause: sortie.v1.Pause.$Shape; drain?: null; drained?: null }|{ action?: "drain"; cancel?: null; pause?: null; drain: sortie.v1.Drain.$Shape; drained?: null }|{ action?: "drained"; cancel?: null; pause?: null; drain?: null; drained: sortie.v1.Drained.$Shape })
             * )} sortie.v1.Control.$Shape
             */

            /**
             * Constructs a new Control.
             * @memberof sortie.v1
             * @classdesc Represents a Control.
             * @constructor
             * @param {sortie.v1.Control.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Control = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Control cancel.
             * @member {sortie.v1.Cancel.$Properties|null|undefined} cancel
             * @memberof sortie.v1.Control
             * @instance
             */
            Control.prototype.cancel = null;

            /**
             * Control pause.
             * @member {sortie.v1.Pause.$Properties|null|undefined} pause
             * @memberof sortie.v1.Control
             * @instance
             */
            Control.prototype.pause = null;

            /**
             * Control drain.
             * @member {sortie.v1.Drain.$Properties|null|undefined} drain
             * @memberof sortie.v1.Control
             * @instance
             */
            Control.prototype.drain = null;

            /**
             * Control drained.
             * @member {sortie.v1.Drained.$Properties|null|undefined} drained
             * @memberof sortie.v1.Control
             * @instance
             */
            Control.prototype.drained = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Control action.
             * @member {"cancel"|"pause"|"drain"|"drained"|undefined} action
             * @memberof sortie.v1.Control
             * @instance
             */
            $Object.defineProperty(Control.prototype, "action", {
                get: $util.oneOfGetter($oneOfFields = ["cancel", "pause", "drain", "drained"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Control instance using the specified properties.
             * @function create
             * @memberof sortie.v1.Control
             * @static
             * @param {sortie.v1.Control.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.Control} Control instance
             * @type {{
             *   (properties: sortie.v1.Control.$Shape): sortie.v1.Control & sortie.v1.Control.$Shape;
             *   (properties?: sortie.v1.Control.$Properties): sortie.v1.Control;
             * }}
             */
            Control.create = function(properties) {
                return new Control(properties);
            };

            /**
             * Encodes the specified Control message. Does not implicitly {@link sortie.v1.Control.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.Control
             * @static
             * @param {sortie.v1.Control.$Properties} message Control message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Control.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.cancel != null && $Object.hasOwnProperty.call(message, "cancel"))
                    $root.sortie.v1.Cancel.encode(message.cancel, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.pause != null && $Object.hasOwnProperty.call(message, "pause"))
                    $root.sortie.v1.Pause.encode(message.pause, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.drain != null && $Object.hasOwnProperty.call(message, "drain"))
                    $root.sortie.v1.Drain.encode(message.drain, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.drained != null && $Object.hasOwnProperty.call(message, "drained"))
                    $root.sortie.v1.Drained.encode(message.drained, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Control message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.Control
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.Control & sortie.v1.Control.$Shape} Control
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Control.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.Control();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.cancel = $root.sortie.v1.Cancel.decode(reader, reader.size(), $undefined, _depth + 1, message.cancel);
                            message.action = "cancel";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.pause = $root.sortie.v1.Pause.decode(reader, reader.size(), $undefined, _depth + 1, message.pause);
                            message.action = "pause";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.drain = $root.sortie.v1.Drain.decode(reader, reader.size(), $undefined, _depth + 1, message.drain);
                            message.action = "drain";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.drained = $root.sortie.v1.Drained.decode(reader, reader.size(), $undefined, _depth + 1, message.drained);
                            message.action = "drained";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Control message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.Control
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.Control} Control
             */
            Control.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.Control)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.Control: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.Control();
                if (object.cancel != null) {
                    if (!$util.isObject(object.cancel))
                        throw $TypeError(".sortie.v1.Control.cancel: object expected");
                    message.cancel = $root.sortie.v1.Cancel.fromObject(object.cancel, _depth + 1);
                }
                if (object.pause != null) {
                    if (!$util.isObject(object.pause))
                        throw $TypeError(".sortie.v1.Control.pause: object expected");
                    message.pause = $root.sortie.v1.Pause.fromObject(object.pause, _depth + 1);
                }
                if (object.drain != null) {
                    if (!$util.isObject(object.drain))
                        throw $TypeError(".sortie.v1.Control.drain: object expected");
                    message.drain = $root.sortie.v1.Drain.fromObject(object.drain, _depth + 1);
                }
                if (object.drained != null) {
                    if (!$util.isObject(object.drained))
                        throw $TypeError(".sortie.v1.Control.drained: object expected");
                    message.drained = $root.sortie.v1.Drained.fromObject(object.drained, _depth + 1);
                }
                return message;
            };

            /**
             * Creates a plain object from a Control message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.Control
             * @static
             * @param {sortie.v1.Control} message Control
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Control.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (message.cancel != null && $Object.hasOwnProperty.call(message, "cancel")) {
                    object.cancel = $root.sortie.v1.Cancel.toObject(message.cancel, options, _depth + 1);
                    if (options.oneofs)
                        object.action = "cancel";
                }
                if (message.pause != null && $Object.hasOwnProperty.call(message, "pause")) {
                    object.pause = $root.sortie.v1.Pause.toObject(message.pause, options, _depth + 1);
                    if (options.oneofs)
                        object.action = "pause";
                }
                if (message.drain != null && $Object.hasOwnProperty.call(message, "drain")) {
                    object.drain = $root.sortie.v1.Drain.toObject(message.drain, options, _depth + 1);
                    if (options.oneofs)
                        object.action = "drain";
                }
                if (message.drained != null && $Object.hasOwnProperty.call(message, "drained")) {
                    object.drained = $root.sortie.v1.Drained.toObject(message.drained, options, _depth + 1);
                    if (options.oneofs)
                        object.action = "drained";
                }
                return object;
            };

            /**
             * Converts this Control to JSON.
             * @function toJSON
             * @memberof sortie.v1.Control
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Control.prototype.toJSON = function() {
                return Control.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Control;
        })();

        v1.Cancel = (function() {

            /**
             * Properties of a Cancel.
             * @typedef {Object} sortie.v1.Cancel.$Properties
             * @property {string|null} [runId] Cancel runId
             * @property {string|null} [groupId] Cancel groupId
             * @property {string|null} [rolloutId] Cancel rolloutId
             * @property {number|null} [olderThanWeightVersion] Cancel olderThanWeightVersion
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Cancel.
             * @memberof sortie.v1
             * @interface ICancel
             * @augments sortie.v1.Cancel.$Properties
             * @deprecated Use sortie.v1.Cancel.$Properties instead.
             */

            /**
             * Shape of a Cancel.
             * @typedef {sortie.v1.Cancel.$Properties} sortie.v1.Cancel.$Shape
             */

            /**
             * Constructs a new Cancel.
             * @memberof sortie.v1
             * @classdesc Represents a Cancel.
             * @constructor
             * @param {sortie.v1.Cancel.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Cancel = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Cancel runId.
             * @member {string} runId
             * @memberof sortie.v1.Cancel
             * @instance
             */
            Cancel.prototype.runId = "";

            /**
             * Cancel groupId.
             * @member {string} groupId
             * @memberof sortie.v1.Cancel
             * @instance
             */
            Cancel.prototype.groupId = "";

            /**
             * Cancel rolloutId.
             * @member {string} rolloutId
             * @memberof sortie.v1.Cancel
             * @instance
             */
            Cancel.prototype.rolloutId = "";

            /**
             * Cancel olderThanWeightVersion.
             * @member {number|null|undefined} olderThanWeightVersion
             * @memberof sortie.v1.Cancel
             * @instance
             */
            Cancel.prototype.olderThanWeightVersion = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Cancel.prototype, "_olderThanWeightVersion", {
                get: $util.oneOfGetter($oneOfFields = ["olderThanWeightVersion"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Cancel instance using the specified properties.
             * @function create
             * @memberof sortie.v1.Cancel
             * @static
             * @param {sortie.v1.Cancel.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.Cancel} Cancel instance
             * @type {{
             *   (properties: sortie.v1.Cancel.$Shape): sortie.v1.Cancel & sortie.v1.Cancel.$Shape;
             *   (properties?: sortie.v1.Cancel.$Properties): sortie.v1.Cancel;
             * }}
             */
            Cancel.create = function(properties) {
                return new Cancel(properties);
            };

            /**
             * Encodes the specified Cancel message. Does not implicitly {@link sortie.v1.Cancel.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.Cancel
             * @static
             * @param {sortie.v1.Cancel.$Properties} message Cancel message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Cancel.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
                if (message.groupId != null && $Object.hasOwnProperty.call(message, "groupId") && message.groupId !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.groupId);
                if (message.rolloutId != null && $Object.hasOwnProperty.call(message, "rolloutId") && message.rolloutId !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.rolloutId);
                if (message.olderThanWeightVersion != null && $Object.hasOwnProperty.call(message, "olderThanWeightVersion"))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.olderThanWeightVersion);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Cancel message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.Cancel
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.Cancel & sortie.v1.Cancel.$Shape} Cancel
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Cancel.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.Cancel();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.groupId = value;
                            else
                                delete message.groupId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.rolloutId = value;
                            else
                                delete message.rolloutId;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.olderThanWeightVersion = reader.uint64();
                            message._olderThanWeightVersion = "olderThanWeightVersion";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Cancel message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.Cancel
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.Cancel} Cancel
             */
            Cancel.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.Cancel)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.Cancel: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.Cancel();
                if (object.runId != null)
                    if (typeof object.runId !== "string" || object.runId.length)
                        message.runId = $String(object.runId);
                if (object.groupId != null)
                    if (typeof object.groupId !== "string" || object.groupId.length)
                        message.groupId = $String(object.groupId);
                if (object.rolloutId != null)
                    if (typeof object.rolloutId !== "string" || object.rolloutId.length)
                        message.rolloutId = $String(object.rolloutId);
                if (object.olderThanWeightVersion != null)
                    if ($util.Long)
                        message.olderThanWeightVersion = $util.Long.fromValue(object.olderThanWeightVersion, true);
                    else if (typeof object.olderThanWeightVersion === "string")
                        message.olderThanWeightVersion = $parseInt(object.olderThanWeightVersion, 10);
                    else if (typeof object.olderThanWeightVersion === "number")
                        message.olderThanWeightVersion = object.olderThanWeightVersion;
                    else if (typeof object.olderThanWeightVersion === "object")
                        message.olderThanWeightVersion = new $util.LongBits(object.olderThanWeightVersion.low >>> 0, object.olderThanWeightVersion.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from a Cancel message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.Cancel
             * @static
             * @param {sortie.v1.Cancel} message Cancel
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Cancel.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.runId = "";
                    object.groupId = "";
                    object.rolloutId = "";
                }
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                    object.runId = message.runId;
                if (message.groupId != null && $Object.hasOwnProperty.call(message, "groupId"))
                    object.groupId = message.groupId;
                if (message.rolloutId != null && $Object.hasOwnProperty.call(message, "rolloutId"))
                    object.rolloutId = message.rolloutId;
                if (message.olderThanWeightVersion != null && $Object.hasOwnProperty.call(message, "olderThanWeightVersion"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.olderThanWeightVersion = typeof message.olderThanWeightVersion === "number" ? $BigInt(message.olderThanWeightVersion) : $util.Long.fromBits(message.olderThanWeightVersion.low >>> 0, message.olderThanWeightVersion.high >>> 0, true).toBigInt();
                    else if (typeof message.olderThanWeightVersion === "number")
                        object.olderThanWeightVersion = options.longs === $String ? $String(message.olderThanWeightVersion) : message.olderThanWeightVersion;
                    else
                        object.olderThanWeightVersion = options.longs === $String ? $util.Long.prototype.toString.call(message.olderThanWeightVersion) : options.longs === $Number ? new $util.LongBits(message.olderThanWeightVersion.low >>> 0, message.olderThanWeightVersion.high >>> 0).toNumber(true) : message.olderThanWeightVersion;
                return object;
            };

            /**
             * Converts this Cancel to JSON.
             * @function toJSON
             * @memberof sortie.v1.Cancel
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Cancel.prototype.toJSON = function() {
                return Cancel.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Cancel;
        })();

        v1.Pause = (function() {

            /**
             * Properties of a Pause.
             * @typedef {Object} sortie.v1.Pause.$Properties
             * @property {boolean|null} [paused] Pause paused
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Pause.
             * @memberof sortie.v1
             * @interface IPause
             * @augments sortie.v1.Pause.$Properties
             * @deprecated Use sortie.v1.Pause.$Properties instead.
             */

            /**
             * Shape of a Pause.
             * @typedef {sortie.v1.Pause.$Properties} sortie.v1.Pause.$Shape
             */

            /**
             * Constructs a new Pause.
             * @memberof sortie.v1
             * @classdesc Represents a Pause.
             * @constructor
             * @param {sortie.v1.Pause.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Pause = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Pause paused.
             * @member {boolean} paused
             * @memberof sortie.v1.Pause
             * @instance
             */
            Pause.prototype.paused = false;

            /**
             * Creates a new Pause instance using the specified properties.
             * @function create
             * @memberof sortie.v1.Pause
             * @static
             * @param {sortie.v1.Pause.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.Pause} Pause instance
             * @type {{
             *   (properties: sortie.v1.Pause.$Shape): sortie.v1.Pause & sortie.v1.Pause.$Shape;
             *   (properties?: sortie.v1.Pause.$Properties): sortie.v1.Pause;
             * }}
             */
            Pause.create = function(properties) {
                return new Pause(properties);
            };

            /**
             * Encodes the specified Pause message. Does not implicitly {@link sortie.v1.Pause.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.Pause
             * @static
             * @param {sortie.v1.Pause.$Properties} message Pause message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Pause.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.paused != null && $Object.hasOwnProperty.call(message, "paused") && message.paused !== false)
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.paused);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Pause message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.Pause
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.Pause & sortie.v1.Pause.$Shape} Pause
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Pause.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.Pause();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.paused = value;
                            else
                                delete message.paused;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Pause message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.Pause
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.Pause} Pause
             */
            Pause.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.Pause)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.Pause: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.Pause();
                if (object.paused != null)
                    if (object.paused)
                        message.paused = $Boolean(object.paused);
                return message;
            };

            /**
             * Creates a plain object from a Pause message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.Pause
             * @static
             * @param {sortie.v1.Pause} message Pause
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Pause.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults)
                    object.paused = false;
                if (message.paused != null && $Object.hasOwnProperty.call(message, "paused"))
                    object.paused = message.paused;
                return object;
            };

            /**
             * Converts this Pause to JSON.
             * @function toJSON
             * @memberof sortie.v1.Pause
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Pause.prototype.toJSON = function() {
                return Pause.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Pause;
        })();

        v1.Drain = (function() {

            /**
             * Properties of a Drain.
             * @typedef {Object} sortie.v1.Drain.$Properties
             * @property {string|null} [worker] Drain worker
             * @property {number|null} [epoch] Drain epoch
             * @property {number|null} [graceMs] Drain graceMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Drain.
             * @memberof sortie.v1
             * @interface IDrain
             * @augments sortie.v1.Drain.$Properties
             * @deprecated Use sortie.v1.Drain.$Properties instead.
             */

            /**
             * Shape of a Drain.
             * @typedef {sortie.v1.Drain.$Properties} sortie.v1.Drain.$Shape
             */

            /**
             * Constructs a new Drain.
             * @memberof sortie.v1
             * @classdesc Represents a Drain.
             * @constructor
             * @param {sortie.v1.Drain.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Drain = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Drain worker.
             * @member {string} worker
             * @memberof sortie.v1.Drain
             * @instance
             */
            Drain.prototype.worker = "";

            /**
             * Drain epoch.
             * @member {number} epoch
             * @memberof sortie.v1.Drain
             * @instance
             */
            Drain.prototype.epoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Drain graceMs.
             * @member {number} graceMs
             * @memberof sortie.v1.Drain
             * @instance
             */
            Drain.prototype.graceMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new Drain instance using the specified properties.
             * @function create
             * @memberof sortie.v1.Drain
             * @static
             * @param {sortie.v1.Drain.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.Drain} Drain instance
             * @type {{
             *   (properties: sortie.v1.Drain.$Shape): sortie.v1.Drain & sortie.v1.Drain.$Shape;
             *   (properties?: sortie.v1.Drain.$Properties): sortie.v1.Drain;
             * }}
             */
            Drain.create = function(properties) {
                return new Drain(properties);
            };

            /**
             * Encodes the specified Drain message. Does not implicitly {@link sortie.v1.Drain.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.Drain
             * @static
             * @param {sortie.v1.Drain.$Properties} message Drain message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Drain.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.worker != null && $Object.hasOwnProperty.call(message, "worker") && message.worker !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.worker);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && (typeof message.epoch === "object" ? message.epoch.low || message.epoch.high : message.epoch !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.epoch);
                if (message.graceMs != null && $Object.hasOwnProperty.call(message, "graceMs") && (typeof message.graceMs === "object" ? message.graceMs.low || message.graceMs.high : message.graceMs !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.graceMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Drain message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.Drain
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.Drain & sortie.v1.Drain.$Shape} Drain
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Drain.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.Drain();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.worker = value;
                            else
                                delete message.worker;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.graceMs = value;
                            else
                                delete message.graceMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Drain message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.Drain
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.Drain} Drain
             */
            Drain.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.Drain)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.Drain: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.Drain();
                if (object.worker != null)
                    if (typeof object.worker !== "string" || object.worker.length)
                        message.worker = $String(object.worker);
                if (object.epoch != null)
                    if (typeof object.epoch === "object" ? object.epoch.low || object.epoch.high : $Number(object.epoch) !== 0)
                        if ($util.Long)
                            message.epoch = $util.Long.fromValue(object.epoch, true);
                        else if (typeof object.epoch === "string")
                            message.epoch = $parseInt(object.epoch, 10);
                        else if (typeof object.epoch === "number")
                            message.epoch = object.epoch;
                        else if (typeof object.epoch === "object")
                            message.epoch = new $util.LongBits(object.epoch.low >>> 0, object.epoch.high >>> 0).toNumber(true);
                if (object.graceMs != null)
                    if (typeof object.graceMs === "object" ? object.graceMs.low || object.graceMs.high : $Number(object.graceMs) !== 0)
                        if ($util.Long)
                            message.graceMs = $util.Long.fromValue(object.graceMs, true);
                        else if (typeof object.graceMs === "string")
                            message.graceMs = $parseInt(object.graceMs, 10);
                        else if (typeof object.graceMs === "number")
                            message.graceMs = object.graceMs;
                        else if (typeof object.graceMs === "object")
                            message.graceMs = new $util.LongBits(object.graceMs.low >>> 0, object.graceMs.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from a Drain message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.Drain
             * @static
             * @param {sortie.v1.Drain} message Drain
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Drain.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.worker = "";
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.epoch = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.epoch = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.graceMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.graceMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.worker != null && $Object.hasOwnProperty.call(message, "worker"))
                    object.worker = message.worker;
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.epoch = typeof message.epoch === "number" ? $BigInt(message.epoch) : $util.Long.fromBits(message.epoch.low >>> 0, message.epoch.high >>> 0, true).toBigInt();
                    else if (typeof message.epoch === "number")
                        object.epoch = options.longs === $String ? $String(message.epoch) : message.epoch;
                    else
                        object.epoch = options.longs === $String ? $util.Long.prototype.toString.call(message.epoch) : options.longs === $Number ? new $util.LongBits(message.epoch.low >>> 0, message.epoch.high >>> 0).toNumber(true) : message.epoch;
                if (message.graceMs != null && $Object.hasOwnProperty.call(message, "graceMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.graceMs = typeof message.graceMs === "number" ? $BigInt(message.graceMs) : $util.Long.fromBits(message.graceMs.low >>> 0, message.graceMs.high >>> 0, true).toBigInt();
                    else if (typeof message.graceMs === "number")
                        object.graceMs = options.longs === $String ? $String(message.graceMs) : message.graceMs;
                    else
                        object.graceMs = options.longs === $String ? $util.Long.prototype.toString.call(message.graceMs) : options.longs === $Number ? new $util.LongBits(message.graceMs.low >>> 0, message.graceMs.high >>> 0).toNumber(true) : message.graceMs;
                return object;
            };

            /**
             * Converts this Drain to JSON.
             * @function toJSON
             * @memberof sortie.v1.Drain
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Drain.prototype.toJSON = function() {
                return Drain.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Drain;
        })();

        v1.Drained = (function() {

            /**
             * Properties of a Drained.
             * @typedef {Object} sortie.v1.Drained.$Properties
             * @property {string|null} [worker] Drained worker
             * @property {number|null} [epoch] Drained epoch
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Drained.
             * @memberof sortie.v1
             * @interface IDrained
             * @augments sortie.v1.Drained.$Properties
             * @deprecated Use sortie.v1.Drained.$Properties instead.
             */

            /**
             * Shape of a Drained.
             * @typedef {sortie.v1.Drained.$Properties} sortie.v1.Drained.$Shape
             */

            /**
             * Constructs a new Drained.
             * @memberof sortie.v1
             * @classdesc Represents a Drained.
             * @constructor
             * @param {sortie.v1.Drained.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Drained = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Drained worker.
             * @member {string} worker
             * @memberof sortie.v1.Drained
             * @instance
             */
            Drained.prototype.worker = "";

            /**
             * Drained epoch.
             * @member {number} epoch
             * @memberof sortie.v1.Drained
             * @instance
             */
            Drained.prototype.epoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new Drained instance using the specified properties.
             * @function create
             * @memberof sortie.v1.Drained
             * @static
             * @param {sortie.v1.Drained.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.Drained} Drained instance
             * @type {{
             *   (properties: sortie.v1.Drained.$Shape): sortie.v1.Drained & sortie.v1.Drained.$Shape;
             *   (properties?: sortie.v1.Drained.$Properties): sortie.v1.Drained;
             * }}
             */
            Drained.create = function(properties) {
                return new Drained(properties);
            };

            /**
             * Encodes the specified Drained message. Does not implicitly {@link sortie.v1.Drained.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.Drained
             * @static
             * @param {sortie.v1.Drained.$Properties} message Drained message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Drained.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.worker != null && $Object.hasOwnProperty.call(message, "worker") && message.worker !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.worker);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && (typeof message.epoch === "object" ? message.epoch.low || message.epoch.high : message.epoch !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.epoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Drained message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.Drained
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.Drained & sortie.v1.Drained.$Shape} Drained
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Drained.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.Drained();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.worker = value;
                            else
                                delete message.worker;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Drained message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.Drained
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.Drained} Drained
             */
            Drained.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.Drained)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.Drained: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.Drained();
                if (object.worker != null)
                    if (typeof object.worker !== "string" || object.worker.length)
                        message.worker = $String(object.worker);
                if (object.epoch != null)
                    if (typeof object.epoch === "object" ? object.epoch.low || object.epoch.high : $Number(object.epoch) !== 0)
                        if ($util.Long)
                            message.epoch = $util.Long.fromValue(object.epoch, true);
                        else if (typeof object.epoch === "string")
                            message.epoch = $parseInt(object.epoch, 10);
                        else if (typeof object.epoch === "number")
                            message.epoch = object.epoch;
                        else if (typeof object.epoch === "object")
                            message.epoch = new $util.LongBits(object.epoch.low >>> 0, object.epoch.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from a Drained message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.Drained
             * @static
             * @param {sortie.v1.Drained} message Drained
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Drained.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.worker = "";
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.epoch = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.epoch = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.worker != null && $Object.hasOwnProperty.call(message, "worker"))
                    object.worker = message.worker;
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.epoch = typeof message.epoch === "number" ? $BigInt(message.epoch) : $util.Long.fromBits(message.epoch.low >>> 0, message.epoch.high >>> 0, true).toBigInt();
                    else if (typeof message.epoch === "number")
                        object.epoch = options.longs === $String ? $String(message.epoch) : message.epoch;
                    else
                        object.epoch = options.longs === $String ? $util.Long.prototype.toString.call(message.epoch) : options.longs === $Number ? new $util.LongBits(message.epoch.low >>> 0, message.epoch.high >>> 0).toNumber(true) : message.epoch;
                return object;
            };

            /**
             * Converts this Drained to JSON.
             * @function toJSON
             * @memberof sortie.v1.Drained
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Drained.prototype.toJSON = function() {
                return Drained.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Drained;
        })();

        v1.WeightManifest = (function() {

            /**
             * Properties of a WeightManifest.
             * @typedef {Object} sortie.v1.WeightManifest.$Properties
             * @property {number|null} [weightVersion] WeightManifest weightVersion
             * @property {string|null} [uri] WeightManifest uri
             * @property {string|null} [format] WeightManifest format
             * @property {Uint8Array|null} [sha256] WeightManifest sha256
             * @property {number|null} [bytes] WeightManifest bytes
             * @property {number|null} [parent] WeightManifest parent
             * @property {number|null} [createdAtUnixMs] WeightManifest createdAtUnixMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a WeightManifest.
             * @memberof sortie.v1
             * @interface IWeightManifest
             * @augments sortie.v1.WeightManifest.$Properties
             * @deprecated Use sortie.v1.WeightManifest.$Properties instead.
             */

            /**
             * Shape of a WeightManifest.
             * @typedef {sortie.v1.WeightManifest.$Properties} sortie.v1.WeightManifest.$Shape
             */

            /**
             * Constructs a new WeightManifest.
             * @memberof sortie.v1
             * @classdesc Represents a WeightManifest.
             * @constructor
             * @param {sortie.v1.WeightManifest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const WeightManifest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * WeightManifest weightVersion.
             * @member {number} weightVersion
             * @memberof sortie.v1.WeightManifest
             * @instance
             */
            WeightManifest.prototype.weightVersion = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * WeightManifest uri.
             * @member {string} uri
             * @memberof sortie.v1.WeightManifest
             * @instance
             */
            WeightManifest.prototype.uri = "";

            /**
             * WeightManifest format.
             * @member {string} format
             * @memberof sortie.v1.WeightManifest
             * @instance
             */
            WeightManifest.prototype.format = "";

            /**
             * WeightManifest sha256.
             * @member {Uint8Array} sha256
             * @memberof sortie.v1.WeightManifest
             * @instance
             */
            WeightManifest.prototype.sha256 = $util.newBuffer([]);

            /**
             * WeightManifest bytes.
             * @member {number} bytes
             * @memberof sortie.v1.WeightManifest
             * @instance
             */
            WeightManifest.prototype.bytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * WeightManifest parent.
             * @member {number} parent
             * @memberof sortie.v1.WeightManifest
             * @instance
             */
            WeightManifest.prototype.parent = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * WeightManifest createdAtUnixMs.
             * @member {number} createdAtUnixMs
             * @memberof sortie.v1.WeightManifest
             * @instance
             */
            WeightManifest.prototype.createdAtUnixMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Creates a new WeightManifest instance using the specified properties.
             * @function create
             * @memberof sortie.v1.WeightManifest
             * @static
             * @param {sortie.v1.WeightManifest.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.WeightManifest} WeightManifest instance
             * @type {{
             *   (properties: sortie.v1.WeightManifest.$Shape): sortie.v1.WeightManifest & sortie.v1.WeightManifest.$Shape;
             *   (properties?: sortie.v1.WeightManifest.$Properties): sortie.v1.WeightManifest;
             * }}
             */
            WeightManifest.create = function(properties) {
                return new WeightManifest(properties);
            };

            /**
             * Encodes the specified WeightManifest message. Does not implicitly {@link sortie.v1.WeightManifest.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.WeightManifest
             * @static
             * @param {sortie.v1.WeightManifest.$Properties} message WeightManifest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            WeightManifest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.weightVersion != null && $Object.hasOwnProperty.call(message, "weightVersion") && (typeof message.weightVersion === "object" ? message.weightVersion.low || message.weightVersion.high : message.weightVersion !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.weightVersion);
                if (message.uri != null && $Object.hasOwnProperty.call(message, "uri") && message.uri !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.uri);
                if (message.format != null && $Object.hasOwnProperty.call(message, "format") && message.format !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.format);
                if (message.sha256 != null && $Object.hasOwnProperty.call(message, "sha256") && message.sha256.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.sha256);
                if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.bytes);
                if (message.parent != null && $Object.hasOwnProperty.call(message, "parent") && (typeof message.parent === "object" ? message.parent.low || message.parent.high : message.parent !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.parent);
                if (message.createdAtUnixMs != null && $Object.hasOwnProperty.call(message, "createdAtUnixMs") && (typeof message.createdAtUnixMs === "object" ? message.createdAtUnixMs.low || message.createdAtUnixMs.high : message.createdAtUnixMs !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).int64(message.createdAtUnixMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a WeightManifest message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.WeightManifest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.WeightManifest & sortie.v1.WeightManifest.$Shape} WeightManifest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            WeightManifest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.WeightManifest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.weightVersion = value;
                            else
                                delete message.weightVersion;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.uri = value;
                            else
                                delete message.uri;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.format = value;
                            else
                                delete message.format;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.sha256 = value;
                            else
                                delete message.sha256;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.bytes = value;
                            else
                                delete message.bytes;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.parent = value;
                            else
                                delete message.parent;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.createdAtUnixMs = value;
                            else
                                delete message.createdAtUnixMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a WeightManifest message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.WeightManifest
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.WeightManifest} WeightManifest
             */
            WeightManifest.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.WeightManifest)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.WeightManifest: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.WeightManifest();
                if (object.weightVersion != null)
                    if (typeof object.weightVersion === "object" ? object.weightVersion.low || object.weightVersion.high : $Number(object.weightVersion) !== 0)
                        if ($util.Long)
                            message.weightVersion = $util.Long.fromValue(object.weightVersion, true);
                        else if (typeof object.weightVersion === "string")
                            message.weightVersion = $parseInt(object.weightVersion, 10);
                        else if (typeof object.weightVersion === "number")
                            message.weightVersion = object.weightVersion;
                        else if (typeof object.weightVersion === "object")
                            message.weightVersion = new $util.LongBits(object.weightVersion.low >>> 0, object.weightVersion.high >>> 0).toNumber(true);
                if (object.uri != null)
                    if (typeof object.uri !== "string" || object.uri.length)
                        message.uri = $String(object.uri);
                if (object.format != null)
                    if (typeof object.format !== "string" || object.format.length)
                        message.format = $String(object.format);
                if (object.sha256 != null)
                    if (object.sha256.length)
                        if (typeof object.sha256 === "string")
                            $util.base64.decode(object.sha256, message.sha256 = $util.newBuffer($util.base64.length(object.sha256)), 0);
                        else if (object.sha256.length >= 0)
                            message.sha256 = object.sha256;
                if (object.bytes != null)
                    if (typeof object.bytes === "object" ? object.bytes.low || object.bytes.high : $Number(object.bytes) !== 0)
                        if ($util.Long)
                            message.bytes = $util.Long.fromValue(object.bytes, true);
                        else if (typeof object.bytes === "string")
                            message.bytes = $parseInt(object.bytes, 10);
                        else if (typeof object.bytes === "number")
                            message.bytes = object.bytes;
                        else if (typeof object.bytes === "object")
                            message.bytes = new $util.LongBits(object.bytes.low >>> 0, object.bytes.high >>> 0).toNumber(true);
                if (object.parent != null)
                    if (typeof object.parent === "object" ? object.parent.low || object.parent.high : $Number(object.parent) !== 0)
                        if ($util.Long)
                            message.parent = $util.Long.fromValue(object.parent, true);
                        else if (typeof object.parent === "string")
                            message.parent = $parseInt(object.parent, 10);
                        else if (typeof object.parent === "number")
                            message.parent = object.parent;
                        else if (typeof object.parent === "object")
                            message.parent = new $util.LongBits(object.parent.low >>> 0, object.parent.high >>> 0).toNumber(true);
                if (object.createdAtUnixMs != null)
                    if (typeof object.createdAtUnixMs === "object" ? object.createdAtUnixMs.low || object.createdAtUnixMs.high : $Number(object.createdAtUnixMs) !== 0)
                        if ($util.Long)
                            message.createdAtUnixMs = $util.Long.fromValue(object.createdAtUnixMs, false);
                        else if (typeof object.createdAtUnixMs === "string")
                            message.createdAtUnixMs = $parseInt(object.createdAtUnixMs, 10);
                        else if (typeof object.createdAtUnixMs === "number")
                            message.createdAtUnixMs = object.createdAtUnixMs;
                        else if (typeof object.createdAtUnixMs === "object")
                            message.createdAtUnixMs = new $util.LongBits(object.createdAtUnixMs.low >>> 0, object.createdAtUnixMs.high >>> 0).toNumber();
                return message;
            };

            /**
             * Creates a plain object from a WeightManifest message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.WeightManifest
             * @static
             * @param {sortie.v1.WeightManifest} message WeightManifest
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            WeightManifest.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.weightVersion = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.weightVersion = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    object.uri = "";
                    object.format = "";
                    if (options.bytes === $String)
                        object.sha256 = "";
                    else {
                        object.sha256 = [];
                        if (options.bytes !== $Array)
                            object.sha256 = $util.newBuffer(object.sha256);
                    }
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.bytes = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.bytes = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.parent = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.parent = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, false);
                        object.createdAtUnixMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.createdAtUnixMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.weightVersion != null && $Object.hasOwnProperty.call(message, "weightVersion"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.weightVersion = typeof message.weightVersion === "number" ? $BigInt(message.weightVersion) : $util.Long.fromBits(message.weightVersion.low >>> 0, message.weightVersion.high >>> 0, true).toBigInt();
                    else if (typeof message.weightVersion === "number")
                        object.weightVersion = options.longs === $String ? $String(message.weightVersion) : message.weightVersion;
                    else
                        object.weightVersion = options.longs === $String ? $util.Long.prototype.toString.call(message.weightVersion) : options.longs === $Number ? new $util.LongBits(message.weightVersion.low >>> 0, message.weightVersion.high >>> 0).toNumber(true) : message.weightVersion;
                if (message.uri != null && $Object.hasOwnProperty.call(message, "uri"))
                    object.uri = message.uri;
                if (message.format != null && $Object.hasOwnProperty.call(message, "format"))
                    object.format = message.format;
                if (message.sha256 != null && $Object.hasOwnProperty.call(message, "sha256"))
                    object.sha256 = options.bytes === $String ? $util.base64.encode(message.sha256, 0, message.sha256.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.sha256) : message.sha256;
                if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.bytes = typeof message.bytes === "number" ? $BigInt(message.bytes) : $util.Long.fromBits(message.bytes.low >>> 0, message.bytes.high >>> 0, true).toBigInt();
                    else if (typeof message.bytes === "number")
                        object.bytes = options.longs === $String ? $String(message.bytes) : message.bytes;
                    else
                        object.bytes = options.longs === $String ? $util.Long.prototype.toString.call(message.bytes) : options.longs === $Number ? new $util.LongBits(message.bytes.low >>> 0, message.bytes.high >>> 0).toNumber(true) : message.bytes;
                if (message.parent != null && $Object.hasOwnProperty.call(message, "parent"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.parent = typeof message.parent === "number" ? $BigInt(message.parent) : $util.Long.fromBits(message.parent.low >>> 0, message.parent.high >>> 0, true).toBigInt();
                    else if (typeof message.parent === "number")
                        object.parent = options.longs === $String ? $String(message.parent) : message.parent;
                    else
                        object.parent = options.longs === $String ? $util.Long.prototype.toString.call(message.parent) : options.longs === $Number ? new $util.LongBits(message.parent.low >>> 0, message.parent.high >>> 0).toNumber(true) : message.parent;
                if (message.createdAtUnixMs != null && $Object.hasOwnProperty.call(message, "createdAtUnixMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.createdAtUnixMs = typeof message.createdAtUnixMs === "number" ? $BigInt(message.createdAtUnixMs) : $util.Long.fromBits(message.createdAtUnixMs.low >>> 0, message.createdAtUnixMs.high >>> 0, false).toBigInt();
                    else if (typeof message.createdAtUnixMs === "number")
                        object.createdAtUnixMs = options.longs === $String ? $String(message.createdAtUnixMs) : message.createdAtUnixMs;
                    else
                        object.createdAtUnixMs = options.longs === $String ? $util.Long.prototype.toString.call(message.createdAtUnixMs) : options.longs === $Number ? new $util.LongBits(message.createdAtUnixMs.low >>> 0, message.createdAtUnixMs.high >>> 0).toNumber() : message.createdAtUnixMs;
                return object;
            };

            /**
             * Converts this WeightManifest to JSON.
             * @function toJSON
             * @memberof sortie.v1.WeightManifest
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            WeightManifest.prototype.toJSON = function() {
                return WeightManifest.toObject(this, $protobuf.util.toJSONOptions);
            };

            return WeightManifest;
        })();

        v1.Presence = (function() {

            /**
             * Properties of a Presence.
             * @typedef {Object} sortie.v1.Presence.$Properties
             * @property {sortie.v1.PresenceKind|null} [kind] Presence kind
             * @property {string|null} [name] Presence name
             * @property {sortie.v1.PresenceState|null} [state] Presence state
             * @property {number|null} [slots] Presence slots
             * @property {number|null} [busy] Presence busy
             * @property {number|null} [waiting] Presence waiting
             * @property {number|null} [weightVersion] Presence weightVersion
             * @property {boolean|null} [draining] Presence draining
             * @property {string|null} [url] Presence url
             * @property {string|null} [model] Presence model
             * @property {number|null} [beat] Presence beat
             * @property {number|null} [ttlMs] Presence ttlMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Presence.
             * @memberof sortie.v1
             * @interface IPresence
             * @augments sortie.v1.Presence.$Properties
             * @deprecated Use sortie.v1.Presence.$Properties instead.
             */

            /**
             * Shape of a Presence.
             * @typedef {sortie.v1.Presence.$Properties} sortie.v1.Presence.$Shape
             */

            /**
             * Constructs a new Presence.
             * @memberof sortie.v1
             * @classdesc Represents a Presence.
             * @constructor
             * @param {sortie.v1.Presence.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Presence = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Presence kind.
             * @member {sortie.v1.PresenceKind} kind
             * @memberof sortie.v1.Presence
             * @instance
             */
            Presence.prototype.kind = 0;

            /**
             * Presence name.
             * @member {string} name
             * @memberof sortie.v1.Presence
             * @instance
             */
            Presence.prototype.name = "";

            /**
             * Presence state.
             * @member {sortie.v1.PresenceState} state
             * @memberof sortie.v1.Presence
             * @instance
             */
            Presence.prototype.state = 0;

            /**
             * Presence slots.
             * @member {number} slots
             * @memberof sortie.v1.Presence
             * @instance
             */
            Presence.prototype.slots = 0;

            /**
             * Presence busy.
             * @member {number} busy
             * @memberof sortie.v1.Presence
             * @instance
             */
            Presence.prototype.busy = 0;

            /**
             * Presence waiting.
             * @member {number} waiting
             * @memberof sortie.v1.Presence
             * @instance
             */
            Presence.prototype.waiting = 0;

            /**
             * Presence weightVersion.
             * @member {number} weightVersion
             * @memberof sortie.v1.Presence
             * @instance
             */
            Presence.prototype.weightVersion = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Presence draining.
             * @member {boolean} draining
             * @memberof sortie.v1.Presence
             * @instance
             */
            Presence.prototype.draining = false;

            /**
             * Presence url.
             * @member {string} url
             * @memberof sortie.v1.Presence
             * @instance
             */
            Presence.prototype.url = "";

            /**
             * Presence model.
             * @member {string} model
             * @memberof sortie.v1.Presence
             * @instance
             */
            Presence.prototype.model = "";

            /**
             * Presence beat.
             * @member {number} beat
             * @memberof sortie.v1.Presence
             * @instance
             */
            Presence.prototype.beat = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Presence ttlMs.
             * @member {number} ttlMs
             * @memberof sortie.v1.Presence
             * @instance
             */
            Presence.prototype.ttlMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new Presence instance using the specified properties.
             * @function create
             * @memberof sortie.v1.Presence
             * @static
             * @param {sortie.v1.Presence.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.Presence} Presence instance
             * @type {{
             *   (properties: sortie.v1.Presence.$Shape): sortie.v1.Presence & sortie.v1.Presence.$Shape;
             *   (properties?: sortie.v1.Presence.$Properties): sortie.v1.Presence;
             * }}
             */
            Presence.create = function(properties) {
                return new Presence(properties);
            };

            /**
             * Encodes the specified Presence message. Does not implicitly {@link sortie.v1.Presence.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.Presence
             * @static
             * @param {sortie.v1.Presence.$Properties} message Presence message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Presence.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.kind);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).int32(message.state);
                if (message.slots != null && $Object.hasOwnProperty.call(message, "slots") && message.slots !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.slots);
                if (message.busy != null && $Object.hasOwnProperty.call(message, "busy") && message.busy !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.busy);
                if (message.waiting != null && $Object.hasOwnProperty.call(message, "waiting") && message.waiting !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.waiting);
                if (message.weightVersion != null && $Object.hasOwnProperty.call(message, "weightVersion") && (typeof message.weightVersion === "object" ? message.weightVersion.low || message.weightVersion.high : message.weightVersion !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.weightVersion);
                if (message.draining != null && $Object.hasOwnProperty.call(message, "draining") && message.draining !== false)
                    writer.uint32(/* id 8, wireType 0 =*/64).bool(message.draining);
                if (message.url != null && $Object.hasOwnProperty.call(message, "url") && message.url !== "")
                    writer.uint32(/* id 9, wireType 2 =*/74).string(message.url);
                if (message.model != null && $Object.hasOwnProperty.call(message, "model") && message.model !== "")
                    writer.uint32(/* id 10, wireType 2 =*/82).string(message.model);
                if (message.beat != null && $Object.hasOwnProperty.call(message, "beat") && (typeof message.beat === "object" ? message.beat.low || message.beat.high : message.beat !== 0))
                    writer.uint32(/* id 11, wireType 0 =*/88).uint64(message.beat);
                if (message.ttlMs != null && $Object.hasOwnProperty.call(message, "ttlMs") && (typeof message.ttlMs === "object" ? message.ttlMs.low || message.ttlMs.high : message.ttlMs !== 0))
                    writer.uint32(/* id 12, wireType 0 =*/96).uint64(message.ttlMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Presence message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.Presence
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.Presence & sortie.v1.Presence.$Shape} Presence
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Presence.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.Presence();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.slots = value;
                            else
                                delete message.slots;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.busy = value;
                            else
                                delete message.busy;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.waiting = value;
                            else
                                delete message.waiting;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.weightVersion = value;
                            else
                                delete message.weightVersion;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.draining = value;
                            else
                                delete message.draining;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.url = value;
                            else
                                delete message.url;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.model = value;
                            else
                                delete message.model;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.beat = value;
                            else
                                delete message.beat;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.ttlMs = value;
                            else
                                delete message.ttlMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Presence message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.Presence
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.Presence} Presence
             */
            Presence.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.Presence)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.Presence: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.Presence();
                if (object.kind !== 0 && (typeof object.kind !== "string" || $root.sortie.v1.PresenceKind[object.kind] !== 0))
                    switch (object.kind) {
                    case "PRESENCE_KIND_UNSPECIFIED":
                    case 0:
                        message.kind = 0;
                        break;
                    case "PRESENCE_KIND_WORKER":
                    case 1:
                        message.kind = 1;
                        break;
                    case "PRESENCE_KIND_REPLICA":
                    case 2:
                        message.kind = 2;
                        break;
                    default:
                        if (typeof object.kind === "number" && (object.kind | 0) === object.kind)
                            message.kind = object.kind;
                    }
                if (object.name != null)
                    if (typeof object.name !== "string" || object.name.length)
                        message.name = $String(object.name);
                if (object.state !== 0 && (typeof object.state !== "string" || $root.sortie.v1.PresenceState[object.state] !== 0))
                    switch (object.state) {
                    case "PRESENCE_STATE_UNSPECIFIED":
                    case 0:
                        message.state = 0;
                        break;
                    case "PRESENCE_STATE_STARTING":
                    case 1:
                        message.state = 1;
                        break;
                    case "PRESENCE_STATE_READY":
                    case 2:
                        message.state = 2;
                        break;
                    case "PRESENCE_STATE_UNREADY":
                    case 3:
                        message.state = 3;
                        break;
                    case "PRESENCE_STATE_DRAINING":
                    case 4:
                        message.state = 4;
                        break;
                    default:
                        if (typeof object.state === "number" && (object.state | 0) === object.state)
                            message.state = object.state;
                    }
                if (object.slots != null)
                    if ($Number(object.slots) !== 0)
                        message.slots = object.slots >>> 0;
                if (object.busy != null)
                    if ($Number(object.busy) !== 0)
                        message.busy = object.busy >>> 0;
                if (object.waiting != null)
                    if ($Number(object.waiting) !== 0)
                        message.waiting = object.waiting >>> 0;
                if (object.weightVersion != null)
                    if (typeof object.weightVersion === "object" ? object.weightVersion.low || object.weightVersion.high : $Number(object.weightVersion) !== 0)
                        if ($util.Long)
                            message.weightVersion = $util.Long.fromValue(object.weightVersion, true);
                        else if (typeof object.weightVersion === "string")
                            message.weightVersion = $parseInt(object.weightVersion, 10);
                        else if (typeof object.weightVersion === "number")
                            message.weightVersion = object.weightVersion;
                        else if (typeof object.weightVersion === "object")
                            message.weightVersion = new $util.LongBits(object.weightVersion.low >>> 0, object.weightVersion.high >>> 0).toNumber(true);
                if (object.draining != null)
                    if (object.draining)
                        message.draining = $Boolean(object.draining);
                if (object.url != null)
                    if (typeof object.url !== "string" || object.url.length)
                        message.url = $String(object.url);
                if (object.model != null)
                    if (typeof object.model !== "string" || object.model.length)
                        message.model = $String(object.model);
                if (object.beat != null)
                    if (typeof object.beat === "object" ? object.beat.low || object.beat.high : $Number(object.beat) !== 0)
                        if ($util.Long)
                            message.beat = $util.Long.fromValue(object.beat, true);
                        else if (typeof object.beat === "string")
                            message.beat = $parseInt(object.beat, 10);
                        else if (typeof object.beat === "number")
                            message.beat = object.beat;
                        else if (typeof object.beat === "object")
                            message.beat = new $util.LongBits(object.beat.low >>> 0, object.beat.high >>> 0).toNumber(true);
                if (object.ttlMs != null)
                    if (typeof object.ttlMs === "object" ? object.ttlMs.low || object.ttlMs.high : $Number(object.ttlMs) !== 0)
                        if ($util.Long)
                            message.ttlMs = $util.Long.fromValue(object.ttlMs, true);
                        else if (typeof object.ttlMs === "string")
                            message.ttlMs = $parseInt(object.ttlMs, 10);
                        else if (typeof object.ttlMs === "number")
                            message.ttlMs = object.ttlMs;
                        else if (typeof object.ttlMs === "object")
                            message.ttlMs = new $util.LongBits(object.ttlMs.low >>> 0, object.ttlMs.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from a Presence message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.Presence
             * @static
             * @param {sortie.v1.Presence} message Presence
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Presence.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.kind = options.enums === $String ? "PRESENCE_KIND_UNSPECIFIED" : 0;
                    object.name = "";
                    object.state = options.enums === $String ? "PRESENCE_STATE_UNSPECIFIED" : 0;
                    object.slots = 0;
                    object.busy = 0;
                    object.waiting = 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.weightVersion = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.weightVersion = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    object.draining = false;
                    object.url = "";
                    object.model = "";
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.beat = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.beat = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.ttlMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.ttlMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind"))
                    object.kind = options.enums === $String ? $root.sortie.v1.PresenceKind[message.kind] === $undefined ? message.kind : $root.sortie.v1.PresenceKind[message.kind] : message.kind;
                if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                    object.name = message.name;
                if (message.state != null && $Object.hasOwnProperty.call(message, "state"))
                    object.state = options.enums === $String ? $root.sortie.v1.PresenceState[message.state] === $undefined ? message.state : $root.sortie.v1.PresenceState[message.state] : message.state;
                if (message.slots != null && $Object.hasOwnProperty.call(message, "slots"))
                    object.slots = message.slots;
                if (message.busy != null && $Object.hasOwnProperty.call(message, "busy"))
                    object.busy = message.busy;
                if (message.waiting != null && $Object.hasOwnProperty.call(message, "waiting"))
                    object.waiting = message.waiting;
                if (message.weightVersion != null && $Object.hasOwnProperty.call(message, "weightVersion"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.weightVersion = typeof message.weightVersion === "number" ? $BigInt(message.weightVersion) : $util.Long.fromBits(message.weightVersion.low >>> 0, message.weightVersion.high >>> 0, true).toBigInt();
                    else if (typeof message.weightVersion === "number")
                        object.weightVersion = options.longs === $String ? $String(message.weightVersion) : message.weightVersion;
                    else
                        object.weightVersion = options.longs === $String ? $util.Long.prototype.toString.call(message.weightVersion) : options.longs === $Number ? new $util.LongBits(message.weightVersion.low >>> 0, message.weightVersion.high >>> 0).toNumber(true) : message.weightVersion;
                if (message.draining != null && $Object.hasOwnProperty.call(message, "draining"))
                    object.draining = message.draining;
                if (message.url != null && $Object.hasOwnProperty.call(message, "url"))
                    object.url = message.url;
                if (message.model != null && $Object.hasOwnProperty.call(message, "model"))
                    object.model = message.model;
                if (message.beat != null && $Object.hasOwnProperty.call(message, "beat"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.beat = typeof message.beat === "number" ? $BigInt(message.beat) : $util.Long.fromBits(message.beat.low >>> 0, message.beat.high >>> 0, true).toBigInt();
                    else if (typeof message.beat === "number")
                        object.beat = options.longs === $String ? $String(message.beat) : message.beat;
                    else
                        object.beat = options.longs === $String ? $util.Long.prototype.toString.call(message.beat) : options.longs === $Number ? new $util.LongBits(message.beat.low >>> 0, message.beat.high >>> 0).toNumber(true) : message.beat;
                if (message.ttlMs != null && $Object.hasOwnProperty.call(message, "ttlMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.ttlMs = typeof message.ttlMs === "number" ? $BigInt(message.ttlMs) : $util.Long.fromBits(message.ttlMs.low >>> 0, message.ttlMs.high >>> 0, true).toBigInt();
                    else if (typeof message.ttlMs === "number")
                        object.ttlMs = options.longs === $String ? $String(message.ttlMs) : message.ttlMs;
                    else
                        object.ttlMs = options.longs === $String ? $util.Long.prototype.toString.call(message.ttlMs) : options.longs === $Number ? new $util.LongBits(message.ttlMs.low >>> 0, message.ttlMs.high >>> 0).toNumber(true) : message.ttlMs;
                return object;
            };

            /**
             * Converts this Presence to JSON.
             * @function toJSON
             * @memberof sortie.v1.Presence
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Presence.prototype.toJSON = function() {
                return Presence.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Presence;
        })();

        /**
         * PresenceKind enum.
         * @name sortie.v1.PresenceKind
         * @enum {number}
         * @property {number} PRESENCE_KIND_UNSPECIFIED=0 PRESENCE_KIND_UNSPECIFIED value
         * @property {number} PRESENCE_KIND_WORKER=1 PRESENCE_KIND_WORKER value
         * @property {number} PRESENCE_KIND_REPLICA=2 PRESENCE_KIND_REPLICA value
         */
        v1.PresenceKind = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "PRESENCE_KIND_UNSPECIFIED"] = 0;
            values[valuesById[1] = "PRESENCE_KIND_WORKER"] = 1;
            values[valuesById[2] = "PRESENCE_KIND_REPLICA"] = 2;
            return values;
        })();

        /**
         * PresenceState enum.
         * @name sortie.v1.PresenceState
         * @enum {number}
         * @property {number} PRESENCE_STATE_UNSPECIFIED=0 PRESENCE_STATE_UNSPECIFIED value
         * @property {number} PRESENCE_STATE_STARTING=1 PRESENCE_STATE_STARTING value
         * @property {number} PRESENCE_STATE_READY=2 PRESENCE_STATE_READY value
         * @property {number} PRESENCE_STATE_UNREADY=3 PRESENCE_STATE_UNREADY value
         * @property {number} PRESENCE_STATE_DRAINING=4 PRESENCE_STATE_DRAINING value
         */
        v1.PresenceState = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "PRESENCE_STATE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "PRESENCE_STATE_STARTING"] = 1;
            values[valuesById[2] = "PRESENCE_STATE_READY"] = 2;
            values[valuesById[3] = "PRESENCE_STATE_UNREADY"] = 3;
            values[valuesById[4] = "PRESENCE_STATE_DRAINING"] = 4;
            return values;
        })();

        v1.TrajectoryChunk = (function() {

            /**
             * Properties of a TrajectoryChunk.
             * @typedef {Object} sortie.v1.TrajectoryChunk.$Properties
             * @property {number|null} [schemaVersion] TrajectoryChunk schemaVersion
             * @property {string|null} [runId] TrajectoryChunk runId
             * @property {string|null} [fleet] TrajectoryChunk fleet
             * @property {string|null} [taskId] TrajectoryChunk taskId
             * @property {Uint8Array|null} [taskSha256] TrajectoryChunk taskSha256
             * @property {string|null} [groupId] TrajectoryChunk groupId
             * @property {number|null} [groupSize] TrajectoryChunk groupSize
             * @property {number|null} [groupIndex] TrajectoryChunk groupIndex
             * @property {string|null} [rolloutId] TrajectoryChunk rolloutId
             * @property {number|null} [attempt] TrajectoryChunk attempt
             * @property {number|null} [chunkSeq] TrajectoryChunk chunkSeq
             * @property {string|null} [worker] TrajectoryChunk worker
             * @property {string|null} [environment] TrajectoryChunk environment
             * @property {string|null} [environmentVersion] TrajectoryChunk environmentVersion
             * @property {number|null} [startedAtUnixMs] TrajectoryChunk startedAtUnixMs
             * @property {Uint8Array|null} [previousSha256] TrajectoryChunk previousSha256
             * @property {number|null} [silentAttempts] TrajectoryChunk silentAttempts
             * @property {sortie.v1.OpeningRecord.$Properties|null} [opening] TrajectoryChunk opening
             * @property {sortie.v1.TurnsRecord.$Properties|null} [turns] TrajectoryChunk turns
             * @property {sortie.v1.TurnFragment.$Properties|null} [fragment] TrajectoryChunk fragment
             * @property {sortie.v1.EndingRecord.$Properties|null} [ending] TrajectoryChunk ending
             * @property {sortie.v1.HandBackRecord.$Properties|null} [handBack] TrajectoryChunk handBack
             * @property {"opening"|"turns"|"fragment"|"ending"|"handBack"} [record] TrajectoryChunk record
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TrajectoryChunk.
             * @memberof sortie.v1
             * @interface ITrajectoryChunk
             * @augments sortie.v1.TrajectoryChunk.$Properties
             * @deprecated Use sortie.v1.TrajectoryChunk.$Properties instead.
             */

            /**
             * Narrowed shape of a TrajectoryChunk.
             * @typedef {{
             *   schemaVersion?: number|null;
             *   runId?: string|null;
             *   fleet?: string|null;
             *   taskId?: string|null;
             *   taskSha256?: Uint8Array|null;
             *   groupId?: string|null;
             *   groupSize?: number|null;
             *   groupIndex?: number|null;
             *   rolloutId?: string|null;
             *   attempt?: number|null;
             *   chunkSeq?: number|null;
             *   worker?: string|null;
             *   environment?: string|null;
             *   environmentVersion?: string|null;
             *   startedAtUnixMs?: number|null;
             *   previousSha256?: Uint8Array|null;
             *   silentAttempts?: number|null;
             *   opening?: sortie.v1.OpeningRecord.$Shape|null;
             *   turns?: sortie.v1.TurnsRecord.$Shape|null;
             *   fragment?: sortie.v1.TurnFragment.$Shape|null;
             *   ending?: sortie.v1.EndingRecord.$Shape|null;
             *   handBack?: sortie.v1.HandBackRecord.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ record?: undefined; opening?: null; turns?: null; fragment?: null; ending?: null; handBack?: null }|{ record?: "opening"; opening: sortie.v1.OpeningRecord.$Shape; turns?: null; fragment?: null; ending?: null; handBack?: null }|{ record?: "turns"; opening?: null; turns: sortie.v1.TurnsRecord.$Shape; fragment?: null; ending?: null; handBack?: null }|{ record?: "fragment"; opening?: null; turns?: null; fragment: sortie.v1.TurnFragment.$Shape; ending?: null; handBack?: null }|{ record?: "ending"; opening?: null; turns?: null; fragment?: null; ending: sortie.v1.EndingRecord.$Shape; handBack?: null }|{ record?: "handBack"; opening?: null; turns?: null; fragment?: null; ending?: null; handBack: sortie.v1.HandBackRecord.$Shape })
             * )} sortie.v1.TrajectoryChunk.$Shape
             */

            /**
             * Constructs a new TrajectoryChunk.
             * @memberof sortie.v1
             * @classdesc Represents a TrajectoryChunk.
             * @constructor
             * @param {sortie.v1.TrajectoryChunk.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TrajectoryChunk = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TrajectoryChunk schemaVersion.
             * @member {number} schemaVersion
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.schemaVersion = 0;

            /**
             * TrajectoryChunk runId.
             * @member {string} runId
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.runId = "";

            /**
             * TrajectoryChunk fleet.
             * @member {string} fleet
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.fleet = "";

            /**
             * TrajectoryChunk taskId.
             * @member {string} taskId
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.taskId = "";

            /**
             * TrajectoryChunk taskSha256.
             * @member {Uint8Array} taskSha256
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.taskSha256 = $util.newBuffer([]);

            /**
             * TrajectoryChunk groupId.
             * @member {string} groupId
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.groupId = "";

            /**
             * TrajectoryChunk groupSize.
             * @member {number} groupSize
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.groupSize = 0;

            /**
             * TrajectoryChunk groupIndex.
             * @member {number} groupIndex
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.groupIndex = 0;

            /**
             * TrajectoryChunk rolloutId.
             * @member {string} rolloutId
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.rolloutId = "";

            /**
             * TrajectoryChunk attempt.
             * @member {number} attempt
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.attempt = 0;

            /**
             * TrajectoryChunk chunkSeq.
             * @member {number} chunkSeq
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.chunkSeq = 0;

            /**
             * TrajectoryChunk worker.
             * @member {string} worker
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.worker = "";

            /**
             * TrajectoryChunk environment.
             * @member {string} environment
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.environment = "";

            /**
             * TrajectoryChunk environmentVersion.
             * @member {string} environmentVersion
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.environmentVersion = "";

            /**
             * TrajectoryChunk startedAtUnixMs.
             * @member {number} startedAtUnixMs
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.startedAtUnixMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * TrajectoryChunk previousSha256.
             * @member {Uint8Array} previousSha256
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.previousSha256 = $util.newBuffer([]);

            /**
             * TrajectoryChunk silentAttempts.
             * @member {number} silentAttempts
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.silentAttempts = 0;

            /**
             * TrajectoryChunk opening.
             * @member {sortie.v1.OpeningRecord.$Properties|null|undefined} opening
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.opening = null;

            /**
             * TrajectoryChunk turns.
             * @member {sortie.v1.TurnsRecord.$Properties|null|undefined} turns
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.turns = null;

            /**
             * TrajectoryChunk fragment.
             * @member {sortie.v1.TurnFragment.$Properties|null|undefined} fragment
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.fragment = null;

            /**
             * TrajectoryChunk ending.
             * @member {sortie.v1.EndingRecord.$Properties|null|undefined} ending
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.ending = null;

            /**
             * TrajectoryChunk handBack.
             * @member {sortie.v1.HandBackRecord.$Properties|null|undefined} handBack
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            TrajectoryChunk.prototype.handBack = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * TrajectoryChunk record.
             * @member {"opening"|"turns"|"fragment"|"ending"|"handBack"|undefined} record
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             */
            $Object.defineProperty(TrajectoryChunk.prototype, "record", {
                get: $util.oneOfGetter($oneOfFields = ["opening", "turns", "fragment", "ending", "handBack"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new TrajectoryChunk instance using the specified properties.
             * @function create
             * @memberof sortie.v1.TrajectoryChunk
             * @static
             * @param {sortie.v1.TrajectoryChunk.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.TrajectoryChunk} TrajectoryChunk instance
             * @type {{
             *   (properties: sortie.v1.TrajectoryChunk.$Shape): sortie.v1.TrajectoryChunk & sortie.v1.TrajectoryChunk.$Shape;
             *   (properties?: sortie.v1.TrajectoryChunk.$Properties): sortie.v1.TrajectoryChunk;
             * }}
             */
            TrajectoryChunk.create = function(properties) {
                return new TrajectoryChunk(properties);
            };

            /**
             * Encodes the specified TrajectoryChunk message. Does not implicitly {@link sortie.v1.TrajectoryChunk.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.TrajectoryChunk
             * @static
             * @param {sortie.v1.TrajectoryChunk.$Properties} message TrajectoryChunk message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TrajectoryChunk.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.schemaVersion != null && $Object.hasOwnProperty.call(message, "schemaVersion") && message.schemaVersion !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.schemaVersion);
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.runId);
                if (message.fleet != null && $Object.hasOwnProperty.call(message, "fleet") && message.fleet !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.fleet);
                if (message.taskId != null && $Object.hasOwnProperty.call(message, "taskId") && message.taskId !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.taskId);
                if (message.taskSha256 != null && $Object.hasOwnProperty.call(message, "taskSha256") && message.taskSha256.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.taskSha256);
                if (message.groupId != null && $Object.hasOwnProperty.call(message, "groupId") && message.groupId !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.groupId);
                if (message.groupSize != null && $Object.hasOwnProperty.call(message, "groupSize") && message.groupSize !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.groupSize);
                if (message.groupIndex != null && $Object.hasOwnProperty.call(message, "groupIndex") && message.groupIndex !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.groupIndex);
                if (message.rolloutId != null && $Object.hasOwnProperty.call(message, "rolloutId") && message.rolloutId !== "")
                    writer.uint32(/* id 9, wireType 2 =*/74).string(message.rolloutId);
                if (message.attempt != null && $Object.hasOwnProperty.call(message, "attempt") && message.attempt !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.attempt);
                if (message.chunkSeq != null && $Object.hasOwnProperty.call(message, "chunkSeq") && message.chunkSeq !== 0)
                    writer.uint32(/* id 11, wireType 0 =*/88).uint32(message.chunkSeq);
                if (message.worker != null && $Object.hasOwnProperty.call(message, "worker") && message.worker !== "")
                    writer.uint32(/* id 12, wireType 2 =*/98).string(message.worker);
                if (message.environment != null && $Object.hasOwnProperty.call(message, "environment") && message.environment !== "")
                    writer.uint32(/* id 13, wireType 2 =*/106).string(message.environment);
                if (message.environmentVersion != null && $Object.hasOwnProperty.call(message, "environmentVersion") && message.environmentVersion !== "")
                    writer.uint32(/* id 14, wireType 2 =*/114).string(message.environmentVersion);
                if (message.startedAtUnixMs != null && $Object.hasOwnProperty.call(message, "startedAtUnixMs") && (typeof message.startedAtUnixMs === "object" ? message.startedAtUnixMs.low || message.startedAtUnixMs.high : message.startedAtUnixMs !== 0))
                    writer.uint32(/* id 15, wireType 0 =*/120).int64(message.startedAtUnixMs);
                if (message.previousSha256 != null && $Object.hasOwnProperty.call(message, "previousSha256") && message.previousSha256.length)
                    writer.uint32(/* id 16, wireType 2 =*/130).bytes(message.previousSha256);
                if (message.silentAttempts != null && $Object.hasOwnProperty.call(message, "silentAttempts") && message.silentAttempts !== 0)
                    writer.uint32(/* id 17, wireType 0 =*/136).uint32(message.silentAttempts);
                if (message.opening != null && $Object.hasOwnProperty.call(message, "opening"))
                    $root.sortie.v1.OpeningRecord.encode(message.opening, writer.uint32(/* id 20, wireType 2 =*/162).fork(), _depth + 1).ldelim();
                if (message.turns != null && $Object.hasOwnProperty.call(message, "turns"))
                    $root.sortie.v1.TurnsRecord.encode(message.turns, writer.uint32(/* id 21, wireType 2 =*/170).fork(), _depth + 1).ldelim();
                if (message.fragment != null && $Object.hasOwnProperty.call(message, "fragment"))
                    $root.sortie.v1.TurnFragment.encode(message.fragment, writer.uint32(/* id 22, wireType 2 =*/178).fork(), _depth + 1).ldelim();
                if (message.ending != null && $Object.hasOwnProperty.call(message, "ending"))
                    $root.sortie.v1.EndingRecord.encode(message.ending, writer.uint32(/* id 23, wireType 2 =*/186).fork(), _depth + 1).ldelim();
                if (message.handBack != null && $Object.hasOwnProperty.call(message, "handBack"))
                    $root.sortie.v1.HandBackRecord.encode(message.handBack, writer.uint32(/* id 24, wireType 2 =*/194).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TrajectoryChunk message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.TrajectoryChunk
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.TrajectoryChunk & sortie.v1.TrajectoryChunk.$Shape} TrajectoryChunk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TrajectoryChunk.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.TrajectoryChunk();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.schemaVersion = value;
                            else
                                delete message.schemaVersion;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.fleet = value;
                            else
                                delete message.fleet;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.taskId = value;
                            else
                                delete message.taskId;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.taskSha256 = value;
                            else
                                delete message.taskSha256;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.groupId = value;
                            else
                                delete message.groupId;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.groupSize = value;
                            else
                                delete message.groupSize;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.groupIndex = value;
                            else
                                delete message.groupIndex;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.rolloutId = value;
                            else
                                delete message.rolloutId;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.attempt = value;
                            else
                                delete message.attempt;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.chunkSeq = value;
                            else
                                delete message.chunkSeq;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.worker = value;
                            else
                                delete message.worker;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.environment = value;
                            else
                                delete message.environment;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.environmentVersion = value;
                            else
                                delete message.environmentVersion;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.startedAtUnixMs = value;
                            else
                                delete message.startedAtUnixMs;
                            continue;
                        }
                    case 16: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.previousSha256 = value;
                            else
                                delete message.previousSha256;
                            continue;
                        }
                    case 17: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.silentAttempts = value;
                            else
                                delete message.silentAttempts;
                            continue;
                        }
                    case 20: {
                            if (wireType !== 2)
                                break;
                            message.opening = $root.sortie.v1.OpeningRecord.decode(reader, reader.size(), $undefined, _depth + 1, message.opening);
                            message.record = "opening";
                            continue;
                        }
                    case 21: {
                            if (wireType !== 2)
                                break;
                            message.turns = $root.sortie.v1.TurnsRecord.decode(reader, reader.size(), $undefined, _depth + 1, message.turns);
                            message.record = "turns";
                            continue;
                        }
                    case 22: {
                            if (wireType !== 2)
                                break;
                            message.fragment = $root.sortie.v1.TurnFragment.decode(reader, reader.size(), $undefined, _depth + 1, message.fragment);
                            message.record = "fragment";
                            continue;
                        }
                    case 23: {
                            if (wireType !== 2)
                                break;
                            message.ending = $root.sortie.v1.EndingRecord.decode(reader, reader.size(), $undefined, _depth + 1, message.ending);
                            message.record = "ending";
                            continue;
                        }
                    case 24: {
                            if (wireType !== 2)
                                break;
                            message.handBack = $root.sortie.v1.HandBackRecord.decode(reader, reader.size(), $undefined, _depth + 1, message.handBack);
                            message.record = "handBack";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a TrajectoryChunk message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.TrajectoryChunk
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.TrajectoryChunk} TrajectoryChunk
             */
            TrajectoryChunk.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.TrajectoryChunk)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.TrajectoryChunk: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.TrajectoryChunk();
                if (object.schemaVersion != null)
                    if ($Number(object.schemaVersion) !== 0)
                        message.schemaVersion = object.schemaVersion >>> 0;
                if (object.runId != null)
                    if (typeof object.runId !== "string" || object.runId.length)
                        message.runId = $String(object.runId);
                if (object.fleet != null)
                    if (typeof object.fleet !== "string" || object.fleet.length)
                        message.fleet = $String(object.fleet);
                if (object.taskId != null)
                    if (typeof object.taskId !== "string" || object.taskId.length)
                        message.taskId = $String(object.taskId);
                if (object.taskSha256 != null)
                    if (object.taskSha256.length)
                        if (typeof object.taskSha256 === "string")
                            $util.base64.decode(object.taskSha256, message.taskSha256 = $util.newBuffer($util.base64.length(object.taskSha256)), 0);
                        else if (object.taskSha256.length >= 0)
                            message.taskSha256 = object.taskSha256;
                if (object.groupId != null)
                    if (typeof object.groupId !== "string" || object.groupId.length)
                        message.groupId = $String(object.groupId);
                if (object.groupSize != null)
                    if ($Number(object.groupSize) !== 0)
                        message.groupSize = object.groupSize >>> 0;
                if (object.groupIndex != null)
                    if ($Number(object.groupIndex) !== 0)
                        message.groupIndex = object.groupIndex >>> 0;
                if (object.rolloutId != null)
                    if (typeof object.rolloutId !== "string" || object.rolloutId.length)
                        message.rolloutId = $String(object.rolloutId);
                if (object.attempt != null)
                    if ($Number(object.attempt) !== 0)
                        message.attempt = object.attempt >>> 0;
                if (object.chunkSeq != null)
                    if ($Number(object.chunkSeq) !== 0)
                        message.chunkSeq = object.chunkSeq >>> 0;
                if (object.worker != null)
                    if (typeof object.worker !== "string" || object.worker.length)
                        message.worker = $String(object.worker);
                if (object.environment != null)
                    if (typeof object.environment !== "string" || object.environment.length)
                        message.environment = $String(object.environment);
                if (object.environmentVersion != null)
                    if (typeof object.environmentVersion !== "string" || object.environmentVersion.length)
                        message.environmentVersion = $String(object.environmentVersion);
                if (object.startedAtUnixMs != null)
                    if (typeof object.startedAtUnixMs === "object" ? object.startedAtUnixMs.low || object.startedAtUnixMs.high : $Number(object.startedAtUnixMs) !== 0)
                        if ($util.Long)
                            message.startedAtUnixMs = $util.Long.fromValue(object.startedAtUnixMs, false);
                        else if (typeof object.startedAtUnixMs === "string")
                            message.startedAtUnixMs = $parseInt(object.startedAtUnixMs, 10);
                        else if (typeof object.startedAtUnixMs === "number")
                            message.startedAtUnixMs = object.startedAtUnixMs;
                        else if (typeof object.startedAtUnixMs === "object")
                            message.startedAtUnixMs = new $util.LongBits(object.startedAtUnixMs.low >>> 0, object.startedAtUnixMs.high >>> 0).toNumber();
                if (object.previousSha256 != null)
                    if (object.previousSha256.length)
                        if (typeof object.previousSha256 === "string")
                            $util.base64.decode(object.previousSha256, message.previousSha256 = $util.newBuffer($util.base64.length(object.previousSha256)), 0);
                        else if (object.previousSha256.length >= 0)
                            message.previousSha256 = object.previousSha256;
                if (object.silentAttempts != null)
                    if ($Number(object.silentAttempts) !== 0)
                        message.silentAttempts = object.silentAttempts >>> 0;
                if (object.opening != null) {
                    if (!$util.isObject(object.opening))
                        throw $TypeError(".sortie.v1.TrajectoryChunk.opening: object expected");
                    message.opening = $root.sortie.v1.OpeningRecord.fromObject(object.opening, _depth + 1);
                }
                if (object.turns != null) {
                    if (!$util.isObject(object.turns))
                        throw $TypeError(".sortie.v1.TrajectoryChunk.turns: object expected");
                    message.turns = $root.sortie.v1.TurnsRecord.fromObject(object.turns, _depth + 1);
                }
                if (object.fragment != null) {
                    if (!$util.isObject(object.fragment))
                        throw $TypeError(".sortie.v1.TrajectoryChunk.fragment: object expected");
                    message.fragment = $root.sortie.v1.TurnFragment.fromObject(object.fragment, _depth + 1);
                }
                if (object.ending != null) {
                    if (!$util.isObject(object.ending))
                        throw $TypeError(".sortie.v1.TrajectoryChunk.ending: object expected");
                    message.ending = $root.sortie.v1.EndingRecord.fromObject(object.ending, _depth + 1);
                }
                if (object.handBack != null) {
                    if (!$util.isObject(object.handBack))
                        throw $TypeError(".sortie.v1.TrajectoryChunk.handBack: object expected");
                    message.handBack = $root.sortie.v1.HandBackRecord.fromObject(object.handBack, _depth + 1);
                }
                return message;
            };

            /**
             * Creates a plain object from a TrajectoryChunk message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.TrajectoryChunk
             * @static
             * @param {sortie.v1.TrajectoryChunk} message TrajectoryChunk
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            TrajectoryChunk.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.schemaVersion = 0;
                    object.runId = "";
                    object.fleet = "";
                    object.taskId = "";
                    if (options.bytes === $String)
                        object.taskSha256 = "";
                    else {
                        object.taskSha256 = [];
                        if (options.bytes !== $Array)
                            object.taskSha256 = $util.newBuffer(object.taskSha256);
                    }
                    object.groupId = "";
                    object.groupSize = 0;
                    object.groupIndex = 0;
                    object.rolloutId = "";
                    object.attempt = 0;
                    object.chunkSeq = 0;
                    object.worker = "";
                    object.environment = "";
                    object.environmentVersion = "";
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, false);
                        object.startedAtUnixMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.startedAtUnixMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if (options.bytes === $String)
                        object.previousSha256 = "";
                    else {
                        object.previousSha256 = [];
                        if (options.bytes !== $Array)
                            object.previousSha256 = $util.newBuffer(object.previousSha256);
                    }
                    object.silentAttempts = 0;
                }
                if (message.schemaVersion != null && $Object.hasOwnProperty.call(message, "schemaVersion"))
                    object.schemaVersion = message.schemaVersion;
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                    object.runId = message.runId;
                if (message.fleet != null && $Object.hasOwnProperty.call(message, "fleet"))
                    object.fleet = message.fleet;
                if (message.taskId != null && $Object.hasOwnProperty.call(message, "taskId"))
                    object.taskId = message.taskId;
                if (message.taskSha256 != null && $Object.hasOwnProperty.call(message, "taskSha256"))
                    object.taskSha256 = options.bytes === $String ? $util.base64.encode(message.taskSha256, 0, message.taskSha256.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.taskSha256) : message.taskSha256;
                if (message.groupId != null && $Object.hasOwnProperty.call(message, "groupId"))
                    object.groupId = message.groupId;
                if (message.groupSize != null && $Object.hasOwnProperty.call(message, "groupSize"))
                    object.groupSize = message.groupSize;
                if (message.groupIndex != null && $Object.hasOwnProperty.call(message, "groupIndex"))
                    object.groupIndex = message.groupIndex;
                if (message.rolloutId != null && $Object.hasOwnProperty.call(message, "rolloutId"))
                    object.rolloutId = message.rolloutId;
                if (message.attempt != null && $Object.hasOwnProperty.call(message, "attempt"))
                    object.attempt = message.attempt;
                if (message.chunkSeq != null && $Object.hasOwnProperty.call(message, "chunkSeq"))
                    object.chunkSeq = message.chunkSeq;
                if (message.worker != null && $Object.hasOwnProperty.call(message, "worker"))
                    object.worker = message.worker;
                if (message.environment != null && $Object.hasOwnProperty.call(message, "environment"))
                    object.environment = message.environment;
                if (message.environmentVersion != null && $Object.hasOwnProperty.call(message, "environmentVersion"))
                    object.environmentVersion = message.environmentVersion;
                if (message.startedAtUnixMs != null && $Object.hasOwnProperty.call(message, "startedAtUnixMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.startedAtUnixMs = typeof message.startedAtUnixMs === "number" ? $BigInt(message.startedAtUnixMs) : $util.Long.fromBits(message.startedAtUnixMs.low >>> 0, message.startedAtUnixMs.high >>> 0, false).toBigInt();
                    else if (typeof message.startedAtUnixMs === "number")
                        object.startedAtUnixMs = options.longs === $String ? $String(message.startedAtUnixMs) : message.startedAtUnixMs;
                    else
                        object.startedAtUnixMs = options.longs === $String ? $util.Long.prototype.toString.call(message.startedAtUnixMs) : options.longs === $Number ? new $util.LongBits(message.startedAtUnixMs.low >>> 0, message.startedAtUnixMs.high >>> 0).toNumber() : message.startedAtUnixMs;
                if (message.previousSha256 != null && $Object.hasOwnProperty.call(message, "previousSha256"))
                    object.previousSha256 = options.bytes === $String ? $util.base64.encode(message.previousSha256, 0, message.previousSha256.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.previousSha256) : message.previousSha256;
                if (message.silentAttempts != null && $Object.hasOwnProperty.call(message, "silentAttempts"))
                    object.silentAttempts = message.silentAttempts;
                if (message.opening != null && $Object.hasOwnProperty.call(message, "opening")) {
                    object.opening = $root.sortie.v1.OpeningRecord.toObject(message.opening, options, _depth + 1);
                    if (options.oneofs)
                        object.record = "opening";
                }
                if (message.turns != null && $Object.hasOwnProperty.call(message, "turns")) {
                    object.turns = $root.sortie.v1.TurnsRecord.toObject(message.turns, options, _depth + 1);
                    if (options.oneofs)
                        object.record = "turns";
                }
                if (message.fragment != null && $Object.hasOwnProperty.call(message, "fragment")) {
                    object.fragment = $root.sortie.v1.TurnFragment.toObject(message.fragment, options, _depth + 1);
                    if (options.oneofs)
                        object.record = "fragment";
                }
                if (message.ending != null && $Object.hasOwnProperty.call(message, "ending")) {
                    object.ending = $root.sortie.v1.EndingRecord.toObject(message.ending, options, _depth + 1);
                    if (options.oneofs)
                        object.record = "ending";
                }
                if (message.handBack != null && $Object.hasOwnProperty.call(message, "handBack")) {
                    object.handBack = $root.sortie.v1.HandBackRecord.toObject(message.handBack, options, _depth + 1);
                    if (options.oneofs)
                        object.record = "handBack";
                }
                return object;
            };

            /**
             * Converts this TrajectoryChunk to JSON.
             * @function toJSON
             * @memberof sortie.v1.TrajectoryChunk
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            TrajectoryChunk.prototype.toJSON = function() {
                return TrajectoryChunk.toObject(this, $protobuf.util.toJSONOptions);
            };

            return TrajectoryChunk;
        })();

        v1.HandBackRecord = (function() {

            /**
             * Properties of a HandBackRecord.
             * @typedef {Object} sortie.v1.HandBackRecord.$Properties
             * @property {string|null} [reason] HandBackRecord reason
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a HandBackRecord.
             * @memberof sortie.v1
             * @interface IHandBackRecord
             * @augments sortie.v1.HandBackRecord.$Properties
             * @deprecated Use sortie.v1.HandBackRecord.$Properties instead.
             */

            /**
             * Shape of a HandBackRecord.
             * @typedef {sortie.v1.HandBackRecord.$Properties} sortie.v1.HandBackRecord.$Shape
             */

            /**
             * Constructs a new HandBackRecord.
             * @memberof sortie.v1
             * @classdesc Represents a HandBackRecord.
             * @constructor
             * @param {sortie.v1.HandBackRecord.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const HandBackRecord = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * HandBackRecord reason.
             * @member {string} reason
             * @memberof sortie.v1.HandBackRecord
             * @instance
             */
            HandBackRecord.prototype.reason = "";

            /**
             * Creates a new HandBackRecord instance using the specified properties.
             * @function create
             * @memberof sortie.v1.HandBackRecord
             * @static
             * @param {sortie.v1.HandBackRecord.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.HandBackRecord} HandBackRecord instance
             * @type {{
             *   (properties: sortie.v1.HandBackRecord.$Shape): sortie.v1.HandBackRecord & sortie.v1.HandBackRecord.$Shape;
             *   (properties?: sortie.v1.HandBackRecord.$Properties): sortie.v1.HandBackRecord;
             * }}
             */
            HandBackRecord.create = function(properties) {
                return new HandBackRecord(properties);
            };

            /**
             * Encodes the specified HandBackRecord message. Does not implicitly {@link sortie.v1.HandBackRecord.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.HandBackRecord
             * @static
             * @param {sortie.v1.HandBackRecord.$Properties} message HandBackRecord message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            HandBackRecord.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a HandBackRecord message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.HandBackRecord
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.HandBackRecord & sortie.v1.HandBackRecord.$Shape} HandBackRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            HandBackRecord.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.HandBackRecord();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a HandBackRecord message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.HandBackRecord
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.HandBackRecord} HandBackRecord
             */
            HandBackRecord.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.HandBackRecord)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.HandBackRecord: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.HandBackRecord();
                if (object.reason != null)
                    if (typeof object.reason !== "string" || object.reason.length)
                        message.reason = $String(object.reason);
                return message;
            };

            /**
             * Creates a plain object from a HandBackRecord message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.HandBackRecord
             * @static
             * @param {sortie.v1.HandBackRecord} message HandBackRecord
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            HandBackRecord.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults)
                    object.reason = "";
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                    object.reason = message.reason;
                return object;
            };

            /**
             * Converts this HandBackRecord to JSON.
             * @function toJSON
             * @memberof sortie.v1.HandBackRecord
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            HandBackRecord.prototype.toJSON = function() {
                return HandBackRecord.toObject(this, $protobuf.util.toJSONOptions);
            };

            return HandBackRecord;
        })();

        v1.OpeningRecord = (function() {

            /**
             * Properties of an OpeningRecord.
             * @typedef {Object} sortie.v1.OpeningRecord.$Properties
             * @property {number|null} [leaseMs] OpeningRecord leaseMs
             * @property {number|null} [seed] OpeningRecord seed
             * @property {number|null} [deadlineUnixMs] OpeningRecord deadlineUnixMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an OpeningRecord.
             * @memberof sortie.v1
             * @interface IOpeningRecord
             * @augments sortie.v1.OpeningRecord.$Properties
             * @deprecated Use sortie.v1.OpeningRecord.$Properties instead.
             */

            /**
             * Shape of an OpeningRecord.
             * @typedef {sortie.v1.OpeningRecord.$Properties} sortie.v1.OpeningRecord.$Shape
             */

            /**
             * Constructs a new OpeningRecord.
             * @memberof sortie.v1
             * @classdesc Represents an OpeningRecord.
             * @constructor
             * @param {sortie.v1.OpeningRecord.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const OpeningRecord = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * OpeningRecord leaseMs.
             * @member {number} leaseMs
             * @memberof sortie.v1.OpeningRecord
             * @instance
             */
            OpeningRecord.prototype.leaseMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * OpeningRecord seed.
             * @member {number} seed
             * @memberof sortie.v1.OpeningRecord
             * @instance
             */
            OpeningRecord.prototype.seed = 0;

            /**
             * OpeningRecord deadlineUnixMs.
             * @member {number} deadlineUnixMs
             * @memberof sortie.v1.OpeningRecord
             * @instance
             */
            OpeningRecord.prototype.deadlineUnixMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Creates a new OpeningRecord instance using the specified properties.
             * @function create
             * @memberof sortie.v1.OpeningRecord
             * @static
             * @param {sortie.v1.OpeningRecord.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.OpeningRecord} OpeningRecord instance
             * @type {{
             *   (properties: sortie.v1.OpeningRecord.$Shape): sortie.v1.OpeningRecord & sortie.v1.OpeningRecord.$Shape;
             *   (properties?: sortie.v1.OpeningRecord.$Properties): sortie.v1.OpeningRecord;
             * }}
             */
            OpeningRecord.create = function(properties) {
                return new OpeningRecord(properties);
            };

            /**
             * Encodes the specified OpeningRecord message. Does not implicitly {@link sortie.v1.OpeningRecord.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.OpeningRecord
             * @static
             * @param {sortie.v1.OpeningRecord.$Properties} message OpeningRecord message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            OpeningRecord.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.leaseMs != null && $Object.hasOwnProperty.call(message, "leaseMs") && (typeof message.leaseMs === "object" ? message.leaseMs.low || message.leaseMs.high : message.leaseMs !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.leaseMs);
                if (message.seed != null && $Object.hasOwnProperty.call(message, "seed") && message.seed !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.seed);
                if (message.deadlineUnixMs != null && $Object.hasOwnProperty.call(message, "deadlineUnixMs") && (typeof message.deadlineUnixMs === "object" ? message.deadlineUnixMs.low || message.deadlineUnixMs.high : message.deadlineUnixMs !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).int64(message.deadlineUnixMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an OpeningRecord message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.OpeningRecord
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.OpeningRecord & sortie.v1.OpeningRecord.$Shape} OpeningRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            OpeningRecord.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.OpeningRecord();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.leaseMs = value;
                            else
                                delete message.leaseMs;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.seed = value;
                            else
                                delete message.seed;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.deadlineUnixMs = value;
                            else
                                delete message.deadlineUnixMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates an OpeningRecord message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.OpeningRecord
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.OpeningRecord} OpeningRecord
             */
            OpeningRecord.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.OpeningRecord)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.OpeningRecord: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.OpeningRecord();
                if (object.leaseMs != null)
                    if (typeof object.leaseMs === "object" ? object.leaseMs.low || object.leaseMs.high : $Number(object.leaseMs) !== 0)
                        if ($util.Long)
                            message.leaseMs = $util.Long.fromValue(object.leaseMs, true);
                        else if (typeof object.leaseMs === "string")
                            message.leaseMs = $parseInt(object.leaseMs, 10);
                        else if (typeof object.leaseMs === "number")
                            message.leaseMs = object.leaseMs;
                        else if (typeof object.leaseMs === "object")
                            message.leaseMs = new $util.LongBits(object.leaseMs.low >>> 0, object.leaseMs.high >>> 0).toNumber(true);
                if (object.seed != null)
                    if ($Number(object.seed) !== 0)
                        message.seed = object.seed >>> 0;
                if (object.deadlineUnixMs != null)
                    if (typeof object.deadlineUnixMs === "object" ? object.deadlineUnixMs.low || object.deadlineUnixMs.high : $Number(object.deadlineUnixMs) !== 0)
                        if ($util.Long)
                            message.deadlineUnixMs = $util.Long.fromValue(object.deadlineUnixMs, false);
                        else if (typeof object.deadlineUnixMs === "string")
                            message.deadlineUnixMs = $parseInt(object.deadlineUnixMs, 10);
                        else if (typeof object.deadlineUnixMs === "number")
                            message.deadlineUnixMs = object.deadlineUnixMs;
                        else if (typeof object.deadlineUnixMs === "object")
                            message.deadlineUnixMs = new $util.LongBits(object.deadlineUnixMs.low >>> 0, object.deadlineUnixMs.high >>> 0).toNumber();
                return message;
            };

            /**
             * Creates a plain object from an OpeningRecord message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.OpeningRecord
             * @static
             * @param {sortie.v1.OpeningRecord} message OpeningRecord
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            OpeningRecord.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.leaseMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.leaseMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    object.seed = 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, false);
                        object.deadlineUnixMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.deadlineUnixMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.leaseMs != null && $Object.hasOwnProperty.call(message, "leaseMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.leaseMs = typeof message.leaseMs === "number" ? $BigInt(message.leaseMs) : $util.Long.fromBits(message.leaseMs.low >>> 0, message.leaseMs.high >>> 0, true).toBigInt();
                    else if (typeof message.leaseMs === "number")
                        object.leaseMs = options.longs === $String ? $String(message.leaseMs) : message.leaseMs;
                    else
                        object.leaseMs = options.longs === $String ? $util.Long.prototype.toString.call(message.leaseMs) : options.longs === $Number ? new $util.LongBits(message.leaseMs.low >>> 0, message.leaseMs.high >>> 0).toNumber(true) : message.leaseMs;
                if (message.seed != null && $Object.hasOwnProperty.call(message, "seed"))
                    object.seed = message.seed;
                if (message.deadlineUnixMs != null && $Object.hasOwnProperty.call(message, "deadlineUnixMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.deadlineUnixMs = typeof message.deadlineUnixMs === "number" ? $BigInt(message.deadlineUnixMs) : $util.Long.fromBits(message.deadlineUnixMs.low >>> 0, message.deadlineUnixMs.high >>> 0, false).toBigInt();
                    else if (typeof message.deadlineUnixMs === "number")
                        object.deadlineUnixMs = options.longs === $String ? $String(message.deadlineUnixMs) : message.deadlineUnixMs;
                    else
                        object.deadlineUnixMs = options.longs === $String ? $util.Long.prototype.toString.call(message.deadlineUnixMs) : options.longs === $Number ? new $util.LongBits(message.deadlineUnixMs.low >>> 0, message.deadlineUnixMs.high >>> 0).toNumber() : message.deadlineUnixMs;
                return object;
            };

            /**
             * Converts this OpeningRecord to JSON.
             * @function toJSON
             * @memberof sortie.v1.OpeningRecord
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            OpeningRecord.prototype.toJSON = function() {
                return OpeningRecord.toObject(this, $protobuf.util.toJSONOptions);
            };

            return OpeningRecord;
        })();

        v1.TurnsRecord = (function() {

            /**
             * Properties of a TurnsRecord.
             * @typedef {Object} sortie.v1.TurnsRecord.$Properties
             * @property {Array.<sortie.v1.Turn.$Properties>|null} [turns] TurnsRecord turns
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TurnsRecord.
             * @memberof sortie.v1
             * @interface ITurnsRecord
             * @augments sortie.v1.TurnsRecord.$Properties
             * @deprecated Use sortie.v1.TurnsRecord.$Properties instead.
             */

            /**
             * Shape of a TurnsRecord.
             * @typedef {sortie.v1.TurnsRecord.$Properties} sortie.v1.TurnsRecord.$Shape
             */

            /**
             * Constructs a new TurnsRecord.
             * @memberof sortie.v1
             * @classdesc Represents a TurnsRecord.
             * @constructor
             * @param {sortie.v1.TurnsRecord.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TurnsRecord = function (properties) {
                this.turns = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TurnsRecord turns.
             * @member {Array.<sortie.v1.Turn.$Properties>} turns
             * @memberof sortie.v1.TurnsRecord
             * @instance
             */
            TurnsRecord.prototype.turns = $util.emptyArray;

            /**
             * Creates a new TurnsRecord instance using the specified properties.
             * @function create
             * @memberof sortie.v1.TurnsRecord
             * @static
             * @param {sortie.v1.TurnsRecord.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.TurnsRecord} TurnsRecord instance
             * @type {{
             *   (properties: sortie.v1.TurnsRecord.$Shape): sortie.v1.TurnsRecord & sortie.v1.TurnsRecord.$Shape;
             *   (properties?: sortie.v1.TurnsRecord.$Properties): sortie.v1.TurnsRecord;
             * }}
             */
            TurnsRecord.create = function(properties) {
                return new TurnsRecord(properties);
            };

            /**
             * Encodes the specified TurnsRecord message. Does not implicitly {@link sortie.v1.TurnsRecord.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.TurnsRecord
             * @static
             * @param {sortie.v1.TurnsRecord.$Properties} message TurnsRecord message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TurnsRecord.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.turns != null && message.turns.length)
                    for (let i = 0; i < message.turns.length; ++i)
                        $root.sortie.v1.Turn.encode(message.turns[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TurnsRecord message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.TurnsRecord
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.TurnsRecord & sortie.v1.TurnsRecord.$Shape} TurnsRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TurnsRecord.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.TurnsRecord();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.turns && message.turns.length))
                                message.turns = [];
                            message.turns.push($root.sortie.v1.Turn.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a TurnsRecord message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.TurnsRecord
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.TurnsRecord} TurnsRecord
             */
            TurnsRecord.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.TurnsRecord)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.TurnsRecord: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.TurnsRecord();
                if (object.turns) {
                    if (!$Array.isArray(object.turns))
                        throw $TypeError(".sortie.v1.TurnsRecord.turns: array expected");
                    message.turns = $Array(object.turns.length);
                    for (let i = 0; i < object.turns.length; ++i) {
                        if (!$util.isObject(object.turns[i]))
                            throw $TypeError(".sortie.v1.TurnsRecord.turns: object expected");
                        message.turns[i] = $root.sortie.v1.Turn.fromObject(object.turns[i], _depth + 1);
                    }
                }
                return message;
            };

            /**
             * Creates a plain object from a TurnsRecord message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.TurnsRecord
             * @static
             * @param {sortie.v1.TurnsRecord} message TurnsRecord
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            TurnsRecord.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.turns = [];
                if (message.turns && message.turns.length) {
                    object.turns = $Array(message.turns.length);
                    for (let j = 0; j < message.turns.length; ++j)
                        object.turns[j] = $root.sortie.v1.Turn.toObject(message.turns[j], options, _depth + 1);
                }
                return object;
            };

            /**
             * Converts this TurnsRecord to JSON.
             * @function toJSON
             * @memberof sortie.v1.TurnsRecord
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            TurnsRecord.prototype.toJSON = function() {
                return TurnsRecord.toObject(this, $protobuf.util.toJSONOptions);
            };

            return TurnsRecord;
        })();

        v1.TurnFragment = (function() {

            /**
             * Properties of a TurnFragment.
             * @typedef {Object} sortie.v1.TurnFragment.$Properties
             * @property {number|null} [turnIndex] TurnFragment turnIndex
             * @property {number|null} [fragmentIndex] TurnFragment fragmentIndex
             * @property {number|null} [fragmentCount] TurnFragment fragmentCount
             * @property {Uint8Array|null} [data] TurnFragment data
             * @property {Uint8Array|null} [turnSha256] TurnFragment turnSha256
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TurnFragment.
             * @memberof sortie.v1
             * @interface ITurnFragment
             * @augments sortie.v1.TurnFragment.$Properties
             * @deprecated Use sortie.v1.TurnFragment.$Properties instead.
             */

            /**
             * Shape of a TurnFragment.
             * @typedef {sortie.v1.TurnFragment.$Properties} sortie.v1.TurnFragment.$Shape
             */

            /**
             * Constructs a new TurnFragment.
             * @memberof sortie.v1
             * @classdesc Represents a TurnFragment.
             * @constructor
             * @param {sortie.v1.TurnFragment.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TurnFragment = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TurnFragment turnIndex.
             * @member {number} turnIndex
             * @memberof sortie.v1.TurnFragment
             * @instance
             */
            TurnFragment.prototype.turnIndex = 0;

            /**
             * TurnFragment fragmentIndex.
             * @member {number} fragmentIndex
             * @memberof sortie.v1.TurnFragment
             * @instance
             */
            TurnFragment.prototype.fragmentIndex = 0;

            /**
             * TurnFragment fragmentCount.
             * @member {number} fragmentCount
             * @memberof sortie.v1.TurnFragment
             * @instance
             */
            TurnFragment.prototype.fragmentCount = 0;

            /**
             * TurnFragment data.
             * @member {Uint8Array} data
             * @memberof sortie.v1.TurnFragment
             * @instance
             */
            TurnFragment.prototype.data = $util.newBuffer([]);

            /**
             * TurnFragment turnSha256.
             * @member {Uint8Array} turnSha256
             * @memberof sortie.v1.TurnFragment
             * @instance
             */
            TurnFragment.prototype.turnSha256 = $util.newBuffer([]);

            /**
             * Creates a new TurnFragment instance using the specified properties.
             * @function create
             * @memberof sortie.v1.TurnFragment
             * @static
             * @param {sortie.v1.TurnFragment.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.TurnFragment} TurnFragment instance
             * @type {{
             *   (properties: sortie.v1.TurnFragment.$Shape): sortie.v1.TurnFragment & sortie.v1.TurnFragment.$Shape;
             *   (properties?: sortie.v1.TurnFragment.$Properties): sortie.v1.TurnFragment;
             * }}
             */
            TurnFragment.create = function(properties) {
                return new TurnFragment(properties);
            };

            /**
             * Encodes the specified TurnFragment message. Does not implicitly {@link sortie.v1.TurnFragment.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.TurnFragment
             * @static
             * @param {sortie.v1.TurnFragment.$Properties} message TurnFragment message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TurnFragment.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.turnIndex != null && $Object.hasOwnProperty.call(message, "turnIndex") && message.turnIndex !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.turnIndex);
                if (message.fragmentIndex != null && $Object.hasOwnProperty.call(message, "fragmentIndex") && message.fragmentIndex !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.fragmentIndex);
                if (message.fragmentCount != null && $Object.hasOwnProperty.call(message, "fragmentCount") && message.fragmentCount !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.fragmentCount);
                if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.data);
                if (message.turnSha256 != null && $Object.hasOwnProperty.call(message, "turnSha256") && message.turnSha256.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.turnSha256);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TurnFragment message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.TurnFragment
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.TurnFragment & sortie.v1.TurnFragment.$Shape} TurnFragment
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TurnFragment.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.TurnFragment();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.turnIndex = value;
                            else
                                delete message.turnIndex;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.fragmentIndex = value;
                            else
                                delete message.fragmentIndex;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.fragmentCount = value;
                            else
                                delete message.fragmentCount;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.data = value;
                            else
                                delete message.data;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.turnSha256 = value;
                            else
                                delete message.turnSha256;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a TurnFragment message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.TurnFragment
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.TurnFragment} TurnFragment
             */
            TurnFragment.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.TurnFragment)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.TurnFragment: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.TurnFragment();
                if (object.turnIndex != null)
                    if ($Number(object.turnIndex) !== 0)
                        message.turnIndex = object.turnIndex >>> 0;
                if (object.fragmentIndex != null)
                    if ($Number(object.fragmentIndex) !== 0)
                        message.fragmentIndex = object.fragmentIndex >>> 0;
                if (object.fragmentCount != null)
                    if ($Number(object.fragmentCount) !== 0)
                        message.fragmentCount = object.fragmentCount >>> 0;
                if (object.data != null)
                    if (object.data.length)
                        if (typeof object.data === "string")
                            $util.base64.decode(object.data, message.data = $util.newBuffer($util.base64.length(object.data)), 0);
                        else if (object.data.length >= 0)
                            message.data = object.data;
                if (object.turnSha256 != null)
                    if (object.turnSha256.length)
                        if (typeof object.turnSha256 === "string")
                            $util.base64.decode(object.turnSha256, message.turnSha256 = $util.newBuffer($util.base64.length(object.turnSha256)), 0);
                        else if (object.turnSha256.length >= 0)
                            message.turnSha256 = object.turnSha256;
                return message;
            };

            /**
             * Creates a plain object from a TurnFragment message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.TurnFragment
             * @static
             * @param {sortie.v1.TurnFragment} message TurnFragment
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            TurnFragment.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.turnIndex = 0;
                    object.fragmentIndex = 0;
                    object.fragmentCount = 0;
                    if (options.bytes === $String)
                        object.data = "";
                    else {
                        object.data = [];
                        if (options.bytes !== $Array)
                            object.data = $util.newBuffer(object.data);
                    }
                    if (options.bytes === $String)
                        object.turnSha256 = "";
                    else {
                        object.turnSha256 = [];
                        if (options.bytes !== $Array)
                            object.turnSha256 = $util.newBuffer(object.turnSha256);
                    }
                }
                if (message.turnIndex != null && $Object.hasOwnProperty.call(message, "turnIndex"))
                    object.turnIndex = message.turnIndex;
                if (message.fragmentIndex != null && $Object.hasOwnProperty.call(message, "fragmentIndex"))
                    object.fragmentIndex = message.fragmentIndex;
                if (message.fragmentCount != null && $Object.hasOwnProperty.call(message, "fragmentCount"))
                    object.fragmentCount = message.fragmentCount;
                if (message.data != null && $Object.hasOwnProperty.call(message, "data"))
                    object.data = options.bytes === $String ? $util.base64.encode(message.data, 0, message.data.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.data) : message.data;
                if (message.turnSha256 != null && $Object.hasOwnProperty.call(message, "turnSha256"))
                    object.turnSha256 = options.bytes === $String ? $util.base64.encode(message.turnSha256, 0, message.turnSha256.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.turnSha256) : message.turnSha256;
                return object;
            };

            /**
             * Converts this TurnFragment to JSON.
             * @function toJSON
             * @memberof sortie.v1.TurnFragment
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            TurnFragment.prototype.toJSON = function() {
                return TurnFragment.toObject(this, $protobuf.util.toJSONOptions);
            };

            return TurnFragment;
        })();

        v1.Turn = (function() {

            /**
             * Properties of a Turn.
             * @typedef {Object} sortie.v1.Turn.$Properties
             * @property {string|null} [traceId] Turn traceId
             * @property {string|null} [parentTraceId] Turn parentTraceId
             * @property {string|null} [agent] Turn agent
             * @property {boolean|null} [trainable] Turn trainable
             * @property {number|null} [turnIndex] Turn turnIndex
             * @property {number|null} [branchTokenCount] Turn branchTokenCount
             * @property {Array.<sortie.v1.Segment.$Properties>|null} [segments] Turn segments
             * @property {Array.<sortie.v1.ToolCall.$Properties>|null} [toolCalls] Turn toolCalls
             * @property {sortie.v1.Sampling.$Properties|null} [sampling] Turn sampling
             * @property {sortie.v1.Effort.$Properties|null} [effort] Turn effort
             * @property {sortie.v1.FinishReason|null} [finishReason] Turn finishReason
             * @property {sortie.v1.Usage.$Properties|null} [usage] Turn usage
             * @property {sortie.v1.Timings.$Properties|null} [timings] Turn timings
             * @property {number|null} [stepReward] Turn stepReward
             * @property {sortie.v1.RecordedError.$Properties|null} [error] Turn error
             * @property {string|null} [replica] Turn replica
             * @property {string|null} [model] Turn model
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Turn.
             * @memberof sortie.v1
             * @interface ITurn
             * @augments sortie.v1.Turn.$Properties
             * @deprecated Use sortie.v1.Turn.$Properties instead.
             */

            /**
             * Shape of a Turn.
             * @typedef {sortie.v1.Turn.$Properties} sortie.v1.Turn.$Shape
             */

            /**
             * Constructs a new Turn.
             * @memberof sortie.v1
             * @classdesc Represents a Turn.
             * @constructor
             * @param {sortie.v1.Turn.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Turn = function (properties) {
                this.segments = [];
                this.toolCalls = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Turn traceId.
             * @member {string} traceId
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.traceId = "";

            /**
             * Turn parentTraceId.
             * @member {string} parentTraceId
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.parentTraceId = "";

            /**
             * Turn agent.
             * @member {string} agent
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.agent = "";

            /**
             * Turn trainable.
             * @member {boolean} trainable
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.trainable = false;

            /**
             * Turn turnIndex.
             * @member {number} turnIndex
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.turnIndex = 0;

            /**
             * Turn branchTokenCount.
             * @member {number} branchTokenCount
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.branchTokenCount = 0;

            /**
             * Turn segments.
             * @member {Array.<sortie.v1.Segment.$Properties>} segments
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.segments = $util.emptyArray;

            /**
             * Turn toolCalls.
             * @member {Array.<sortie.v1.ToolCall.$Properties>} toolCalls
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.toolCalls = $util.emptyArray;

            /**
             * Turn sampling.
             * @member {sortie.v1.Sampling.$Properties|null|undefined} sampling
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.sampling = null;

            /**
             * Turn effort.
             * @member {sortie.v1.Effort.$Properties|null|undefined} effort
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.effort = null;

            /**
             * Turn finishReason.
             * @member {sortie.v1.FinishReason} finishReason
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.finishReason = 0;

            /**
             * Turn usage.
             * @member {sortie.v1.Usage.$Properties|null|undefined} usage
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.usage = null;

            /**
             * Turn timings.
             * @member {sortie.v1.Timings.$Properties|null|undefined} timings
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.timings = null;

            /**
             * Turn stepReward.
             * @member {number|null|undefined} stepReward
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.stepReward = null;

            /**
             * Turn error.
             * @member {sortie.v1.RecordedError.$Properties|null|undefined} error
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.error = null;

            /**
             * Turn replica.
             * @member {string} replica
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.replica = "";

            /**
             * Turn model.
             * @member {string} model
             * @memberof sortie.v1.Turn
             * @instance
             */
            Turn.prototype.model = "";

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Turn.prototype, "_stepReward", {
                get: $util.oneOfGetter($oneOfFields = ["stepReward"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Turn instance using the specified properties.
             * @function create
             * @memberof sortie.v1.Turn
             * @static
             * @param {sortie.v1.Turn.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.Turn} Turn instance
             * @type {{
             *   (properties: sortie.v1.Turn.$Shape): sortie.v1.Turn & sortie.v1.Turn.$Shape;
             *   (properties?: sortie.v1.Turn.$Properties): sortie.v1.Turn;
             * }}
             */
            Turn.create = function(properties) {
                return new Turn(properties);
            };

            /**
             * Encodes the specified Turn message. Does not implicitly {@link sortie.v1.Turn.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.Turn
             * @static
             * @param {sortie.v1.Turn.$Properties} message Turn message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Turn.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.traceId != null && $Object.hasOwnProperty.call(message, "traceId") && message.traceId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.traceId);
                if (message.parentTraceId != null && $Object.hasOwnProperty.call(message, "parentTraceId") && message.parentTraceId !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.parentTraceId);
                if (message.agent != null && $Object.hasOwnProperty.call(message, "agent") && message.agent !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.agent);
                if (message.trainable != null && $Object.hasOwnProperty.call(message, "trainable") && message.trainable !== false)
                    writer.uint32(/* id 4, wireType 0 =*/32).bool(message.trainable);
                if (message.turnIndex != null && $Object.hasOwnProperty.call(message, "turnIndex") && message.turnIndex !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.turnIndex);
                if (message.branchTokenCount != null && $Object.hasOwnProperty.call(message, "branchTokenCount") && message.branchTokenCount !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.branchTokenCount);
                if (message.segments != null && message.segments.length)
                    for (let i = 0; i < message.segments.length; ++i)
                        $root.sortie.v1.Segment.encode(message.segments[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.toolCalls != null && message.toolCalls.length)
                    for (let i = 0; i < message.toolCalls.length; ++i)
                        $root.sortie.v1.ToolCall.encode(message.toolCalls[i], writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.sampling != null && $Object.hasOwnProperty.call(message, "sampling"))
                    $root.sortie.v1.Sampling.encode(message.sampling, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                if (message.effort != null && $Object.hasOwnProperty.call(message, "effort"))
                    $root.sortie.v1.Effort.encode(message.effort, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.finishReason != null && $Object.hasOwnProperty.call(message, "finishReason") && message.finishReason !== 0)
                    writer.uint32(/* id 11, wireType 0 =*/88).int32(message.finishReason);
                if (message.usage != null && $Object.hasOwnProperty.call(message, "usage"))
                    $root.sortie.v1.Usage.encode(message.usage, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                if (message.timings != null && $Object.hasOwnProperty.call(message, "timings"))
                    $root.sortie.v1.Timings.encode(message.timings, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                if (message.stepReward != null && $Object.hasOwnProperty.call(message, "stepReward"))
                    writer.uint32(/* id 14, wireType 1 =*/113).double(message.stepReward);
                if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                    $root.sortie.v1.RecordedError.encode(message.error, writer.uint32(/* id 15, wireType 2 =*/122).fork(), _depth + 1).ldelim();
                if (message.replica != null && $Object.hasOwnProperty.call(message, "replica") && message.replica !== "")
                    writer.uint32(/* id 16, wireType 2 =*/130).string(message.replica);
                if (message.model != null && $Object.hasOwnProperty.call(message, "model") && message.model !== "")
                    writer.uint32(/* id 17, wireType 2 =*/138).string(message.model);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Turn message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.Turn
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.Turn & sortie.v1.Turn.$Shape} Turn
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Turn.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.Turn();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.traceId = value;
                            else
                                delete message.traceId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.parentTraceId = value;
                            else
                                delete message.parentTraceId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.agent = value;
                            else
                                delete message.agent;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.trainable = value;
                            else
                                delete message.trainable;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.turnIndex = value;
                            else
                                delete message.turnIndex;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.branchTokenCount = value;
                            else
                                delete message.branchTokenCount;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.segments && message.segments.length))
                                message.segments = [];
                            message.segments.push($root.sortie.v1.Segment.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if (!(message.toolCalls && message.toolCalls.length))
                                message.toolCalls = [];
                            message.toolCalls.push($root.sortie.v1.ToolCall.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.sampling = $root.sortie.v1.Sampling.decode(reader, reader.size(), $undefined, _depth + 1, message.sampling);
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            message.effort = $root.sortie.v1.Effort.decode(reader, reader.size(), $undefined, _depth + 1, message.effort);
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.finishReason = value;
                            else
                                delete message.finishReason;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            message.usage = $root.sortie.v1.Usage.decode(reader, reader.size(), $undefined, _depth + 1, message.usage);
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            message.timings = $root.sortie.v1.Timings.decode(reader, reader.size(), $undefined, _depth + 1, message.timings);
                            continue;
                        }
                    case 14: {
                            if (wireType !== 1)
                                break;
                            message.stepReward = reader.double();
                            message._stepReward = "stepReward";
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            message.error = $root.sortie.v1.RecordedError.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                            continue;
                        }
                    case 16: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.replica = value;
                            else
                                delete message.replica;
                            continue;
                        }
                    case 17: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.model = value;
                            else
                                delete message.model;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Turn message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.Turn
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.Turn} Turn
             */
            Turn.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.Turn)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.Turn: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.Turn();
                if (object.traceId != null)
                    if (typeof object.traceId !== "string" || object.traceId.length)
                        message.traceId = $String(object.traceId);
                if (object.parentTraceId != null)
                    if (typeof object.parentTraceId !== "string" || object.parentTraceId.length)
                        message.parentTraceId = $String(object.parentTraceId);
                if (object.agent != null)
                    if (typeof object.agent !== "string" || object.agent.length)
                        message.agent = $String(object.agent);
                if (object.trainable != null)
                    if (object.trainable)
                        message.trainable = $Boolean(object.trainable);
                if (object.turnIndex != null)
                    if ($Number(object.turnIndex) !== 0)
                        message.turnIndex = object.turnIndex >>> 0;
                if (object.branchTokenCount != null)
                    if ($Number(object.branchTokenCount) !== 0)
                        message.branchTokenCount = object.branchTokenCount >>> 0;
                if (object.segments) {
                    if (!$Array.isArray(object.segments))
                        throw $TypeError(".sortie.v1.Turn.segments: array expected");
                    message.segments = $Array(object.segments.length);
                    for (let i = 0; i < object.segments.length; ++i) {
                        if (!$util.isObject(object.segments[i]))
                            throw $TypeError(".sortie.v1.Turn.segments: object expected");
                        message.segments[i] = $root.sortie.v1.Segment.fromObject(object.segments[i], _depth + 1);
                    }
                }
                if (object.toolCalls) {
                    if (!$Array.isArray(object.toolCalls))
                        throw $TypeError(".sortie.v1.Turn.toolCalls: array expected");
                    message.toolCalls = $Array(object.toolCalls.length);
                    for (let i = 0; i < object.toolCalls.length; ++i) {
                        if (!$util.isObject(object.toolCalls[i]))
                            throw $TypeError(".sortie.v1.Turn.toolCalls: object expected");
                        message.toolCalls[i] = $root.sortie.v1.ToolCall.fromObject(object.toolCalls[i], _depth + 1);
                    }
                }
                if (object.sampling != null) {
                    if (!$util.isObject(object.sampling))
                        throw $TypeError(".sortie.v1.Turn.sampling: object expected");
                    message.sampling = $root.sortie.v1.Sampling.fromObject(object.sampling, _depth + 1);
                }
                if (object.effort != null) {
                    if (!$util.isObject(object.effort))
                        throw $TypeError(".sortie.v1.Turn.effort: object expected");
                    message.effort = $root.sortie.v1.Effort.fromObject(object.effort, _depth + 1);
                }
                if (object.finishReason !== 0 && (typeof object.finishReason !== "string" || $root.sortie.v1.FinishReason[object.finishReason] !== 0))
                    switch (object.finishReason) {
                    case "FINISH_REASON_UNSPECIFIED":
                    case 0:
                        message.finishReason = 0;
                        break;
                    case "FINISH_REASON_STOP":
                    case 1:
                        message.finishReason = 1;
                        break;
                    case "FINISH_REASON_LENGTH":
                    case 2:
                        message.finishReason = 2;
                        break;
                    case "FINISH_REASON_ABORTED":
                    case 3:
                        message.finishReason = 3;
                        break;
                    case "FINISH_REASON_ERROR":
                    case 4:
                        message.finishReason = 4;
                        break;
                    default:
                        if (typeof object.finishReason === "number" && (object.finishReason | 0) === object.finishReason)
                            message.finishReason = object.finishReason;
                    }
                if (object.usage != null) {
                    if (!$util.isObject(object.usage))
                        throw $TypeError(".sortie.v1.Turn.usage: object expected");
                    message.usage = $root.sortie.v1.Usage.fromObject(object.usage, _depth + 1);
                }
                if (object.timings != null) {
                    if (!$util.isObject(object.timings))
                        throw $TypeError(".sortie.v1.Turn.timings: object expected");
                    message.timings = $root.sortie.v1.Timings.fromObject(object.timings, _depth + 1);
                }
                if (object.stepReward != null)
                    message.stepReward = $Number(object.stepReward);
                if (object.error != null) {
                    if (!$util.isObject(object.error))
                        throw $TypeError(".sortie.v1.Turn.error: object expected");
                    message.error = $root.sortie.v1.RecordedError.fromObject(object.error, _depth + 1);
                }
                if (object.replica != null)
                    if (typeof object.replica !== "string" || object.replica.length)
                        message.replica = $String(object.replica);
                if (object.model != null)
                    if (typeof object.model !== "string" || object.model.length)
                        message.model = $String(object.model);
                return message;
            };

            /**
             * Creates a plain object from a Turn message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.Turn
             * @static
             * @param {sortie.v1.Turn} message Turn
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Turn.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults) {
                    object.segments = [];
                    object.toolCalls = [];
                }
                if (options.defaults) {
                    object.traceId = "";
                    object.parentTraceId = "";
                    object.agent = "";
                    object.trainable = false;
                    object.turnIndex = 0;
                    object.branchTokenCount = 0;
                    object.sampling = null;
                    object.effort = null;
                    object.finishReason = options.enums === $String ? "FINISH_REASON_UNSPECIFIED" : 0;
                    object.usage = null;
                    object.timings = null;
                    object.error = null;
                    object.replica = "";
                    object.model = "";
                }
                if (message.traceId != null && $Object.hasOwnProperty.call(message, "traceId"))
                    object.traceId = message.traceId;
                if (message.parentTraceId != null && $Object.hasOwnProperty.call(message, "parentTraceId"))
                    object.parentTraceId = message.parentTraceId;
                if (message.agent != null && $Object.hasOwnProperty.call(message, "agent"))
                    object.agent = message.agent;
                if (message.trainable != null && $Object.hasOwnProperty.call(message, "trainable"))
                    object.trainable = message.trainable;
                if (message.turnIndex != null && $Object.hasOwnProperty.call(message, "turnIndex"))
                    object.turnIndex = message.turnIndex;
                if (message.branchTokenCount != null && $Object.hasOwnProperty.call(message, "branchTokenCount"))
                    object.branchTokenCount = message.branchTokenCount;
                if (message.segments && message.segments.length) {
                    object.segments = $Array(message.segments.length);
                    for (let j = 0; j < message.segments.length; ++j)
                        object.segments[j] = $root.sortie.v1.Segment.toObject(message.segments[j], options, _depth + 1);
                }
                if (message.toolCalls && message.toolCalls.length) {
                    object.toolCalls = $Array(message.toolCalls.length);
                    for (let j = 0; j < message.toolCalls.length; ++j)
                        object.toolCalls[j] = $root.sortie.v1.ToolCall.toObject(message.toolCalls[j], options, _depth + 1);
                }
                if (message.sampling != null && $Object.hasOwnProperty.call(message, "sampling"))
                    object.sampling = $root.sortie.v1.Sampling.toObject(message.sampling, options, _depth + 1);
                if (message.effort != null && $Object.hasOwnProperty.call(message, "effort"))
                    object.effort = $root.sortie.v1.Effort.toObject(message.effort, options, _depth + 1);
                if (message.finishReason != null && $Object.hasOwnProperty.call(message, "finishReason"))
                    object.finishReason = options.enums === $String ? $root.sortie.v1.FinishReason[message.finishReason] === $undefined ? message.finishReason : $root.sortie.v1.FinishReason[message.finishReason] : message.finishReason;
                if (message.usage != null && $Object.hasOwnProperty.call(message, "usage"))
                    object.usage = $root.sortie.v1.Usage.toObject(message.usage, options, _depth + 1);
                if (message.timings != null && $Object.hasOwnProperty.call(message, "timings"))
                    object.timings = $root.sortie.v1.Timings.toObject(message.timings, options, _depth + 1);
                if (message.stepReward != null && $Object.hasOwnProperty.call(message, "stepReward"))
                    object.stepReward = options.json && !$isFinite(message.stepReward) ? $String(message.stepReward) : message.stepReward;
                if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                    object.error = $root.sortie.v1.RecordedError.toObject(message.error, options, _depth + 1);
                if (message.replica != null && $Object.hasOwnProperty.call(message, "replica"))
                    object.replica = message.replica;
                if (message.model != null && $Object.hasOwnProperty.call(message, "model"))
                    object.model = message.model;
                return object;
            };

            /**
             * Converts this Turn to JSON.
             * @function toJSON
             * @memberof sortie.v1.Turn
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Turn.prototype.toJSON = function() {
                return Turn.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Turn;
        })();

        v1.Segment = (function() {

            /**
             * Properties of a Segment.
             * @typedef {Object} sortie.v1.Segment.$Properties
             * @property {sortie.v1.Role|null} [role] Segment role
             * @property {Uint8Array|null} [tokenIds] Segment tokenIds
             * @property {Uint8Array|null} [logprobs] Segment logprobs
             * @property {Uint8Array|null} [lossMask] Segment lossMask
             * @property {Array.<sortie.v1.VersionSpan.$Properties>|null} [versionSpans] Segment versionSpans
             * @property {string|null} [text] Segment text
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Segment.
             * @memberof sortie.v1
             * @interface ISegment
             * @augments sortie.v1.Segment.$Properties
             * @deprecated Use sortie.v1.Segment.$Properties instead.
             */

            /**
             * Shape of a Segment.
             * @typedef {sortie.v1.Segment.$Properties} sortie.v1.Segment.$Shape
             */

            /**
             * Constructs a new Segment.
             * @memberof sortie.v1
             * @classdesc Represents a Segment.
             * @constructor
             * @param {sortie.v1.Segment.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Segment = function (properties) {
                this.versionSpans = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Segment role.
             * @member {sortie.v1.Role} role
             * @memberof sortie.v1.Segment
             * @instance
             */
            Segment.prototype.role = 0;

            /**
             * Segment tokenIds.
             * @member {Uint8Array} tokenIds
             * @memberof sortie.v1.Segment
             * @instance
             */
            Segment.prototype.tokenIds = $util.newBuffer([]);

            /**
             * Segment logprobs.
             * @member {Uint8Array} logprobs
             * @memberof sortie.v1.Segment
             * @instance
             */
            Segment.prototype.logprobs = $util.newBuffer([]);

            /**
             * Segment lossMask.
             * @member {Uint8Array} lossMask
             * @memberof sortie.v1.Segment
             * @instance
             */
            Segment.prototype.lossMask = $util.newBuffer([]);

            /**
             * Segment versionSpans.
             * @member {Array.<sortie.v1.VersionSpan.$Properties>} versionSpans
             * @memberof sortie.v1.Segment
             * @instance
             */
            Segment.prototype.versionSpans = $util.emptyArray;

            /**
             * Segment text.
             * @member {string} text
             * @memberof sortie.v1.Segment
             * @instance
             */
            Segment.prototype.text = "";

            /**
             * Creates a new Segment instance using the specified properties.
             * @function create
             * @memberof sortie.v1.Segment
             * @static
             * @param {sortie.v1.Segment.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.Segment} Segment instance
             * @type {{
             *   (properties: sortie.v1.Segment.$Shape): sortie.v1.Segment & sortie.v1.Segment.$Shape;
             *   (properties?: sortie.v1.Segment.$Properties): sortie.v1.Segment;
             * }}
             */
            Segment.create = function(properties) {
                return new Segment(properties);
            };

            /**
             * Encodes the specified Segment message. Does not implicitly {@link sortie.v1.Segment.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.Segment
             * @static
             * @param {sortie.v1.Segment.$Properties} message Segment message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Segment.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.role);
                if (message.tokenIds != null && $Object.hasOwnProperty.call(message, "tokenIds") && message.tokenIds.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.tokenIds);
                if (message.logprobs != null && $Object.hasOwnProperty.call(message, "logprobs") && message.logprobs.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.logprobs);
                if (message.lossMask != null && $Object.hasOwnProperty.call(message, "lossMask") && message.lossMask.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.lossMask);
                if (message.versionSpans != null && message.versionSpans.length)
                    for (let i = 0; i < message.versionSpans.length; ++i)
                        $root.sortie.v1.VersionSpan.encode(message.versionSpans[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.text);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Segment message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.Segment
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.Segment & sortie.v1.Segment.$Shape} Segment
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Segment.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.Segment();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.role = value;
                            else
                                delete message.role;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.tokenIds = value;
                            else
                                delete message.tokenIds;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.logprobs = value;
                            else
                                delete message.logprobs;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.lossMask = value;
                            else
                                delete message.lossMask;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.versionSpans && message.versionSpans.length))
                                message.versionSpans = [];
                            message.versionSpans.push($root.sortie.v1.VersionSpan.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.text = value;
                            else
                                delete message.text;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Segment message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.Segment
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.Segment} Segment
             */
            Segment.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.Segment)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.Segment: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.Segment();
                if (object.role !== 0 && (typeof object.role !== "string" || $root.sortie.v1.Role[object.role] !== 0))
                    switch (object.role) {
                    case "ROLE_UNSPECIFIED":
                    case 0:
                        message.role = 0;
                        break;
                    case "ROLE_SYSTEM":
                    case 1:
                        message.role = 1;
                        break;
                    case "ROLE_USER":
                    case 2:
                        message.role = 2;
                        break;
                    case "ROLE_ASSISTANT":
                    case 3:
                        message.role = 3;
                        break;
                    case "ROLE_TOOL":
                    case 4:
                        message.role = 4;
                        break;
                    case "ROLE_TEMPLATE":
                    case 5:
                        message.role = 5;
                        break;
                    default:
                        if (typeof object.role === "number" && (object.role | 0) === object.role)
                            message.role = object.role;
                    }
                if (object.tokenIds != null)
                    if (object.tokenIds.length)
                        if (typeof object.tokenIds === "string")
                            $util.base64.decode(object.tokenIds, message.tokenIds = $util.newBuffer($util.base64.length(object.tokenIds)), 0);
                        else if (object.tokenIds.length >= 0)
                            message.tokenIds = object.tokenIds;
                if (object.logprobs != null)
                    if (object.logprobs.length)
                        if (typeof object.logprobs === "string")
                            $util.base64.decode(object.logprobs, message.logprobs = $util.newBuffer($util.base64.length(object.logprobs)), 0);
                        else if (object.logprobs.length >= 0)
                            message.logprobs = object.logprobs;
                if (object.lossMask != null)
                    if (object.lossMask.length)
                        if (typeof object.lossMask === "string")
                            $util.base64.decode(object.lossMask, message.lossMask = $util.newBuffer($util.base64.length(object.lossMask)), 0);
                        else if (object.lossMask.length >= 0)
                            message.lossMask = object.lossMask;
                if (object.versionSpans) {
                    if (!$Array.isArray(object.versionSpans))
                        throw $TypeError(".sortie.v1.Segment.versionSpans: array expected");
                    message.versionSpans = $Array(object.versionSpans.length);
                    for (let i = 0; i < object.versionSpans.length; ++i) {
                        if (!$util.isObject(object.versionSpans[i]))
                            throw $TypeError(".sortie.v1.Segment.versionSpans: object expected");
                        message.versionSpans[i] = $root.sortie.v1.VersionSpan.fromObject(object.versionSpans[i], _depth + 1);
                    }
                }
                if (object.text != null)
                    if (typeof object.text !== "string" || object.text.length)
                        message.text = $String(object.text);
                return message;
            };

            /**
             * Creates a plain object from a Segment message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.Segment
             * @static
             * @param {sortie.v1.Segment} message Segment
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Segment.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.versionSpans = [];
                if (options.defaults) {
                    object.role = options.enums === $String ? "ROLE_UNSPECIFIED" : 0;
                    if (options.bytes === $String)
                        object.tokenIds = "";
                    else {
                        object.tokenIds = [];
                        if (options.bytes !== $Array)
                            object.tokenIds = $util.newBuffer(object.tokenIds);
                    }
                    if (options.bytes === $String)
                        object.logprobs = "";
                    else {
                        object.logprobs = [];
                        if (options.bytes !== $Array)
                            object.logprobs = $util.newBuffer(object.logprobs);
                    }
                    if (options.bytes === $String)
                        object.lossMask = "";
                    else {
                        object.lossMask = [];
                        if (options.bytes !== $Array)
                            object.lossMask = $util.newBuffer(object.lossMask);
                    }
                    object.text = "";
                }
                if (message.role != null && $Object.hasOwnProperty.call(message, "role"))
                    object.role = options.enums === $String ? $root.sortie.v1.Role[message.role] === $undefined ? message.role : $root.sortie.v1.Role[message.role] : message.role;
                if (message.tokenIds != null && $Object.hasOwnProperty.call(message, "tokenIds"))
                    object.tokenIds = options.bytes === $String ? $util.base64.encode(message.tokenIds, 0, message.tokenIds.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.tokenIds) : message.tokenIds;
                if (message.logprobs != null && $Object.hasOwnProperty.call(message, "logprobs"))
                    object.logprobs = options.bytes === $String ? $util.base64.encode(message.logprobs, 0, message.logprobs.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.logprobs) : message.logprobs;
                if (message.lossMask != null && $Object.hasOwnProperty.call(message, "lossMask"))
                    object.lossMask = options.bytes === $String ? $util.base64.encode(message.lossMask, 0, message.lossMask.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.lossMask) : message.lossMask;
                if (message.versionSpans && message.versionSpans.length) {
                    object.versionSpans = $Array(message.versionSpans.length);
                    for (let j = 0; j < message.versionSpans.length; ++j)
                        object.versionSpans[j] = $root.sortie.v1.VersionSpan.toObject(message.versionSpans[j], options, _depth + 1);
                }
                if (message.text != null && $Object.hasOwnProperty.call(message, "text"))
                    object.text = message.text;
                return object;
            };

            /**
             * Converts this Segment to JSON.
             * @function toJSON
             * @memberof sortie.v1.Segment
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Segment.prototype.toJSON = function() {
                return Segment.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Segment;
        })();

        /**
         * Role enum.
         * @name sortie.v1.Role
         * @enum {number}
         * @property {number} ROLE_UNSPECIFIED=0 ROLE_UNSPECIFIED value
         * @property {number} ROLE_SYSTEM=1 ROLE_SYSTEM value
         * @property {number} ROLE_USER=2 ROLE_USER value
         * @property {number} ROLE_ASSISTANT=3 ROLE_ASSISTANT value
         * @property {number} ROLE_TOOL=4 ROLE_TOOL value
         * @property {number} ROLE_TEMPLATE=5 ROLE_TEMPLATE value
         */
        v1.Role = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "ROLE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "ROLE_SYSTEM"] = 1;
            values[valuesById[2] = "ROLE_USER"] = 2;
            values[valuesById[3] = "ROLE_ASSISTANT"] = 3;
            values[valuesById[4] = "ROLE_TOOL"] = 4;
            values[valuesById[5] = "ROLE_TEMPLATE"] = 5;
            return values;
        })();

        v1.VersionSpan = (function() {

            /**
             * Properties of a VersionSpan.
             * @typedef {Object} sortie.v1.VersionSpan.$Properties
             * @property {number|null} [weightVersion] VersionSpan weightVersion
             * @property {number|null} [tokenCount] VersionSpan tokenCount
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a VersionSpan.
             * @memberof sortie.v1
             * @interface IVersionSpan
             * @augments sortie.v1.VersionSpan.$Properties
             * @deprecated Use sortie.v1.VersionSpan.$Properties instead.
             */

            /**
             * Shape of a VersionSpan.
             * @typedef {sortie.v1.VersionSpan.$Properties} sortie.v1.VersionSpan.$Shape
             */

            /**
             * Constructs a new VersionSpan.
             * @memberof sortie.v1
             * @classdesc Represents a VersionSpan.
             * @constructor
             * @param {sortie.v1.VersionSpan.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const VersionSpan = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * VersionSpan weightVersion.
             * @member {number} weightVersion
             * @memberof sortie.v1.VersionSpan
             * @instance
             */
            VersionSpan.prototype.weightVersion = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * VersionSpan tokenCount.
             * @member {number} tokenCount
             * @memberof sortie.v1.VersionSpan
             * @instance
             */
            VersionSpan.prototype.tokenCount = 0;

            /**
             * Creates a new VersionSpan instance using the specified properties.
             * @function create
             * @memberof sortie.v1.VersionSpan
             * @static
             * @param {sortie.v1.VersionSpan.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.VersionSpan} VersionSpan instance
             * @type {{
             *   (properties: sortie.v1.VersionSpan.$Shape): sortie.v1.VersionSpan & sortie.v1.VersionSpan.$Shape;
             *   (properties?: sortie.v1.VersionSpan.$Properties): sortie.v1.VersionSpan;
             * }}
             */
            VersionSpan.create = function(properties) {
                return new VersionSpan(properties);
            };

            /**
             * Encodes the specified VersionSpan message. Does not implicitly {@link sortie.v1.VersionSpan.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.VersionSpan
             * @static
             * @param {sortie.v1.VersionSpan.$Properties} message VersionSpan message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            VersionSpan.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.weightVersion != null && $Object.hasOwnProperty.call(message, "weightVersion") && (typeof message.weightVersion === "object" ? message.weightVersion.low || message.weightVersion.high : message.weightVersion !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.weightVersion);
                if (message.tokenCount != null && $Object.hasOwnProperty.call(message, "tokenCount") && message.tokenCount !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.tokenCount);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a VersionSpan message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.VersionSpan
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.VersionSpan & sortie.v1.VersionSpan.$Shape} VersionSpan
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            VersionSpan.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.VersionSpan();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.weightVersion = value;
                            else
                                delete message.weightVersion;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.tokenCount = value;
                            else
                                delete message.tokenCount;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a VersionSpan message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.VersionSpan
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.VersionSpan} VersionSpan
             */
            VersionSpan.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.VersionSpan)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.VersionSpan: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.VersionSpan();
                if (object.weightVersion != null)
                    if (typeof object.weightVersion === "object" ? object.weightVersion.low || object.weightVersion.high : $Number(object.weightVersion) !== 0)
                        if ($util.Long)
                            message.weightVersion = $util.Long.fromValue(object.weightVersion, true);
                        else if (typeof object.weightVersion === "string")
                            message.weightVersion = $parseInt(object.weightVersion, 10);
                        else if (typeof object.weightVersion === "number")
                            message.weightVersion = object.weightVersion;
                        else if (typeof object.weightVersion === "object")
                            message.weightVersion = new $util.LongBits(object.weightVersion.low >>> 0, object.weightVersion.high >>> 0).toNumber(true);
                if (object.tokenCount != null)
                    if ($Number(object.tokenCount) !== 0)
                        message.tokenCount = object.tokenCount >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a VersionSpan message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.VersionSpan
             * @static
             * @param {sortie.v1.VersionSpan} message VersionSpan
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            VersionSpan.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.weightVersion = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.weightVersion = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    object.tokenCount = 0;
                }
                if (message.weightVersion != null && $Object.hasOwnProperty.call(message, "weightVersion"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.weightVersion = typeof message.weightVersion === "number" ? $BigInt(message.weightVersion) : $util.Long.fromBits(message.weightVersion.low >>> 0, message.weightVersion.high >>> 0, true).toBigInt();
                    else if (typeof message.weightVersion === "number")
                        object.weightVersion = options.longs === $String ? $String(message.weightVersion) : message.weightVersion;
                    else
                        object.weightVersion = options.longs === $String ? $util.Long.prototype.toString.call(message.weightVersion) : options.longs === $Number ? new $util.LongBits(message.weightVersion.low >>> 0, message.weightVersion.high >>> 0).toNumber(true) : message.weightVersion;
                if (message.tokenCount != null && $Object.hasOwnProperty.call(message, "tokenCount"))
                    object.tokenCount = message.tokenCount;
                return object;
            };

            /**
             * Converts this VersionSpan to JSON.
             * @function toJSON
             * @memberof sortie.v1.VersionSpan
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            VersionSpan.prototype.toJSON = function() {
                return VersionSpan.toObject(this, $protobuf.util.toJSONOptions);
            };

            return VersionSpan;
        })();

        v1.ToolCall = (function() {

            /**
             * Properties of a ToolCall.
             * @typedef {Object} sortie.v1.ToolCall.$Properties
             * @property {string|null} [name] ToolCall name
             * @property {string|null} [argumentsJson] ToolCall argumentsJson
             * @property {number|null} [startedAtUnixMs] ToolCall startedAtUnixMs
             * @property {number|null} [endedAtUnixMs] ToolCall endedAtUnixMs
             * @property {sortie.v1.ToolStatus|null} [status] ToolCall status
             * @property {string|null} [output] ToolCall output
             * @property {boolean|null} [outputTruncated] ToolCall outputTruncated
             * @property {number|null} [outputBytes] ToolCall outputBytes
             * @property {Uint8Array|null} [outputSha256] ToolCall outputSha256
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ToolCall.
             * @memberof sortie.v1
             * @interface IToolCall
             * @augments sortie.v1.ToolCall.$Properties
             * @deprecated Use sortie.v1.ToolCall.$Properties instead.
             */

            /**
             * Shape of a ToolCall.
             * @typedef {sortie.v1.ToolCall.$Properties} sortie.v1.ToolCall.$Shape
             */

            /**
             * Constructs a new ToolCall.
             * @memberof sortie.v1
             * @classdesc Represents a ToolCall.
             * @constructor
             * @param {sortie.v1.ToolCall.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ToolCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ToolCall name.
             * @member {string} name
             * @memberof sortie.v1.ToolCall
             * @instance
             */
            ToolCall.prototype.name = "";

            /**
             * ToolCall argumentsJson.
             * @member {string} argumentsJson
             * @memberof sortie.v1.ToolCall
             * @instance
             */
            ToolCall.prototype.argumentsJson = "";

            /**
             * ToolCall startedAtUnixMs.
             * @member {number} startedAtUnixMs
             * @memberof sortie.v1.ToolCall
             * @instance
             */
            ToolCall.prototype.startedAtUnixMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * ToolCall endedAtUnixMs.
             * @member {number} endedAtUnixMs
             * @memberof sortie.v1.ToolCall
             * @instance
             */
            ToolCall.prototype.endedAtUnixMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * ToolCall status.
             * @member {sortie.v1.ToolStatus} status
             * @memberof sortie.v1.ToolCall
             * @instance
             */
            ToolCall.prototype.status = 0;

            /**
             * ToolCall output.
             * @member {string} output
             * @memberof sortie.v1.ToolCall
             * @instance
             */
            ToolCall.prototype.output = "";

            /**
             * ToolCall outputTruncated.
             * @member {boolean} outputTruncated
             * @memberof sortie.v1.ToolCall
             * @instance
             */
            ToolCall.prototype.outputTruncated = false;

            /**
             * ToolCall outputBytes.
             * @member {number} outputBytes
             * @memberof sortie.v1.ToolCall
             * @instance
             */
            ToolCall.prototype.outputBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ToolCall outputSha256.
             * @member {Uint8Array} outputSha256
             * @memberof sortie.v1.ToolCall
             * @instance
             */
            ToolCall.prototype.outputSha256 = $util.newBuffer([]);

            /**
             * Creates a new ToolCall instance using the specified properties.
             * @function create
             * @memberof sortie.v1.ToolCall
             * @static
             * @param {sortie.v1.ToolCall.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.ToolCall} ToolCall instance
             * @type {{
             *   (properties: sortie.v1.ToolCall.$Shape): sortie.v1.ToolCall & sortie.v1.ToolCall.$Shape;
             *   (properties?: sortie.v1.ToolCall.$Properties): sortie.v1.ToolCall;
             * }}
             */
            ToolCall.create = function(properties) {
                return new ToolCall(properties);
            };

            /**
             * Encodes the specified ToolCall message. Does not implicitly {@link sortie.v1.ToolCall.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.ToolCall
             * @static
             * @param {sortie.v1.ToolCall.$Properties} message ToolCall message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ToolCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.argumentsJson != null && $Object.hasOwnProperty.call(message, "argumentsJson") && message.argumentsJson !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.argumentsJson);
                if (message.startedAtUnixMs != null && $Object.hasOwnProperty.call(message, "startedAtUnixMs") && (typeof message.startedAtUnixMs === "object" ? message.startedAtUnixMs.low || message.startedAtUnixMs.high : message.startedAtUnixMs !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).int64(message.startedAtUnixMs);
                if (message.endedAtUnixMs != null && $Object.hasOwnProperty.call(message, "endedAtUnixMs") && (typeof message.endedAtUnixMs === "object" ? message.endedAtUnixMs.low || message.endedAtUnixMs.high : message.endedAtUnixMs !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).int64(message.endedAtUnixMs);
                if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).int32(message.status);
                if (message.output != null && $Object.hasOwnProperty.call(message, "output") && message.output !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.output);
                if (message.outputTruncated != null && $Object.hasOwnProperty.call(message, "outputTruncated") && message.outputTruncated !== false)
                    writer.uint32(/* id 7, wireType 0 =*/56).bool(message.outputTruncated);
                if (message.outputBytes != null && $Object.hasOwnProperty.call(message, "outputBytes") && (typeof message.outputBytes === "object" ? message.outputBytes.low || message.outputBytes.high : message.outputBytes !== 0))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.outputBytes);
                if (message.outputSha256 != null && $Object.hasOwnProperty.call(message, "outputSha256") && message.outputSha256.length)
                    writer.uint32(/* id 9, wireType 2 =*/74).bytes(message.outputSha256);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ToolCall message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.ToolCall
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.ToolCall & sortie.v1.ToolCall.$Shape} ToolCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ToolCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.ToolCall();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.argumentsJson = value;
                            else
                                delete message.argumentsJson;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.startedAtUnixMs = value;
                            else
                                delete message.startedAtUnixMs;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.endedAtUnixMs = value;
                            else
                                delete message.endedAtUnixMs;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.status = value;
                            else
                                delete message.status;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.output = value;
                            else
                                delete message.output;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.outputTruncated = value;
                            else
                                delete message.outputTruncated;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.outputBytes = value;
                            else
                                delete message.outputBytes;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.outputSha256 = value;
                            else
                                delete message.outputSha256;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ToolCall message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.ToolCall
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.ToolCall} ToolCall
             */
            ToolCall.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.ToolCall)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.ToolCall: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.ToolCall();
                if (object.name != null)
                    if (typeof object.name !== "string" || object.name.length)
                        message.name = $String(object.name);
                if (object.argumentsJson != null)
                    if (typeof object.argumentsJson !== "string" || object.argumentsJson.length)
                        message.argumentsJson = $String(object.argumentsJson);
                if (object.startedAtUnixMs != null)
                    if (typeof object.startedAtUnixMs === "object" ? object.startedAtUnixMs.low || object.startedAtUnixMs.high : $Number(object.startedAtUnixMs) !== 0)
                        if ($util.Long)
                            message.startedAtUnixMs = $util.Long.fromValue(object.startedAtUnixMs, false);
                        else if (typeof object.startedAtUnixMs === "string")
                            message.startedAtUnixMs = $parseInt(object.startedAtUnixMs, 10);
                        else if (typeof object.startedAtUnixMs === "number")
                            message.startedAtUnixMs = object.startedAtUnixMs;
                        else if (typeof object.startedAtUnixMs === "object")
                            message.startedAtUnixMs = new $util.LongBits(object.startedAtUnixMs.low >>> 0, object.startedAtUnixMs.high >>> 0).toNumber();
                if (object.endedAtUnixMs != null)
                    if (typeof object.endedAtUnixMs === "object" ? object.endedAtUnixMs.low || object.endedAtUnixMs.high : $Number(object.endedAtUnixMs) !== 0)
                        if ($util.Long)
                            message.endedAtUnixMs = $util.Long.fromValue(object.endedAtUnixMs, false);
                        else if (typeof object.endedAtUnixMs === "string")
                            message.endedAtUnixMs = $parseInt(object.endedAtUnixMs, 10);
                        else if (typeof object.endedAtUnixMs === "number")
                            message.endedAtUnixMs = object.endedAtUnixMs;
                        else if (typeof object.endedAtUnixMs === "object")
                            message.endedAtUnixMs = new $util.LongBits(object.endedAtUnixMs.low >>> 0, object.endedAtUnixMs.high >>> 0).toNumber();
                if (object.status !== 0 && (typeof object.status !== "string" || $root.sortie.v1.ToolStatus[object.status] !== 0))
                    switch (object.status) {
                    case "TOOL_STATUS_UNSPECIFIED":
                    case 0:
                        message.status = 0;
                        break;
                    case "TOOL_STATUS_OK":
                    case 1:
                        message.status = 1;
                        break;
                    case "TOOL_STATUS_FAILED":
                    case 2:
                        message.status = 2;
                        break;
                    case "TOOL_STATUS_MALFORMED":
                    case 3:
                        message.status = 3;
                        break;
                    case "TOOL_STATUS_TIMED_OUT":
                    case 4:
                        message.status = 4;
                        break;
                    case "TOOL_STATUS_LIMITED":
                    case 5:
                        message.status = 5;
                        break;
                    case "TOOL_STATUS_INFRASTRUCTURE":
                    case 6:
                        message.status = 6;
                        break;
                    default:
                        if (typeof object.status === "number" && (object.status | 0) === object.status)
                            message.status = object.status;
                    }
                if (object.output != null)
                    if (typeof object.output !== "string" || object.output.length)
                        message.output = $String(object.output);
                if (object.outputTruncated != null)
                    if (object.outputTruncated)
                        message.outputTruncated = $Boolean(object.outputTruncated);
                if (object.outputBytes != null)
                    if (typeof object.outputBytes === "object" ? object.outputBytes.low || object.outputBytes.high : $Number(object.outputBytes) !== 0)
                        if ($util.Long)
                            message.outputBytes = $util.Long.fromValue(object.outputBytes, true);
                        else if (typeof object.outputBytes === "string")
                            message.outputBytes = $parseInt(object.outputBytes, 10);
                        else if (typeof object.outputBytes === "number")
                            message.outputBytes = object.outputBytes;
                        else if (typeof object.outputBytes === "object")
                            message.outputBytes = new $util.LongBits(object.outputBytes.low >>> 0, object.outputBytes.high >>> 0).toNumber(true);
                if (object.outputSha256 != null)
                    if (object.outputSha256.length)
                        if (typeof object.outputSha256 === "string")
                            $util.base64.decode(object.outputSha256, message.outputSha256 = $util.newBuffer($util.base64.length(object.outputSha256)), 0);
                        else if (object.outputSha256.length >= 0)
                            message.outputSha256 = object.outputSha256;
                return message;
            };

            /**
             * Creates a plain object from a ToolCall message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.ToolCall
             * @static
             * @param {sortie.v1.ToolCall} message ToolCall
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ToolCall.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.name = "";
                    object.argumentsJson = "";
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, false);
                        object.startedAtUnixMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.startedAtUnixMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, false);
                        object.endedAtUnixMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.endedAtUnixMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    object.status = options.enums === $String ? "TOOL_STATUS_UNSPECIFIED" : 0;
                    object.output = "";
                    object.outputTruncated = false;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.outputBytes = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.outputBytes = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if (options.bytes === $String)
                        object.outputSha256 = "";
                    else {
                        object.outputSha256 = [];
                        if (options.bytes !== $Array)
                            object.outputSha256 = $util.newBuffer(object.outputSha256);
                    }
                }
                if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                    object.name = message.name;
                if (message.argumentsJson != null && $Object.hasOwnProperty.call(message, "argumentsJson"))
                    object.argumentsJson = message.argumentsJson;
                if (message.startedAtUnixMs != null && $Object.hasOwnProperty.call(message, "startedAtUnixMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.startedAtUnixMs = typeof message.startedAtUnixMs === "number" ? $BigInt(message.startedAtUnixMs) : $util.Long.fromBits(message.startedAtUnixMs.low >>> 0, message.startedAtUnixMs.high >>> 0, false).toBigInt();
                    else if (typeof message.startedAtUnixMs === "number")
                        object.startedAtUnixMs = options.longs === $String ? $String(message.startedAtUnixMs) : message.startedAtUnixMs;
                    else
                        object.startedAtUnixMs = options.longs === $String ? $util.Long.prototype.toString.call(message.startedAtUnixMs) : options.longs === $Number ? new $util.LongBits(message.startedAtUnixMs.low >>> 0, message.startedAtUnixMs.high >>> 0).toNumber() : message.startedAtUnixMs;
                if (message.endedAtUnixMs != null && $Object.hasOwnProperty.call(message, "endedAtUnixMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.endedAtUnixMs = typeof message.endedAtUnixMs === "number" ? $BigInt(message.endedAtUnixMs) : $util.Long.fromBits(message.endedAtUnixMs.low >>> 0, message.endedAtUnixMs.high >>> 0, false).toBigInt();
                    else if (typeof message.endedAtUnixMs === "number")
                        object.endedAtUnixMs = options.longs === $String ? $String(message.endedAtUnixMs) : message.endedAtUnixMs;
                    else
                        object.endedAtUnixMs = options.longs === $String ? $util.Long.prototype.toString.call(message.endedAtUnixMs) : options.longs === $Number ? new $util.LongBits(message.endedAtUnixMs.low >>> 0, message.endedAtUnixMs.high >>> 0).toNumber() : message.endedAtUnixMs;
                if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                    object.status = options.enums === $String ? $root.sortie.v1.ToolStatus[message.status] === $undefined ? message.status : $root.sortie.v1.ToolStatus[message.status] : message.status;
                if (message.output != null && $Object.hasOwnProperty.call(message, "output"))
                    object.output = message.output;
                if (message.outputTruncated != null && $Object.hasOwnProperty.call(message, "outputTruncated"))
                    object.outputTruncated = message.outputTruncated;
                if (message.outputBytes != null && $Object.hasOwnProperty.call(message, "outputBytes"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.outputBytes = typeof message.outputBytes === "number" ? $BigInt(message.outputBytes) : $util.Long.fromBits(message.outputBytes.low >>> 0, message.outputBytes.high >>> 0, true).toBigInt();
                    else if (typeof message.outputBytes === "number")
                        object.outputBytes = options.longs === $String ? $String(message.outputBytes) : message.outputBytes;
                    else
                        object.outputBytes = options.longs === $String ? $util.Long.prototype.toString.call(message.outputBytes) : options.longs === $Number ? new $util.LongBits(message.outputBytes.low >>> 0, message.outputBytes.high >>> 0).toNumber(true) : message.outputBytes;
                if (message.outputSha256 != null && $Object.hasOwnProperty.call(message, "outputSha256"))
                    object.outputSha256 = options.bytes === $String ? $util.base64.encode(message.outputSha256, 0, message.outputSha256.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.outputSha256) : message.outputSha256;
                return object;
            };

            /**
             * Converts this ToolCall to JSON.
             * @function toJSON
             * @memberof sortie.v1.ToolCall
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ToolCall.prototype.toJSON = function() {
                return ToolCall.toObject(this, $protobuf.util.toJSONOptions);
            };

            return ToolCall;
        })();

        /**
         * ToolStatus enum.
         * @name sortie.v1.ToolStatus
         * @enum {number}
         * @property {number} TOOL_STATUS_UNSPECIFIED=0 TOOL_STATUS_UNSPECIFIED value
         * @property {number} TOOL_STATUS_OK=1 TOOL_STATUS_OK value
         * @property {number} TOOL_STATUS_FAILED=2 TOOL_STATUS_FAILED value
         * @property {number} TOOL_STATUS_MALFORMED=3 TOOL_STATUS_MALFORMED value
         * @property {number} TOOL_STATUS_TIMED_OUT=4 TOOL_STATUS_TIMED_OUT value
         * @property {number} TOOL_STATUS_LIMITED=5 TOOL_STATUS_LIMITED value
         * @property {number} TOOL_STATUS_INFRASTRUCTURE=6 TOOL_STATUS_INFRASTRUCTURE value
         */
        v1.ToolStatus = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "TOOL_STATUS_UNSPECIFIED"] = 0;
            values[valuesById[1] = "TOOL_STATUS_OK"] = 1;
            values[valuesById[2] = "TOOL_STATUS_FAILED"] = 2;
            values[valuesById[3] = "TOOL_STATUS_MALFORMED"] = 3;
            values[valuesById[4] = "TOOL_STATUS_TIMED_OUT"] = 4;
            values[valuesById[5] = "TOOL_STATUS_LIMITED"] = 5;
            values[valuesById[6] = "TOOL_STATUS_INFRASTRUCTURE"] = 6;
            return values;
        })();

        v1.Sampling = (function() {

            /**
             * Properties of a Sampling.
             * @typedef {Object} sortie.v1.Sampling.$Properties
             * @property {number|null} [temperature] Sampling temperature
             * @property {number|null} [topP] Sampling topP
             * @property {number|null} [topK] Sampling topK
             * @property {number|null} [seed] Sampling seed
             * @property {sortie.v1.LogprobsMode|null} [logprobsMode] Sampling logprobsMode
             * @property {string|null} [cacheSalt] Sampling cacheSalt
             * @property {number|null} [maxTokens] Sampling maxTokens
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Sampling.
             * @memberof sortie.v1
             * @interface ISampling
             * @augments sortie.v1.Sampling.$Properties
             * @deprecated Use sortie.v1.Sampling.$Properties instead.
             */

            /**
             * Shape of a Sampling.
             * @typedef {sortie.v1.Sampling.$Properties} sortie.v1.Sampling.$Shape
             */

            /**
             * Constructs a new Sampling.
             * @memberof sortie.v1
             * @classdesc Represents a Sampling.
             * @constructor
             * @param {sortie.v1.Sampling.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Sampling = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Sampling temperature.
             * @member {number} temperature
             * @memberof sortie.v1.Sampling
             * @instance
             */
            Sampling.prototype.temperature = 0;

            /**
             * Sampling topP.
             * @member {number} topP
             * @memberof sortie.v1.Sampling
             * @instance
             */
            Sampling.prototype.topP = 0;

            /**
             * Sampling topK.
             * @member {number} topK
             * @memberof sortie.v1.Sampling
             * @instance
             */
            Sampling.prototype.topK = 0;

            /**
             * Sampling seed.
             * @member {number} seed
             * @memberof sortie.v1.Sampling
             * @instance
             */
            Sampling.prototype.seed = 0;

            /**
             * Sampling logprobsMode.
             * @member {sortie.v1.LogprobsMode} logprobsMode
             * @memberof sortie.v1.Sampling
             * @instance
             */
            Sampling.prototype.logprobsMode = 0;

            /**
             * Sampling cacheSalt.
             * @member {string} cacheSalt
             * @memberof sortie.v1.Sampling
             * @instance
             */
            Sampling.prototype.cacheSalt = "";

            /**
             * Sampling maxTokens.
             * @member {number} maxTokens
             * @memberof sortie.v1.Sampling
             * @instance
             */
            Sampling.prototype.maxTokens = 0;

            /**
             * Creates a new Sampling instance using the specified properties.
             * @function create
             * @memberof sortie.v1.Sampling
             * @static
             * @param {sortie.v1.Sampling.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.Sampling} Sampling instance
             * @type {{
             *   (properties: sortie.v1.Sampling.$Shape): sortie.v1.Sampling & sortie.v1.Sampling.$Shape;
             *   (properties?: sortie.v1.Sampling.$Properties): sortie.v1.Sampling;
             * }}
             */
            Sampling.create = function(properties) {
                return new Sampling(properties);
            };

            /**
             * Encodes the specified Sampling message. Does not implicitly {@link sortie.v1.Sampling.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.Sampling
             * @static
             * @param {sortie.v1.Sampling.$Properties} message Sampling message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Sampling.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.temperature != null && $Object.hasOwnProperty.call(message, "temperature") && !$Object.is(message.temperature, 0))
                    writer.uint32(/* id 1, wireType 1 =*/9).double(message.temperature);
                if (message.topP != null && $Object.hasOwnProperty.call(message, "topP") && !$Object.is(message.topP, 0))
                    writer.uint32(/* id 2, wireType 1 =*/17).double(message.topP);
                if (message.topK != null && $Object.hasOwnProperty.call(message, "topK") && message.topK !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.topK);
                if (message.seed != null && $Object.hasOwnProperty.call(message, "seed") && message.seed !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.seed);
                if (message.logprobsMode != null && $Object.hasOwnProperty.call(message, "logprobsMode") && message.logprobsMode !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).int32(message.logprobsMode);
                if (message.cacheSalt != null && $Object.hasOwnProperty.call(message, "cacheSalt") && message.cacheSalt !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.cacheSalt);
                if (message.maxTokens != null && $Object.hasOwnProperty.call(message, "maxTokens") && message.maxTokens !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.maxTokens);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Sampling message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.Sampling
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.Sampling & sortie.v1.Sampling.$Shape} Sampling
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Sampling.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.Sampling();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.temperature = value;
                            else
                                delete message.temperature;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.topP = value;
                            else
                                delete message.topP;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.topK = value;
                            else
                                delete message.topK;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.seed = value;
                            else
                                delete message.seed;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.logprobsMode = value;
                            else
                                delete message.logprobsMode;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.cacheSalt = value;
                            else
                                delete message.cacheSalt;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.maxTokens = value;
                            else
                                delete message.maxTokens;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Sampling message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.Sampling
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.Sampling} Sampling
             */
            Sampling.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.Sampling)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.Sampling: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.Sampling();
                if (object.temperature != null)
                    if (!$Object.is($Number(object.temperature), 0))
                        message.temperature = $Number(object.temperature);
                if (object.topP != null)
                    if (!$Object.is($Number(object.topP), 0))
                        message.topP = $Number(object.topP);
                if (object.topK != null)
                    if ($Number(object.topK) !== 0)
                        message.topK = object.topK >>> 0;
                if (object.seed != null)
                    if ($Number(object.seed) !== 0)
                        message.seed = object.seed >>> 0;
                if (object.logprobsMode !== 0 && (typeof object.logprobsMode !== "string" || $root.sortie.v1.LogprobsMode[object.logprobsMode] !== 0))
                    switch (object.logprobsMode) {
                    case "LOGPROBS_MODE_UNSPECIFIED":
                    case 0:
                        message.logprobsMode = 0;
                        break;
                    case "LOGPROBS_MODE_RAW":
                    case 1:
                        message.logprobsMode = 1;
                        break;
                    case "LOGPROBS_MODE_PROCESSED":
                    case 2:
                        message.logprobsMode = 2;
                        break;
                    default:
                        if (typeof object.logprobsMode === "number" && (object.logprobsMode | 0) === object.logprobsMode)
                            message.logprobsMode = object.logprobsMode;
                    }
                if (object.cacheSalt != null)
                    if (typeof object.cacheSalt !== "string" || object.cacheSalt.length)
                        message.cacheSalt = $String(object.cacheSalt);
                if (object.maxTokens != null)
                    if ($Number(object.maxTokens) !== 0)
                        message.maxTokens = object.maxTokens >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a Sampling message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.Sampling
             * @static
             * @param {sortie.v1.Sampling} message Sampling
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Sampling.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.temperature = 0;
                    object.topP = 0;
                    object.topK = 0;
                    object.seed = 0;
                    object.logprobsMode = options.enums === $String ? "LOGPROBS_MODE_UNSPECIFIED" : 0;
                    object.cacheSalt = "";
                    object.maxTokens = 0;
                }
                if (message.temperature != null && $Object.hasOwnProperty.call(message, "temperature"))
                    object.temperature = options.json && !$isFinite(message.temperature) ? $String(message.temperature) : message.temperature;
                if (message.topP != null && $Object.hasOwnProperty.call(message, "topP"))
                    object.topP = options.json && !$isFinite(message.topP) ? $String(message.topP) : message.topP;
                if (message.topK != null && $Object.hasOwnProperty.call(message, "topK"))
                    object.topK = message.topK;
                if (message.seed != null && $Object.hasOwnProperty.call(message, "seed"))
                    object.seed = message.seed;
                if (message.logprobsMode != null && $Object.hasOwnProperty.call(message, "logprobsMode"))
                    object.logprobsMode = options.enums === $String ? $root.sortie.v1.LogprobsMode[message.logprobsMode] === $undefined ? message.logprobsMode : $root.sortie.v1.LogprobsMode[message.logprobsMode] : message.logprobsMode;
                if (message.cacheSalt != null && $Object.hasOwnProperty.call(message, "cacheSalt"))
                    object.cacheSalt = message.cacheSalt;
                if (message.maxTokens != null && $Object.hasOwnProperty.call(message, "maxTokens"))
                    object.maxTokens = message.maxTokens;
                return object;
            };

            /**
             * Converts this Sampling to JSON.
             * @function toJSON
             * @memberof sortie.v1.Sampling
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Sampling.prototype.toJSON = function() {
                return Sampling.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Sampling;
        })();

        /**
         * LogprobsMode enum.
         * @name sortie.v1.LogprobsMode
         * @enum {number}
         * @property {number} LOGPROBS_MODE_UNSPECIFIED=0 LOGPROBS_MODE_UNSPECIFIED value
         * @property {number} LOGPROBS_MODE_RAW=1 LOGPROBS_MODE_RAW value
         * @property {number} LOGPROBS_MODE_PROCESSED=2 LOGPROBS_MODE_PROCESSED value
         */
        v1.LogprobsMode = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "LOGPROBS_MODE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "LOGPROBS_MODE_RAW"] = 1;
            values[valuesById[2] = "LOGPROBS_MODE_PROCESSED"] = 2;
            return values;
        })();

        v1.Effort = (function() {

            /**
             * Properties of an Effort.
             * @typedef {Object} sortie.v1.Effort.$Properties
             * @property {number|null} [requested] Effort requested
             * @property {number|null} [budgetTokens] Effort budgetTokens
             * @property {number|null} [thinkingTokens] Effort thinkingTokens
             * @property {boolean|null} [forcedStop] Effort forcedStop
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Effort.
             * @memberof sortie.v1
             * @interface IEffort
             * @augments sortie.v1.Effort.$Properties
             * @deprecated Use sortie.v1.Effort.$Properties instead.
             */

            /**
             * Shape of an Effort.
             * @typedef {sortie.v1.Effort.$Properties} sortie.v1.Effort.$Shape
             */

            /**
             * Constructs a new Effort.
             * @memberof sortie.v1
             * @classdesc Represents an Effort.
             * @constructor
             * @param {sortie.v1.Effort.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Effort = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Effort requested.
             * @member {number} requested
             * @memberof sortie.v1.Effort
             * @instance
             */
            Effort.prototype.requested = 0;

            /**
             * Effort budgetTokens.
             * @member {number} budgetTokens
             * @memberof sortie.v1.Effort
             * @instance
             */
            Effort.prototype.budgetTokens = 0;

            /**
             * Effort thinkingTokens.
             * @member {number} thinkingTokens
             * @memberof sortie.v1.Effort
             * @instance
             */
            Effort.prototype.thinkingTokens = 0;

            /**
             * Effort forcedStop.
             * @member {boolean} forcedStop
             * @memberof sortie.v1.Effort
             * @instance
             */
            Effort.prototype.forcedStop = false;

            /**
             * Creates a new Effort instance using the specified properties.
             * @function create
             * @memberof sortie.v1.Effort
             * @static
             * @param {sortie.v1.Effort.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.Effort} Effort instance
             * @type {{
             *   (properties: sortie.v1.Effort.$Shape): sortie.v1.Effort & sortie.v1.Effort.$Shape;
             *   (properties?: sortie.v1.Effort.$Properties): sortie.v1.Effort;
             * }}
             */
            Effort.create = function(properties) {
                return new Effort(properties);
            };

            /**
             * Encodes the specified Effort message. Does not implicitly {@link sortie.v1.Effort.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.Effort
             * @static
             * @param {sortie.v1.Effort.$Properties} message Effort message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Effort.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.requested != null && $Object.hasOwnProperty.call(message, "requested") && !$Object.is(message.requested, 0))
                    writer.uint32(/* id 1, wireType 1 =*/9).double(message.requested);
                if (message.budgetTokens != null && $Object.hasOwnProperty.call(message, "budgetTokens") && message.budgetTokens !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.budgetTokens);
                if (message.thinkingTokens != null && $Object.hasOwnProperty.call(message, "thinkingTokens") && message.thinkingTokens !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.thinkingTokens);
                if (message.forcedStop != null && $Object.hasOwnProperty.call(message, "forcedStop") && message.forcedStop !== false)
                    writer.uint32(/* id 4, wireType 0 =*/32).bool(message.forcedStop);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Effort message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.Effort
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.Effort & sortie.v1.Effort.$Shape} Effort
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Effort.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.Effort();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.requested = value;
                            else
                                delete message.requested;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.budgetTokens = value;
                            else
                                delete message.budgetTokens;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.thinkingTokens = value;
                            else
                                delete message.thinkingTokens;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.forcedStop = value;
                            else
                                delete message.forcedStop;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates an Effort message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.Effort
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.Effort} Effort
             */
            Effort.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.Effort)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.Effort: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.Effort();
                if (object.requested != null)
                    if (!$Object.is($Number(object.requested), 0))
                        message.requested = $Number(object.requested);
                if (object.budgetTokens != null)
                    if ($Number(object.budgetTokens) !== 0)
                        message.budgetTokens = object.budgetTokens >>> 0;
                if (object.thinkingTokens != null)
                    if ($Number(object.thinkingTokens) !== 0)
                        message.thinkingTokens = object.thinkingTokens >>> 0;
                if (object.forcedStop != null)
                    if (object.forcedStop)
                        message.forcedStop = $Boolean(object.forcedStop);
                return message;
            };

            /**
             * Creates a plain object from an Effort message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.Effort
             * @static
             * @param {sortie.v1.Effort} message Effort
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Effort.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.requested = 0;
                    object.budgetTokens = 0;
                    object.thinkingTokens = 0;
                    object.forcedStop = false;
                }
                if (message.requested != null && $Object.hasOwnProperty.call(message, "requested"))
                    object.requested = options.json && !$isFinite(message.requested) ? $String(message.requested) : message.requested;
                if (message.budgetTokens != null && $Object.hasOwnProperty.call(message, "budgetTokens"))
                    object.budgetTokens = message.budgetTokens;
                if (message.thinkingTokens != null && $Object.hasOwnProperty.call(message, "thinkingTokens"))
                    object.thinkingTokens = message.thinkingTokens;
                if (message.forcedStop != null && $Object.hasOwnProperty.call(message, "forcedStop"))
                    object.forcedStop = message.forcedStop;
                return object;
            };

            /**
             * Converts this Effort to JSON.
             * @function toJSON
             * @memberof sortie.v1.Effort
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Effort.prototype.toJSON = function() {
                return Effort.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Effort;
        })();

        /**
         * FinishReason enum.
         * @name sortie.v1.FinishReason
         * @enum {number}
         * @property {number} FINISH_REASON_UNSPECIFIED=0 FINISH_REASON_UNSPECIFIED value
         * @property {number} FINISH_REASON_STOP=1 FINISH_REASON_STOP value
         * @property {number} FINISH_REASON_LENGTH=2 FINISH_REASON_LENGTH value
         * @property {number} FINISH_REASON_ABORTED=3 FINISH_REASON_ABORTED value
         * @property {number} FINISH_REASON_ERROR=4 FINISH_REASON_ERROR value
         */
        v1.FinishReason = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "FINISH_REASON_UNSPECIFIED"] = 0;
            values[valuesById[1] = "FINISH_REASON_STOP"] = 1;
            values[valuesById[2] = "FINISH_REASON_LENGTH"] = 2;
            values[valuesById[3] = "FINISH_REASON_ABORTED"] = 3;
            values[valuesById[4] = "FINISH_REASON_ERROR"] = 4;
            return values;
        })();

        v1.Usage = (function() {

            /**
             * Properties of a Usage.
             * @typedef {Object} sortie.v1.Usage.$Properties
             * @property {number|null} [promptTokens] Usage promptTokens
             * @property {number|null} [cachedTokens] Usage cachedTokens
             * @property {number|null} [sampledTokens] Usage sampledTokens
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Usage.
             * @memberof sortie.v1
             * @interface IUsage
             * @augments sortie.v1.Usage.$Properties
             * @deprecated Use sortie.v1.Usage.$Properties instead.
             */

            /**
             * Shape of a Usage.
             * @typedef {sortie.v1.Usage.$Properties} sortie.v1.Usage.$Shape
             */

            /**
             * Constructs a new Usage.
             * @memberof sortie.v1
             * @classdesc Represents a Usage.
             * @constructor
             * @param {sortie.v1.Usage.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Usage = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Usage promptTokens.
             * @member {number} promptTokens
             * @memberof sortie.v1.Usage
             * @instance
             */
            Usage.prototype.promptTokens = 0;

            /**
             * Usage cachedTokens.
             * @member {number} cachedTokens
             * @memberof sortie.v1.Usage
             * @instance
             */
            Usage.prototype.cachedTokens = 0;

            /**
             * Usage sampledTokens.
             * @member {number} sampledTokens
             * @memberof sortie.v1.Usage
             * @instance
             */
            Usage.prototype.sampledTokens = 0;

            /**
             * Creates a new Usage instance using the specified properties.
             * @function create
             * @memberof sortie.v1.Usage
             * @static
             * @param {sortie.v1.Usage.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.Usage} Usage instance
             * @type {{
             *   (properties: sortie.v1.Usage.$Shape): sortie.v1.Usage & sortie.v1.Usage.$Shape;
             *   (properties?: sortie.v1.Usage.$Properties): sortie.v1.Usage;
             * }}
             */
            Usage.create = function(properties) {
                return new Usage(properties);
            };

            /**
             * Encodes the specified Usage message. Does not implicitly {@link sortie.v1.Usage.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.Usage
             * @static
             * @param {sortie.v1.Usage.$Properties} message Usage message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Usage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.promptTokens != null && $Object.hasOwnProperty.call(message, "promptTokens") && message.promptTokens !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.promptTokens);
                if (message.cachedTokens != null && $Object.hasOwnProperty.call(message, "cachedTokens") && message.cachedTokens !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.cachedTokens);
                if (message.sampledTokens != null && $Object.hasOwnProperty.call(message, "sampledTokens") && message.sampledTokens !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.sampledTokens);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Usage message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.Usage
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.Usage & sortie.v1.Usage.$Shape} Usage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Usage.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.Usage();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.promptTokens = value;
                            else
                                delete message.promptTokens;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.cachedTokens = value;
                            else
                                delete message.cachedTokens;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sampledTokens = value;
                            else
                                delete message.sampledTokens;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Usage message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.Usage
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.Usage} Usage
             */
            Usage.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.Usage)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.Usage: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.Usage();
                if (object.promptTokens != null)
                    if ($Number(object.promptTokens) !== 0)
                        message.promptTokens = object.promptTokens >>> 0;
                if (object.cachedTokens != null)
                    if ($Number(object.cachedTokens) !== 0)
                        message.cachedTokens = object.cachedTokens >>> 0;
                if (object.sampledTokens != null)
                    if ($Number(object.sampledTokens) !== 0)
                        message.sampledTokens = object.sampledTokens >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a Usage message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.Usage
             * @static
             * @param {sortie.v1.Usage} message Usage
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Usage.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.promptTokens = 0;
                    object.cachedTokens = 0;
                    object.sampledTokens = 0;
                }
                if (message.promptTokens != null && $Object.hasOwnProperty.call(message, "promptTokens"))
                    object.promptTokens = message.promptTokens;
                if (message.cachedTokens != null && $Object.hasOwnProperty.call(message, "cachedTokens"))
                    object.cachedTokens = message.cachedTokens;
                if (message.sampledTokens != null && $Object.hasOwnProperty.call(message, "sampledTokens"))
                    object.sampledTokens = message.sampledTokens;
                return object;
            };

            /**
             * Converts this Usage to JSON.
             * @function toJSON
             * @memberof sortie.v1.Usage
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Usage.prototype.toJSON = function() {
                return Usage.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Usage;
        })();

        v1.Timings = (function() {

            /**
             * Properties of a Timings.
             * @typedef {Object} sortie.v1.Timings.$Properties
             * @property {number|null} [queueNs] Timings queueNs
             * @property {number|null} [timeToFirstTokenNs] Timings timeToFirstTokenNs
             * @property {number|null} [decodeNs] Timings decodeNs
             * @property {number|null} [environmentNs] Timings environmentNs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Timings.
             * @memberof sortie.v1
             * @interface ITimings
             * @augments sortie.v1.Timings.$Properties
             * @deprecated Use sortie.v1.Timings.$Properties instead.
             */

            /**
             * Shape of a Timings.
             * @typedef {sortie.v1.Timings.$Properties} sortie.v1.Timings.$Shape
             */

            /**
             * Constructs a new Timings.
             * @memberof sortie.v1
             * @classdesc Represents a Timings.
             * @constructor
             * @param {sortie.v1.Timings.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Timings = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Timings queueNs.
             * @member {number} queueNs
             * @memberof sortie.v1.Timings
             * @instance
             */
            Timings.prototype.queueNs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Timings timeToFirstTokenNs.
             * @member {number} timeToFirstTokenNs
             * @memberof sortie.v1.Timings
             * @instance
             */
            Timings.prototype.timeToFirstTokenNs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Timings decodeNs.
             * @member {number} decodeNs
             * @memberof sortie.v1.Timings
             * @instance
             */
            Timings.prototype.decodeNs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Timings environmentNs.
             * @member {number} environmentNs
             * @memberof sortie.v1.Timings
             * @instance
             */
            Timings.prototype.environmentNs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new Timings instance using the specified properties.
             * @function create
             * @memberof sortie.v1.Timings
             * @static
             * @param {sortie.v1.Timings.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.Timings} Timings instance
             * @type {{
             *   (properties: sortie.v1.Timings.$Shape): sortie.v1.Timings & sortie.v1.Timings.$Shape;
             *   (properties?: sortie.v1.Timings.$Properties): sortie.v1.Timings;
             * }}
             */
            Timings.create = function(properties) {
                return new Timings(properties);
            };

            /**
             * Encodes the specified Timings message. Does not implicitly {@link sortie.v1.Timings.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.Timings
             * @static
             * @param {sortie.v1.Timings.$Properties} message Timings message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Timings.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.queueNs != null && $Object.hasOwnProperty.call(message, "queueNs") && (typeof message.queueNs === "object" ? message.queueNs.low || message.queueNs.high : message.queueNs !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.queueNs);
                if (message.timeToFirstTokenNs != null && $Object.hasOwnProperty.call(message, "timeToFirstTokenNs") && (typeof message.timeToFirstTokenNs === "object" ? message.timeToFirstTokenNs.low || message.timeToFirstTokenNs.high : message.timeToFirstTokenNs !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.timeToFirstTokenNs);
                if (message.decodeNs != null && $Object.hasOwnProperty.call(message, "decodeNs") && (typeof message.decodeNs === "object" ? message.decodeNs.low || message.decodeNs.high : message.decodeNs !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.decodeNs);
                if (message.environmentNs != null && $Object.hasOwnProperty.call(message, "environmentNs") && (typeof message.environmentNs === "object" ? message.environmentNs.low || message.environmentNs.high : message.environmentNs !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.environmentNs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Timings message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.Timings
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.Timings & sortie.v1.Timings.$Shape} Timings
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Timings.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.Timings();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.queueNs = value;
                            else
                                delete message.queueNs;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.timeToFirstTokenNs = value;
                            else
                                delete message.timeToFirstTokenNs;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.decodeNs = value;
                            else
                                delete message.decodeNs;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.environmentNs = value;
                            else
                                delete message.environmentNs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Timings message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.Timings
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.Timings} Timings
             */
            Timings.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.Timings)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.Timings: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.Timings();
                if (object.queueNs != null)
                    if (typeof object.queueNs === "object" ? object.queueNs.low || object.queueNs.high : $Number(object.queueNs) !== 0)
                        if ($util.Long)
                            message.queueNs = $util.Long.fromValue(object.queueNs, true);
                        else if (typeof object.queueNs === "string")
                            message.queueNs = $parseInt(object.queueNs, 10);
                        else if (typeof object.queueNs === "number")
                            message.queueNs = object.queueNs;
                        else if (typeof object.queueNs === "object")
                            message.queueNs = new $util.LongBits(object.queueNs.low >>> 0, object.queueNs.high >>> 0).toNumber(true);
                if (object.timeToFirstTokenNs != null)
                    if (typeof object.timeToFirstTokenNs === "object" ? object.timeToFirstTokenNs.low || object.timeToFirstTokenNs.high : $Number(object.timeToFirstTokenNs) !== 0)
                        if ($util.Long)
                            message.timeToFirstTokenNs = $util.Long.fromValue(object.timeToFirstTokenNs, true);
                        else if (typeof object.timeToFirstTokenNs === "string")
                            message.timeToFirstTokenNs = $parseInt(object.timeToFirstTokenNs, 10);
                        else if (typeof object.timeToFirstTokenNs === "number")
                            message.timeToFirstTokenNs = object.timeToFirstTokenNs;
                        else if (typeof object.timeToFirstTokenNs === "object")
                            message.timeToFirstTokenNs = new $util.LongBits(object.timeToFirstTokenNs.low >>> 0, object.timeToFirstTokenNs.high >>> 0).toNumber(true);
                if (object.decodeNs != null)
                    if (typeof object.decodeNs === "object" ? object.decodeNs.low || object.decodeNs.high : $Number(object.decodeNs) !== 0)
                        if ($util.Long)
                            message.decodeNs = $util.Long.fromValue(object.decodeNs, true);
                        else if (typeof object.decodeNs === "string")
                            message.decodeNs = $parseInt(object.decodeNs, 10);
                        else if (typeof object.decodeNs === "number")
                            message.decodeNs = object.decodeNs;
                        else if (typeof object.decodeNs === "object")
                            message.decodeNs = new $util.LongBits(object.decodeNs.low >>> 0, object.decodeNs.high >>> 0).toNumber(true);
                if (object.environmentNs != null)
                    if (typeof object.environmentNs === "object" ? object.environmentNs.low || object.environmentNs.high : $Number(object.environmentNs) !== 0)
                        if ($util.Long)
                            message.environmentNs = $util.Long.fromValue(object.environmentNs, true);
                        else if (typeof object.environmentNs === "string")
                            message.environmentNs = $parseInt(object.environmentNs, 10);
                        else if (typeof object.environmentNs === "number")
                            message.environmentNs = object.environmentNs;
                        else if (typeof object.environmentNs === "object")
                            message.environmentNs = new $util.LongBits(object.environmentNs.low >>> 0, object.environmentNs.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from a Timings message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.Timings
             * @static
             * @param {sortie.v1.Timings} message Timings
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Timings.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.queueNs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.queueNs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.timeToFirstTokenNs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.timeToFirstTokenNs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.decodeNs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.decodeNs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.environmentNs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.environmentNs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.queueNs != null && $Object.hasOwnProperty.call(message, "queueNs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.queueNs = typeof message.queueNs === "number" ? $BigInt(message.queueNs) : $util.Long.fromBits(message.queueNs.low >>> 0, message.queueNs.high >>> 0, true).toBigInt();
                    else if (typeof message.queueNs === "number")
                        object.queueNs = options.longs === $String ? $String(message.queueNs) : message.queueNs;
                    else
                        object.queueNs = options.longs === $String ? $util.Long.prototype.toString.call(message.queueNs) : options.longs === $Number ? new $util.LongBits(message.queueNs.low >>> 0, message.queueNs.high >>> 0).toNumber(true) : message.queueNs;
                if (message.timeToFirstTokenNs != null && $Object.hasOwnProperty.call(message, "timeToFirstTokenNs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.timeToFirstTokenNs = typeof message.timeToFirstTokenNs === "number" ? $BigInt(message.timeToFirstTokenNs) : $util.Long.fromBits(message.timeToFirstTokenNs.low >>> 0, message.timeToFirstTokenNs.high >>> 0, true).toBigInt();
                    else if (typeof message.timeToFirstTokenNs === "number")
                        object.timeToFirstTokenNs = options.longs === $String ? $String(message.timeToFirstTokenNs) : message.timeToFirstTokenNs;
                    else
                        object.timeToFirstTokenNs = options.longs === $String ? $util.Long.prototype.toString.call(message.timeToFirstTokenNs) : options.longs === $Number ? new $util.LongBits(message.timeToFirstTokenNs.low >>> 0, message.timeToFirstTokenNs.high >>> 0).toNumber(true) : message.timeToFirstTokenNs;
                if (message.decodeNs != null && $Object.hasOwnProperty.call(message, "decodeNs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.decodeNs = typeof message.decodeNs === "number" ? $BigInt(message.decodeNs) : $util.Long.fromBits(message.decodeNs.low >>> 0, message.decodeNs.high >>> 0, true).toBigInt();
                    else if (typeof message.decodeNs === "number")
                        object.decodeNs = options.longs === $String ? $String(message.decodeNs) : message.decodeNs;
                    else
                        object.decodeNs = options.longs === $String ? $util.Long.prototype.toString.call(message.decodeNs) : options.longs === $Number ? new $util.LongBits(message.decodeNs.low >>> 0, message.decodeNs.high >>> 0).toNumber(true) : message.decodeNs;
                if (message.environmentNs != null && $Object.hasOwnProperty.call(message, "environmentNs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.environmentNs = typeof message.environmentNs === "number" ? $BigInt(message.environmentNs) : $util.Long.fromBits(message.environmentNs.low >>> 0, message.environmentNs.high >>> 0, true).toBigInt();
                    else if (typeof message.environmentNs === "number")
                        object.environmentNs = options.longs === $String ? $String(message.environmentNs) : message.environmentNs;
                    else
                        object.environmentNs = options.longs === $String ? $util.Long.prototype.toString.call(message.environmentNs) : options.longs === $Number ? new $util.LongBits(message.environmentNs.low >>> 0, message.environmentNs.high >>> 0).toNumber(true) : message.environmentNs;
                return object;
            };

            /**
             * Converts this Timings to JSON.
             * @function toJSON
             * @memberof sortie.v1.Timings
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Timings.prototype.toJSON = function() {
                return Timings.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Timings;
        })();

        v1.RecordedError = (function() {

            /**
             * Properties of a RecordedError.
             * @typedef {Object} sortie.v1.RecordedError.$Properties
             * @property {string|null} [code] RecordedError code
             * @property {string|null} [message] RecordedError message
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RecordedError.
             * @memberof sortie.v1
             * @interface IRecordedError
             * @augments sortie.v1.RecordedError.$Properties
             * @deprecated Use sortie.v1.RecordedError.$Properties instead.
             */

            /**
             * Shape of a RecordedError.
             * @typedef {sortie.v1.RecordedError.$Properties} sortie.v1.RecordedError.$Shape
             */

            /**
             * Constructs a new RecordedError.
             * @memberof sortie.v1
             * @classdesc Represents a RecordedError.
             * @constructor
             * @param {sortie.v1.RecordedError.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RecordedError = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RecordedError code.
             * @member {string} code
             * @memberof sortie.v1.RecordedError
             * @instance
             */
            RecordedError.prototype.code = "";

            /**
             * RecordedError message.
             * @member {string} message
             * @memberof sortie.v1.RecordedError
             * @instance
             */
            RecordedError.prototype.message = "";

            /**
             * Creates a new RecordedError instance using the specified properties.
             * @function create
             * @memberof sortie.v1.RecordedError
             * @static
             * @param {sortie.v1.RecordedError.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.RecordedError} RecordedError instance
             * @type {{
             *   (properties: sortie.v1.RecordedError.$Shape): sortie.v1.RecordedError & sortie.v1.RecordedError.$Shape;
             *   (properties?: sortie.v1.RecordedError.$Properties): sortie.v1.RecordedError;
             * }}
             */
            RecordedError.create = function(properties) {
                return new RecordedError(properties);
            };

            /**
             * Encodes the specified RecordedError message. Does not implicitly {@link sortie.v1.RecordedError.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.RecordedError
             * @static
             * @param {sortie.v1.RecordedError.$Properties} message RecordedError message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RecordedError.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.code);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RecordedError message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.RecordedError
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.RecordedError & sortie.v1.RecordedError.$Shape} RecordedError
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RecordedError.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.RecordedError();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a RecordedError message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.RecordedError
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.RecordedError} RecordedError
             */
            RecordedError.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.RecordedError)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.RecordedError: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.RecordedError();
                if (object.code != null)
                    if (typeof object.code !== "string" || object.code.length)
                        message.code = $String(object.code);
                if (object.message != null)
                    if (typeof object.message !== "string" || object.message.length)
                        message.message = $String(object.message);
                return message;
            };

            /**
             * Creates a plain object from a RecordedError message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.RecordedError
             * @static
             * @param {sortie.v1.RecordedError} message RecordedError
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            RecordedError.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.code = "";
                    object.message = "";
                }
                if (message.code != null && $Object.hasOwnProperty.call(message, "code"))
                    object.code = message.code;
                if (message.message != null && $Object.hasOwnProperty.call(message, "message"))
                    object.message = message.message;
                return object;
            };

            /**
             * Converts this RecordedError to JSON.
             * @function toJSON
             * @memberof sortie.v1.RecordedError
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            RecordedError.prototype.toJSON = function() {
                return RecordedError.toObject(this, $protobuf.util.toJSONOptions);
            };

            return RecordedError;
        })();

        /**
         * RolloutStatus enum.
         * @name sortie.v1.RolloutStatus
         * @enum {number}
         * @property {number} ROLLOUT_STATUS_UNSPECIFIED=0 ROLLOUT_STATUS_UNSPECIFIED value
         * @property {number} ROLLOUT_STATUS_COMPLETED=1 ROLLOUT_STATUS_COMPLETED value
         * @property {number} ROLLOUT_STATUS_TRUNCATED=2 ROLLOUT_STATUS_TRUNCATED value
         * @property {number} ROLLOUT_STATUS_TIMED_OUT=3 ROLLOUT_STATUS_TIMED_OUT value
         * @property {number} ROLLOUT_STATUS_FAILED_ENVIRONMENT=4 ROLLOUT_STATUS_FAILED_ENVIRONMENT value
         * @property {number} ROLLOUT_STATUS_FAILED_INFERENCE=5 ROLLOUT_STATUS_FAILED_INFERENCE value
         * @property {number} ROLLOUT_STATUS_CANCELLED=6 ROLLOUT_STATUS_CANCELLED value
         * @property {number} ROLLOUT_STATUS_POISONED=7 ROLLOUT_STATUS_POISONED value
         * @property {number} ROLLOUT_STATUS_REFUSED_STALE=8 ROLLOUT_STATUS_REFUSED_STALE value
         */
        v1.RolloutStatus = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "ROLLOUT_STATUS_UNSPECIFIED"] = 0;
            values[valuesById[1] = "ROLLOUT_STATUS_COMPLETED"] = 1;
            values[valuesById[2] = "ROLLOUT_STATUS_TRUNCATED"] = 2;
            values[valuesById[3] = "ROLLOUT_STATUS_TIMED_OUT"] = 3;
            values[valuesById[4] = "ROLLOUT_STATUS_FAILED_ENVIRONMENT"] = 4;
            values[valuesById[5] = "ROLLOUT_STATUS_FAILED_INFERENCE"] = 5;
            values[valuesById[6] = "ROLLOUT_STATUS_CANCELLED"] = 6;
            values[valuesById[7] = "ROLLOUT_STATUS_POISONED"] = 7;
            values[valuesById[8] = "ROLLOUT_STATUS_REFUSED_STALE"] = 8;
            return values;
        })();

        v1.EndingRecord = (function() {

            /**
             * Properties of an EndingRecord.
             * @typedef {Object} sortie.v1.EndingRecord.$Properties
             * @property {sortie.v1.RolloutStatus|null} [status] EndingRecord status
             * @property {string|null} [stopCondition] EndingRecord stopCondition
             * @property {Array.<sortie.v1.Reward.$Properties>|null} [rewards] EndingRecord rewards
             * @property {Array.<sortie.v1.IntegrityFinding.$Properties>|null} [integrityFindings] EndingRecord integrityFindings
             * @property {sortie.v1.Totals.$Properties|null} [totals] EndingRecord totals
             * @property {sortie.v1.RecordedError.$Properties|null} [error] EndingRecord error
             * @property {number|null} [endedAtUnixMs] EndingRecord endedAtUnixMs
             * @property {string|null} [sandboxEnforcement] EndingRecord sandboxEnforcement
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an EndingRecord.
             * @memberof sortie.v1
             * @interface IEndingRecord
             * @augments sortie.v1.EndingRecord.$Properties
             * @deprecated Use sortie.v1.EndingRecord.$Properties instead.
             */

            /**
             * Shape of an EndingRecord.
             * @typedef {sortie.v1.EndingRecord.$Properties} sortie.v1.EndingRecord.$Shape
             */

            /**
             * Constructs a new EndingRecord.
             * @memberof sortie.v1
             * @classdesc Represents an EndingRecord.
             * @constructor
             * @param {sortie.v1.EndingRecord.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const EndingRecord = function (properties) {
                this.rewards = [];
                this.integrityFindings = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * EndingRecord status.
             * @member {sortie.v1.RolloutStatus} status
             * @memberof sortie.v1.EndingRecord
             * @instance
             */
            EndingRecord.prototype.status = 0;

            /**
             * EndingRecord stopCondition.
             * @member {string} stopCondition
             * @memberof sortie.v1.EndingRecord
             * @instance
             */
            EndingRecord.prototype.stopCondition = "";

            /**
             * EndingRecord rewards.
             * @member {Array.<sortie.v1.Reward.$Properties>} rewards
             * @memberof sortie.v1.EndingRecord
             * @instance
             */
            EndingRecord.prototype.rewards = $util.emptyArray;

            /**
             * EndingRecord integrityFindings.
             * @member {Array.<sortie.v1.IntegrityFinding.$Properties>} integrityFindings
             * @memberof sortie.v1.EndingRecord
             * @instance
             */
            EndingRecord.prototype.integrityFindings = $util.emptyArray;

            /**
             * EndingRecord totals.
             * @member {sortie.v1.Totals.$Properties|null|undefined} totals
             * @memberof sortie.v1.EndingRecord
             * @instance
             */
            EndingRecord.prototype.totals = null;

            /**
             * EndingRecord error.
             * @member {sortie.v1.RecordedError.$Properties|null|undefined} error
             * @memberof sortie.v1.EndingRecord
             * @instance
             */
            EndingRecord.prototype.error = null;

            /**
             * EndingRecord endedAtUnixMs.
             * @member {number} endedAtUnixMs
             * @memberof sortie.v1.EndingRecord
             * @instance
             */
            EndingRecord.prototype.endedAtUnixMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * EndingRecord sandboxEnforcement.
             * @member {string} sandboxEnforcement
             * @memberof sortie.v1.EndingRecord
             * @instance
             */
            EndingRecord.prototype.sandboxEnforcement = "";

            /**
             * Creates a new EndingRecord instance using the specified properties.
             * @function create
             * @memberof sortie.v1.EndingRecord
             * @static
             * @param {sortie.v1.EndingRecord.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.EndingRecord} EndingRecord instance
             * @type {{
             *   (properties: sortie.v1.EndingRecord.$Shape): sortie.v1.EndingRecord & sortie.v1.EndingRecord.$Shape;
             *   (properties?: sortie.v1.EndingRecord.$Properties): sortie.v1.EndingRecord;
             * }}
             */
            EndingRecord.create = function(properties) {
                return new EndingRecord(properties);
            };

            /**
             * Encodes the specified EndingRecord message. Does not implicitly {@link sortie.v1.EndingRecord.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.EndingRecord
             * @static
             * @param {sortie.v1.EndingRecord.$Properties} message EndingRecord message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            EndingRecord.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.status);
                if (message.stopCondition != null && $Object.hasOwnProperty.call(message, "stopCondition") && message.stopCondition !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.stopCondition);
                if (message.rewards != null && message.rewards.length)
                    for (let i = 0; i < message.rewards.length; ++i)
                        $root.sortie.v1.Reward.encode(message.rewards[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.integrityFindings != null && message.integrityFindings.length)
                    for (let i = 0; i < message.integrityFindings.length; ++i)
                        $root.sortie.v1.IntegrityFinding.encode(message.integrityFindings[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.totals != null && $Object.hasOwnProperty.call(message, "totals"))
                    $root.sortie.v1.Totals.encode(message.totals, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                    $root.sortie.v1.RecordedError.encode(message.error, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.endedAtUnixMs != null && $Object.hasOwnProperty.call(message, "endedAtUnixMs") && (typeof message.endedAtUnixMs === "object" ? message.endedAtUnixMs.low || message.endedAtUnixMs.high : message.endedAtUnixMs !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).int64(message.endedAtUnixMs);
                if (message.sandboxEnforcement != null && $Object.hasOwnProperty.call(message, "sandboxEnforcement") && message.sandboxEnforcement !== "")
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.sandboxEnforcement);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an EndingRecord message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.EndingRecord
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.EndingRecord & sortie.v1.EndingRecord.$Shape} EndingRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            EndingRecord.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.EndingRecord();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.status = value;
                            else
                                delete message.status;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.stopCondition = value;
                            else
                                delete message.stopCondition;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.rewards && message.rewards.length))
                                message.rewards = [];
                            message.rewards.push($root.sortie.v1.Reward.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.integrityFindings && message.integrityFindings.length))
                                message.integrityFindings = [];
                            message.integrityFindings.push($root.sortie.v1.IntegrityFinding.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.totals = $root.sortie.v1.Totals.decode(reader, reader.size(), $undefined, _depth + 1, message.totals);
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.error = $root.sortie.v1.RecordedError.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.endedAtUnixMs = value;
                            else
                                delete message.endedAtUnixMs;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.sandboxEnforcement = value;
                            else
                                delete message.sandboxEnforcement;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates an EndingRecord message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.EndingRecord
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.EndingRecord} EndingRecord
             */
            EndingRecord.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.EndingRecord)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.EndingRecord: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.EndingRecord();
                if (object.status !== 0 && (typeof object.status !== "string" || $root.sortie.v1.RolloutStatus[object.status] !== 0))
                    switch (object.status) {
                    case "ROLLOUT_STATUS_UNSPECIFIED":
                    case 0:
                        message.status = 0;
                        break;
                    case "ROLLOUT_STATUS_COMPLETED":
                    case 1:
                        message.status = 1;
                        break;
                    case "ROLLOUT_STATUS_TRUNCATED":
                    case 2:
                        message.status = 2;
                        break;
                    case "ROLLOUT_STATUS_TIMED_OUT":
                    case 3:
                        message.status = 3;
                        break;
                    case "ROLLOUT_STATUS_FAILED_ENVIRONMENT":
                    case 4:
                        message.status = 4;
                        break;
                    case "ROLLOUT_STATUS_FAILED_INFERENCE":
                    case 5:
                        message.status = 5;
                        break;
                    case "ROLLOUT_STATUS_CANCELLED":
                    case 6:
                        message.status = 6;
                        break;
                    case "ROLLOUT_STATUS_POISONED":
                    case 7:
                        message.status = 7;
                        break;
                    case "ROLLOUT_STATUS_REFUSED_STALE":
                    case 8:
                        message.status = 8;
                        break;
                    default:
                        if (typeof object.status === "number" && (object.status | 0) === object.status)
                            message.status = object.status;
                    }
                if (object.stopCondition != null)
                    if (typeof object.stopCondition !== "string" || object.stopCondition.length)
                        message.stopCondition = $String(object.stopCondition);
                if (object.rewards) {
                    if (!$Array.isArray(object.rewards))
                        throw $TypeError(".sortie.v1.EndingRecord.rewards: array expected");
                    message.rewards = $Array(object.rewards.length);
                    for (let i = 0; i < object.rewards.length; ++i) {
                        if (!$util.isObject(object.rewards[i]))
                            throw $TypeError(".sortie.v1.EndingRecord.rewards: object expected");
                        message.rewards[i] = $root.sortie.v1.Reward.fromObject(object.rewards[i], _depth + 1);
                    }
                }
                if (object.integrityFindings) {
                    if (!$Array.isArray(object.integrityFindings))
                        throw $TypeError(".sortie.v1.EndingRecord.integrityFindings: array expected");
                    message.integrityFindings = $Array(object.integrityFindings.length);
                    for (let i = 0; i < object.integrityFindings.length; ++i) {
                        if (!$util.isObject(object.integrityFindings[i]))
                            throw $TypeError(".sortie.v1.EndingRecord.integrityFindings: object expected");
                        message.integrityFindings[i] = $root.sortie.v1.IntegrityFinding.fromObject(object.integrityFindings[i], _depth + 1);
                    }
                }
                if (object.totals != null) {
                    if (!$util.isObject(object.totals))
                        throw $TypeError(".sortie.v1.EndingRecord.totals: object expected");
                    message.totals = $root.sortie.v1.Totals.fromObject(object.totals, _depth + 1);
                }
                if (object.error != null) {
                    if (!$util.isObject(object.error))
                        throw $TypeError(".sortie.v1.EndingRecord.error: object expected");
                    message.error = $root.sortie.v1.RecordedError.fromObject(object.error, _depth + 1);
                }
                if (object.endedAtUnixMs != null)
                    if (typeof object.endedAtUnixMs === "object" ? object.endedAtUnixMs.low || object.endedAtUnixMs.high : $Number(object.endedAtUnixMs) !== 0)
                        if ($util.Long)
                            message.endedAtUnixMs = $util.Long.fromValue(object.endedAtUnixMs, false);
                        else if (typeof object.endedAtUnixMs === "string")
                            message.endedAtUnixMs = $parseInt(object.endedAtUnixMs, 10);
                        else if (typeof object.endedAtUnixMs === "number")
                            message.endedAtUnixMs = object.endedAtUnixMs;
                        else if (typeof object.endedAtUnixMs === "object")
                            message.endedAtUnixMs = new $util.LongBits(object.endedAtUnixMs.low >>> 0, object.endedAtUnixMs.high >>> 0).toNumber();
                if (object.sandboxEnforcement != null)
                    if (typeof object.sandboxEnforcement !== "string" || object.sandboxEnforcement.length)
                        message.sandboxEnforcement = $String(object.sandboxEnforcement);
                return message;
            };

            /**
             * Creates a plain object from an EndingRecord message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.EndingRecord
             * @static
             * @param {sortie.v1.EndingRecord} message EndingRecord
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            EndingRecord.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults) {
                    object.rewards = [];
                    object.integrityFindings = [];
                }
                if (options.defaults) {
                    object.status = options.enums === $String ? "ROLLOUT_STATUS_UNSPECIFIED" : 0;
                    object.stopCondition = "";
                    object.totals = null;
                    object.error = null;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, false);
                        object.endedAtUnixMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.endedAtUnixMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    object.sandboxEnforcement = "";
                }
                if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                    object.status = options.enums === $String ? $root.sortie.v1.RolloutStatus[message.status] === $undefined ? message.status : $root.sortie.v1.RolloutStatus[message.status] : message.status;
                if (message.stopCondition != null && $Object.hasOwnProperty.call(message, "stopCondition"))
                    object.stopCondition = message.stopCondition;
                if (message.rewards && message.rewards.length) {
                    object.rewards = $Array(message.rewards.length);
                    for (let j = 0; j < message.rewards.length; ++j)
                        object.rewards[j] = $root.sortie.v1.Reward.toObject(message.rewards[j], options, _depth + 1);
                }
                if (message.integrityFindings && message.integrityFindings.length) {
                    object.integrityFindings = $Array(message.integrityFindings.length);
                    for (let j = 0; j < message.integrityFindings.length; ++j)
                        object.integrityFindings[j] = $root.sortie.v1.IntegrityFinding.toObject(message.integrityFindings[j], options, _depth + 1);
                }
                if (message.totals != null && $Object.hasOwnProperty.call(message, "totals"))
                    object.totals = $root.sortie.v1.Totals.toObject(message.totals, options, _depth + 1);
                if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                    object.error = $root.sortie.v1.RecordedError.toObject(message.error, options, _depth + 1);
                if (message.endedAtUnixMs != null && $Object.hasOwnProperty.call(message, "endedAtUnixMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.endedAtUnixMs = typeof message.endedAtUnixMs === "number" ? $BigInt(message.endedAtUnixMs) : $util.Long.fromBits(message.endedAtUnixMs.low >>> 0, message.endedAtUnixMs.high >>> 0, false).toBigInt();
                    else if (typeof message.endedAtUnixMs === "number")
                        object.endedAtUnixMs = options.longs === $String ? $String(message.endedAtUnixMs) : message.endedAtUnixMs;
                    else
                        object.endedAtUnixMs = options.longs === $String ? $util.Long.prototype.toString.call(message.endedAtUnixMs) : options.longs === $Number ? new $util.LongBits(message.endedAtUnixMs.low >>> 0, message.endedAtUnixMs.high >>> 0).toNumber() : message.endedAtUnixMs;
                if (message.sandboxEnforcement != null && $Object.hasOwnProperty.call(message, "sandboxEnforcement"))
                    object.sandboxEnforcement = message.sandboxEnforcement;
                return object;
            };

            /**
             * Converts this EndingRecord to JSON.
             * @function toJSON
             * @memberof sortie.v1.EndingRecord
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            EndingRecord.prototype.toJSON = function() {
                return EndingRecord.toObject(this, $protobuf.util.toJSONOptions);
            };

            return EndingRecord;
        })();

        v1.Reward = (function() {

            /**
             * Properties of a Reward.
             * @typedef {Object} sortie.v1.Reward.$Properties
             * @property {string|null} [name] Reward name
             * @property {number|null} [value] Reward value
             * @property {number|null} [weight] Reward weight
             * @property {string|null} [verifier] Reward verifier
             * @property {string|null} [verifierVersion] Reward verifierVersion
             * @property {string|null} [evidence] Reward evidence
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Reward.
             * @memberof sortie.v1
             * @interface IReward
             * @augments sortie.v1.Reward.$Properties
             * @deprecated Use sortie.v1.Reward.$Properties instead.
             */

            /**
             * Shape of a Reward.
             * @typedef {sortie.v1.Reward.$Properties} sortie.v1.Reward.$Shape
             */

            /**
             * Constructs a new Reward.
             * @memberof sortie.v1
             * @classdesc Represents a Reward.
             * @constructor
             * @param {sortie.v1.Reward.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Reward = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Reward name.
             * @member {string} name
             * @memberof sortie.v1.Reward
             * @instance
             */
            Reward.prototype.name = "";

            /**
             * Reward value.
             * @member {number|null|undefined} value
             * @memberof sortie.v1.Reward
             * @instance
             */
            Reward.prototype.value = null;

            /**
             * Reward weight.
             * @member {number} weight
             * @memberof sortie.v1.Reward
             * @instance
             */
            Reward.prototype.weight = 0;

            /**
             * Reward verifier.
             * @member {string} verifier
             * @memberof sortie.v1.Reward
             * @instance
             */
            Reward.prototype.verifier = "";

            /**
             * Reward verifierVersion.
             * @member {string} verifierVersion
             * @memberof sortie.v1.Reward
             * @instance
             */
            Reward.prototype.verifierVersion = "";

            /**
             * Reward evidence.
             * @member {string} evidence
             * @memberof sortie.v1.Reward
             * @instance
             */
            Reward.prototype.evidence = "";

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Reward.prototype, "_value", {
                get: $util.oneOfGetter($oneOfFields = ["value"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Reward instance using the specified properties.
             * @function create
             * @memberof sortie.v1.Reward
             * @static
             * @param {sortie.v1.Reward.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.Reward} Reward instance
             * @type {{
             *   (properties: sortie.v1.Reward.$Shape): sortie.v1.Reward & sortie.v1.Reward.$Shape;
             *   (properties?: sortie.v1.Reward.$Properties): sortie.v1.Reward;
             * }}
             */
            Reward.create = function(properties) {
                return new Reward(properties);
            };

            /**
             * Encodes the specified Reward message. Does not implicitly {@link sortie.v1.Reward.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.Reward
             * @static
             * @param {sortie.v1.Reward.$Properties} message Reward message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Reward.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                    writer.uint32(/* id 2, wireType 1 =*/17).double(message.value);
                if (message.weight != null && $Object.hasOwnProperty.call(message, "weight") && !$Object.is(message.weight, 0))
                    writer.uint32(/* id 3, wireType 1 =*/25).double(message.weight);
                if (message.verifier != null && $Object.hasOwnProperty.call(message, "verifier") && message.verifier !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.verifier);
                if (message.verifierVersion != null && $Object.hasOwnProperty.call(message, "verifierVersion") && message.verifierVersion !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.verifierVersion);
                if (message.evidence != null && $Object.hasOwnProperty.call(message, "evidence") && message.evidence !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.evidence);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Reward message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.Reward
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.Reward & sortie.v1.Reward.$Shape} Reward
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Reward.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.Reward();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            message.value = reader.double();
                            message._value = "value";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.weight = value;
                            else
                                delete message.weight;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.verifier = value;
                            else
                                delete message.verifier;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.verifierVersion = value;
                            else
                                delete message.verifierVersion;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.evidence = value;
                            else
                                delete message.evidence;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Reward message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.Reward
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.Reward} Reward
             */
            Reward.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.Reward)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.Reward: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.Reward();
                if (object.name != null)
                    if (typeof object.name !== "string" || object.name.length)
                        message.name = $String(object.name);
                if (object.value != null)
                    message.value = $Number(object.value);
                if (object.weight != null)
                    if (!$Object.is($Number(object.weight), 0))
                        message.weight = $Number(object.weight);
                if (object.verifier != null)
                    if (typeof object.verifier !== "string" || object.verifier.length)
                        message.verifier = $String(object.verifier);
                if (object.verifierVersion != null)
                    if (typeof object.verifierVersion !== "string" || object.verifierVersion.length)
                        message.verifierVersion = $String(object.verifierVersion);
                if (object.evidence != null)
                    if (typeof object.evidence !== "string" || object.evidence.length)
                        message.evidence = $String(object.evidence);
                return message;
            };

            /**
             * Creates a plain object from a Reward message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.Reward
             * @static
             * @param {sortie.v1.Reward} message Reward
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Reward.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.name = "";
                    object.weight = 0;
                    object.verifier = "";
                    object.verifierVersion = "";
                    object.evidence = "";
                }
                if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                    object.name = message.name;
                if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                    object.value = options.json && !$isFinite(message.value) ? $String(message.value) : message.value;
                if (message.weight != null && $Object.hasOwnProperty.call(message, "weight"))
                    object.weight = options.json && !$isFinite(message.weight) ? $String(message.weight) : message.weight;
                if (message.verifier != null && $Object.hasOwnProperty.call(message, "verifier"))
                    object.verifier = message.verifier;
                if (message.verifierVersion != null && $Object.hasOwnProperty.call(message, "verifierVersion"))
                    object.verifierVersion = message.verifierVersion;
                if (message.evidence != null && $Object.hasOwnProperty.call(message, "evidence"))
                    object.evidence = message.evidence;
                return object;
            };

            /**
             * Converts this Reward to JSON.
             * @function toJSON
             * @memberof sortie.v1.Reward
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Reward.prototype.toJSON = function() {
                return Reward.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Reward;
        })();

        v1.IntegrityFinding = (function() {

            /**
             * Properties of an IntegrityFinding.
             * @typedef {Object} sortie.v1.IntegrityFinding.$Properties
             * @property {string|null} [kind] IntegrityFinding kind
             * @property {string|null} [evidence] IntegrityFinding evidence
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an IntegrityFinding.
             * @memberof sortie.v1
             * @interface IIntegrityFinding
             * @augments sortie.v1.IntegrityFinding.$Properties
             * @deprecated Use sortie.v1.IntegrityFinding.$Properties instead.
             */

            /**
             * Shape of an IntegrityFinding.
             * @typedef {sortie.v1.IntegrityFinding.$Properties} sortie.v1.IntegrityFinding.$Shape
             */

            /**
             * Constructs a new IntegrityFinding.
             * @memberof sortie.v1
             * @classdesc Represents an IntegrityFinding.
             * @constructor
             * @param {sortie.v1.IntegrityFinding.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const IntegrityFinding = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * IntegrityFinding kind.
             * @member {string} kind
             * @memberof sortie.v1.IntegrityFinding
             * @instance
             */
            IntegrityFinding.prototype.kind = "";

            /**
             * IntegrityFinding evidence.
             * @member {string} evidence
             * @memberof sortie.v1.IntegrityFinding
             * @instance
             */
            IntegrityFinding.prototype.evidence = "";

            /**
             * Creates a new IntegrityFinding instance using the specified properties.
             * @function create
             * @memberof sortie.v1.IntegrityFinding
             * @static
             * @param {sortie.v1.IntegrityFinding.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.IntegrityFinding} IntegrityFinding instance
             * @type {{
             *   (properties: sortie.v1.IntegrityFinding.$Shape): sortie.v1.IntegrityFinding & sortie.v1.IntegrityFinding.$Shape;
             *   (properties?: sortie.v1.IntegrityFinding.$Properties): sortie.v1.IntegrityFinding;
             * }}
             */
            IntegrityFinding.create = function(properties) {
                return new IntegrityFinding(properties);
            };

            /**
             * Encodes the specified IntegrityFinding message. Does not implicitly {@link sortie.v1.IntegrityFinding.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.IntegrityFinding
             * @static
             * @param {sortie.v1.IntegrityFinding.$Properties} message IntegrityFinding message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            IntegrityFinding.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.kind);
                if (message.evidence != null && $Object.hasOwnProperty.call(message, "evidence") && message.evidence !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.evidence);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an IntegrityFinding message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.IntegrityFinding
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.IntegrityFinding & sortie.v1.IntegrityFinding.$Shape} IntegrityFinding
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            IntegrityFinding.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.IntegrityFinding();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.evidence = value;
                            else
                                delete message.evidence;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates an IntegrityFinding message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.IntegrityFinding
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.IntegrityFinding} IntegrityFinding
             */
            IntegrityFinding.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.IntegrityFinding)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.IntegrityFinding: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.IntegrityFinding();
                if (object.kind != null)
                    if (typeof object.kind !== "string" || object.kind.length)
                        message.kind = $String(object.kind);
                if (object.evidence != null)
                    if (typeof object.evidence !== "string" || object.evidence.length)
                        message.evidence = $String(object.evidence);
                return message;
            };

            /**
             * Creates a plain object from an IntegrityFinding message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.IntegrityFinding
             * @static
             * @param {sortie.v1.IntegrityFinding} message IntegrityFinding
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            IntegrityFinding.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.kind = "";
                    object.evidence = "";
                }
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind"))
                    object.kind = message.kind;
                if (message.evidence != null && $Object.hasOwnProperty.call(message, "evidence"))
                    object.evidence = message.evidence;
                return object;
            };

            /**
             * Converts this IntegrityFinding to JSON.
             * @function toJSON
             * @memberof sortie.v1.IntegrityFinding
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            IntegrityFinding.prototype.toJSON = function() {
                return IntegrityFinding.toObject(this, $protobuf.util.toJSONOptions);
            };

            return IntegrityFinding;
        })();

        v1.Totals = (function() {

            /**
             * Properties of a Totals.
             * @typedef {Object} sortie.v1.Totals.$Properties
             * @property {number|null} [turns] Totals turns
             * @property {number|null} [promptTokens] Totals promptTokens
             * @property {number|null} [sampledTokens] Totals sampledTokens
             * @property {number|null} [wallMs] Totals wallMs
             * @property {number|null} [chunks] Totals chunks
             * @property {sortie.v1.Timings.$Properties|null} [timings] Totals timings
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Totals.
             * @memberof sortie.v1
             * @interface ITotals
             * @augments sortie.v1.Totals.$Properties
             * @deprecated Use sortie.v1.Totals.$Properties instead.
             */

            /**
             * Shape of a Totals.
             * @typedef {sortie.v1.Totals.$Properties} sortie.v1.Totals.$Shape
             */

            /**
             * Constructs a new Totals.
             * @memberof sortie.v1
             * @classdesc Represents a Totals.
             * @constructor
             * @param {sortie.v1.Totals.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Totals = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Totals turns.
             * @member {number} turns
             * @memberof sortie.v1.Totals
             * @instance
             */
            Totals.prototype.turns = 0;

            /**
             * Totals promptTokens.
             * @member {number} promptTokens
             * @memberof sortie.v1.Totals
             * @instance
             */
            Totals.prototype.promptTokens = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Totals sampledTokens.
             * @member {number} sampledTokens
             * @memberof sortie.v1.Totals
             * @instance
             */
            Totals.prototype.sampledTokens = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Totals wallMs.
             * @member {number} wallMs
             * @memberof sortie.v1.Totals
             * @instance
             */
            Totals.prototype.wallMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Totals chunks.
             * @member {number} chunks
             * @memberof sortie.v1.Totals
             * @instance
             */
            Totals.prototype.chunks = 0;

            /**
             * Totals timings.
             * @member {sortie.v1.Timings.$Properties|null|undefined} timings
             * @memberof sortie.v1.Totals
             * @instance
             */
            Totals.prototype.timings = null;

            /**
             * Creates a new Totals instance using the specified properties.
             * @function create
             * @memberof sortie.v1.Totals
             * @static
             * @param {sortie.v1.Totals.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.Totals} Totals instance
             * @type {{
             *   (properties: sortie.v1.Totals.$Shape): sortie.v1.Totals & sortie.v1.Totals.$Shape;
             *   (properties?: sortie.v1.Totals.$Properties): sortie.v1.Totals;
             * }}
             */
            Totals.create = function(properties) {
                return new Totals(properties);
            };

            /**
             * Encodes the specified Totals message. Does not implicitly {@link sortie.v1.Totals.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.Totals
             * @static
             * @param {sortie.v1.Totals.$Properties} message Totals message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Totals.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.turns != null && $Object.hasOwnProperty.call(message, "turns") && message.turns !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.turns);
                if (message.promptTokens != null && $Object.hasOwnProperty.call(message, "promptTokens") && (typeof message.promptTokens === "object" ? message.promptTokens.low || message.promptTokens.high : message.promptTokens !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.promptTokens);
                if (message.sampledTokens != null && $Object.hasOwnProperty.call(message, "sampledTokens") && (typeof message.sampledTokens === "object" ? message.sampledTokens.low || message.sampledTokens.high : message.sampledTokens !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.sampledTokens);
                if (message.wallMs != null && $Object.hasOwnProperty.call(message, "wallMs") && (typeof message.wallMs === "object" ? message.wallMs.low || message.wallMs.high : message.wallMs !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.wallMs);
                if (message.chunks != null && $Object.hasOwnProperty.call(message, "chunks") && message.chunks !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.chunks);
                if (message.timings != null && $Object.hasOwnProperty.call(message, "timings"))
                    $root.sortie.v1.Timings.encode(message.timings, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Totals message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.Totals
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.Totals & sortie.v1.Totals.$Shape} Totals
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Totals.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.Totals();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.turns = value;
                            else
                                delete message.turns;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.promptTokens = value;
                            else
                                delete message.promptTokens;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.sampledTokens = value;
                            else
                                delete message.sampledTokens;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.wallMs = value;
                            else
                                delete message.wallMs;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.chunks = value;
                            else
                                delete message.chunks;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.timings = $root.sortie.v1.Timings.decode(reader, reader.size(), $undefined, _depth + 1, message.timings);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Totals message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.Totals
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.Totals} Totals
             */
            Totals.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.Totals)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.Totals: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.Totals();
                if (object.turns != null)
                    if ($Number(object.turns) !== 0)
                        message.turns = object.turns >>> 0;
                if (object.promptTokens != null)
                    if (typeof object.promptTokens === "object" ? object.promptTokens.low || object.promptTokens.high : $Number(object.promptTokens) !== 0)
                        if ($util.Long)
                            message.promptTokens = $util.Long.fromValue(object.promptTokens, true);
                        else if (typeof object.promptTokens === "string")
                            message.promptTokens = $parseInt(object.promptTokens, 10);
                        else if (typeof object.promptTokens === "number")
                            message.promptTokens = object.promptTokens;
                        else if (typeof object.promptTokens === "object")
                            message.promptTokens = new $util.LongBits(object.promptTokens.low >>> 0, object.promptTokens.high >>> 0).toNumber(true);
                if (object.sampledTokens != null)
                    if (typeof object.sampledTokens === "object" ? object.sampledTokens.low || object.sampledTokens.high : $Number(object.sampledTokens) !== 0)
                        if ($util.Long)
                            message.sampledTokens = $util.Long.fromValue(object.sampledTokens, true);
                        else if (typeof object.sampledTokens === "string")
                            message.sampledTokens = $parseInt(object.sampledTokens, 10);
                        else if (typeof object.sampledTokens === "number")
                            message.sampledTokens = object.sampledTokens;
                        else if (typeof object.sampledTokens === "object")
                            message.sampledTokens = new $util.LongBits(object.sampledTokens.low >>> 0, object.sampledTokens.high >>> 0).toNumber(true);
                if (object.wallMs != null)
                    if (typeof object.wallMs === "object" ? object.wallMs.low || object.wallMs.high : $Number(object.wallMs) !== 0)
                        if ($util.Long)
                            message.wallMs = $util.Long.fromValue(object.wallMs, true);
                        else if (typeof object.wallMs === "string")
                            message.wallMs = $parseInt(object.wallMs, 10);
                        else if (typeof object.wallMs === "number")
                            message.wallMs = object.wallMs;
                        else if (typeof object.wallMs === "object")
                            message.wallMs = new $util.LongBits(object.wallMs.low >>> 0, object.wallMs.high >>> 0).toNumber(true);
                if (object.chunks != null)
                    if ($Number(object.chunks) !== 0)
                        message.chunks = object.chunks >>> 0;
                if (object.timings != null) {
                    if (!$util.isObject(object.timings))
                        throw $TypeError(".sortie.v1.Totals.timings: object expected");
                    message.timings = $root.sortie.v1.Timings.fromObject(object.timings, _depth + 1);
                }
                return message;
            };

            /**
             * Creates a plain object from a Totals message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.Totals
             * @static
             * @param {sortie.v1.Totals} message Totals
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Totals.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.turns = 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.promptTokens = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.promptTokens = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.sampledTokens = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.sampledTokens = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.wallMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.wallMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    object.chunks = 0;
                    object.timings = null;
                }
                if (message.turns != null && $Object.hasOwnProperty.call(message, "turns"))
                    object.turns = message.turns;
                if (message.promptTokens != null && $Object.hasOwnProperty.call(message, "promptTokens"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.promptTokens = typeof message.promptTokens === "number" ? $BigInt(message.promptTokens) : $util.Long.fromBits(message.promptTokens.low >>> 0, message.promptTokens.high >>> 0, true).toBigInt();
                    else if (typeof message.promptTokens === "number")
                        object.promptTokens = options.longs === $String ? $String(message.promptTokens) : message.promptTokens;
                    else
                        object.promptTokens = options.longs === $String ? $util.Long.prototype.toString.call(message.promptTokens) : options.longs === $Number ? new $util.LongBits(message.promptTokens.low >>> 0, message.promptTokens.high >>> 0).toNumber(true) : message.promptTokens;
                if (message.sampledTokens != null && $Object.hasOwnProperty.call(message, "sampledTokens"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.sampledTokens = typeof message.sampledTokens === "number" ? $BigInt(message.sampledTokens) : $util.Long.fromBits(message.sampledTokens.low >>> 0, message.sampledTokens.high >>> 0, true).toBigInt();
                    else if (typeof message.sampledTokens === "number")
                        object.sampledTokens = options.longs === $String ? $String(message.sampledTokens) : message.sampledTokens;
                    else
                        object.sampledTokens = options.longs === $String ? $util.Long.prototype.toString.call(message.sampledTokens) : options.longs === $Number ? new $util.LongBits(message.sampledTokens.low >>> 0, message.sampledTokens.high >>> 0).toNumber(true) : message.sampledTokens;
                if (message.wallMs != null && $Object.hasOwnProperty.call(message, "wallMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.wallMs = typeof message.wallMs === "number" ? $BigInt(message.wallMs) : $util.Long.fromBits(message.wallMs.low >>> 0, message.wallMs.high >>> 0, true).toBigInt();
                    else if (typeof message.wallMs === "number")
                        object.wallMs = options.longs === $String ? $String(message.wallMs) : message.wallMs;
                    else
                        object.wallMs = options.longs === $String ? $util.Long.prototype.toString.call(message.wallMs) : options.longs === $Number ? new $util.LongBits(message.wallMs.low >>> 0, message.wallMs.high >>> 0).toNumber(true) : message.wallMs;
                if (message.chunks != null && $Object.hasOwnProperty.call(message, "chunks"))
                    object.chunks = message.chunks;
                if (message.timings != null && $Object.hasOwnProperty.call(message, "timings"))
                    object.timings = $root.sortie.v1.Timings.toObject(message.timings, options, _depth + 1);
                return object;
            };

            /**
             * Converts this Totals to JSON.
             * @function toJSON
             * @memberof sortie.v1.Totals
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Totals.prototype.toJSON = function() {
                return Totals.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Totals;
        })();

        v1.Trajectory = (function() {

            /**
             * Properties of a Trajectory.
             * @typedef {Object} sortie.v1.Trajectory.$Properties
             * @property {Array.<sortie.v1.TrajectoryChunk.$Properties>|null} [chunks] Trajectory chunks
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Trajectory.
             * @memberof sortie.v1
             * @interface ITrajectory
             * @augments sortie.v1.Trajectory.$Properties
             * @deprecated Use sortie.v1.Trajectory.$Properties instead.
             */

            /**
             * Shape of a Trajectory.
             * @typedef {{
             *   chunks?: Array.<sortie.v1.TrajectoryChunk.$Shape>|null;
             *   $unknowns?: Array.<Uint8Array>;
             * }} sortie.v1.Trajectory.$Shape
             */

            /**
             * Constructs a new Trajectory.
             * @memberof sortie.v1
             * @classdesc Represents a Trajectory.
             * @constructor
             * @param {sortie.v1.Trajectory.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Trajectory = function (properties) {
                this.chunks = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Trajectory chunks.
             * @member {Array.<sortie.v1.TrajectoryChunk.$Properties>} chunks
             * @memberof sortie.v1.Trajectory
             * @instance
             */
            Trajectory.prototype.chunks = $util.emptyArray;

            /**
             * Creates a new Trajectory instance using the specified properties.
             * @function create
             * @memberof sortie.v1.Trajectory
             * @static
             * @param {sortie.v1.Trajectory.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.Trajectory} Trajectory instance
             * @type {{
             *   (properties: sortie.v1.Trajectory.$Shape): sortie.v1.Trajectory & sortie.v1.Trajectory.$Shape;
             *   (properties?: sortie.v1.Trajectory.$Properties): sortie.v1.Trajectory;
             * }}
             */
            Trajectory.create = function(properties) {
                return new Trajectory(properties);
            };

            /**
             * Encodes the specified Trajectory message. Does not implicitly {@link sortie.v1.Trajectory.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.Trajectory
             * @static
             * @param {sortie.v1.Trajectory.$Properties} message Trajectory message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Trajectory.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.chunks != null && message.chunks.length)
                    for (let i = 0; i < message.chunks.length; ++i)
                        $root.sortie.v1.TrajectoryChunk.encode(message.chunks[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Trajectory message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.Trajectory
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.Trajectory & sortie.v1.Trajectory.$Shape} Trajectory
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Trajectory.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.Trajectory();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.chunks && message.chunks.length))
                                message.chunks = [];
                            message.chunks.push($root.sortie.v1.TrajectoryChunk.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Trajectory message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.Trajectory
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.Trajectory} Trajectory
             */
            Trajectory.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.Trajectory)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.Trajectory: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.Trajectory();
                if (object.chunks) {
                    if (!$Array.isArray(object.chunks))
                        throw $TypeError(".sortie.v1.Trajectory.chunks: array expected");
                    message.chunks = $Array(object.chunks.length);
                    for (let i = 0; i < object.chunks.length; ++i) {
                        if (!$util.isObject(object.chunks[i]))
                            throw $TypeError(".sortie.v1.Trajectory.chunks: object expected");
                        message.chunks[i] = $root.sortie.v1.TrajectoryChunk.fromObject(object.chunks[i], _depth + 1);
                    }
                }
                return message;
            };

            /**
             * Creates a plain object from a Trajectory message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.Trajectory
             * @static
             * @param {sortie.v1.Trajectory} message Trajectory
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Trajectory.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.chunks = [];
                if (message.chunks && message.chunks.length) {
                    object.chunks = $Array(message.chunks.length);
                    for (let j = 0; j < message.chunks.length; ++j)
                        object.chunks[j] = $root.sortie.v1.TrajectoryChunk.toObject(message.chunks[j], options, _depth + 1);
                }
                return object;
            };

            /**
             * Converts this Trajectory to JSON.
             * @function toJSON
             * @memberof sortie.v1.Trajectory
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Trajectory.prototype.toJSON = function() {
                return Trajectory.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Trajectory;
        })();

        v1.GenerateRequest = (function() {

            /**
             * Properties of a GenerateRequest.
             * @typedef {Object} sortie.v1.GenerateRequest.$Properties
             * @property {Uint8Array|null} [tokenIds] GenerateRequest tokenIds
             * @property {sortie.v1.Sampling.$Properties|null} [sampling] GenerateRequest sampling
             * @property {Array.<number>|null} [stopTokenIds] GenerateRequest stopTokenIds
             * @property {string|null} [traceId] GenerateRequest traceId
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GenerateRequest.
             * @memberof sortie.v1
             * @interface IGenerateRequest
             * @augments sortie.v1.GenerateRequest.$Properties
             * @deprecated Use sortie.v1.GenerateRequest.$Properties instead.
             */

            /**
             * Shape of a GenerateRequest.
             * @typedef {sortie.v1.GenerateRequest.$Properties} sortie.v1.GenerateRequest.$Shape
             */

            /**
             * Constructs a new GenerateRequest.
             * @memberof sortie.v1
             * @classdesc Represents a GenerateRequest.
             * @constructor
             * @param {sortie.v1.GenerateRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GenerateRequest = function (properties) {
                this.stopTokenIds = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GenerateRequest tokenIds.
             * @member {Uint8Array} tokenIds
             * @memberof sortie.v1.GenerateRequest
             * @instance
             */
            GenerateRequest.prototype.tokenIds = $util.newBuffer([]);

            /**
             * GenerateRequest sampling.
             * @member {sortie.v1.Sampling.$Properties|null|undefined} sampling
             * @memberof sortie.v1.GenerateRequest
             * @instance
             */
            GenerateRequest.prototype.sampling = null;

            /**
             * GenerateRequest stopTokenIds.
             * @member {Array.<number>} stopTokenIds
             * @memberof sortie.v1.GenerateRequest
             * @instance
             */
            GenerateRequest.prototype.stopTokenIds = $util.emptyArray;

            /**
             * GenerateRequest traceId.
             * @member {string} traceId
             * @memberof sortie.v1.GenerateRequest
             * @instance
             */
            GenerateRequest.prototype.traceId = "";

            /**
             * Creates a new GenerateRequest instance using the specified properties.
             * @function create
             * @memberof sortie.v1.GenerateRequest
             * @static
             * @param {sortie.v1.GenerateRequest.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.GenerateRequest} GenerateRequest instance
             * @type {{
             *   (properties: sortie.v1.GenerateRequest.$Shape): sortie.v1.GenerateRequest & sortie.v1.GenerateRequest.$Shape;
             *   (properties?: sortie.v1.GenerateRequest.$Properties): sortie.v1.GenerateRequest;
             * }}
             */
            GenerateRequest.create = function(properties) {
                return new GenerateRequest(properties);
            };

            /**
             * Encodes the specified GenerateRequest message. Does not implicitly {@link sortie.v1.GenerateRequest.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.GenerateRequest
             * @static
             * @param {sortie.v1.GenerateRequest.$Properties} message GenerateRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GenerateRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.tokenIds != null && $Object.hasOwnProperty.call(message, "tokenIds") && message.tokenIds.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.tokenIds);
                if (message.sampling != null && $Object.hasOwnProperty.call(message, "sampling"))
                    $root.sortie.v1.Sampling.encode(message.sampling, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.stopTokenIds != null && message.stopTokenIds.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).uint32s(message.stopTokenIds);
                if (message.traceId != null && $Object.hasOwnProperty.call(message, "traceId") && message.traceId !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.traceId);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GenerateRequest message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.GenerateRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.GenerateRequest & sortie.v1.GenerateRequest.$Shape} GenerateRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GenerateRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.GenerateRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.tokenIds = value;
                            else
                                delete message.tokenIds;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.sampling = $root.sortie.v1.Sampling.decode(reader, reader.size(), $undefined, _depth + 1, message.sampling);
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.stopTokenIds && message.stopTokenIds.length))
                                    message.stopTokenIds = [];
                                reader.uint32s(message.stopTokenIds);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.stopTokenIds && message.stopTokenIds.length))
                                message.stopTokenIds = [];
                            message.stopTokenIds.push(reader.uint32());
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.traceId = value;
                            else
                                delete message.traceId;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a GenerateRequest message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.GenerateRequest
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.GenerateRequest} GenerateRequest
             */
            GenerateRequest.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.GenerateRequest)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.GenerateRequest: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.GenerateRequest();
                if (object.tokenIds != null)
                    if (object.tokenIds.length)
                        if (typeof object.tokenIds === "string")
                            $util.base64.decode(object.tokenIds, message.tokenIds = $util.newBuffer($util.base64.length(object.tokenIds)), 0);
                        else if (object.tokenIds.length >= 0)
                            message.tokenIds = object.tokenIds;
                if (object.sampling != null) {
                    if (!$util.isObject(object.sampling))
                        throw $TypeError(".sortie.v1.GenerateRequest.sampling: object expected");
                    message.sampling = $root.sortie.v1.Sampling.fromObject(object.sampling, _depth + 1);
                }
                if (object.stopTokenIds) {
                    if (!$Array.isArray(object.stopTokenIds))
                        throw $TypeError(".sortie.v1.GenerateRequest.stopTokenIds: array expected");
                    message.stopTokenIds = $Array(object.stopTokenIds.length);
                    for (let i = 0; i < object.stopTokenIds.length; ++i)
                        message.stopTokenIds[i] = object.stopTokenIds[i] >>> 0;
                }
                if (object.traceId != null)
                    if (typeof object.traceId !== "string" || object.traceId.length)
                        message.traceId = $String(object.traceId);
                return message;
            };

            /**
             * Creates a plain object from a GenerateRequest message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.GenerateRequest
             * @static
             * @param {sortie.v1.GenerateRequest} message GenerateRequest
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            GenerateRequest.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.stopTokenIds = [];
                if (options.defaults) {
                    if (options.bytes === $String)
                        object.tokenIds = "";
                    else {
                        object.tokenIds = [];
                        if (options.bytes !== $Array)
                            object.tokenIds = $util.newBuffer(object.tokenIds);
                    }
                    object.sampling = null;
                    object.traceId = "";
                }
                if (message.tokenIds != null && $Object.hasOwnProperty.call(message, "tokenIds"))
                    object.tokenIds = options.bytes === $String ? $util.base64.encode(message.tokenIds, 0, message.tokenIds.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.tokenIds) : message.tokenIds;
                if (message.sampling != null && $Object.hasOwnProperty.call(message, "sampling"))
                    object.sampling = $root.sortie.v1.Sampling.toObject(message.sampling, options, _depth + 1);
                if (message.stopTokenIds && message.stopTokenIds.length) {
                    object.stopTokenIds = $Array(message.stopTokenIds.length);
                    for (let j = 0; j < message.stopTokenIds.length; ++j)
                        object.stopTokenIds[j] = message.stopTokenIds[j];
                }
                if (message.traceId != null && $Object.hasOwnProperty.call(message, "traceId"))
                    object.traceId = message.traceId;
                return object;
            };

            /**
             * Converts this GenerateRequest to JSON.
             * @function toJSON
             * @memberof sortie.v1.GenerateRequest
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            GenerateRequest.prototype.toJSON = function() {
                return GenerateRequest.toObject(this, $protobuf.util.toJSONOptions);
            };

            return GenerateRequest;
        })();

        v1.GenerateResponse = (function() {

            /**
             * Properties of a GenerateResponse.
             * @typedef {Object} sortie.v1.GenerateResponse.$Properties
             * @property {Uint8Array|null} [tokenIds] GenerateResponse tokenIds
             * @property {Uint8Array|null} [logprobs] GenerateResponse logprobs
             * @property {Array.<sortie.v1.VersionSpan.$Properties>|null} [versionSpans] GenerateResponse versionSpans
             * @property {sortie.v1.FinishReason|null} [finishReason] GenerateResponse finishReason
             * @property {string|null} [text] GenerateResponse text
             * @property {sortie.v1.Usage.$Properties|null} [usage] GenerateResponse usage
             * @property {sortie.v1.Timings.$Properties|null} [timings] GenerateResponse timings
             * @property {string|null} [replica] GenerateResponse replica
             * @property {string|null} [model] GenerateResponse model
             * @property {sortie.v1.LogprobsMode|null} [logprobsMode] GenerateResponse logprobsMode
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GenerateResponse.
             * @memberof sortie.v1
             * @interface IGenerateResponse
             * @augments sortie.v1.GenerateResponse.$Properties
             * @deprecated Use sortie.v1.GenerateResponse.$Properties instead.
             */

            /**
             * Shape of a GenerateResponse.
             * @typedef {sortie.v1.GenerateResponse.$Properties} sortie.v1.GenerateResponse.$Shape
             */

            /**
             * Constructs a new GenerateResponse.
             * @memberof sortie.v1
             * @classdesc Represents a GenerateResponse.
             * @constructor
             * @param {sortie.v1.GenerateResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GenerateResponse = function (properties) {
                this.versionSpans = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GenerateResponse tokenIds.
             * @member {Uint8Array} tokenIds
             * @memberof sortie.v1.GenerateResponse
             * @instance
             */
            GenerateResponse.prototype.tokenIds = $util.newBuffer([]);

            /**
             * GenerateResponse logprobs.
             * @member {Uint8Array} logprobs
             * @memberof sortie.v1.GenerateResponse
             * @instance
             */
            GenerateResponse.prototype.logprobs = $util.newBuffer([]);

            /**
             * GenerateResponse versionSpans.
             * @member {Array.<sortie.v1.VersionSpan.$Properties>} versionSpans
             * @memberof sortie.v1.GenerateResponse
             * @instance
             */
            GenerateResponse.prototype.versionSpans = $util.emptyArray;

            /**
             * GenerateResponse finishReason.
             * @member {sortie.v1.FinishReason} finishReason
             * @memberof sortie.v1.GenerateResponse
             * @instance
             */
            GenerateResponse.prototype.finishReason = 0;

            /**
             * GenerateResponse text.
             * @member {string} text
             * @memberof sortie.v1.GenerateResponse
             * @instance
             */
            GenerateResponse.prototype.text = "";

            /**
             * GenerateResponse usage.
             * @member {sortie.v1.Usage.$Properties|null|undefined} usage
             * @memberof sortie.v1.GenerateResponse
             * @instance
             */
            GenerateResponse.prototype.usage = null;

            /**
             * GenerateResponse timings.
             * @member {sortie.v1.Timings.$Properties|null|undefined} timings
             * @memberof sortie.v1.GenerateResponse
             * @instance
             */
            GenerateResponse.prototype.timings = null;

            /**
             * GenerateResponse replica.
             * @member {string} replica
             * @memberof sortie.v1.GenerateResponse
             * @instance
             */
            GenerateResponse.prototype.replica = "";

            /**
             * GenerateResponse model.
             * @member {string} model
             * @memberof sortie.v1.GenerateResponse
             * @instance
             */
            GenerateResponse.prototype.model = "";

            /**
             * GenerateResponse logprobsMode.
             * @member {sortie.v1.LogprobsMode} logprobsMode
             * @memberof sortie.v1.GenerateResponse
             * @instance
             */
            GenerateResponse.prototype.logprobsMode = 0;

            /**
             * Creates a new GenerateResponse instance using the specified properties.
             * @function create
             * @memberof sortie.v1.GenerateResponse
             * @static
             * @param {sortie.v1.GenerateResponse.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.GenerateResponse} GenerateResponse instance
             * @type {{
             *   (properties: sortie.v1.GenerateResponse.$Shape): sortie.v1.GenerateResponse & sortie.v1.GenerateResponse.$Shape;
             *   (properties?: sortie.v1.GenerateResponse.$Properties): sortie.v1.GenerateResponse;
             * }}
             */
            GenerateResponse.create = function(properties) {
                return new GenerateResponse(properties);
            };

            /**
             * Encodes the specified GenerateResponse message. Does not implicitly {@link sortie.v1.GenerateResponse.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.GenerateResponse
             * @static
             * @param {sortie.v1.GenerateResponse.$Properties} message GenerateResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GenerateResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.tokenIds != null && $Object.hasOwnProperty.call(message, "tokenIds") && message.tokenIds.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.tokenIds);
                if (message.logprobs != null && $Object.hasOwnProperty.call(message, "logprobs") && message.logprobs.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.logprobs);
                if (message.versionSpans != null && message.versionSpans.length)
                    for (let i = 0; i < message.versionSpans.length; ++i)
                        $root.sortie.v1.VersionSpan.encode(message.versionSpans[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.finishReason != null && $Object.hasOwnProperty.call(message, "finishReason") && message.finishReason !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).int32(message.finishReason);
                if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.text);
                if (message.usage != null && $Object.hasOwnProperty.call(message, "usage"))
                    $root.sortie.v1.Usage.encode(message.usage, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.timings != null && $Object.hasOwnProperty.call(message, "timings"))
                    $root.sortie.v1.Timings.encode(message.timings, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.replica != null && $Object.hasOwnProperty.call(message, "replica") && message.replica !== "")
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.replica);
                if (message.model != null && $Object.hasOwnProperty.call(message, "model") && message.model !== "")
                    writer.uint32(/* id 9, wireType 2 =*/74).string(message.model);
                if (message.logprobsMode != null && $Object.hasOwnProperty.call(message, "logprobsMode") && message.logprobsMode !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).int32(message.logprobsMode);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GenerateResponse message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.GenerateResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.GenerateResponse & sortie.v1.GenerateResponse.$Shape} GenerateResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GenerateResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.GenerateResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.tokenIds = value;
                            else
                                delete message.tokenIds;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.logprobs = value;
                            else
                                delete message.logprobs;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.versionSpans && message.versionSpans.length))
                                message.versionSpans = [];
                            message.versionSpans.push($root.sortie.v1.VersionSpan.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.finishReason = value;
                            else
                                delete message.finishReason;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.text = value;
                            else
                                delete message.text;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.usage = $root.sortie.v1.Usage.decode(reader, reader.size(), $undefined, _depth + 1, message.usage);
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.timings = $root.sortie.v1.Timings.decode(reader, reader.size(), $undefined, _depth + 1, message.timings);
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.replica = value;
                            else
                                delete message.replica;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.model = value;
                            else
                                delete message.model;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.logprobsMode = value;
                            else
                                delete message.logprobsMode;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a GenerateResponse message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.GenerateResponse
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.GenerateResponse} GenerateResponse
             */
            GenerateResponse.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.GenerateResponse)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.GenerateResponse: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.GenerateResponse();
                if (object.tokenIds != null)
                    if (object.tokenIds.length)
                        if (typeof object.tokenIds === "string")
                            $util.base64.decode(object.tokenIds, message.tokenIds = $util.newBuffer($util.base64.length(object.tokenIds)), 0);
                        else if (object.tokenIds.length >= 0)
                            message.tokenIds = object.tokenIds;
                if (object.logprobs != null)
                    if (object.logprobs.length)
                        if (typeof object.logprobs === "string")
                            $util.base64.decode(object.logprobs, message.logprobs = $util.newBuffer($util.base64.length(object.logprobs)), 0);
                        else if (object.logprobs.length >= 0)
                            message.logprobs = object.logprobs;
                if (object.versionSpans) {
                    if (!$Array.isArray(object.versionSpans))
                        throw $TypeError(".sortie.v1.GenerateResponse.versionSpans: array expected");
                    message.versionSpans = $Array(object.versionSpans.length);
                    for (let i = 0; i < object.versionSpans.length; ++i) {
                        if (!$util.isObject(object.versionSpans[i]))
                            throw $TypeError(".sortie.v1.GenerateResponse.versionSpans: object expected");
                        message.versionSpans[i] = $root.sortie.v1.VersionSpan.fromObject(object.versionSpans[i], _depth + 1);
                    }
                }
                if (object.finishReason !== 0 && (typeof object.finishReason !== "string" || $root.sortie.v1.FinishReason[object.finishReason] !== 0))
                    switch (object.finishReason) {
                    case "FINISH_REASON_UNSPECIFIED":
                    case 0:
                        message.finishReason = 0;
                        break;
                    case "FINISH_REASON_STOP":
                    case 1:
                        message.finishReason = 1;
                        break;
                    case "FINISH_REASON_LENGTH":
                    case 2:
                        message.finishReason = 2;
                        break;
                    case "FINISH_REASON_ABORTED":
                    case 3:
                        message.finishReason = 3;
                        break;
                    case "FINISH_REASON_ERROR":
                    case 4:
                        message.finishReason = 4;
                        break;
                    default:
                        if (typeof object.finishReason === "number" && (object.finishReason | 0) === object.finishReason)
                            message.finishReason = object.finishReason;
                    }
                if (object.text != null)
                    if (typeof object.text !== "string" || object.text.length)
                        message.text = $String(object.text);
                if (object.usage != null) {
                    if (!$util.isObject(object.usage))
                        throw $TypeError(".sortie.v1.GenerateResponse.usage: object expected");
                    message.usage = $root.sortie.v1.Usage.fromObject(object.usage, _depth + 1);
                }
                if (object.timings != null) {
                    if (!$util.isObject(object.timings))
                        throw $TypeError(".sortie.v1.GenerateResponse.timings: object expected");
                    message.timings = $root.sortie.v1.Timings.fromObject(object.timings, _depth + 1);
                }
                if (object.replica != null)
                    if (typeof object.replica !== "string" || object.replica.length)
                        message.replica = $String(object.replica);
                if (object.model != null)
                    if (typeof object.model !== "string" || object.model.length)
                        message.model = $String(object.model);
                if (object.logprobsMode !== 0 && (typeof object.logprobsMode !== "string" || $root.sortie.v1.LogprobsMode[object.logprobsMode] !== 0))
                    switch (object.logprobsMode) {
                    case "LOGPROBS_MODE_UNSPECIFIED":
                    case 0:
                        message.logprobsMode = 0;
                        break;
                    case "LOGPROBS_MODE_RAW":
                    case 1:
                        message.logprobsMode = 1;
                        break;
                    case "LOGPROBS_MODE_PROCESSED":
                    case 2:
                        message.logprobsMode = 2;
                        break;
                    default:
                        if (typeof object.logprobsMode === "number" && (object.logprobsMode | 0) === object.logprobsMode)
                            message.logprobsMode = object.logprobsMode;
                    }
                return message;
            };

            /**
             * Creates a plain object from a GenerateResponse message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.GenerateResponse
             * @static
             * @param {sortie.v1.GenerateResponse} message GenerateResponse
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            GenerateResponse.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.versionSpans = [];
                if (options.defaults) {
                    if (options.bytes === $String)
                        object.tokenIds = "";
                    else {
                        object.tokenIds = [];
                        if (options.bytes !== $Array)
                            object.tokenIds = $util.newBuffer(object.tokenIds);
                    }
                    if (options.bytes === $String)
                        object.logprobs = "";
                    else {
                        object.logprobs = [];
                        if (options.bytes !== $Array)
                            object.logprobs = $util.newBuffer(object.logprobs);
                    }
                    object.finishReason = options.enums === $String ? "FINISH_REASON_UNSPECIFIED" : 0;
                    object.text = "";
                    object.usage = null;
                    object.timings = null;
                    object.replica = "";
                    object.model = "";
                    object.logprobsMode = options.enums === $String ? "LOGPROBS_MODE_UNSPECIFIED" : 0;
                }
                if (message.tokenIds != null && $Object.hasOwnProperty.call(message, "tokenIds"))
                    object.tokenIds = options.bytes === $String ? $util.base64.encode(message.tokenIds, 0, message.tokenIds.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.tokenIds) : message.tokenIds;
                if (message.logprobs != null && $Object.hasOwnProperty.call(message, "logprobs"))
                    object.logprobs = options.bytes === $String ? $util.base64.encode(message.logprobs, 0, message.logprobs.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.logprobs) : message.logprobs;
                if (message.versionSpans && message.versionSpans.length) {
                    object.versionSpans = $Array(message.versionSpans.length);
                    for (let j = 0; j < message.versionSpans.length; ++j)
                        object.versionSpans[j] = $root.sortie.v1.VersionSpan.toObject(message.versionSpans[j], options, _depth + 1);
                }
                if (message.finishReason != null && $Object.hasOwnProperty.call(message, "finishReason"))
                    object.finishReason = options.enums === $String ? $root.sortie.v1.FinishReason[message.finishReason] === $undefined ? message.finishReason : $root.sortie.v1.FinishReason[message.finishReason] : message.finishReason;
                if (message.text != null && $Object.hasOwnProperty.call(message, "text"))
                    object.text = message.text;
                if (message.usage != null && $Object.hasOwnProperty.call(message, "usage"))
                    object.usage = $root.sortie.v1.Usage.toObject(message.usage, options, _depth + 1);
                if (message.timings != null && $Object.hasOwnProperty.call(message, "timings"))
                    object.timings = $root.sortie.v1.Timings.toObject(message.timings, options, _depth + 1);
                if (message.replica != null && $Object.hasOwnProperty.call(message, "replica"))
                    object.replica = message.replica;
                if (message.model != null && $Object.hasOwnProperty.call(message, "model"))
                    object.model = message.model;
                if (message.logprobsMode != null && $Object.hasOwnProperty.call(message, "logprobsMode"))
                    object.logprobsMode = options.enums === $String ? $root.sortie.v1.LogprobsMode[message.logprobsMode] === $undefined ? message.logprobsMode : $root.sortie.v1.LogprobsMode[message.logprobsMode] : message.logprobsMode;
                return object;
            };

            /**
             * Converts this GenerateResponse to JSON.
             * @function toJSON
             * @memberof sortie.v1.GenerateResponse
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            GenerateResponse.prototype.toJSON = function() {
                return GenerateResponse.toObject(this, $protobuf.util.toJSONOptions);
            };

            return GenerateResponse;
        })();

        v1.TokenizeRequest = (function() {

            /**
             * Properties of a TokenizeRequest.
             * @typedef {Object} sortie.v1.TokenizeRequest.$Properties
             * @property {string|null} [text] TokenizeRequest text
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TokenizeRequest.
             * @memberof sortie.v1
             * @interface ITokenizeRequest
             * @augments sortie.v1.TokenizeRequest.$Properties
             * @deprecated Use sortie.v1.TokenizeRequest.$Properties instead.
             */

            /**
             * Shape of a TokenizeRequest.
             * @typedef {sortie.v1.TokenizeRequest.$Properties} sortie.v1.TokenizeRequest.$Shape
             */

            /**
             * Constructs a new TokenizeRequest.
             * @memberof sortie.v1
             * @classdesc Represents a TokenizeRequest.
             * @constructor
             * @param {sortie.v1.TokenizeRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TokenizeRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TokenizeRequest text.
             * @member {string} text
             * @memberof sortie.v1.TokenizeRequest
             * @instance
             */
            TokenizeRequest.prototype.text = "";

            /**
             * Creates a new TokenizeRequest instance using the specified properties.
             * @function create
             * @memberof sortie.v1.TokenizeRequest
             * @static
             * @param {sortie.v1.TokenizeRequest.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.TokenizeRequest} TokenizeRequest instance
             * @type {{
             *   (properties: sortie.v1.TokenizeRequest.$Shape): sortie.v1.TokenizeRequest & sortie.v1.TokenizeRequest.$Shape;
             *   (properties?: sortie.v1.TokenizeRequest.$Properties): sortie.v1.TokenizeRequest;
             * }}
             */
            TokenizeRequest.create = function(properties) {
                return new TokenizeRequest(properties);
            };

            /**
             * Encodes the specified TokenizeRequest message. Does not implicitly {@link sortie.v1.TokenizeRequest.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.TokenizeRequest
             * @static
             * @param {sortie.v1.TokenizeRequest.$Properties} message TokenizeRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TokenizeRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.text);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TokenizeRequest message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.TokenizeRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.TokenizeRequest & sortie.v1.TokenizeRequest.$Shape} TokenizeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TokenizeRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.TokenizeRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.text = value;
                            else
                                delete message.text;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a TokenizeRequest message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.TokenizeRequest
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.TokenizeRequest} TokenizeRequest
             */
            TokenizeRequest.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.TokenizeRequest)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.TokenizeRequest: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.TokenizeRequest();
                if (object.text != null)
                    if (typeof object.text !== "string" || object.text.length)
                        message.text = $String(object.text);
                return message;
            };

            /**
             * Creates a plain object from a TokenizeRequest message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.TokenizeRequest
             * @static
             * @param {sortie.v1.TokenizeRequest} message TokenizeRequest
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            TokenizeRequest.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults)
                    object.text = "";
                if (message.text != null && $Object.hasOwnProperty.call(message, "text"))
                    object.text = message.text;
                return object;
            };

            /**
             * Converts this TokenizeRequest to JSON.
             * @function toJSON
             * @memberof sortie.v1.TokenizeRequest
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            TokenizeRequest.prototype.toJSON = function() {
                return TokenizeRequest.toObject(this, $protobuf.util.toJSONOptions);
            };

            return TokenizeRequest;
        })();

        v1.TokenizeResponse = (function() {

            /**
             * Properties of a TokenizeResponse.
             * @typedef {Object} sortie.v1.TokenizeResponse.$Properties
             * @property {Uint8Array|null} [tokenIds] TokenizeResponse tokenIds
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TokenizeResponse.
             * @memberof sortie.v1
             * @interface ITokenizeResponse
             * @augments sortie.v1.TokenizeResponse.$Properties
             * @deprecated Use sortie.v1.TokenizeResponse.$Properties instead.
             */

            /**
             * Shape of a TokenizeResponse.
             * @typedef {sortie.v1.TokenizeResponse.$Properties} sortie.v1.TokenizeResponse.$Shape
             */

            /**
             * Constructs a new TokenizeResponse.
             * @memberof sortie.v1
             * @classdesc Represents a TokenizeResponse.
             * @constructor
             * @param {sortie.v1.TokenizeResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TokenizeResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TokenizeResponse tokenIds.
             * @member {Uint8Array} tokenIds
             * @memberof sortie.v1.TokenizeResponse
             * @instance
             */
            TokenizeResponse.prototype.tokenIds = $util.newBuffer([]);

            /**
             * Creates a new TokenizeResponse instance using the specified properties.
             * @function create
             * @memberof sortie.v1.TokenizeResponse
             * @static
             * @param {sortie.v1.TokenizeResponse.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.TokenizeResponse} TokenizeResponse instance
             * @type {{
             *   (properties: sortie.v1.TokenizeResponse.$Shape): sortie.v1.TokenizeResponse & sortie.v1.TokenizeResponse.$Shape;
             *   (properties?: sortie.v1.TokenizeResponse.$Properties): sortie.v1.TokenizeResponse;
             * }}
             */
            TokenizeResponse.create = function(properties) {
                return new TokenizeResponse(properties);
            };

            /**
             * Encodes the specified TokenizeResponse message. Does not implicitly {@link sortie.v1.TokenizeResponse.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.TokenizeResponse
             * @static
             * @param {sortie.v1.TokenizeResponse.$Properties} message TokenizeResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TokenizeResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.tokenIds != null && $Object.hasOwnProperty.call(message, "tokenIds") && message.tokenIds.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.tokenIds);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TokenizeResponse message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.TokenizeResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.TokenizeResponse & sortie.v1.TokenizeResponse.$Shape} TokenizeResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TokenizeResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.TokenizeResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.tokenIds = value;
                            else
                                delete message.tokenIds;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a TokenizeResponse message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.TokenizeResponse
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.TokenizeResponse} TokenizeResponse
             */
            TokenizeResponse.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.TokenizeResponse)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.TokenizeResponse: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.TokenizeResponse();
                if (object.tokenIds != null)
                    if (object.tokenIds.length)
                        if (typeof object.tokenIds === "string")
                            $util.base64.decode(object.tokenIds, message.tokenIds = $util.newBuffer($util.base64.length(object.tokenIds)), 0);
                        else if (object.tokenIds.length >= 0)
                            message.tokenIds = object.tokenIds;
                return message;
            };

            /**
             * Creates a plain object from a TokenizeResponse message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.TokenizeResponse
             * @static
             * @param {sortie.v1.TokenizeResponse} message TokenizeResponse
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            TokenizeResponse.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults)
                    if (options.bytes === $String)
                        object.tokenIds = "";
                    else {
                        object.tokenIds = [];
                        if (options.bytes !== $Array)
                            object.tokenIds = $util.newBuffer(object.tokenIds);
                    }
                if (message.tokenIds != null && $Object.hasOwnProperty.call(message, "tokenIds"))
                    object.tokenIds = options.bytes === $String ? $util.base64.encode(message.tokenIds, 0, message.tokenIds.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.tokenIds) : message.tokenIds;
                return object;
            };

            /**
             * Converts this TokenizeResponse to JSON.
             * @function toJSON
             * @memberof sortie.v1.TokenizeResponse
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            TokenizeResponse.prototype.toJSON = function() {
                return TokenizeResponse.toObject(this, $protobuf.util.toJSONOptions);
            };

            return TokenizeResponse;
        })();

        v1.ModelInfo = (function() {

            /**
             * Properties of a ModelInfo.
             * @typedef {Object} sortie.v1.ModelInfo.$Properties
             * @property {string|null} [name] ModelInfo name
             * @property {number|null} [contextTokens] ModelInfo contextTokens
             * @property {Array.<number>|null} [stopTokenIds] ModelInfo stopTokenIds
             * @property {Array.<sortie.v1.TemplatePiece.$Properties>|null} [templatePieces] ModelInfo templatePieces
             * @property {number|null} [weightVersion] ModelInfo weightVersion
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ModelInfo.
             * @memberof sortie.v1
             * @interface IModelInfo
             * @augments sortie.v1.ModelInfo.$Properties
             * @deprecated Use sortie.v1.ModelInfo.$Properties instead.
             */

            /**
             * Shape of a ModelInfo.
             * @typedef {sortie.v1.ModelInfo.$Properties} sortie.v1.ModelInfo.$Shape
             */

            /**
             * Constructs a new ModelInfo.
             * @memberof sortie.v1
             * @classdesc Represents a ModelInfo.
             * @constructor
             * @param {sortie.v1.ModelInfo.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ModelInfo = function (properties) {
                this.stopTokenIds = [];
                this.templatePieces = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ModelInfo name.
             * @member {string} name
             * @memberof sortie.v1.ModelInfo
             * @instance
             */
            ModelInfo.prototype.name = "";

            /**
             * ModelInfo contextTokens.
             * @member {number} contextTokens
             * @memberof sortie.v1.ModelInfo
             * @instance
             */
            ModelInfo.prototype.contextTokens = 0;

            /**
             * ModelInfo stopTokenIds.
             * @member {Array.<number>} stopTokenIds
             * @memberof sortie.v1.ModelInfo
             * @instance
             */
            ModelInfo.prototype.stopTokenIds = $util.emptyArray;

            /**
             * ModelInfo templatePieces.
             * @member {Array.<sortie.v1.TemplatePiece.$Properties>} templatePieces
             * @memberof sortie.v1.ModelInfo
             * @instance
             */
            ModelInfo.prototype.templatePieces = $util.emptyArray;

            /**
             * ModelInfo weightVersion.
             * @member {number} weightVersion
             * @memberof sortie.v1.ModelInfo
             * @instance
             */
            ModelInfo.prototype.weightVersion = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new ModelInfo instance using the specified properties.
             * @function create
             * @memberof sortie.v1.ModelInfo
             * @static
             * @param {sortie.v1.ModelInfo.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.ModelInfo} ModelInfo instance
             * @type {{
             *   (properties: sortie.v1.ModelInfo.$Shape): sortie.v1.ModelInfo & sortie.v1.ModelInfo.$Shape;
             *   (properties?: sortie.v1.ModelInfo.$Properties): sortie.v1.ModelInfo;
             * }}
             */
            ModelInfo.create = function(properties) {
                return new ModelInfo(properties);
            };

            /**
             * Encodes the specified ModelInfo message. Does not implicitly {@link sortie.v1.ModelInfo.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.ModelInfo
             * @static
             * @param {sortie.v1.ModelInfo.$Properties} message ModelInfo message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ModelInfo.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.contextTokens != null && $Object.hasOwnProperty.call(message, "contextTokens") && message.contextTokens !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.contextTokens);
                if (message.stopTokenIds != null && message.stopTokenIds.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).uint32s(message.stopTokenIds);
                if (message.templatePieces != null && message.templatePieces.length)
                    for (let i = 0; i < message.templatePieces.length; ++i)
                        $root.sortie.v1.TemplatePiece.encode(message.templatePieces[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.weightVersion != null && $Object.hasOwnProperty.call(message, "weightVersion") && (typeof message.weightVersion === "object" ? message.weightVersion.low || message.weightVersion.high : message.weightVersion !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.weightVersion);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ModelInfo message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.ModelInfo
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.ModelInfo & sortie.v1.ModelInfo.$Shape} ModelInfo
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ModelInfo.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.ModelInfo();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.contextTokens = value;
                            else
                                delete message.contextTokens;
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.stopTokenIds && message.stopTokenIds.length))
                                    message.stopTokenIds = [];
                                reader.uint32s(message.stopTokenIds);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.stopTokenIds && message.stopTokenIds.length))
                                message.stopTokenIds = [];
                            message.stopTokenIds.push(reader.uint32());
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.templatePieces && message.templatePieces.length))
                                message.templatePieces = [];
                            message.templatePieces.push($root.sortie.v1.TemplatePiece.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.weightVersion = value;
                            else
                                delete message.weightVersion;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ModelInfo message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.ModelInfo
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.ModelInfo} ModelInfo
             */
            ModelInfo.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.ModelInfo)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.ModelInfo: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.ModelInfo();
                if (object.name != null)
                    if (typeof object.name !== "string" || object.name.length)
                        message.name = $String(object.name);
                if (object.contextTokens != null)
                    if ($Number(object.contextTokens) !== 0)
                        message.contextTokens = object.contextTokens >>> 0;
                if (object.stopTokenIds) {
                    if (!$Array.isArray(object.stopTokenIds))
                        throw $TypeError(".sortie.v1.ModelInfo.stopTokenIds: array expected");
                    message.stopTokenIds = $Array(object.stopTokenIds.length);
                    for (let i = 0; i < object.stopTokenIds.length; ++i)
                        message.stopTokenIds[i] = object.stopTokenIds[i] >>> 0;
                }
                if (object.templatePieces) {
                    if (!$Array.isArray(object.templatePieces))
                        throw $TypeError(".sortie.v1.ModelInfo.templatePieces: array expected");
                    message.templatePieces = $Array(object.templatePieces.length);
                    for (let i = 0; i < object.templatePieces.length; ++i) {
                        if (!$util.isObject(object.templatePieces[i]))
                            throw $TypeError(".sortie.v1.ModelInfo.templatePieces: object expected");
                        message.templatePieces[i] = $root.sortie.v1.TemplatePiece.fromObject(object.templatePieces[i], _depth + 1);
                    }
                }
                if (object.weightVersion != null)
                    if (typeof object.weightVersion === "object" ? object.weightVersion.low || object.weightVersion.high : $Number(object.weightVersion) !== 0)
                        if ($util.Long)
                            message.weightVersion = $util.Long.fromValue(object.weightVersion, true);
                        else if (typeof object.weightVersion === "string")
                            message.weightVersion = $parseInt(object.weightVersion, 10);
                        else if (typeof object.weightVersion === "number")
                            message.weightVersion = object.weightVersion;
                        else if (typeof object.weightVersion === "object")
                            message.weightVersion = new $util.LongBits(object.weightVersion.low >>> 0, object.weightVersion.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from a ModelInfo message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.ModelInfo
             * @static
             * @param {sortie.v1.ModelInfo} message ModelInfo
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ModelInfo.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults) {
                    object.stopTokenIds = [];
                    object.templatePieces = [];
                }
                if (options.defaults) {
                    object.name = "";
                    object.contextTokens = 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.weightVersion = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.weightVersion = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                    object.name = message.name;
                if (message.contextTokens != null && $Object.hasOwnProperty.call(message, "contextTokens"))
                    object.contextTokens = message.contextTokens;
                if (message.stopTokenIds && message.stopTokenIds.length) {
                    object.stopTokenIds = $Array(message.stopTokenIds.length);
                    for (let j = 0; j < message.stopTokenIds.length; ++j)
                        object.stopTokenIds[j] = message.stopTokenIds[j];
                }
                if (message.templatePieces && message.templatePieces.length) {
                    object.templatePieces = $Array(message.templatePieces.length);
                    for (let j = 0; j < message.templatePieces.length; ++j)
                        object.templatePieces[j] = $root.sortie.v1.TemplatePiece.toObject(message.templatePieces[j], options, _depth + 1);
                }
                if (message.weightVersion != null && $Object.hasOwnProperty.call(message, "weightVersion"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.weightVersion = typeof message.weightVersion === "number" ? $BigInt(message.weightVersion) : $util.Long.fromBits(message.weightVersion.low >>> 0, message.weightVersion.high >>> 0, true).toBigInt();
                    else if (typeof message.weightVersion === "number")
                        object.weightVersion = options.longs === $String ? $String(message.weightVersion) : message.weightVersion;
                    else
                        object.weightVersion = options.longs === $String ? $util.Long.prototype.toString.call(message.weightVersion) : options.longs === $Number ? new $util.LongBits(message.weightVersion.low >>> 0, message.weightVersion.high >>> 0).toNumber(true) : message.weightVersion;
                return object;
            };

            /**
             * Converts this ModelInfo to JSON.
             * @function toJSON
             * @memberof sortie.v1.ModelInfo
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ModelInfo.prototype.toJSON = function() {
                return ModelInfo.toObject(this, $protobuf.util.toJSONOptions);
            };

            return ModelInfo;
        })();

        v1.TemplatePiece = (function() {

            /**
             * Properties of a TemplatePiece.
             * @typedef {Object} sortie.v1.TemplatePiece.$Properties
             * @property {sortie.v1.Role|null} [previous] TemplatePiece previous
             * @property {sortie.v1.Role|null} [next] TemplatePiece next
             * @property {Uint8Array|null} [tokenIds] TemplatePiece tokenIds
             * @property {string|null} [text] TemplatePiece text
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TemplatePiece.
             * @memberof sortie.v1
             * @interface ITemplatePiece
             * @augments sortie.v1.TemplatePiece.$Properties
             * @deprecated Use sortie.v1.TemplatePiece.$Properties instead.
             */

            /**
             * Shape of a TemplatePiece.
             * @typedef {sortie.v1.TemplatePiece.$Properties} sortie.v1.TemplatePiece.$Shape
             */

            /**
             * Constructs a new TemplatePiece.
             * @memberof sortie.v1
             * @classdesc Represents a TemplatePiece.
             * @constructor
             * @param {sortie.v1.TemplatePiece.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TemplatePiece = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TemplatePiece previous.
             * @member {sortie.v1.Role} previous
             * @memberof sortie.v1.TemplatePiece
             * @instance
             */
            TemplatePiece.prototype.previous = 0;

            /**
             * TemplatePiece next.
             * @member {sortie.v1.Role} next
             * @memberof sortie.v1.TemplatePiece
             * @instance
             */
            TemplatePiece.prototype.next = 0;

            /**
             * TemplatePiece tokenIds.
             * @member {Uint8Array} tokenIds
             * @memberof sortie.v1.TemplatePiece
             * @instance
             */
            TemplatePiece.prototype.tokenIds = $util.newBuffer([]);

            /**
             * TemplatePiece text.
             * @member {string} text
             * @memberof sortie.v1.TemplatePiece
             * @instance
             */
            TemplatePiece.prototype.text = "";

            /**
             * Creates a new TemplatePiece instance using the specified properties.
             * @function create
             * @memberof sortie.v1.TemplatePiece
             * @static
             * @param {sortie.v1.TemplatePiece.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.TemplatePiece} TemplatePiece instance
             * @type {{
             *   (properties: sortie.v1.TemplatePiece.$Shape): sortie.v1.TemplatePiece & sortie.v1.TemplatePiece.$Shape;
             *   (properties?: sortie.v1.TemplatePiece.$Properties): sortie.v1.TemplatePiece;
             * }}
             */
            TemplatePiece.create = function(properties) {
                return new TemplatePiece(properties);
            };

            /**
             * Encodes the specified TemplatePiece message. Does not implicitly {@link sortie.v1.TemplatePiece.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.TemplatePiece
             * @static
             * @param {sortie.v1.TemplatePiece.$Properties} message TemplatePiece message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TemplatePiece.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.previous != null && $Object.hasOwnProperty.call(message, "previous") && message.previous !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.previous);
                if (message.next != null && $Object.hasOwnProperty.call(message, "next") && message.next !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.next);
                if (message.tokenIds != null && $Object.hasOwnProperty.call(message, "tokenIds") && message.tokenIds.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.tokenIds);
                if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.text);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TemplatePiece message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.TemplatePiece
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.TemplatePiece & sortie.v1.TemplatePiece.$Shape} TemplatePiece
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TemplatePiece.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.TemplatePiece();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.previous = value;
                            else
                                delete message.previous;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.next = value;
                            else
                                delete message.next;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.tokenIds = value;
                            else
                                delete message.tokenIds;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.text = value;
                            else
                                delete message.text;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a TemplatePiece message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.TemplatePiece
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.TemplatePiece} TemplatePiece
             */
            TemplatePiece.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.TemplatePiece)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.TemplatePiece: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.TemplatePiece();
                if (object.previous !== 0 && (typeof object.previous !== "string" || $root.sortie.v1.Role[object.previous] !== 0))
                    switch (object.previous) {
                    case "ROLE_UNSPECIFIED":
                    case 0:
                        message.previous = 0;
                        break;
                    case "ROLE_SYSTEM":
                    case 1:
                        message.previous = 1;
                        break;
                    case "ROLE_USER":
                    case 2:
                        message.previous = 2;
                        break;
                    case "ROLE_ASSISTANT":
                    case 3:
                        message.previous = 3;
                        break;
                    case "ROLE_TOOL":
                    case 4:
                        message.previous = 4;
                        break;
                    case "ROLE_TEMPLATE":
                    case 5:
                        message.previous = 5;
                        break;
                    default:
                        if (typeof object.previous === "number" && (object.previous | 0) === object.previous)
                            message.previous = object.previous;
                    }
                if (object.next !== 0 && (typeof object.next !== "string" || $root.sortie.v1.Role[object.next] !== 0))
                    switch (object.next) {
                    case "ROLE_UNSPECIFIED":
                    case 0:
                        message.next = 0;
                        break;
                    case "ROLE_SYSTEM":
                    case 1:
                        message.next = 1;
                        break;
                    case "ROLE_USER":
                    case 2:
                        message.next = 2;
                        break;
                    case "ROLE_ASSISTANT":
                    case 3:
                        message.next = 3;
                        break;
                    case "ROLE_TOOL":
                    case 4:
                        message.next = 4;
                        break;
                    case "ROLE_TEMPLATE":
                    case 5:
                        message.next = 5;
                        break;
                    default:
                        if (typeof object.next === "number" && (object.next | 0) === object.next)
                            message.next = object.next;
                    }
                if (object.tokenIds != null)
                    if (object.tokenIds.length)
                        if (typeof object.tokenIds === "string")
                            $util.base64.decode(object.tokenIds, message.tokenIds = $util.newBuffer($util.base64.length(object.tokenIds)), 0);
                        else if (object.tokenIds.length >= 0)
                            message.tokenIds = object.tokenIds;
                if (object.text != null)
                    if (typeof object.text !== "string" || object.text.length)
                        message.text = $String(object.text);
                return message;
            };

            /**
             * Creates a plain object from a TemplatePiece message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.TemplatePiece
             * @static
             * @param {sortie.v1.TemplatePiece} message TemplatePiece
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            TemplatePiece.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.previous = options.enums === $String ? "ROLE_UNSPECIFIED" : 0;
                    object.next = options.enums === $String ? "ROLE_UNSPECIFIED" : 0;
                    if (options.bytes === $String)
                        object.tokenIds = "";
                    else {
                        object.tokenIds = [];
                        if (options.bytes !== $Array)
                            object.tokenIds = $util.newBuffer(object.tokenIds);
                    }
                    object.text = "";
                }
                if (message.previous != null && $Object.hasOwnProperty.call(message, "previous"))
                    object.previous = options.enums === $String ? $root.sortie.v1.Role[message.previous] === $undefined ? message.previous : $root.sortie.v1.Role[message.previous] : message.previous;
                if (message.next != null && $Object.hasOwnProperty.call(message, "next"))
                    object.next = options.enums === $String ? $root.sortie.v1.Role[message.next] === $undefined ? message.next : $root.sortie.v1.Role[message.next] : message.next;
                if (message.tokenIds != null && $Object.hasOwnProperty.call(message, "tokenIds"))
                    object.tokenIds = options.bytes === $String ? $util.base64.encode(message.tokenIds, 0, message.tokenIds.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.tokenIds) : message.tokenIds;
                if (message.text != null && $Object.hasOwnProperty.call(message, "text"))
                    object.text = message.text;
                return object;
            };

            /**
             * Converts this TemplatePiece to JSON.
             * @function toJSON
             * @memberof sortie.v1.TemplatePiece
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            TemplatePiece.prototype.toJSON = function() {
                return TemplatePiece.toObject(this, $protobuf.util.toJSONOptions);
            };

            return TemplatePiece;
        })();

        v1.Task = (function() {

            /**
             * Properties of a Task.
             * @typedef {Object} sortie.v1.Task.$Properties
             * @property {string|null} [taskId] Task taskId
             * @property {string|null} [environment] Task environment
             * @property {Uint8Array|null} [inputJson] Task inputJson
             * @property {Uint8Array|null} [verifierJson] Task verifierJson
             * @property {number|null} [groupSize] Task groupSize
             * @property {number|null} [effort] Task effort
             * @property {sortie.v1.TaskLimits.$Properties|null} [limits] Task limits
             * @property {sortie.v1.SandboxNeeds.$Properties|null} [sandbox] Task sandbox
             * @property {Object.<string,string>|null} [metadata] Task metadata
             * @property {sortie.v1.TaskSampling.$Properties|null} [sampling] Task sampling
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Task.
             * @memberof sortie.v1
             * @interface ITask
             * @augments sortie.v1.Task.$Properties
             * @deprecated Use sortie.v1.Task.$Properties instead.
             */

            /**
             * Shape of a Task.
             * @typedef {sortie.v1.Task.$Properties} sortie.v1.Task.$Shape
             */

            /**
             * Constructs a new Task.
             * @memberof sortie.v1
             * @classdesc Represents a Task.
             * @constructor
             * @param {sortie.v1.Task.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Task = function (properties) {
                this.metadata = {};
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Task taskId.
             * @member {string} taskId
             * @memberof sortie.v1.Task
             * @instance
             */
            Task.prototype.taskId = "";

            /**
             * Task environment.
             * @member {string} environment
             * @memberof sortie.v1.Task
             * @instance
             */
            Task.prototype.environment = "";

            /**
             * Task inputJson.
             * @member {Uint8Array} inputJson
             * @memberof sortie.v1.Task
             * @instance
             */
            Task.prototype.inputJson = $util.newBuffer([]);

            /**
             * Task verifierJson.
             * @member {Uint8Array} verifierJson
             * @memberof sortie.v1.Task
             * @instance
             */
            Task.prototype.verifierJson = $util.newBuffer([]);

            /**
             * Task groupSize.
             * @member {number} groupSize
             * @memberof sortie.v1.Task
             * @instance
             */
            Task.prototype.groupSize = 0;

            /**
             * Task effort.
             * @member {number|null|undefined} effort
             * @memberof sortie.v1.Task
             * @instance
             */
            Task.prototype.effort = null;

            /**
             * Task limits.
             * @member {sortie.v1.TaskLimits.$Properties|null|undefined} limits
             * @memberof sortie.v1.Task
             * @instance
             */
            Task.prototype.limits = null;

            /**
             * Task sandbox.
             * @member {sortie.v1.SandboxNeeds.$Properties|null|undefined} sandbox
             * @memberof sortie.v1.Task
             * @instance
             */
            Task.prototype.sandbox = null;

            /**
             * Task metadata.
             * @member {Object.<string,string>} metadata
             * @memberof sortie.v1.Task
             * @instance
             */
            Task.prototype.metadata = $util.emptyObject;

            /**
             * Task sampling.
             * @member {sortie.v1.TaskSampling.$Properties|null|undefined} sampling
             * @memberof sortie.v1.Task
             * @instance
             */
            Task.prototype.sampling = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Task.prototype, "_effort", {
                get: $util.oneOfGetter($oneOfFields = ["effort"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Task instance using the specified properties.
             * @function create
             * @memberof sortie.v1.Task
             * @static
             * @param {sortie.v1.Task.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.Task} Task instance
             * @type {{
             *   (properties: sortie.v1.Task.$Shape): sortie.v1.Task & sortie.v1.Task.$Shape;
             *   (properties?: sortie.v1.Task.$Properties): sortie.v1.Task;
             * }}
             */
            Task.create = function(properties) {
                return new Task(properties);
            };

            /**
             * Encodes the specified Task message. Does not implicitly {@link sortie.v1.Task.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.Task
             * @static
             * @param {sortie.v1.Task.$Properties} message Task message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Task.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.taskId != null && $Object.hasOwnProperty.call(message, "taskId") && message.taskId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.taskId);
                if (message.environment != null && $Object.hasOwnProperty.call(message, "environment") && message.environment !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.environment);
                if (message.inputJson != null && $Object.hasOwnProperty.call(message, "inputJson") && message.inputJson.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.inputJson);
                if (message.verifierJson != null && $Object.hasOwnProperty.call(message, "verifierJson") && message.verifierJson.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.verifierJson);
                if (message.groupSize != null && $Object.hasOwnProperty.call(message, "groupSize") && message.groupSize !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.groupSize);
                if (message.effort != null && $Object.hasOwnProperty.call(message, "effort"))
                    writer.uint32(/* id 6, wireType 1 =*/49).double(message.effort);
                if (message.limits != null && $Object.hasOwnProperty.call(message, "limits"))
                    $root.sortie.v1.TaskLimits.encode(message.limits, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.sandbox != null && $Object.hasOwnProperty.call(message, "sandbox"))
                    $root.sortie.v1.SandboxNeeds.encode(message.sandbox, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                    for (let keys = $Object.keys(message.metadata), i = 0; i < keys.length; ++i)
                        writer.uint32(/* id 9, wireType 2 =*/74).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.metadata[keys[i]]).ldelim();
                if (message.sampling != null && $Object.hasOwnProperty.call(message, "sampling"))
                    $root.sortie.v1.TaskSampling.encode(message.sampling, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Task message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.Task
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.Task & sortie.v1.Task.$Shape} Task
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Task.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, key, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.Task();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.taskId = value;
                            else
                                delete message.taskId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.environment = value;
                            else
                                delete message.environment;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.inputJson = value;
                            else
                                delete message.inputJson;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.verifierJson = value;
                            else
                                delete message.verifierJson;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.groupSize = value;
                            else
                                delete message.groupSize;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 1)
                                break;
                            message.effort = reader.double();
                            message._effort = "effort";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.limits = $root.sortie.v1.TaskLimits.decode(reader, reader.size(), $undefined, _depth + 1, message.limits);
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.sandbox = $root.sortie.v1.SandboxNeeds.decode(reader, reader.size(), $undefined, _depth + 1, message.sandbox);
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if (message.metadata === $util.emptyObject)
                                message.metadata = {};
                            let end2 = reader.size() + reader.pos;
                            if (end2 > reader.len)
                                throw $RangeError("index out of range");
                            reader.len = end2;
                            key = "";
                            value = "";
                            while (reader.pos < end2) {
                                let tag2 = reader.tag();
                                wireType = tag2 & 7;
                                switch (tag2 >>>= 3) {
                                case 1:
                                    if (wireType !== 2)
                                        break;
                                    key = reader.stringVerify();
                                    continue;
                                case 2:
                                    if (wireType !== 2)
                                        break;
                                    value = reader.stringVerify();
                                    continue;
                                }
                                reader.skipType(wireType, _depth, tag2);
                            }
                            if (reader.pos !== end2)
                                throw $RangeError("index out of range");
                            reader.len = end;
                            if (key === "__proto__")
                                $util.makeProp(message.metadata, key);
                            message.metadata[key] = value;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            message.sampling = $root.sortie.v1.TaskSampling.decode(reader, reader.size(), $undefined, _depth + 1, message.sampling);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Task message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.Task
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.Task} Task
             */
            Task.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.Task)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.Task: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.Task();
                if (object.taskId != null)
                    if (typeof object.taskId !== "string" || object.taskId.length)
                        message.taskId = $String(object.taskId);
                if (object.environment != null)
                    if (typeof object.environment !== "string" || object.environment.length)
                        message.environment = $String(object.environment);
                if (object.inputJson != null)
                    if (object.inputJson.length)
                        if (typeof object.inputJson === "string")
                            $util.base64.decode(object.inputJson, message.inputJson = $util.newBuffer($util.base64.length(object.inputJson)), 0);
                        else if (object.inputJson.length >= 0)
                            message.inputJson = object.inputJson;
                if (object.verifierJson != null)
                    if (object.verifierJson.length)
                        if (typeof object.verifierJson === "string")
                            $util.base64.decode(object.verifierJson, message.verifierJson = $util.newBuffer($util.base64.length(object.verifierJson)), 0);
                        else if (object.verifierJson.length >= 0)
                            message.verifierJson = object.verifierJson;
                if (object.groupSize != null)
                    if ($Number(object.groupSize) !== 0)
                        message.groupSize = object.groupSize >>> 0;
                if (object.effort != null)
                    message.effort = $Number(object.effort);
                if (object.limits != null) {
                    if (!$util.isObject(object.limits))
                        throw $TypeError(".sortie.v1.Task.limits: object expected");
                    message.limits = $root.sortie.v1.TaskLimits.fromObject(object.limits, _depth + 1);
                }
                if (object.sandbox != null) {
                    if (!$util.isObject(object.sandbox))
                        throw $TypeError(".sortie.v1.Task.sandbox: object expected");
                    message.sandbox = $root.sortie.v1.SandboxNeeds.fromObject(object.sandbox, _depth + 1);
                }
                if (object.metadata) {
                    if (!$util.isObject(object.metadata))
                        throw $TypeError(".sortie.v1.Task.metadata: object expected");
                    message.metadata = {};
                    for (let keys = $Object.keys(object.metadata), i = 0; i < keys.length; ++i) {
                        if (keys[i] === "__proto__")
                            $util.makeProp(message.metadata, keys[i]);
                        message.metadata[keys[i]] = $String(object.metadata[keys[i]]);
                    }
                }
                if (object.sampling != null) {
                    if (!$util.isObject(object.sampling))
                        throw $TypeError(".sortie.v1.Task.sampling: object expected");
                    message.sampling = $root.sortie.v1.TaskSampling.fromObject(object.sampling, _depth + 1);
                }
                return message;
            };

            /**
             * Creates a plain object from a Task message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.Task
             * @static
             * @param {sortie.v1.Task} message Task
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Task.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.objects || options.defaults)
                    object.metadata = {};
                if (options.defaults) {
                    object.taskId = "";
                    object.environment = "";
                    if (options.bytes === $String)
                        object.inputJson = "";
                    else {
                        object.inputJson = [];
                        if (options.bytes !== $Array)
                            object.inputJson = $util.newBuffer(object.inputJson);
                    }
                    if (options.bytes === $String)
                        object.verifierJson = "";
                    else {
                        object.verifierJson = [];
                        if (options.bytes !== $Array)
                            object.verifierJson = $util.newBuffer(object.verifierJson);
                    }
                    object.groupSize = 0;
                    object.limits = null;
                    object.sandbox = null;
                    object.sampling = null;
                }
                if (message.taskId != null && $Object.hasOwnProperty.call(message, "taskId"))
                    object.taskId = message.taskId;
                if (message.environment != null && $Object.hasOwnProperty.call(message, "environment"))
                    object.environment = message.environment;
                if (message.inputJson != null && $Object.hasOwnProperty.call(message, "inputJson"))
                    object.inputJson = options.bytes === $String ? $util.base64.encode(message.inputJson, 0, message.inputJson.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.inputJson) : message.inputJson;
                if (message.verifierJson != null && $Object.hasOwnProperty.call(message, "verifierJson"))
                    object.verifierJson = options.bytes === $String ? $util.base64.encode(message.verifierJson, 0, message.verifierJson.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.verifierJson) : message.verifierJson;
                if (message.groupSize != null && $Object.hasOwnProperty.call(message, "groupSize"))
                    object.groupSize = message.groupSize;
                if (message.effort != null && $Object.hasOwnProperty.call(message, "effort"))
                    object.effort = options.json && !$isFinite(message.effort) ? $String(message.effort) : message.effort;
                if (message.limits != null && $Object.hasOwnProperty.call(message, "limits"))
                    object.limits = $root.sortie.v1.TaskLimits.toObject(message.limits, options, _depth + 1);
                if (message.sandbox != null && $Object.hasOwnProperty.call(message, "sandbox"))
                    object.sandbox = $root.sortie.v1.SandboxNeeds.toObject(message.sandbox, options, _depth + 1);
                let keys2;
                if (message.metadata && (keys2 = $Object.keys(message.metadata)).length) {
                    object.metadata = {};
                    for (let j = 0; j < keys2.length; ++j) {
                        if (keys2[j] === "__proto__")
                            $util.makeProp(object.metadata, keys2[j]);
                        object.metadata[keys2[j]] = message.metadata[keys2[j]];
                    }
                }
                if (message.sampling != null && $Object.hasOwnProperty.call(message, "sampling"))
                    object.sampling = $root.sortie.v1.TaskSampling.toObject(message.sampling, options, _depth + 1);
                return object;
            };

            /**
             * Converts this Task to JSON.
             * @function toJSON
             * @memberof sortie.v1.Task
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Task.prototype.toJSON = function() {
                return Task.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Task;
        })();

        v1.TaskLimits = (function() {

            /**
             * Properties of a TaskLimits.
             * @typedef {Object} sortie.v1.TaskLimits.$Properties
             * @property {number|null} [turns] TaskLimits turns
             * @property {number|null} [tokensPerTurn] TaskLimits tokensPerTurn
             * @property {number|null} [tokens] TaskLimits tokens
             * @property {number|null} [wallMs] TaskLimits wallMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TaskLimits.
             * @memberof sortie.v1
             * @interface ITaskLimits
             * @augments sortie.v1.TaskLimits.$Properties
             * @deprecated Use sortie.v1.TaskLimits.$Properties instead.
             */

            /**
             * Shape of a TaskLimits.
             * @typedef {sortie.v1.TaskLimits.$Properties} sortie.v1.TaskLimits.$Shape
             */

            /**
             * Constructs a new TaskLimits.
             * @memberof sortie.v1
             * @classdesc Represents a TaskLimits.
             * @constructor
             * @param {sortie.v1.TaskLimits.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TaskLimits = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TaskLimits turns.
             * @member {number} turns
             * @memberof sortie.v1.TaskLimits
             * @instance
             */
            TaskLimits.prototype.turns = 0;

            /**
             * TaskLimits tokensPerTurn.
             * @member {number} tokensPerTurn
             * @memberof sortie.v1.TaskLimits
             * @instance
             */
            TaskLimits.prototype.tokensPerTurn = 0;

            /**
             * TaskLimits tokens.
             * @member {number} tokens
             * @memberof sortie.v1.TaskLimits
             * @instance
             */
            TaskLimits.prototype.tokens = 0;

            /**
             * TaskLimits wallMs.
             * @member {number} wallMs
             * @memberof sortie.v1.TaskLimits
             * @instance
             */
            TaskLimits.prototype.wallMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new TaskLimits instance using the specified properties.
             * @function create
             * @memberof sortie.v1.TaskLimits
             * @static
             * @param {sortie.v1.TaskLimits.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.TaskLimits} TaskLimits instance
             * @type {{
             *   (properties: sortie.v1.TaskLimits.$Shape): sortie.v1.TaskLimits & sortie.v1.TaskLimits.$Shape;
             *   (properties?: sortie.v1.TaskLimits.$Properties): sortie.v1.TaskLimits;
             * }}
             */
            TaskLimits.create = function(properties) {
                return new TaskLimits(properties);
            };

            /**
             * Encodes the specified TaskLimits message. Does not implicitly {@link sortie.v1.TaskLimits.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.TaskLimits
             * @static
             * @param {sortie.v1.TaskLimits.$Properties} message TaskLimits message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TaskLimits.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.turns != null && $Object.hasOwnProperty.call(message, "turns") && message.turns !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.turns);
                if (message.tokensPerTurn != null && $Object.hasOwnProperty.call(message, "tokensPerTurn") && message.tokensPerTurn !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.tokensPerTurn);
                if (message.tokens != null && $Object.hasOwnProperty.call(message, "tokens") && message.tokens !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.tokens);
                if (message.wallMs != null && $Object.hasOwnProperty.call(message, "wallMs") && (typeof message.wallMs === "object" ? message.wallMs.low || message.wallMs.high : message.wallMs !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.wallMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TaskLimits message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.TaskLimits
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.TaskLimits & sortie.v1.TaskLimits.$Shape} TaskLimits
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TaskLimits.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.TaskLimits();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.turns = value;
                            else
                                delete message.turns;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.tokensPerTurn = value;
                            else
                                delete message.tokensPerTurn;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.tokens = value;
                            else
                                delete message.tokens;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.wallMs = value;
                            else
                                delete message.wallMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a TaskLimits message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.TaskLimits
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.TaskLimits} TaskLimits
             */
            TaskLimits.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.TaskLimits)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.TaskLimits: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.TaskLimits();
                if (object.turns != null)
                    if ($Number(object.turns) !== 0)
                        message.turns = object.turns >>> 0;
                if (object.tokensPerTurn != null)
                    if ($Number(object.tokensPerTurn) !== 0)
                        message.tokensPerTurn = object.tokensPerTurn >>> 0;
                if (object.tokens != null)
                    if ($Number(object.tokens) !== 0)
                        message.tokens = object.tokens >>> 0;
                if (object.wallMs != null)
                    if (typeof object.wallMs === "object" ? object.wallMs.low || object.wallMs.high : $Number(object.wallMs) !== 0)
                        if ($util.Long)
                            message.wallMs = $util.Long.fromValue(object.wallMs, true);
                        else if (typeof object.wallMs === "string")
                            message.wallMs = $parseInt(object.wallMs, 10);
                        else if (typeof object.wallMs === "number")
                            message.wallMs = object.wallMs;
                        else if (typeof object.wallMs === "object")
                            message.wallMs = new $util.LongBits(object.wallMs.low >>> 0, object.wallMs.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from a TaskLimits message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.TaskLimits
             * @static
             * @param {sortie.v1.TaskLimits} message TaskLimits
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            TaskLimits.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.turns = 0;
                    object.tokensPerTurn = 0;
                    object.tokens = 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, true);
                        object.wallMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.wallMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.turns != null && $Object.hasOwnProperty.call(message, "turns"))
                    object.turns = message.turns;
                if (message.tokensPerTurn != null && $Object.hasOwnProperty.call(message, "tokensPerTurn"))
                    object.tokensPerTurn = message.tokensPerTurn;
                if (message.tokens != null && $Object.hasOwnProperty.call(message, "tokens"))
                    object.tokens = message.tokens;
                if (message.wallMs != null && $Object.hasOwnProperty.call(message, "wallMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.wallMs = typeof message.wallMs === "number" ? $BigInt(message.wallMs) : $util.Long.fromBits(message.wallMs.low >>> 0, message.wallMs.high >>> 0, true).toBigInt();
                    else if (typeof message.wallMs === "number")
                        object.wallMs = options.longs === $String ? $String(message.wallMs) : message.wallMs;
                    else
                        object.wallMs = options.longs === $String ? $util.Long.prototype.toString.call(message.wallMs) : options.longs === $Number ? new $util.LongBits(message.wallMs.low >>> 0, message.wallMs.high >>> 0).toNumber(true) : message.wallMs;
                return object;
            };

            /**
             * Converts this TaskLimits to JSON.
             * @function toJSON
             * @memberof sortie.v1.TaskLimits
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            TaskLimits.prototype.toJSON = function() {
                return TaskLimits.toObject(this, $protobuf.util.toJSONOptions);
            };

            return TaskLimits;
        })();

        v1.TaskSampling = (function() {

            /**
             * Properties of a TaskSampling.
             * @typedef {Object} sortie.v1.TaskSampling.$Properties
             * @property {number|null} [temperature] TaskSampling temperature
             * @property {number|null} [topP] TaskSampling topP
             * @property {number|null} [topK] TaskSampling topK
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TaskSampling.
             * @memberof sortie.v1
             * @interface ITaskSampling
             * @augments sortie.v1.TaskSampling.$Properties
             * @deprecated Use sortie.v1.TaskSampling.$Properties instead.
             */

            /**
             * Shape of a TaskSampling.
             * @typedef {sortie.v1.TaskSampling.$Properties} sortie.v1.TaskSampling.$Shape
             */

            /**
             * Constructs a new TaskSampling.
             * @memberof sortie.v1
             * @classdesc Represents a TaskSampling.
             * @constructor
             * @param {sortie.v1.TaskSampling.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TaskSampling = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TaskSampling temperature.
             * @member {number|null|undefined} temperature
             * @memberof sortie.v1.TaskSampling
             * @instance
             */
            TaskSampling.prototype.temperature = null;

            /**
             * TaskSampling topP.
             * @member {number|null|undefined} topP
             * @memberof sortie.v1.TaskSampling
             * @instance
             */
            TaskSampling.prototype.topP = null;

            /**
             * TaskSampling topK.
             * @member {number|null|undefined} topK
             * @memberof sortie.v1.TaskSampling
             * @instance
             */
            TaskSampling.prototype.topK = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(TaskSampling.prototype, "_temperature", {
                get: $util.oneOfGetter($oneOfFields = ["temperature"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(TaskSampling.prototype, "_topP", {
                get: $util.oneOfGetter($oneOfFields = ["topP"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(TaskSampling.prototype, "_topK", {
                get: $util.oneOfGetter($oneOfFields = ["topK"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new TaskSampling instance using the specified properties.
             * @function create
             * @memberof sortie.v1.TaskSampling
             * @static
             * @param {sortie.v1.TaskSampling.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.TaskSampling} TaskSampling instance
             * @type {{
             *   (properties: sortie.v1.TaskSampling.$Shape): sortie.v1.TaskSampling & sortie.v1.TaskSampling.$Shape;
             *   (properties?: sortie.v1.TaskSampling.$Properties): sortie.v1.TaskSampling;
             * }}
             */
            TaskSampling.create = function(properties) {
                return new TaskSampling(properties);
            };

            /**
             * Encodes the specified TaskSampling message. Does not implicitly {@link sortie.v1.TaskSampling.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.TaskSampling
             * @static
             * @param {sortie.v1.TaskSampling.$Properties} message TaskSampling message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TaskSampling.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.temperature != null && $Object.hasOwnProperty.call(message, "temperature"))
                    writer.uint32(/* id 1, wireType 1 =*/9).double(message.temperature);
                if (message.topP != null && $Object.hasOwnProperty.call(message, "topP"))
                    writer.uint32(/* id 2, wireType 1 =*/17).double(message.topP);
                if (message.topK != null && $Object.hasOwnProperty.call(message, "topK"))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.topK);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TaskSampling message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.TaskSampling
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.TaskSampling & sortie.v1.TaskSampling.$Shape} TaskSampling
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TaskSampling.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.TaskSampling();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 1)
                                break;
                            message.temperature = reader.double();
                            message._temperature = "temperature";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            message.topP = reader.double();
                            message._topP = "topP";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            message.topK = reader.uint32();
                            message._topK = "topK";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a TaskSampling message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.TaskSampling
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.TaskSampling} TaskSampling
             */
            TaskSampling.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.TaskSampling)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.TaskSampling: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.TaskSampling();
                if (object.temperature != null)
                    message.temperature = $Number(object.temperature);
                if (object.topP != null)
                    message.topP = $Number(object.topP);
                if (object.topK != null)
                    message.topK = object.topK >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a TaskSampling message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.TaskSampling
             * @static
             * @param {sortie.v1.TaskSampling} message TaskSampling
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            TaskSampling.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (message.temperature != null && $Object.hasOwnProperty.call(message, "temperature"))
                    object.temperature = options.json && !$isFinite(message.temperature) ? $String(message.temperature) : message.temperature;
                if (message.topP != null && $Object.hasOwnProperty.call(message, "topP"))
                    object.topP = options.json && !$isFinite(message.topP) ? $String(message.topP) : message.topP;
                if (message.topK != null && $Object.hasOwnProperty.call(message, "topK"))
                    object.topK = message.topK;
                return object;
            };

            /**
             * Converts this TaskSampling to JSON.
             * @function toJSON
             * @memberof sortie.v1.TaskSampling
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            TaskSampling.prototype.toJSON = function() {
                return TaskSampling.toObject(this, $protobuf.util.toJSONOptions);
            };

            return TaskSampling;
        })();

        v1.SandboxNeeds = (function() {

            /**
             * Properties of a SandboxNeeds.
             * @typedef {Object} sortie.v1.SandboxNeeds.$Properties
             * @property {string|null} [image] SandboxNeeds image
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SandboxNeeds.
             * @memberof sortie.v1
             * @interface ISandboxNeeds
             * @augments sortie.v1.SandboxNeeds.$Properties
             * @deprecated Use sortie.v1.SandboxNeeds.$Properties instead.
             */

            /**
             * Shape of a SandboxNeeds.
             * @typedef {sortie.v1.SandboxNeeds.$Properties} sortie.v1.SandboxNeeds.$Shape
             */

            /**
             * Constructs a new SandboxNeeds.
             * @memberof sortie.v1
             * @classdesc Represents a SandboxNeeds.
             * @constructor
             * @param {sortie.v1.SandboxNeeds.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SandboxNeeds = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SandboxNeeds image.
             * @member {string} image
             * @memberof sortie.v1.SandboxNeeds
             * @instance
             */
            SandboxNeeds.prototype.image = "";

            /**
             * Creates a new SandboxNeeds instance using the specified properties.
             * @function create
             * @memberof sortie.v1.SandboxNeeds
             * @static
             * @param {sortie.v1.SandboxNeeds.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.SandboxNeeds} SandboxNeeds instance
             * @type {{
             *   (properties: sortie.v1.SandboxNeeds.$Shape): sortie.v1.SandboxNeeds & sortie.v1.SandboxNeeds.$Shape;
             *   (properties?: sortie.v1.SandboxNeeds.$Properties): sortie.v1.SandboxNeeds;
             * }}
             */
            SandboxNeeds.create = function(properties) {
                return new SandboxNeeds(properties);
            };

            /**
             * Encodes the specified SandboxNeeds message. Does not implicitly {@link sortie.v1.SandboxNeeds.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.SandboxNeeds
             * @static
             * @param {sortie.v1.SandboxNeeds.$Properties} message SandboxNeeds message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SandboxNeeds.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.image != null && $Object.hasOwnProperty.call(message, "image") && message.image !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.image);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SandboxNeeds message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.SandboxNeeds
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.SandboxNeeds & sortie.v1.SandboxNeeds.$Shape} SandboxNeeds
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SandboxNeeds.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.SandboxNeeds();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.image = value;
                            else
                                delete message.image;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a SandboxNeeds message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.SandboxNeeds
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.SandboxNeeds} SandboxNeeds
             */
            SandboxNeeds.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.SandboxNeeds)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.SandboxNeeds: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.SandboxNeeds();
                if (object.image != null)
                    if (typeof object.image !== "string" || object.image.length)
                        message.image = $String(object.image);
                return message;
            };

            /**
             * Creates a plain object from a SandboxNeeds message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.SandboxNeeds
             * @static
             * @param {sortie.v1.SandboxNeeds} message SandboxNeeds
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            SandboxNeeds.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults)
                    object.image = "";
                if (message.image != null && $Object.hasOwnProperty.call(message, "image"))
                    object.image = message.image;
                return object;
            };

            /**
             * Converts this SandboxNeeds to JSON.
             * @function toJSON
             * @memberof sortie.v1.SandboxNeeds
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            SandboxNeeds.prototype.toJSON = function() {
                return SandboxNeeds.toObject(this, $protobuf.util.toJSONOptions);
            };

            return SandboxNeeds;
        })();

        v1.RolloutTask = (function() {

            /**
             * Properties of a RolloutTask.
             * @typedef {Object} sortie.v1.RolloutTask.$Properties
             * @property {number|null} [schemaVersion] RolloutTask schemaVersion
             * @property {string|null} [runId] RolloutTask runId
             * @property {string|null} [rolloutId] RolloutTask rolloutId
             * @property {string|null} [groupId] RolloutTask groupId
             * @property {number|null} [groupSize] RolloutTask groupSize
             * @property {number|null} [groupIndex] RolloutTask groupIndex
             * @property {Uint8Array|null} [taskSha256] RolloutTask taskSha256
             * @property {sortie.v1.Task.$Properties|null} [task] RolloutTask task
             * @property {number|null} [seed] RolloutTask seed
             * @property {number|null} [deadlineUnixMs] RolloutTask deadlineUnixMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RolloutTask.
             * @memberof sortie.v1
             * @interface IRolloutTask
             * @augments sortie.v1.RolloutTask.$Properties
             * @deprecated Use sortie.v1.RolloutTask.$Properties instead.
             */

            /**
             * Shape of a RolloutTask.
             * @typedef {sortie.v1.RolloutTask.$Properties} sortie.v1.RolloutTask.$Shape
             */

            /**
             * Constructs a new RolloutTask.
             * @memberof sortie.v1
             * @classdesc Represents a RolloutTask.
             * @constructor
             * @param {sortie.v1.RolloutTask.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RolloutTask = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RolloutTask schemaVersion.
             * @member {number} schemaVersion
             * @memberof sortie.v1.RolloutTask
             * @instance
             */
            RolloutTask.prototype.schemaVersion = 0;

            /**
             * RolloutTask runId.
             * @member {string} runId
             * @memberof sortie.v1.RolloutTask
             * @instance
             */
            RolloutTask.prototype.runId = "";

            /**
             * RolloutTask rolloutId.
             * @member {string} rolloutId
             * @memberof sortie.v1.RolloutTask
             * @instance
             */
            RolloutTask.prototype.rolloutId = "";

            /**
             * RolloutTask groupId.
             * @member {string} groupId
             * @memberof sortie.v1.RolloutTask
             * @instance
             */
            RolloutTask.prototype.groupId = "";

            /**
             * RolloutTask groupSize.
             * @member {number} groupSize
             * @memberof sortie.v1.RolloutTask
             * @instance
             */
            RolloutTask.prototype.groupSize = 0;

            /**
             * RolloutTask groupIndex.
             * @member {number} groupIndex
             * @memberof sortie.v1.RolloutTask
             * @instance
             */
            RolloutTask.prototype.groupIndex = 0;

            /**
             * RolloutTask taskSha256.
             * @member {Uint8Array} taskSha256
             * @memberof sortie.v1.RolloutTask
             * @instance
             */
            RolloutTask.prototype.taskSha256 = $util.newBuffer([]);

            /**
             * RolloutTask task.
             * @member {sortie.v1.Task.$Properties|null|undefined} task
             * @memberof sortie.v1.RolloutTask
             * @instance
             */
            RolloutTask.prototype.task = null;

            /**
             * RolloutTask seed.
             * @member {number} seed
             * @memberof sortie.v1.RolloutTask
             * @instance
             */
            RolloutTask.prototype.seed = 0;

            /**
             * RolloutTask deadlineUnixMs.
             * @member {number} deadlineUnixMs
             * @memberof sortie.v1.RolloutTask
             * @instance
             */
            RolloutTask.prototype.deadlineUnixMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Creates a new RolloutTask instance using the specified properties.
             * @function create
             * @memberof sortie.v1.RolloutTask
             * @static
             * @param {sortie.v1.RolloutTask.$Properties=} [properties] Properties to set
             * @returns {sortie.v1.RolloutTask} RolloutTask instance
             * @type {{
             *   (properties: sortie.v1.RolloutTask.$Shape): sortie.v1.RolloutTask & sortie.v1.RolloutTask.$Shape;
             *   (properties?: sortie.v1.RolloutTask.$Properties): sortie.v1.RolloutTask;
             * }}
             */
            RolloutTask.create = function(properties) {
                return new RolloutTask(properties);
            };

            /**
             * Encodes the specified RolloutTask message. Does not implicitly {@link sortie.v1.RolloutTask.verify|verify} messages.
             * @function encode
             * @memberof sortie.v1.RolloutTask
             * @static
             * @param {sortie.v1.RolloutTask.$Properties} message RolloutTask message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RolloutTask.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.schemaVersion != null && $Object.hasOwnProperty.call(message, "schemaVersion") && message.schemaVersion !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.schemaVersion);
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.runId);
                if (message.rolloutId != null && $Object.hasOwnProperty.call(message, "rolloutId") && message.rolloutId !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.rolloutId);
                if (message.groupId != null && $Object.hasOwnProperty.call(message, "groupId") && message.groupId !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.groupId);
                if (message.groupSize != null && $Object.hasOwnProperty.call(message, "groupSize") && message.groupSize !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.groupSize);
                if (message.groupIndex != null && $Object.hasOwnProperty.call(message, "groupIndex") && message.groupIndex !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.groupIndex);
                if (message.taskSha256 != null && $Object.hasOwnProperty.call(message, "taskSha256") && message.taskSha256.length)
                    writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.taskSha256);
                if (message.task != null && $Object.hasOwnProperty.call(message, "task"))
                    $root.sortie.v1.Task.encode(message.task, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.seed != null && $Object.hasOwnProperty.call(message, "seed") && message.seed !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.seed);
                if (message.deadlineUnixMs != null && $Object.hasOwnProperty.call(message, "deadlineUnixMs") && (typeof message.deadlineUnixMs === "object" ? message.deadlineUnixMs.low || message.deadlineUnixMs.high : message.deadlineUnixMs !== 0))
                    writer.uint32(/* id 10, wireType 0 =*/80).int64(message.deadlineUnixMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RolloutTask message from the specified reader or buffer.
             * @function decode
             * @memberof sortie.v1.RolloutTask
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {sortie.v1.RolloutTask & sortie.v1.RolloutTask.$Shape} RolloutTask
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RolloutTask.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.sortie.v1.RolloutTask();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.schemaVersion = value;
                            else
                                delete message.schemaVersion;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.rolloutId = value;
                            else
                                delete message.rolloutId;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.groupId = value;
                            else
                                delete message.groupId;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.groupSize = value;
                            else
                                delete message.groupSize;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.groupIndex = value;
                            else
                                delete message.groupIndex;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.taskSha256 = value;
                            else
                                delete message.taskSha256;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.task = $root.sortie.v1.Task.decode(reader, reader.size(), $undefined, _depth + 1, message.task);
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.seed = value;
                            else
                                delete message.seed;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.deadlineUnixMs = value;
                            else
                                delete message.deadlineUnixMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a RolloutTask message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof sortie.v1.RolloutTask
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {sortie.v1.RolloutTask} RolloutTask
             */
            RolloutTask.fromObject = function (object, _depth) {
                if (object instanceof $root.sortie.v1.RolloutTask)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".sortie.v1.RolloutTask: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.sortie.v1.RolloutTask();
                if (object.schemaVersion != null)
                    if ($Number(object.schemaVersion) !== 0)
                        message.schemaVersion = object.schemaVersion >>> 0;
                if (object.runId != null)
                    if (typeof object.runId !== "string" || object.runId.length)
                        message.runId = $String(object.runId);
                if (object.rolloutId != null)
                    if (typeof object.rolloutId !== "string" || object.rolloutId.length)
                        message.rolloutId = $String(object.rolloutId);
                if (object.groupId != null)
                    if (typeof object.groupId !== "string" || object.groupId.length)
                        message.groupId = $String(object.groupId);
                if (object.groupSize != null)
                    if ($Number(object.groupSize) !== 0)
                        message.groupSize = object.groupSize >>> 0;
                if (object.groupIndex != null)
                    if ($Number(object.groupIndex) !== 0)
                        message.groupIndex = object.groupIndex >>> 0;
                if (object.taskSha256 != null)
                    if (object.taskSha256.length)
                        if (typeof object.taskSha256 === "string")
                            $util.base64.decode(object.taskSha256, message.taskSha256 = $util.newBuffer($util.base64.length(object.taskSha256)), 0);
                        else if (object.taskSha256.length >= 0)
                            message.taskSha256 = object.taskSha256;
                if (object.task != null) {
                    if (!$util.isObject(object.task))
                        throw $TypeError(".sortie.v1.RolloutTask.task: object expected");
                    message.task = $root.sortie.v1.Task.fromObject(object.task, _depth + 1);
                }
                if (object.seed != null)
                    if ($Number(object.seed) !== 0)
                        message.seed = object.seed >>> 0;
                if (object.deadlineUnixMs != null)
                    if (typeof object.deadlineUnixMs === "object" ? object.deadlineUnixMs.low || object.deadlineUnixMs.high : $Number(object.deadlineUnixMs) !== 0)
                        if ($util.Long)
                            message.deadlineUnixMs = $util.Long.fromValue(object.deadlineUnixMs, false);
                        else if (typeof object.deadlineUnixMs === "string")
                            message.deadlineUnixMs = $parseInt(object.deadlineUnixMs, 10);
                        else if (typeof object.deadlineUnixMs === "number")
                            message.deadlineUnixMs = object.deadlineUnixMs;
                        else if (typeof object.deadlineUnixMs === "object")
                            message.deadlineUnixMs = new $util.LongBits(object.deadlineUnixMs.low >>> 0, object.deadlineUnixMs.high >>> 0).toNumber();
                return message;
            };

            /**
             * Creates a plain object from a RolloutTask message. Also converts values to other types if specified.
             * @function toObject
             * @memberof sortie.v1.RolloutTask
             * @static
             * @param {sortie.v1.RolloutTask} message RolloutTask
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            RolloutTask.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.schemaVersion = 0;
                    object.runId = "";
                    object.rolloutId = "";
                    object.groupId = "";
                    object.groupSize = 0;
                    object.groupIndex = 0;
                    if (options.bytes === $String)
                        object.taskSha256 = "";
                    else {
                        object.taskSha256 = [];
                        if (options.bytes !== $Array)
                            object.taskSha256 = $util.newBuffer(object.taskSha256);
                    }
                    object.task = null;
                    object.seed = 0;
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, false);
                        object.deadlineUnixMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.deadlineUnixMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.schemaVersion != null && $Object.hasOwnProperty.call(message, "schemaVersion"))
                    object.schemaVersion = message.schemaVersion;
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                    object.runId = message.runId;
                if (message.rolloutId != null && $Object.hasOwnProperty.call(message, "rolloutId"))
                    object.rolloutId = message.rolloutId;
                if (message.groupId != null && $Object.hasOwnProperty.call(message, "groupId"))
                    object.groupId = message.groupId;
                if (message.groupSize != null && $Object.hasOwnProperty.call(message, "groupSize"))
                    object.groupSize = message.groupSize;
                if (message.groupIndex != null && $Object.hasOwnProperty.call(message, "groupIndex"))
                    object.groupIndex = message.groupIndex;
                if (message.taskSha256 != null && $Object.hasOwnProperty.call(message, "taskSha256"))
                    object.taskSha256 = options.bytes === $String ? $util.base64.encode(message.taskSha256, 0, message.taskSha256.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.taskSha256) : message.taskSha256;
                if (message.task != null && $Object.hasOwnProperty.call(message, "task"))
                    object.task = $root.sortie.v1.Task.toObject(message.task, options, _depth + 1);
                if (message.seed != null && $Object.hasOwnProperty.call(message, "seed"))
                    object.seed = message.seed;
                if (message.deadlineUnixMs != null && $Object.hasOwnProperty.call(message, "deadlineUnixMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.deadlineUnixMs = typeof message.deadlineUnixMs === "number" ? $BigInt(message.deadlineUnixMs) : $util.Long.fromBits(message.deadlineUnixMs.low >>> 0, message.deadlineUnixMs.high >>> 0, false).toBigInt();
                    else if (typeof message.deadlineUnixMs === "number")
                        object.deadlineUnixMs = options.longs === $String ? $String(message.deadlineUnixMs) : message.deadlineUnixMs;
                    else
                        object.deadlineUnixMs = options.longs === $String ? $util.Long.prototype.toString.call(message.deadlineUnixMs) : options.longs === $Number ? new $util.LongBits(message.deadlineUnixMs.low >>> 0, message.deadlineUnixMs.high >>> 0).toNumber() : message.deadlineUnixMs;
                return object;
            };

            /**
             * Converts this RolloutTask to JSON.
             * @function toJSON
             * @memberof sortie.v1.RolloutTask
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            RolloutTask.prototype.toJSON = function() {
                return RolloutTask.toObject(this, $protobuf.util.toJSONOptions);
            };

            return RolloutTask;
        })();

        return v1;
    })();

    return sortie;
})();

export {
  $root as default
};
