import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace sortie. */
export namespace sortie {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a LedgerEntry.
         * @deprecated Use sortie.v1.LedgerEntry.$Properties instead.
         */
        interface ILedgerEntry extends sortie.v1.LedgerEntry.$Properties {
        }

        /** Represents a LedgerEntry. */
        class LedgerEntry {

            /**
             * Constructs a new LedgerEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.LedgerEntry.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LedgerEntry rolloutId. */
            rolloutId: string;

            /** LedgerEntry runId. */
            runId: string;

            /** LedgerEntry groupId. */
            groupId: string;

            /** LedgerEntry taskId. */
            taskId: string;

            /** LedgerEntry environment. */
            environment: string;

            /** LedgerEntry state. */
            state: sortie.v1.LedgerState;

            /** LedgerEntry attempt. */
            attempt: number;

            /** LedgerEntry worker. */
            worker: string;

            /** LedgerEntry submittedAtUnixMs. */
            submittedAtUnixMs: number;

            /** LedgerEntry deadlineUnixMs. */
            deadlineUnixMs: number;

            /** LedgerEntry groupSize. */
            groupSize: number;

            /** LedgerEntry groupIndex. */
            groupIndex: number;

            /** LedgerEntry taskSha256. */
            taskSha256: Uint8Array;

            /** LedgerEntry status. */
            status: sortie.v1.RolloutStatus;

            /** LedgerEntry endedSequence. */
            endedSequence: number;

            /** LedgerEntry endedAtUnixMs. */
            endedAtUnixMs: number;

            /**
             * Creates a new LedgerEntry instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LedgerEntry instance
             */
            static create(properties: sortie.v1.LedgerEntry.$Shape): sortie.v1.LedgerEntry & sortie.v1.LedgerEntry.$Shape;
            static create(properties?: sortie.v1.LedgerEntry.$Properties): sortie.v1.LedgerEntry;

            /**
             * Encodes the specified LedgerEntry message. Does not implicitly {@link sortie.v1.LedgerEntry.verify|verify} messages.
             * @param message LedgerEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.LedgerEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LedgerEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.LedgerEntry & sortie.v1.LedgerEntry.$Shape} LedgerEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.LedgerEntry & sortie.v1.LedgerEntry.$Shape;

            /**
             * Creates a LedgerEntry message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LedgerEntry
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.LedgerEntry;

            /**
             * Creates a plain object from a LedgerEntry message. Also converts values to other types if specified.
             * @param message LedgerEntry
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.LedgerEntry, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LedgerEntry to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LedgerEntry {

            /** Properties of a LedgerEntry. */
            interface $Properties {

                /** LedgerEntry rolloutId */
                rolloutId?: (string|null);

                /** LedgerEntry runId */
                runId?: (string|null);

                /** LedgerEntry groupId */
                groupId?: (string|null);

                /** LedgerEntry taskId */
                taskId?: (string|null);

                /** LedgerEntry environment */
                environment?: (string|null);

                /** LedgerEntry state */
                state?: (sortie.v1.LedgerState|null);

                /** LedgerEntry attempt */
                attempt?: (number|null);

                /** LedgerEntry worker */
                worker?: (string|null);

                /** LedgerEntry submittedAtUnixMs */
                submittedAtUnixMs?: (number|null);

                /** LedgerEntry deadlineUnixMs */
                deadlineUnixMs?: (number|null);

                /** LedgerEntry groupSize */
                groupSize?: (number|null);

                /** LedgerEntry groupIndex */
                groupIndex?: (number|null);

                /** LedgerEntry taskSha256 */
                taskSha256?: (Uint8Array|null);

                /** LedgerEntry status */
                status?: (sortie.v1.RolloutStatus|null);

                /** LedgerEntry endedSequence */
                endedSequence?: (number|null);

                /** LedgerEntry endedAtUnixMs */
                endedAtUnixMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LedgerEntry. */
            type $Shape = sortie.v1.LedgerEntry.$Properties;
        }

        /** LedgerState enum. */
        enum LedgerState {

            /** LEDGER_STATE_UNSPECIFIED value */
            LEDGER_STATE_UNSPECIFIED = 0,

            /** LEDGER_STATE_QUEUED value */
            LEDGER_STATE_QUEUED = 1,

            /** LEDGER_STATE_RUNNING value */
            LEDGER_STATE_RUNNING = 2,

            /** LEDGER_STATE_ENDED value */
            LEDGER_STATE_ENDED = 3
        }

        /**
         * Properties of a KeeperState.
         * @deprecated Use sortie.v1.KeeperState.$Properties instead.
         */
        interface IKeeperState extends sortie.v1.KeeperState.$Properties {
        }

        /** Represents a KeeperState. */
        class KeeperState {

            /**
             * Constructs a new KeeperState.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.KeeperState.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KeeperState holder. */
            holder: string;

            /** KeeperState epoch. */
            epoch: number;

            /** KeeperState streamSequence. */
            streamSequence: number;

            /** KeeperState leaseMs. */
            leaseMs: number;

            /** KeeperState ended. */
            ended: sortie.v1.EndedCount.$Properties[];

            /** KeeperState duplicates. */
            duplicates: number;

            /** KeeperState strangers. */
            strangers: number;

            /** KeeperState undecodable. */
            undecodable: number;

            /** KeeperState orderSequence. */
            orderSequence: number;

            /** KeeperState stream. */
            stream: string;

            /** KeeperState streamStoredAtUnixMs. */
            streamStoredAtUnixMs: number;

            /** KeeperState reopening. */
            reopening: boolean;

            /**
             * Creates a new KeeperState instance using the specified properties.
             * @param [properties] Properties to set
             * @returns KeeperState instance
             */
            static create(properties: sortie.v1.KeeperState.$Shape): sortie.v1.KeeperState & sortie.v1.KeeperState.$Shape;
            static create(properties?: sortie.v1.KeeperState.$Properties): sortie.v1.KeeperState;

            /**
             * Encodes the specified KeeperState message. Does not implicitly {@link sortie.v1.KeeperState.verify|verify} messages.
             * @param message KeeperState message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.KeeperState.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KeeperState message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.KeeperState & sortie.v1.KeeperState.$Shape} KeeperState
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.KeeperState & sortie.v1.KeeperState.$Shape;

            /**
             * Creates a KeeperState message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns KeeperState
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.KeeperState;

            /**
             * Creates a plain object from a KeeperState message. Also converts values to other types if specified.
             * @param message KeeperState
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.KeeperState, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this KeeperState to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace KeeperState {

            /** Properties of a KeeperState. */
            interface $Properties {

                /** KeeperState holder */
                holder?: (string|null);

                /** KeeperState epoch */
                epoch?: (number|null);

                /** KeeperState streamSequence */
                streamSequence?: (number|null);

                /** KeeperState leaseMs */
                leaseMs?: (number|null);

                /** KeeperState ended */
                ended?: (sortie.v1.EndedCount.$Properties[]|null);

                /** KeeperState duplicates */
                duplicates?: (number|null);

                /** KeeperState strangers */
                strangers?: (number|null);

                /** KeeperState undecodable */
                undecodable?: (number|null);

                /** KeeperState orderSequence */
                orderSequence?: (number|null);

                /** KeeperState stream */
                stream?: (string|null);

                /** KeeperState streamStoredAtUnixMs */
                streamStoredAtUnixMs?: (number|null);

                /** KeeperState reopening */
                reopening?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KeeperState. */
            type $Shape = sortie.v1.KeeperState.$Properties;
        }

        /**
         * Properties of an EndedCount.
         * @deprecated Use sortie.v1.EndedCount.$Properties instead.
         */
        interface IEndedCount extends sortie.v1.EndedCount.$Properties {
        }

        /** Represents an EndedCount. */
        class EndedCount {

            /**
             * Constructs a new EndedCount.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.EndedCount.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EndedCount status. */
            status: sortie.v1.RolloutStatus;

            /** EndedCount count. */
            count: number;

            /**
             * Creates a new EndedCount instance using the specified properties.
             * @param [properties] Properties to set
             * @returns EndedCount instance
             */
            static create(properties: sortie.v1.EndedCount.$Shape): sortie.v1.EndedCount & sortie.v1.EndedCount.$Shape;
            static create(properties?: sortie.v1.EndedCount.$Properties): sortie.v1.EndedCount;

            /**
             * Encodes the specified EndedCount message. Does not implicitly {@link sortie.v1.EndedCount.verify|verify} messages.
             * @param message EndedCount message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.EndedCount.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EndedCount message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.EndedCount & sortie.v1.EndedCount.$Shape} EndedCount
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.EndedCount & sortie.v1.EndedCount.$Shape;

            /**
             * Creates an EndedCount message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns EndedCount
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.EndedCount;

            /**
             * Creates a plain object from an EndedCount message. Also converts values to other types if specified.
             * @param message EndedCount
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.EndedCount, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this EndedCount to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace EndedCount {

            /** Properties of an EndedCount. */
            interface $Properties {

                /** EndedCount status */
                status?: (sortie.v1.RolloutStatus|null);

                /** EndedCount count */
                count?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EndedCount. */
            type $Shape = sortie.v1.EndedCount.$Properties;
        }

        /**
         * Properties of a LearnerCursor.
         * @deprecated Use sortie.v1.LearnerCursor.$Properties instead.
         */
        interface ILearnerCursor extends sortie.v1.LearnerCursor.$Properties {
        }

        /** Represents a LearnerCursor. */
        class LearnerCursor {

            /**
             * Constructs a new LearnerCursor.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.LearnerCursor.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LearnerCursor partitions. */
            partitions: sortie.v1.PartitionCursor.$Properties[];

            /** LearnerCursor batches. */
            batches: number;

            /** LearnerCursor deliveredRollouts. */
            deliveredRollouts: number;

            /** LearnerCursor droppedRollouts. */
            droppedRollouts: number;

            /** LearnerCursor stream. */
            stream: string;

            /**
             * Creates a new LearnerCursor instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LearnerCursor instance
             */
            static create(properties: sortie.v1.LearnerCursor.$Shape): sortie.v1.LearnerCursor & sortie.v1.LearnerCursor.$Shape;
            static create(properties?: sortie.v1.LearnerCursor.$Properties): sortie.v1.LearnerCursor;

            /**
             * Encodes the specified LearnerCursor message. Does not implicitly {@link sortie.v1.LearnerCursor.verify|verify} messages.
             * @param message LearnerCursor message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.LearnerCursor.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LearnerCursor message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.LearnerCursor & sortie.v1.LearnerCursor.$Shape} LearnerCursor
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.LearnerCursor & sortie.v1.LearnerCursor.$Shape;

            /**
             * Creates a LearnerCursor message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LearnerCursor
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.LearnerCursor;

            /**
             * Creates a plain object from a LearnerCursor message. Also converts values to other types if specified.
             * @param message LearnerCursor
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.LearnerCursor, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LearnerCursor to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LearnerCursor {

            /** Properties of a LearnerCursor. */
            interface $Properties {

                /** LearnerCursor partitions */
                partitions?: (sortie.v1.PartitionCursor.$Properties[]|null);

                /** LearnerCursor batches */
                batches?: (number|null);

                /** LearnerCursor deliveredRollouts */
                deliveredRollouts?: (number|null);

                /** LearnerCursor droppedRollouts */
                droppedRollouts?: (number|null);

                /** LearnerCursor stream */
                stream?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LearnerCursor. */
            type $Shape = sortie.v1.LearnerCursor.$Properties;
        }

        /**
         * Properties of a PartitionCursor.
         * @deprecated Use sortie.v1.PartitionCursor.$Properties instead.
         */
        interface IPartitionCursor extends sortie.v1.PartitionCursor.$Properties {
        }

        /** Represents a PartitionCursor. */
        class PartitionCursor {

            /**
             * Constructs a new PartitionCursor.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.PartitionCursor.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PartitionCursor partition. */
            partition: number;

            /** PartitionCursor floorSequence. */
            floorSequence: number;

            /** PartitionCursor committedRolloutIds. */
            committedRolloutIds: string[];

            /** PartitionCursor closedGroups. */
            closedGroups: sortie.v1.ClosedGroup.$Properties[];

            /**
             * Creates a new PartitionCursor instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PartitionCursor instance
             */
            static create(properties: sortie.v1.PartitionCursor.$Shape): sortie.v1.PartitionCursor & sortie.v1.PartitionCursor.$Shape;
            static create(properties?: sortie.v1.PartitionCursor.$Properties): sortie.v1.PartitionCursor;

            /**
             * Encodes the specified PartitionCursor message. Does not implicitly {@link sortie.v1.PartitionCursor.verify|verify} messages.
             * @param message PartitionCursor message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.PartitionCursor.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PartitionCursor message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.PartitionCursor & sortie.v1.PartitionCursor.$Shape} PartitionCursor
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.PartitionCursor & sortie.v1.PartitionCursor.$Shape;

            /**
             * Creates a PartitionCursor message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PartitionCursor
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.PartitionCursor;

            /**
             * Creates a plain object from a PartitionCursor message. Also converts values to other types if specified.
             * @param message PartitionCursor
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.PartitionCursor, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PartitionCursor to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PartitionCursor {

            /** Properties of a PartitionCursor. */
            interface $Properties {

                /** PartitionCursor partition */
                partition?: (number|null);

                /** PartitionCursor floorSequence */
                floorSequence?: (number|null);

                /** PartitionCursor committedRolloutIds */
                committedRolloutIds?: (string[]|null);

                /** PartitionCursor closedGroups */
                closedGroups?: (sortie.v1.ClosedGroup.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PartitionCursor. */
            type $Shape = sortie.v1.PartitionCursor.$Properties;
        }

        /**
         * Properties of a ClosedGroup.
         * @deprecated Use sortie.v1.ClosedGroup.$Properties instead.
         */
        interface IClosedGroup extends sortie.v1.ClosedGroup.$Properties {
        }

        /** Represents a ClosedGroup. */
        class ClosedGroup {

            /**
             * Constructs a new ClosedGroup.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.ClosedGroup.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ClosedGroup groupId. */
            groupId: string;

            /** ClosedGroup missing. */
            missing: number;

            /**
             * Creates a new ClosedGroup instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ClosedGroup instance
             */
            static create(properties: sortie.v1.ClosedGroup.$Shape): sortie.v1.ClosedGroup & sortie.v1.ClosedGroup.$Shape;
            static create(properties?: sortie.v1.ClosedGroup.$Properties): sortie.v1.ClosedGroup;

            /**
             * Encodes the specified ClosedGroup message. Does not implicitly {@link sortie.v1.ClosedGroup.verify|verify} messages.
             * @param message ClosedGroup message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.ClosedGroup.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClosedGroup message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.ClosedGroup & sortie.v1.ClosedGroup.$Shape} ClosedGroup
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.ClosedGroup & sortie.v1.ClosedGroup.$Shape;

            /**
             * Creates a ClosedGroup message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ClosedGroup
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.ClosedGroup;

            /**
             * Creates a plain object from a ClosedGroup message. Also converts values to other types if specified.
             * @param message ClosedGroup
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.ClosedGroup, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ClosedGroup to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ClosedGroup {

            /** Properties of a ClosedGroup. */
            interface $Properties {

                /** ClosedGroup groupId */
                groupId?: (string|null);

                /** ClosedGroup missing */
                missing?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ClosedGroup. */
            type $Shape = sortie.v1.ClosedGroup.$Properties;
        }

        /**
         * Properties of a DeadLetter.
         * @deprecated Use sortie.v1.DeadLetter.$Properties instead.
         */
        interface IDeadLetter extends sortie.v1.DeadLetter.$Properties {
        }

        /** Represents a DeadLetter. */
        class DeadLetter {

            /**
             * Constructs a new DeadLetter.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.DeadLetter.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeadLetter task. */
            task?: (sortie.v1.RolloutTask.$Properties|null);

            /** DeadLetter status. */
            status: sortie.v1.RolloutStatus;

            /** DeadLetter stopCondition. */
            stopCondition: string;

            /** DeadLetter error. */
            error?: (sortie.v1.RecordedError.$Properties|null);

            /** DeadLetter endedAtUnixMs. */
            endedAtUnixMs: number;

            /**
             * Creates a new DeadLetter instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeadLetter instance
             */
            static create(properties: sortie.v1.DeadLetter.$Shape): sortie.v1.DeadLetter & sortie.v1.DeadLetter.$Shape;
            static create(properties?: sortie.v1.DeadLetter.$Properties): sortie.v1.DeadLetter;

            /**
             * Encodes the specified DeadLetter message. Does not implicitly {@link sortie.v1.DeadLetter.verify|verify} messages.
             * @param message DeadLetter message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.DeadLetter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeadLetter message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.DeadLetter & sortie.v1.DeadLetter.$Shape} DeadLetter
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.DeadLetter & sortie.v1.DeadLetter.$Shape;

            /**
             * Creates a DeadLetter message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DeadLetter
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.DeadLetter;

            /**
             * Creates a plain object from a DeadLetter message. Also converts values to other types if specified.
             * @param message DeadLetter
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.DeadLetter, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DeadLetter to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace DeadLetter {

            /** Properties of a DeadLetter. */
            interface $Properties {

                /** DeadLetter task */
                task?: (sortie.v1.RolloutTask.$Properties|null);

                /** DeadLetter status */
                status?: (sortie.v1.RolloutStatus|null);

                /** DeadLetter stopCondition */
                stopCondition?: (string|null);

                /** DeadLetter error */
                error?: (sortie.v1.RecordedError.$Properties|null);

                /** DeadLetter endedAtUnixMs */
                endedAtUnixMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeadLetter. */
            type $Shape = sortie.v1.DeadLetter.$Properties;
        }

        /**
         * Properties of a Control.
         * @deprecated Use sortie.v1.Control.$Properties instead.
         */
        interface IControl extends sortie.v1.Control.$Properties {
        }

        /** Represents a Control. */
        class Control {

            /**
             * Constructs a new Control.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Control.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Control cancel. */
            cancel?: (sortie.v1.Cancel.$Properties|null);

            /** Control pause. */
            pause?: (sortie.v1.Pause.$Properties|null);

            /** Control drain. */
            drain?: (sortie.v1.Drain.$Properties|null);

            /** Control drained. */
            drained?: (sortie.v1.Drained.$Properties|null);

            /** Control action. */
            action?: ("cancel"|"pause"|"drain"|"drained");

            /**
             * Creates a new Control instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Control instance
             */
            static create(properties: sortie.v1.Control.$Shape): sortie.v1.Control & sortie.v1.Control.$Shape;
            static create(properties?: sortie.v1.Control.$Properties): sortie.v1.Control;

            /**
             * Encodes the specified Control message. Does not implicitly {@link sortie.v1.Control.verify|verify} messages.
             * @param message Control message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Control.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Control message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Control & sortie.v1.Control.$Shape} Control
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Control & sortie.v1.Control.$Shape;

            /**
             * Creates a Control message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Control
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Control;

            /**
             * Creates a plain object from a Control message. Also converts values to other types if specified.
             * @param message Control
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Control, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Control to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Control {

            /** Properties of a Control. */
            interface $Properties {

                /** Control cancel */
                cancel?: (sortie.v1.Cancel.$Properties|null);

                /** Control pause */
                pause?: (sortie.v1.Pause.$Properties|null);

                /** Control drain */
                drain?: (sortie.v1.Drain.$Properties|null);

                /** Control drained */
                drained?: (sortie.v1.Drained.$Properties|null);

                /** Control action */
                action?: ("cancel"|"pause"|"drain"|"drained");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Control. */
            type $Shape = {
              cancel?: sortie.v1.Cancel.$Shape|null;
              pause?: sortie.v1.Pause.$Shape|null;
              drain?: sortie.v1.Drain.$Shape|null;
              drained?: sortie.v1.Drained.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ action?: undefined; cancel?: null; pause?: null; drain?: null; drained?: null }|{ action?: "cancel"; cancel: sortie.v1.Cancel.$Shape; pause?: null; drain?: null; drained?: null }|{ action?: "pause"; cancel?: null; pause: sortie.v1.Pause.$Shape; drain?: null; drained?: null }|{ action?: "drain"; cancel?: null; pause?: null; drain: sortie.v1.Drain.$Shape; drained?: null }|{ action?: "drained"; cancel?: null; pause?: null; drain?: null; drained: sortie.v1.Drained.$Shape })
            );
        }

        /**
         * Properties of a Cancel.
         * @deprecated Use sortie.v1.Cancel.$Properties instead.
         */
        interface ICancel extends sortie.v1.Cancel.$Properties {
        }

        /** Represents a Cancel. */
        class Cancel {

            /**
             * Constructs a new Cancel.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Cancel.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Cancel runId. */
            runId: string;

            /** Cancel groupId. */
            groupId: string;

            /** Cancel rolloutId. */
            rolloutId: string;

            /** Cancel olderThanWeightVersion. */
            olderThanWeightVersion?: (number|null);

            /**
             * Creates a new Cancel instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Cancel instance
             */
            static create(properties: sortie.v1.Cancel.$Shape): sortie.v1.Cancel & sortie.v1.Cancel.$Shape;
            static create(properties?: sortie.v1.Cancel.$Properties): sortie.v1.Cancel;

            /**
             * Encodes the specified Cancel message. Does not implicitly {@link sortie.v1.Cancel.verify|verify} messages.
             * @param message Cancel message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Cancel.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Cancel message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Cancel & sortie.v1.Cancel.$Shape} Cancel
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Cancel & sortie.v1.Cancel.$Shape;

            /**
             * Creates a Cancel message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Cancel
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Cancel;

            /**
             * Creates a plain object from a Cancel message. Also converts values to other types if specified.
             * @param message Cancel
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Cancel, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Cancel to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Cancel {

            /** Properties of a Cancel. */
            interface $Properties {

                /** Cancel runId */
                runId?: (string|null);

                /** Cancel groupId */
                groupId?: (string|null);

                /** Cancel rolloutId */
                rolloutId?: (string|null);

                /** Cancel olderThanWeightVersion */
                olderThanWeightVersion?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Cancel. */
            type $Shape = sortie.v1.Cancel.$Properties;
        }

        /**
         * Properties of a Pause.
         * @deprecated Use sortie.v1.Pause.$Properties instead.
         */
        interface IPause extends sortie.v1.Pause.$Properties {
        }

        /** Represents a Pause. */
        class Pause {

            /**
             * Constructs a new Pause.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Pause.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Pause paused. */
            paused: boolean;

            /**
             * Creates a new Pause instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Pause instance
             */
            static create(properties: sortie.v1.Pause.$Shape): sortie.v1.Pause & sortie.v1.Pause.$Shape;
            static create(properties?: sortie.v1.Pause.$Properties): sortie.v1.Pause;

            /**
             * Encodes the specified Pause message. Does not implicitly {@link sortie.v1.Pause.verify|verify} messages.
             * @param message Pause message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Pause.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Pause message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Pause & sortie.v1.Pause.$Shape} Pause
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Pause & sortie.v1.Pause.$Shape;

            /**
             * Creates a Pause message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Pause
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Pause;

            /**
             * Creates a plain object from a Pause message. Also converts values to other types if specified.
             * @param message Pause
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Pause, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Pause to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Pause {

            /** Properties of a Pause. */
            interface $Properties {

                /** Pause paused */
                paused?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Pause. */
            type $Shape = sortie.v1.Pause.$Properties;
        }

        /**
         * Properties of a Drain.
         * @deprecated Use sortie.v1.Drain.$Properties instead.
         */
        interface IDrain extends sortie.v1.Drain.$Properties {
        }

        /** Represents a Drain. */
        class Drain {

            /**
             * Constructs a new Drain.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Drain.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Drain worker. */
            worker: string;

            /** Drain epoch. */
            epoch: number;

            /** Drain graceMs. */
            graceMs: number;

            /**
             * Creates a new Drain instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Drain instance
             */
            static create(properties: sortie.v1.Drain.$Shape): sortie.v1.Drain & sortie.v1.Drain.$Shape;
            static create(properties?: sortie.v1.Drain.$Properties): sortie.v1.Drain;

            /**
             * Encodes the specified Drain message. Does not implicitly {@link sortie.v1.Drain.verify|verify} messages.
             * @param message Drain message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Drain.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Drain message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Drain & sortie.v1.Drain.$Shape} Drain
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Drain & sortie.v1.Drain.$Shape;

            /**
             * Creates a Drain message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Drain
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Drain;

            /**
             * Creates a plain object from a Drain message. Also converts values to other types if specified.
             * @param message Drain
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Drain, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Drain to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Drain {

            /** Properties of a Drain. */
            interface $Properties {

                /** Drain worker */
                worker?: (string|null);

                /** Drain epoch */
                epoch?: (number|null);

                /** Drain graceMs */
                graceMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Drain. */
            type $Shape = sortie.v1.Drain.$Properties;
        }

        /**
         * Properties of a Drained.
         * @deprecated Use sortie.v1.Drained.$Properties instead.
         */
        interface IDrained extends sortie.v1.Drained.$Properties {
        }

        /** Represents a Drained. */
        class Drained {

            /**
             * Constructs a new Drained.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Drained.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Drained worker. */
            worker: string;

            /** Drained epoch. */
            epoch: number;

            /**
             * Creates a new Drained instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Drained instance
             */
            static create(properties: sortie.v1.Drained.$Shape): sortie.v1.Drained & sortie.v1.Drained.$Shape;
            static create(properties?: sortie.v1.Drained.$Properties): sortie.v1.Drained;

            /**
             * Encodes the specified Drained message. Does not implicitly {@link sortie.v1.Drained.verify|verify} messages.
             * @param message Drained message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Drained.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Drained message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Drained & sortie.v1.Drained.$Shape} Drained
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Drained & sortie.v1.Drained.$Shape;

            /**
             * Creates a Drained message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Drained
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Drained;

            /**
             * Creates a plain object from a Drained message. Also converts values to other types if specified.
             * @param message Drained
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Drained, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Drained to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Drained {

            /** Properties of a Drained. */
            interface $Properties {

                /** Drained worker */
                worker?: (string|null);

                /** Drained epoch */
                epoch?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Drained. */
            type $Shape = sortie.v1.Drained.$Properties;
        }

        /**
         * Properties of a WeightManifest.
         * @deprecated Use sortie.v1.WeightManifest.$Properties instead.
         */
        interface IWeightManifest extends sortie.v1.WeightManifest.$Properties {
        }

        /** Represents a WeightManifest. */
        class WeightManifest {

            /**
             * Constructs a new WeightManifest.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.WeightManifest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WeightManifest weightVersion. */
            weightVersion: number;

            /** WeightManifest uri. */
            uri: string;

            /** WeightManifest format. */
            format: string;

            /** WeightManifest sha256. */
            sha256: Uint8Array;

            /** WeightManifest bytes. */
            bytes: number;

            /** WeightManifest parent. */
            parent: number;

            /** WeightManifest createdAtUnixMs. */
            createdAtUnixMs: number;

            /**
             * Creates a new WeightManifest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WeightManifest instance
             */
            static create(properties: sortie.v1.WeightManifest.$Shape): sortie.v1.WeightManifest & sortie.v1.WeightManifest.$Shape;
            static create(properties?: sortie.v1.WeightManifest.$Properties): sortie.v1.WeightManifest;

            /**
             * Encodes the specified WeightManifest message. Does not implicitly {@link sortie.v1.WeightManifest.verify|verify} messages.
             * @param message WeightManifest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.WeightManifest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WeightManifest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.WeightManifest & sortie.v1.WeightManifest.$Shape} WeightManifest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.WeightManifest & sortie.v1.WeightManifest.$Shape;

            /**
             * Creates a WeightManifest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns WeightManifest
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.WeightManifest;

            /**
             * Creates a plain object from a WeightManifest message. Also converts values to other types if specified.
             * @param message WeightManifest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.WeightManifest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this WeightManifest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace WeightManifest {

            /** Properties of a WeightManifest. */
            interface $Properties {

                /** WeightManifest weightVersion */
                weightVersion?: (number|null);

                /** WeightManifest uri */
                uri?: (string|null);

                /** WeightManifest format */
                format?: (string|null);

                /** WeightManifest sha256 */
                sha256?: (Uint8Array|null);

                /** WeightManifest bytes */
                bytes?: (number|null);

                /** WeightManifest parent */
                parent?: (number|null);

                /** WeightManifest createdAtUnixMs */
                createdAtUnixMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WeightManifest. */
            type $Shape = sortie.v1.WeightManifest.$Properties;
        }

        /**
         * Properties of a Presence.
         * @deprecated Use sortie.v1.Presence.$Properties instead.
         */
        interface IPresence extends sortie.v1.Presence.$Properties {
        }

        /** Represents a Presence. */
        class Presence {

            /**
             * Constructs a new Presence.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Presence.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Presence kind. */
            kind: sortie.v1.PresenceKind;

            /** Presence name. */
            name: string;

            /** Presence state. */
            state: sortie.v1.PresenceState;

            /** Presence slots. */
            slots: number;

            /** Presence busy. */
            busy: number;

            /** Presence waiting. */
            waiting: number;

            /** Presence weightVersion. */
            weightVersion: number;

            /** Presence draining. */
            draining: boolean;

            /** Presence url. */
            url: string;

            /** Presence model. */
            model: string;

            /** Presence beat. */
            beat: number;

            /** Presence ttlMs. */
            ttlMs: number;

            /** Presence incarnation. */
            incarnation: string;

            /**
             * Creates a new Presence instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Presence instance
             */
            static create(properties: sortie.v1.Presence.$Shape): sortie.v1.Presence & sortie.v1.Presence.$Shape;
            static create(properties?: sortie.v1.Presence.$Properties): sortie.v1.Presence;

            /**
             * Encodes the specified Presence message. Does not implicitly {@link sortie.v1.Presence.verify|verify} messages.
             * @param message Presence message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Presence.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Presence message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Presence & sortie.v1.Presence.$Shape} Presence
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Presence & sortie.v1.Presence.$Shape;

            /**
             * Creates a Presence message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Presence
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Presence;

            /**
             * Creates a plain object from a Presence message. Also converts values to other types if specified.
             * @param message Presence
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Presence, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Presence to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Presence {

            /** Properties of a Presence. */
            interface $Properties {

                /** Presence kind */
                kind?: (sortie.v1.PresenceKind|null);

                /** Presence name */
                name?: (string|null);

                /** Presence state */
                state?: (sortie.v1.PresenceState|null);

                /** Presence slots */
                slots?: (number|null);

                /** Presence busy */
                busy?: (number|null);

                /** Presence waiting */
                waiting?: (number|null);

                /** Presence weightVersion */
                weightVersion?: (number|null);

                /** Presence draining */
                draining?: (boolean|null);

                /** Presence url */
                url?: (string|null);

                /** Presence model */
                model?: (string|null);

                /** Presence beat */
                beat?: (number|null);

                /** Presence ttlMs */
                ttlMs?: (number|null);

                /** Presence incarnation */
                incarnation?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Presence. */
            type $Shape = sortie.v1.Presence.$Properties;
        }

        /** PresenceKind enum. */
        enum PresenceKind {

            /** PRESENCE_KIND_UNSPECIFIED value */
            PRESENCE_KIND_UNSPECIFIED = 0,

            /** PRESENCE_KIND_WORKER value */
            PRESENCE_KIND_WORKER = 1,

            /** PRESENCE_KIND_REPLICA value */
            PRESENCE_KIND_REPLICA = 2
        }

        /** PresenceState enum. */
        enum PresenceState {

            /** PRESENCE_STATE_UNSPECIFIED value */
            PRESENCE_STATE_UNSPECIFIED = 0,

            /** PRESENCE_STATE_STARTING value */
            PRESENCE_STATE_STARTING = 1,

            /** PRESENCE_STATE_READY value */
            PRESENCE_STATE_READY = 2,

            /** PRESENCE_STATE_UNREADY value */
            PRESENCE_STATE_UNREADY = 3,

            /** PRESENCE_STATE_DRAINING value */
            PRESENCE_STATE_DRAINING = 4
        }

        /**
         * Properties of a Task.
         * @deprecated Use sortie.v1.Task.$Properties instead.
         */
        interface ITask extends sortie.v1.Task.$Properties {
        }

        /** Represents a Task. */
        class Task {

            /**
             * Constructs a new Task.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Task.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Task taskId. */
            taskId: string;

            /** Task environment. */
            environment: string;

            /** Task inputJson. */
            inputJson: Uint8Array;

            /** Task verifierJson. */
            verifierJson: Uint8Array;

            /** Task groupSize. */
            groupSize: number;

            /** Task effort. */
            effort?: (number|null);

            /** Task limits. */
            limits?: (sortie.v1.TaskLimits.$Properties|null);

            /** Task sandbox. */
            sandbox?: (sortie.v1.SandboxNeeds.$Properties|null);

            /** Task metadata. */
            metadata: { [k: string]: string };

            /** Task sampling. */
            sampling?: (sortie.v1.TaskSampling.$Properties|null);

            /**
             * Creates a new Task instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Task instance
             */
            static create(properties: sortie.v1.Task.$Shape): sortie.v1.Task & sortie.v1.Task.$Shape;
            static create(properties?: sortie.v1.Task.$Properties): sortie.v1.Task;

            /**
             * Encodes the specified Task message. Does not implicitly {@link sortie.v1.Task.verify|verify} messages.
             * @param message Task message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Task.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Task message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Task & sortie.v1.Task.$Shape} Task
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Task & sortie.v1.Task.$Shape;

            /**
             * Creates a Task message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Task
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Task;

            /**
             * Creates a plain object from a Task message. Also converts values to other types if specified.
             * @param message Task
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Task, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Task to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Task {

            /** Properties of a Task. */
            interface $Properties {

                /** Task taskId */
                taskId?: (string|null);

                /** Task environment */
                environment?: (string|null);

                /** Task inputJson */
                inputJson?: (Uint8Array|null);

                /** Task verifierJson */
                verifierJson?: (Uint8Array|null);

                /** Task groupSize */
                groupSize?: (number|null);

                /** Task effort */
                effort?: (number|null);

                /** Task limits */
                limits?: (sortie.v1.TaskLimits.$Properties|null);

                /** Task sandbox */
                sandbox?: (sortie.v1.SandboxNeeds.$Properties|null);

                /** Task metadata */
                metadata?: ({ [k: string]: string }|null);

                /** Task sampling */
                sampling?: (sortie.v1.TaskSampling.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Task. */
            type $Shape = sortie.v1.Task.$Properties;
        }

        /**
         * Properties of a TaskLimits.
         * @deprecated Use sortie.v1.TaskLimits.$Properties instead.
         */
        interface ITaskLimits extends sortie.v1.TaskLimits.$Properties {
        }

        /** Represents a TaskLimits. */
        class TaskLimits {

            /**
             * Constructs a new TaskLimits.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.TaskLimits.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TaskLimits turns. */
            turns: number;

            /** TaskLimits tokensPerTurn. */
            tokensPerTurn: number;

            /** TaskLimits tokens. */
            tokens: number;

            /** TaskLimits wallMs. */
            wallMs: number;

            /**
             * Creates a new TaskLimits instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TaskLimits instance
             */
            static create(properties: sortie.v1.TaskLimits.$Shape): sortie.v1.TaskLimits & sortie.v1.TaskLimits.$Shape;
            static create(properties?: sortie.v1.TaskLimits.$Properties): sortie.v1.TaskLimits;

            /**
             * Encodes the specified TaskLimits message. Does not implicitly {@link sortie.v1.TaskLimits.verify|verify} messages.
             * @param message TaskLimits message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.TaskLimits.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TaskLimits message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.TaskLimits & sortie.v1.TaskLimits.$Shape} TaskLimits
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.TaskLimits & sortie.v1.TaskLimits.$Shape;

            /**
             * Creates a TaskLimits message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns TaskLimits
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.TaskLimits;

            /**
             * Creates a plain object from a TaskLimits message. Also converts values to other types if specified.
             * @param message TaskLimits
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.TaskLimits, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this TaskLimits to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace TaskLimits {

            /** Properties of a TaskLimits. */
            interface $Properties {

                /** TaskLimits turns */
                turns?: (number|null);

                /** TaskLimits tokensPerTurn */
                tokensPerTurn?: (number|null);

                /** TaskLimits tokens */
                tokens?: (number|null);

                /** TaskLimits wallMs */
                wallMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TaskLimits. */
            type $Shape = sortie.v1.TaskLimits.$Properties;
        }

        /**
         * Properties of a TaskSampling.
         * @deprecated Use sortie.v1.TaskSampling.$Properties instead.
         */
        interface ITaskSampling extends sortie.v1.TaskSampling.$Properties {
        }

        /** Represents a TaskSampling. */
        class TaskSampling {

            /**
             * Constructs a new TaskSampling.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.TaskSampling.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TaskSampling temperature. */
            temperature?: (number|null);

            /** TaskSampling topP. */
            topP?: (number|null);

            /** TaskSampling topK. */
            topK?: (number|null);

            /**
             * Creates a new TaskSampling instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TaskSampling instance
             */
            static create(properties: sortie.v1.TaskSampling.$Shape): sortie.v1.TaskSampling & sortie.v1.TaskSampling.$Shape;
            static create(properties?: sortie.v1.TaskSampling.$Properties): sortie.v1.TaskSampling;

            /**
             * Encodes the specified TaskSampling message. Does not implicitly {@link sortie.v1.TaskSampling.verify|verify} messages.
             * @param message TaskSampling message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.TaskSampling.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TaskSampling message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.TaskSampling & sortie.v1.TaskSampling.$Shape} TaskSampling
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.TaskSampling & sortie.v1.TaskSampling.$Shape;

            /**
             * Creates a TaskSampling message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns TaskSampling
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.TaskSampling;

            /**
             * Creates a plain object from a TaskSampling message. Also converts values to other types if specified.
             * @param message TaskSampling
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.TaskSampling, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this TaskSampling to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace TaskSampling {

            /** Properties of a TaskSampling. */
            interface $Properties {

                /** TaskSampling temperature */
                temperature?: (number|null);

                /** TaskSampling topP */
                topP?: (number|null);

                /** TaskSampling topK */
                topK?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TaskSampling. */
            type $Shape = sortie.v1.TaskSampling.$Properties;
        }

        /**
         * Properties of a SandboxNeeds.
         * @deprecated Use sortie.v1.SandboxNeeds.$Properties instead.
         */
        interface ISandboxNeeds extends sortie.v1.SandboxNeeds.$Properties {
        }

        /** Represents a SandboxNeeds. */
        class SandboxNeeds {

            /**
             * Constructs a new SandboxNeeds.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.SandboxNeeds.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SandboxNeeds image. */
            image: string;

            /**
             * Creates a new SandboxNeeds instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SandboxNeeds instance
             */
            static create(properties: sortie.v1.SandboxNeeds.$Shape): sortie.v1.SandboxNeeds & sortie.v1.SandboxNeeds.$Shape;
            static create(properties?: sortie.v1.SandboxNeeds.$Properties): sortie.v1.SandboxNeeds;

            /**
             * Encodes the specified SandboxNeeds message. Does not implicitly {@link sortie.v1.SandboxNeeds.verify|verify} messages.
             * @param message SandboxNeeds message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.SandboxNeeds.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SandboxNeeds message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.SandboxNeeds & sortie.v1.SandboxNeeds.$Shape} SandboxNeeds
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.SandboxNeeds & sortie.v1.SandboxNeeds.$Shape;

            /**
             * Creates a SandboxNeeds message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SandboxNeeds
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.SandboxNeeds;

            /**
             * Creates a plain object from a SandboxNeeds message. Also converts values to other types if specified.
             * @param message SandboxNeeds
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.SandboxNeeds, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SandboxNeeds to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace SandboxNeeds {

            /** Properties of a SandboxNeeds. */
            interface $Properties {

                /** SandboxNeeds image */
                image?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SandboxNeeds. */
            type $Shape = sortie.v1.SandboxNeeds.$Properties;
        }

        /**
         * Properties of a RolloutTask.
         * @deprecated Use sortie.v1.RolloutTask.$Properties instead.
         */
        interface IRolloutTask extends sortie.v1.RolloutTask.$Properties {
        }

        /** Represents a RolloutTask. */
        class RolloutTask {

            /**
             * Constructs a new RolloutTask.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.RolloutTask.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RolloutTask schemaVersion. */
            schemaVersion: number;

            /** RolloutTask runId. */
            runId: string;

            /** RolloutTask rolloutId. */
            rolloutId: string;

            /** RolloutTask groupId. */
            groupId: string;

            /** RolloutTask groupSize. */
            groupSize: number;

            /** RolloutTask groupIndex. */
            groupIndex: number;

            /** RolloutTask taskSha256. */
            taskSha256: Uint8Array;

            /** RolloutTask task. */
            task?: (sortie.v1.Task.$Properties|null);

            /** RolloutTask seed. */
            seed: number;

            /** RolloutTask deadlineUnixMs. */
            deadlineUnixMs: number;

            /**
             * Creates a new RolloutTask instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RolloutTask instance
             */
            static create(properties: sortie.v1.RolloutTask.$Shape): sortie.v1.RolloutTask & sortie.v1.RolloutTask.$Shape;
            static create(properties?: sortie.v1.RolloutTask.$Properties): sortie.v1.RolloutTask;

            /**
             * Encodes the specified RolloutTask message. Does not implicitly {@link sortie.v1.RolloutTask.verify|verify} messages.
             * @param message RolloutTask message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.RolloutTask.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RolloutTask message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.RolloutTask & sortie.v1.RolloutTask.$Shape} RolloutTask
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.RolloutTask & sortie.v1.RolloutTask.$Shape;

            /**
             * Creates a RolloutTask message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RolloutTask
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.RolloutTask;

            /**
             * Creates a plain object from a RolloutTask message. Also converts values to other types if specified.
             * @param message RolloutTask
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.RolloutTask, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RolloutTask to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RolloutTask {

            /** Properties of a RolloutTask. */
            interface $Properties {

                /** RolloutTask schemaVersion */
                schemaVersion?: (number|null);

                /** RolloutTask runId */
                runId?: (string|null);

                /** RolloutTask rolloutId */
                rolloutId?: (string|null);

                /** RolloutTask groupId */
                groupId?: (string|null);

                /** RolloutTask groupSize */
                groupSize?: (number|null);

                /** RolloutTask groupIndex */
                groupIndex?: (number|null);

                /** RolloutTask taskSha256 */
                taskSha256?: (Uint8Array|null);

                /** RolloutTask task */
                task?: (sortie.v1.Task.$Properties|null);

                /** RolloutTask seed */
                seed?: (number|null);

                /** RolloutTask deadlineUnixMs */
                deadlineUnixMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RolloutTask. */
            type $Shape = sortie.v1.RolloutTask.$Properties;
        }

        /**
         * Properties of a TrajectoryChunk.
         * @deprecated Use sortie.v1.TrajectoryChunk.$Properties instead.
         */
        interface ITrajectoryChunk extends sortie.v1.TrajectoryChunk.$Properties {
        }

        /** Represents a TrajectoryChunk. */
        class TrajectoryChunk {

            /**
             * Constructs a new TrajectoryChunk.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.TrajectoryChunk.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TrajectoryChunk schemaVersion. */
            schemaVersion: number;

            /** TrajectoryChunk runId. */
            runId: string;

            /** TrajectoryChunk fleet. */
            fleet: string;

            /** TrajectoryChunk taskId. */
            taskId: string;

            /** TrajectoryChunk taskSha256. */
            taskSha256: Uint8Array;

            /** TrajectoryChunk groupId. */
            groupId: string;

            /** TrajectoryChunk groupSize. */
            groupSize: number;

            /** TrajectoryChunk groupIndex. */
            groupIndex: number;

            /** TrajectoryChunk rolloutId. */
            rolloutId: string;

            /** TrajectoryChunk attempt. */
            attempt: number;

            /** TrajectoryChunk chunkSeq. */
            chunkSeq: number;

            /** TrajectoryChunk worker. */
            worker: string;

            /** TrajectoryChunk environment. */
            environment: string;

            /** TrajectoryChunk environmentVersion. */
            environmentVersion: string;

            /** TrajectoryChunk startedAtUnixMs. */
            startedAtUnixMs: number;

            /** TrajectoryChunk previousSha256. */
            previousSha256: Uint8Array;

            /** TrajectoryChunk silentAttempts. */
            silentAttempts: number;

            /** TrajectoryChunk opening. */
            opening?: (sortie.v1.OpeningRecord.$Properties|null);

            /** TrajectoryChunk turns. */
            turns?: (sortie.v1.TurnsRecord.$Properties|null);

            /** TrajectoryChunk fragment. */
            fragment?: (sortie.v1.TurnFragment.$Properties|null);

            /** TrajectoryChunk ending. */
            ending?: (sortie.v1.EndingRecord.$Properties|null);

            /** TrajectoryChunk handBack. */
            handBack?: (sortie.v1.HandBackRecord.$Properties|null);

            /** TrajectoryChunk record. */
            record?: ("opening"|"turns"|"fragment"|"ending"|"handBack");

            /**
             * Creates a new TrajectoryChunk instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TrajectoryChunk instance
             */
            static create(properties: sortie.v1.TrajectoryChunk.$Shape): sortie.v1.TrajectoryChunk & sortie.v1.TrajectoryChunk.$Shape;
            static create(properties?: sortie.v1.TrajectoryChunk.$Properties): sortie.v1.TrajectoryChunk;

            /**
             * Encodes the specified TrajectoryChunk message. Does not implicitly {@link sortie.v1.TrajectoryChunk.verify|verify} messages.
             * @param message TrajectoryChunk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.TrajectoryChunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TrajectoryChunk message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.TrajectoryChunk & sortie.v1.TrajectoryChunk.$Shape} TrajectoryChunk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.TrajectoryChunk & sortie.v1.TrajectoryChunk.$Shape;

            /**
             * Creates a TrajectoryChunk message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns TrajectoryChunk
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.TrajectoryChunk;

            /**
             * Creates a plain object from a TrajectoryChunk message. Also converts values to other types if specified.
             * @param message TrajectoryChunk
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.TrajectoryChunk, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this TrajectoryChunk to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace TrajectoryChunk {

            /** Properties of a TrajectoryChunk. */
            interface $Properties {

                /** TrajectoryChunk schemaVersion */
                schemaVersion?: (number|null);

                /** TrajectoryChunk runId */
                runId?: (string|null);

                /** TrajectoryChunk fleet */
                fleet?: (string|null);

                /** TrajectoryChunk taskId */
                taskId?: (string|null);

                /** TrajectoryChunk taskSha256 */
                taskSha256?: (Uint8Array|null);

                /** TrajectoryChunk groupId */
                groupId?: (string|null);

                /** TrajectoryChunk groupSize */
                groupSize?: (number|null);

                /** TrajectoryChunk groupIndex */
                groupIndex?: (number|null);

                /** TrajectoryChunk rolloutId */
                rolloutId?: (string|null);

                /** TrajectoryChunk attempt */
                attempt?: (number|null);

                /** TrajectoryChunk chunkSeq */
                chunkSeq?: (number|null);

                /** TrajectoryChunk worker */
                worker?: (string|null);

                /** TrajectoryChunk environment */
                environment?: (string|null);

                /** TrajectoryChunk environmentVersion */
                environmentVersion?: (string|null);

                /** TrajectoryChunk startedAtUnixMs */
                startedAtUnixMs?: (number|null);

                /** TrajectoryChunk previousSha256 */
                previousSha256?: (Uint8Array|null);

                /** TrajectoryChunk silentAttempts */
                silentAttempts?: (number|null);

                /** TrajectoryChunk opening */
                opening?: (sortie.v1.OpeningRecord.$Properties|null);

                /** TrajectoryChunk turns */
                turns?: (sortie.v1.TurnsRecord.$Properties|null);

                /** TrajectoryChunk fragment */
                fragment?: (sortie.v1.TurnFragment.$Properties|null);

                /** TrajectoryChunk ending */
                ending?: (sortie.v1.EndingRecord.$Properties|null);

                /** TrajectoryChunk handBack */
                handBack?: (sortie.v1.HandBackRecord.$Properties|null);

                /** TrajectoryChunk record */
                record?: ("opening"|"turns"|"fragment"|"ending"|"handBack");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a TrajectoryChunk. */
            type $Shape = {
              schemaVersion?: number|null;
              runId?: string|null;
              fleet?: string|null;
              taskId?: string|null;
              taskSha256?: Uint8Array|null;
              groupId?: string|null;
              groupSize?: number|null;
              groupIndex?: number|null;
              rolloutId?: string|null;
              attempt?: number|null;
              chunkSeq?: number|null;
              worker?: string|null;
              environment?: string|null;
              environmentVersion?: string|null;
              startedAtUnixMs?: number|null;
              previousSha256?: Uint8Array|null;
              silentAttempts?: number|null;
              opening?: sortie.v1.OpeningRecord.$Shape|null;
              turns?: sortie.v1.TurnsRecord.$Shape|null;
              fragment?: sortie.v1.TurnFragment.$Shape|null;
              ending?: sortie.v1.EndingRecord.$Shape|null;
              handBack?: sortie.v1.HandBackRecord.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ record?: undefined; opening?: null; turns?: null; fragment?: null; ending?: null; handBack?: null }|{ record?: "opening"; opening: sortie.v1.OpeningRecord.$Shape; turns?: null; fragment?: null; ending?: null; handBack?: null }|{ record?: "turns"; opening?: null; turns: sortie.v1.TurnsRecord.$Shape; fragment?: null; ending?: null; handBack?: null }|{ record?: "fragment"; opening?: null; turns?: null; fragment: sortie.v1.TurnFragment.$Shape; ending?: null; handBack?: null }|{ record?: "ending"; opening?: null; turns?: null; fragment?: null; ending: sortie.v1.EndingRecord.$Shape; handBack?: null }|{ record?: "handBack"; opening?: null; turns?: null; fragment?: null; ending?: null; handBack: sortie.v1.HandBackRecord.$Shape })
            );
        }

        /**
         * Properties of a HandBackRecord.
         * @deprecated Use sortie.v1.HandBackRecord.$Properties instead.
         */
        interface IHandBackRecord extends sortie.v1.HandBackRecord.$Properties {
        }

        /** Represents a HandBackRecord. */
        class HandBackRecord {

            /**
             * Constructs a new HandBackRecord.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.HandBackRecord.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HandBackRecord reason. */
            reason: string;

            /**
             * Creates a new HandBackRecord instance using the specified properties.
             * @param [properties] Properties to set
             * @returns HandBackRecord instance
             */
            static create(properties: sortie.v1.HandBackRecord.$Shape): sortie.v1.HandBackRecord & sortie.v1.HandBackRecord.$Shape;
            static create(properties?: sortie.v1.HandBackRecord.$Properties): sortie.v1.HandBackRecord;

            /**
             * Encodes the specified HandBackRecord message. Does not implicitly {@link sortie.v1.HandBackRecord.verify|verify} messages.
             * @param message HandBackRecord message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.HandBackRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HandBackRecord message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.HandBackRecord & sortie.v1.HandBackRecord.$Shape} HandBackRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.HandBackRecord & sortie.v1.HandBackRecord.$Shape;

            /**
             * Creates a HandBackRecord message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns HandBackRecord
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.HandBackRecord;

            /**
             * Creates a plain object from a HandBackRecord message. Also converts values to other types if specified.
             * @param message HandBackRecord
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.HandBackRecord, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this HandBackRecord to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace HandBackRecord {

            /** Properties of a HandBackRecord. */
            interface $Properties {

                /** HandBackRecord reason */
                reason?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HandBackRecord. */
            type $Shape = sortie.v1.HandBackRecord.$Properties;
        }

        /**
         * Properties of an OpeningRecord.
         * @deprecated Use sortie.v1.OpeningRecord.$Properties instead.
         */
        interface IOpeningRecord extends sortie.v1.OpeningRecord.$Properties {
        }

        /** Represents an OpeningRecord. */
        class OpeningRecord {

            /**
             * Constructs a new OpeningRecord.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.OpeningRecord.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OpeningRecord leaseMs. */
            leaseMs: number;

            /** OpeningRecord seed. */
            seed: number;

            /** OpeningRecord deadlineUnixMs. */
            deadlineUnixMs: number;

            /**
             * Creates a new OpeningRecord instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OpeningRecord instance
             */
            static create(properties: sortie.v1.OpeningRecord.$Shape): sortie.v1.OpeningRecord & sortie.v1.OpeningRecord.$Shape;
            static create(properties?: sortie.v1.OpeningRecord.$Properties): sortie.v1.OpeningRecord;

            /**
             * Encodes the specified OpeningRecord message. Does not implicitly {@link sortie.v1.OpeningRecord.verify|verify} messages.
             * @param message OpeningRecord message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.OpeningRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OpeningRecord message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.OpeningRecord & sortie.v1.OpeningRecord.$Shape} OpeningRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.OpeningRecord & sortie.v1.OpeningRecord.$Shape;

            /**
             * Creates an OpeningRecord message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns OpeningRecord
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.OpeningRecord;

            /**
             * Creates a plain object from an OpeningRecord message. Also converts values to other types if specified.
             * @param message OpeningRecord
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.OpeningRecord, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this OpeningRecord to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace OpeningRecord {

            /** Properties of an OpeningRecord. */
            interface $Properties {

                /** OpeningRecord leaseMs */
                leaseMs?: (number|null);

                /** OpeningRecord seed */
                seed?: (number|null);

                /** OpeningRecord deadlineUnixMs */
                deadlineUnixMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OpeningRecord. */
            type $Shape = sortie.v1.OpeningRecord.$Properties;
        }

        /**
         * Properties of a TurnsRecord.
         * @deprecated Use sortie.v1.TurnsRecord.$Properties instead.
         */
        interface ITurnsRecord extends sortie.v1.TurnsRecord.$Properties {
        }

        /** Represents a TurnsRecord. */
        class TurnsRecord {

            /**
             * Constructs a new TurnsRecord.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.TurnsRecord.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TurnsRecord turns. */
            turns: sortie.v1.Turn.$Properties[];

            /**
             * Creates a new TurnsRecord instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TurnsRecord instance
             */
            static create(properties: sortie.v1.TurnsRecord.$Shape): sortie.v1.TurnsRecord & sortie.v1.TurnsRecord.$Shape;
            static create(properties?: sortie.v1.TurnsRecord.$Properties): sortie.v1.TurnsRecord;

            /**
             * Encodes the specified TurnsRecord message. Does not implicitly {@link sortie.v1.TurnsRecord.verify|verify} messages.
             * @param message TurnsRecord message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.TurnsRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TurnsRecord message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.TurnsRecord & sortie.v1.TurnsRecord.$Shape} TurnsRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.TurnsRecord & sortie.v1.TurnsRecord.$Shape;

            /**
             * Creates a TurnsRecord message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns TurnsRecord
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.TurnsRecord;

            /**
             * Creates a plain object from a TurnsRecord message. Also converts values to other types if specified.
             * @param message TurnsRecord
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.TurnsRecord, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this TurnsRecord to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace TurnsRecord {

            /** Properties of a TurnsRecord. */
            interface $Properties {

                /** TurnsRecord turns */
                turns?: (sortie.v1.Turn.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TurnsRecord. */
            type $Shape = sortie.v1.TurnsRecord.$Properties;
        }

        /**
         * Properties of a TurnFragment.
         * @deprecated Use sortie.v1.TurnFragment.$Properties instead.
         */
        interface ITurnFragment extends sortie.v1.TurnFragment.$Properties {
        }

        /** Represents a TurnFragment. */
        class TurnFragment {

            /**
             * Constructs a new TurnFragment.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.TurnFragment.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TurnFragment turnIndex. */
            turnIndex: number;

            /** TurnFragment fragmentIndex. */
            fragmentIndex: number;

            /** TurnFragment fragmentCount. */
            fragmentCount: number;

            /** TurnFragment data. */
            data: Uint8Array;

            /** TurnFragment turnSha256. */
            turnSha256: Uint8Array;

            /**
             * Creates a new TurnFragment instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TurnFragment instance
             */
            static create(properties: sortie.v1.TurnFragment.$Shape): sortie.v1.TurnFragment & sortie.v1.TurnFragment.$Shape;
            static create(properties?: sortie.v1.TurnFragment.$Properties): sortie.v1.TurnFragment;

            /**
             * Encodes the specified TurnFragment message. Does not implicitly {@link sortie.v1.TurnFragment.verify|verify} messages.
             * @param message TurnFragment message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.TurnFragment.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TurnFragment message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.TurnFragment & sortie.v1.TurnFragment.$Shape} TurnFragment
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.TurnFragment & sortie.v1.TurnFragment.$Shape;

            /**
             * Creates a TurnFragment message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns TurnFragment
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.TurnFragment;

            /**
             * Creates a plain object from a TurnFragment message. Also converts values to other types if specified.
             * @param message TurnFragment
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.TurnFragment, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this TurnFragment to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace TurnFragment {

            /** Properties of a TurnFragment. */
            interface $Properties {

                /** TurnFragment turnIndex */
                turnIndex?: (number|null);

                /** TurnFragment fragmentIndex */
                fragmentIndex?: (number|null);

                /** TurnFragment fragmentCount */
                fragmentCount?: (number|null);

                /** TurnFragment data */
                data?: (Uint8Array|null);

                /** TurnFragment turnSha256 */
                turnSha256?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TurnFragment. */
            type $Shape = sortie.v1.TurnFragment.$Properties;
        }

        /**
         * Properties of a Turn.
         * @deprecated Use sortie.v1.Turn.$Properties instead.
         */
        interface ITurn extends sortie.v1.Turn.$Properties {
        }

        /** Represents a Turn. */
        class Turn {

            /**
             * Constructs a new Turn.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Turn.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Turn traceId. */
            traceId: string;

            /** Turn parentTraceId. */
            parentTraceId: string;

            /** Turn agent. */
            agent: string;

            /** Turn trainable. */
            trainable: boolean;

            /** Turn turnIndex. */
            turnIndex: number;

            /** Turn branchTokenCount. */
            branchTokenCount: number;

            /** Turn segments. */
            segments: sortie.v1.Segment.$Properties[];

            /** Turn toolCalls. */
            toolCalls: sortie.v1.ToolCall.$Properties[];

            /** Turn sampling. */
            sampling?: (sortie.v1.Sampling.$Properties|null);

            /** Turn effort. */
            effort?: (sortie.v1.Effort.$Properties|null);

            /** Turn finishReason. */
            finishReason: sortie.v1.FinishReason;

            /** Turn usage. */
            usage?: (sortie.v1.Usage.$Properties|null);

            /** Turn timings. */
            timings?: (sortie.v1.Timings.$Properties|null);

            /** Turn stepReward. */
            stepReward?: (number|null);

            /** Turn error. */
            error?: (sortie.v1.RecordedError.$Properties|null);

            /** Turn replica. */
            replica: string;

            /** Turn model. */
            model: string;

            /**
             * Creates a new Turn instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Turn instance
             */
            static create(properties: sortie.v1.Turn.$Shape): sortie.v1.Turn & sortie.v1.Turn.$Shape;
            static create(properties?: sortie.v1.Turn.$Properties): sortie.v1.Turn;

            /**
             * Encodes the specified Turn message. Does not implicitly {@link sortie.v1.Turn.verify|verify} messages.
             * @param message Turn message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Turn.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Turn message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Turn & sortie.v1.Turn.$Shape} Turn
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Turn & sortie.v1.Turn.$Shape;

            /**
             * Creates a Turn message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Turn
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Turn;

            /**
             * Creates a plain object from a Turn message. Also converts values to other types if specified.
             * @param message Turn
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Turn, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Turn to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Turn {

            /** Properties of a Turn. */
            interface $Properties {

                /** Turn traceId */
                traceId?: (string|null);

                /** Turn parentTraceId */
                parentTraceId?: (string|null);

                /** Turn agent */
                agent?: (string|null);

                /** Turn trainable */
                trainable?: (boolean|null);

                /** Turn turnIndex */
                turnIndex?: (number|null);

                /** Turn branchTokenCount */
                branchTokenCount?: (number|null);

                /** Turn segments */
                segments?: (sortie.v1.Segment.$Properties[]|null);

                /** Turn toolCalls */
                toolCalls?: (sortie.v1.ToolCall.$Properties[]|null);

                /** Turn sampling */
                sampling?: (sortie.v1.Sampling.$Properties|null);

                /** Turn effort */
                effort?: (sortie.v1.Effort.$Properties|null);

                /** Turn finishReason */
                finishReason?: (sortie.v1.FinishReason|null);

                /** Turn usage */
                usage?: (sortie.v1.Usage.$Properties|null);

                /** Turn timings */
                timings?: (sortie.v1.Timings.$Properties|null);

                /** Turn stepReward */
                stepReward?: (number|null);

                /** Turn error */
                error?: (sortie.v1.RecordedError.$Properties|null);

                /** Turn replica */
                replica?: (string|null);

                /** Turn model */
                model?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Turn. */
            type $Shape = sortie.v1.Turn.$Properties;
        }

        /**
         * Properties of a Segment.
         * @deprecated Use sortie.v1.Segment.$Properties instead.
         */
        interface ISegment extends sortie.v1.Segment.$Properties {
        }

        /** Represents a Segment. */
        class Segment {

            /**
             * Constructs a new Segment.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Segment.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Segment role. */
            role: sortie.v1.Role;

            /** Segment tokenIds. */
            tokenIds: Uint8Array;

            /** Segment logprobs. */
            logprobs: Uint8Array;

            /** Segment lossMask. */
            lossMask: Uint8Array;

            /** Segment versionSpans. */
            versionSpans: sortie.v1.VersionSpan.$Properties[];

            /** Segment text. */
            text: string;

            /**
             * Creates a new Segment instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Segment instance
             */
            static create(properties: sortie.v1.Segment.$Shape): sortie.v1.Segment & sortie.v1.Segment.$Shape;
            static create(properties?: sortie.v1.Segment.$Properties): sortie.v1.Segment;

            /**
             * Encodes the specified Segment message. Does not implicitly {@link sortie.v1.Segment.verify|verify} messages.
             * @param message Segment message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Segment.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Segment message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Segment & sortie.v1.Segment.$Shape} Segment
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Segment & sortie.v1.Segment.$Shape;

            /**
             * Creates a Segment message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Segment
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Segment;

            /**
             * Creates a plain object from a Segment message. Also converts values to other types if specified.
             * @param message Segment
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Segment, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Segment to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Segment {

            /** Properties of a Segment. */
            interface $Properties {

                /** Segment role */
                role?: (sortie.v1.Role|null);

                /** Segment tokenIds */
                tokenIds?: (Uint8Array|null);

                /** Segment logprobs */
                logprobs?: (Uint8Array|null);

                /** Segment lossMask */
                lossMask?: (Uint8Array|null);

                /** Segment versionSpans */
                versionSpans?: (sortie.v1.VersionSpan.$Properties[]|null);

                /** Segment text */
                text?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Segment. */
            type $Shape = sortie.v1.Segment.$Properties;
        }

        /** Role enum. */
        enum Role {

            /** ROLE_UNSPECIFIED value */
            ROLE_UNSPECIFIED = 0,

            /** ROLE_SYSTEM value */
            ROLE_SYSTEM = 1,

            /** ROLE_USER value */
            ROLE_USER = 2,

            /** ROLE_ASSISTANT value */
            ROLE_ASSISTANT = 3,

            /** ROLE_TOOL value */
            ROLE_TOOL = 4,

            /** ROLE_TEMPLATE value */
            ROLE_TEMPLATE = 5
        }

        /**
         * Properties of a VersionSpan.
         * @deprecated Use sortie.v1.VersionSpan.$Properties instead.
         */
        interface IVersionSpan extends sortie.v1.VersionSpan.$Properties {
        }

        /** Represents a VersionSpan. */
        class VersionSpan {

            /**
             * Constructs a new VersionSpan.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.VersionSpan.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VersionSpan weightVersion. */
            weightVersion: number;

            /** VersionSpan tokenCount. */
            tokenCount: number;

            /**
             * Creates a new VersionSpan instance using the specified properties.
             * @param [properties] Properties to set
             * @returns VersionSpan instance
             */
            static create(properties: sortie.v1.VersionSpan.$Shape): sortie.v1.VersionSpan & sortie.v1.VersionSpan.$Shape;
            static create(properties?: sortie.v1.VersionSpan.$Properties): sortie.v1.VersionSpan;

            /**
             * Encodes the specified VersionSpan message. Does not implicitly {@link sortie.v1.VersionSpan.verify|verify} messages.
             * @param message VersionSpan message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.VersionSpan.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VersionSpan message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.VersionSpan & sortie.v1.VersionSpan.$Shape} VersionSpan
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.VersionSpan & sortie.v1.VersionSpan.$Shape;

            /**
             * Creates a VersionSpan message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns VersionSpan
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.VersionSpan;

            /**
             * Creates a plain object from a VersionSpan message. Also converts values to other types if specified.
             * @param message VersionSpan
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.VersionSpan, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this VersionSpan to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace VersionSpan {

            /** Properties of a VersionSpan. */
            interface $Properties {

                /** VersionSpan weightVersion */
                weightVersion?: (number|null);

                /** VersionSpan tokenCount */
                tokenCount?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VersionSpan. */
            type $Shape = sortie.v1.VersionSpan.$Properties;
        }

        /**
         * Properties of a ToolCall.
         * @deprecated Use sortie.v1.ToolCall.$Properties instead.
         */
        interface IToolCall extends sortie.v1.ToolCall.$Properties {
        }

        /** Represents a ToolCall. */
        class ToolCall {

            /**
             * Constructs a new ToolCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.ToolCall.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ToolCall name. */
            name: string;

            /** ToolCall argumentsJson. */
            argumentsJson: string;

            /** ToolCall startedAtUnixMs. */
            startedAtUnixMs: number;

            /** ToolCall endedAtUnixMs. */
            endedAtUnixMs: number;

            /** ToolCall status. */
            status: sortie.v1.ToolStatus;

            /** ToolCall output. */
            output: string;

            /** ToolCall outputTruncated. */
            outputTruncated: boolean;

            /** ToolCall outputBytes. */
            outputBytes: number;

            /** ToolCall outputSha256. */
            outputSha256: Uint8Array;

            /**
             * Creates a new ToolCall instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ToolCall instance
             */
            static create(properties: sortie.v1.ToolCall.$Shape): sortie.v1.ToolCall & sortie.v1.ToolCall.$Shape;
            static create(properties?: sortie.v1.ToolCall.$Properties): sortie.v1.ToolCall;

            /**
             * Encodes the specified ToolCall message. Does not implicitly {@link sortie.v1.ToolCall.verify|verify} messages.
             * @param message ToolCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.ToolCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ToolCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.ToolCall & sortie.v1.ToolCall.$Shape} ToolCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.ToolCall & sortie.v1.ToolCall.$Shape;

            /**
             * Creates a ToolCall message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ToolCall
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.ToolCall;

            /**
             * Creates a plain object from a ToolCall message. Also converts values to other types if specified.
             * @param message ToolCall
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.ToolCall, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ToolCall to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ToolCall {

            /** Properties of a ToolCall. */
            interface $Properties {

                /** ToolCall name */
                name?: (string|null);

                /** ToolCall argumentsJson */
                argumentsJson?: (string|null);

                /** ToolCall startedAtUnixMs */
                startedAtUnixMs?: (number|null);

                /** ToolCall endedAtUnixMs */
                endedAtUnixMs?: (number|null);

                /** ToolCall status */
                status?: (sortie.v1.ToolStatus|null);

                /** ToolCall output */
                output?: (string|null);

                /** ToolCall outputTruncated */
                outputTruncated?: (boolean|null);

                /** ToolCall outputBytes */
                outputBytes?: (number|null);

                /** ToolCall outputSha256 */
                outputSha256?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ToolCall. */
            type $Shape = sortie.v1.ToolCall.$Properties;
        }

        /** ToolStatus enum. */
        enum ToolStatus {

            /** TOOL_STATUS_UNSPECIFIED value */
            TOOL_STATUS_UNSPECIFIED = 0,

            /** TOOL_STATUS_OK value */
            TOOL_STATUS_OK = 1,

            /** TOOL_STATUS_FAILED value */
            TOOL_STATUS_FAILED = 2,

            /** TOOL_STATUS_MALFORMED value */
            TOOL_STATUS_MALFORMED = 3,

            /** TOOL_STATUS_TIMED_OUT value */
            TOOL_STATUS_TIMED_OUT = 4,

            /** TOOL_STATUS_LIMITED value */
            TOOL_STATUS_LIMITED = 5,

            /** TOOL_STATUS_INFRASTRUCTURE value */
            TOOL_STATUS_INFRASTRUCTURE = 6
        }

        /**
         * Properties of a Sampling.
         * @deprecated Use sortie.v1.Sampling.$Properties instead.
         */
        interface ISampling extends sortie.v1.Sampling.$Properties {
        }

        /** Represents a Sampling. */
        class Sampling {

            /**
             * Constructs a new Sampling.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Sampling.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Sampling temperature. */
            temperature: number;

            /** Sampling topP. */
            topP: number;

            /** Sampling topK. */
            topK: number;

            /** Sampling seed. */
            seed: number;

            /** Sampling logprobsMode. */
            logprobsMode: sortie.v1.LogprobsMode;

            /** Sampling cacheSalt. */
            cacheSalt: string;

            /** Sampling maxTokens. */
            maxTokens: number;

            /**
             * Creates a new Sampling instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Sampling instance
             */
            static create(properties: sortie.v1.Sampling.$Shape): sortie.v1.Sampling & sortie.v1.Sampling.$Shape;
            static create(properties?: sortie.v1.Sampling.$Properties): sortie.v1.Sampling;

            /**
             * Encodes the specified Sampling message. Does not implicitly {@link sortie.v1.Sampling.verify|verify} messages.
             * @param message Sampling message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Sampling.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Sampling message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Sampling & sortie.v1.Sampling.$Shape} Sampling
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Sampling & sortie.v1.Sampling.$Shape;

            /**
             * Creates a Sampling message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Sampling
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Sampling;

            /**
             * Creates a plain object from a Sampling message. Also converts values to other types if specified.
             * @param message Sampling
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Sampling, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Sampling to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Sampling {

            /** Properties of a Sampling. */
            interface $Properties {

                /** Sampling temperature */
                temperature?: (number|null);

                /** Sampling topP */
                topP?: (number|null);

                /** Sampling topK */
                topK?: (number|null);

                /** Sampling seed */
                seed?: (number|null);

                /** Sampling logprobsMode */
                logprobsMode?: (sortie.v1.LogprobsMode|null);

                /** Sampling cacheSalt */
                cacheSalt?: (string|null);

                /** Sampling maxTokens */
                maxTokens?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Sampling. */
            type $Shape = sortie.v1.Sampling.$Properties;
        }

        /** LogprobsMode enum. */
        enum LogprobsMode {

            /** LOGPROBS_MODE_UNSPECIFIED value */
            LOGPROBS_MODE_UNSPECIFIED = 0,

            /** LOGPROBS_MODE_RAW value */
            LOGPROBS_MODE_RAW = 1,

            /** LOGPROBS_MODE_PROCESSED value */
            LOGPROBS_MODE_PROCESSED = 2
        }

        /**
         * Properties of an Effort.
         * @deprecated Use sortie.v1.Effort.$Properties instead.
         */
        interface IEffort extends sortie.v1.Effort.$Properties {
        }

        /** Represents an Effort. */
        class Effort {

            /**
             * Constructs a new Effort.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Effort.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Effort requested. */
            requested: number;

            /** Effort budgetTokens. */
            budgetTokens: number;

            /** Effort thinkingTokens. */
            thinkingTokens: number;

            /** Effort forcedStop. */
            forcedStop: boolean;

            /**
             * Creates a new Effort instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Effort instance
             */
            static create(properties: sortie.v1.Effort.$Shape): sortie.v1.Effort & sortie.v1.Effort.$Shape;
            static create(properties?: sortie.v1.Effort.$Properties): sortie.v1.Effort;

            /**
             * Encodes the specified Effort message. Does not implicitly {@link sortie.v1.Effort.verify|verify} messages.
             * @param message Effort message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Effort.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Effort message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Effort & sortie.v1.Effort.$Shape} Effort
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Effort & sortie.v1.Effort.$Shape;

            /**
             * Creates an Effort message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Effort
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Effort;

            /**
             * Creates a plain object from an Effort message. Also converts values to other types if specified.
             * @param message Effort
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Effort, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Effort to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Effort {

            /** Properties of an Effort. */
            interface $Properties {

                /** Effort requested */
                requested?: (number|null);

                /** Effort budgetTokens */
                budgetTokens?: (number|null);

                /** Effort thinkingTokens */
                thinkingTokens?: (number|null);

                /** Effort forcedStop */
                forcedStop?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Effort. */
            type $Shape = sortie.v1.Effort.$Properties;
        }

        /** FinishReason enum. */
        enum FinishReason {

            /** FINISH_REASON_UNSPECIFIED value */
            FINISH_REASON_UNSPECIFIED = 0,

            /** FINISH_REASON_STOP value */
            FINISH_REASON_STOP = 1,

            /** FINISH_REASON_LENGTH value */
            FINISH_REASON_LENGTH = 2,

            /** FINISH_REASON_ABORTED value */
            FINISH_REASON_ABORTED = 3,

            /** FINISH_REASON_ERROR value */
            FINISH_REASON_ERROR = 4
        }

        /**
         * Properties of a Usage.
         * @deprecated Use sortie.v1.Usage.$Properties instead.
         */
        interface IUsage extends sortie.v1.Usage.$Properties {
        }

        /** Represents a Usage. */
        class Usage {

            /**
             * Constructs a new Usage.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Usage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Usage promptTokens. */
            promptTokens: number;

            /** Usage cachedTokens. */
            cachedTokens: number;

            /** Usage sampledTokens. */
            sampledTokens: number;

            /**
             * Creates a new Usage instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Usage instance
             */
            static create(properties: sortie.v1.Usage.$Shape): sortie.v1.Usage & sortie.v1.Usage.$Shape;
            static create(properties?: sortie.v1.Usage.$Properties): sortie.v1.Usage;

            /**
             * Encodes the specified Usage message. Does not implicitly {@link sortie.v1.Usage.verify|verify} messages.
             * @param message Usage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Usage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Usage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Usage & sortie.v1.Usage.$Shape} Usage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Usage & sortie.v1.Usage.$Shape;

            /**
             * Creates a Usage message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Usage
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Usage;

            /**
             * Creates a plain object from a Usage message. Also converts values to other types if specified.
             * @param message Usage
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Usage, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Usage to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Usage {

            /** Properties of a Usage. */
            interface $Properties {

                /** Usage promptTokens */
                promptTokens?: (number|null);

                /** Usage cachedTokens */
                cachedTokens?: (number|null);

                /** Usage sampledTokens */
                sampledTokens?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Usage. */
            type $Shape = sortie.v1.Usage.$Properties;
        }

        /**
         * Properties of a Timings.
         * @deprecated Use sortie.v1.Timings.$Properties instead.
         */
        interface ITimings extends sortie.v1.Timings.$Properties {
        }

        /** Represents a Timings. */
        class Timings {

            /**
             * Constructs a new Timings.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Timings.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Timings queueNs. */
            queueNs: number;

            /** Timings timeToFirstTokenNs. */
            timeToFirstTokenNs: number;

            /** Timings decodeNs. */
            decodeNs: number;

            /** Timings environmentNs. */
            environmentNs: number;

            /**
             * Creates a new Timings instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Timings instance
             */
            static create(properties: sortie.v1.Timings.$Shape): sortie.v1.Timings & sortie.v1.Timings.$Shape;
            static create(properties?: sortie.v1.Timings.$Properties): sortie.v1.Timings;

            /**
             * Encodes the specified Timings message. Does not implicitly {@link sortie.v1.Timings.verify|verify} messages.
             * @param message Timings message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Timings.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Timings message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Timings & sortie.v1.Timings.$Shape} Timings
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Timings & sortie.v1.Timings.$Shape;

            /**
             * Creates a Timings message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Timings
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Timings;

            /**
             * Creates a plain object from a Timings message. Also converts values to other types if specified.
             * @param message Timings
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Timings, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Timings to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Timings {

            /** Properties of a Timings. */
            interface $Properties {

                /** Timings queueNs */
                queueNs?: (number|null);

                /** Timings timeToFirstTokenNs */
                timeToFirstTokenNs?: (number|null);

                /** Timings decodeNs */
                decodeNs?: (number|null);

                /** Timings environmentNs */
                environmentNs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Timings. */
            type $Shape = sortie.v1.Timings.$Properties;
        }

        /**
         * Properties of a RecordedError.
         * @deprecated Use sortie.v1.RecordedError.$Properties instead.
         */
        interface IRecordedError extends sortie.v1.RecordedError.$Properties {
        }

        /** Represents a RecordedError. */
        class RecordedError {

            /**
             * Constructs a new RecordedError.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.RecordedError.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RecordedError code. */
            code: string;

            /** RecordedError message. */
            message: string;

            /**
             * Creates a new RecordedError instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RecordedError instance
             */
            static create(properties: sortie.v1.RecordedError.$Shape): sortie.v1.RecordedError & sortie.v1.RecordedError.$Shape;
            static create(properties?: sortie.v1.RecordedError.$Properties): sortie.v1.RecordedError;

            /**
             * Encodes the specified RecordedError message. Does not implicitly {@link sortie.v1.RecordedError.verify|verify} messages.
             * @param message RecordedError message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.RecordedError.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RecordedError message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.RecordedError & sortie.v1.RecordedError.$Shape} RecordedError
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.RecordedError & sortie.v1.RecordedError.$Shape;

            /**
             * Creates a RecordedError message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RecordedError
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.RecordedError;

            /**
             * Creates a plain object from a RecordedError message. Also converts values to other types if specified.
             * @param message RecordedError
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.RecordedError, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RecordedError to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RecordedError {

            /** Properties of a RecordedError. */
            interface $Properties {

                /** RecordedError code */
                code?: (string|null);

                /** RecordedError message */
                message?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RecordedError. */
            type $Shape = sortie.v1.RecordedError.$Properties;
        }

        /** RolloutStatus enum. */
        enum RolloutStatus {

            /** ROLLOUT_STATUS_UNSPECIFIED value */
            ROLLOUT_STATUS_UNSPECIFIED = 0,

            /** ROLLOUT_STATUS_COMPLETED value */
            ROLLOUT_STATUS_COMPLETED = 1,

            /** ROLLOUT_STATUS_TRUNCATED value */
            ROLLOUT_STATUS_TRUNCATED = 2,

            /** ROLLOUT_STATUS_TIMED_OUT value */
            ROLLOUT_STATUS_TIMED_OUT = 3,

            /** ROLLOUT_STATUS_FAILED_ENVIRONMENT value */
            ROLLOUT_STATUS_FAILED_ENVIRONMENT = 4,

            /** ROLLOUT_STATUS_FAILED_INFERENCE value */
            ROLLOUT_STATUS_FAILED_INFERENCE = 5,

            /** ROLLOUT_STATUS_CANCELLED value */
            ROLLOUT_STATUS_CANCELLED = 6,

            /** ROLLOUT_STATUS_POISONED value */
            ROLLOUT_STATUS_POISONED = 7,

            /** ROLLOUT_STATUS_REFUSED_STALE value */
            ROLLOUT_STATUS_REFUSED_STALE = 8
        }

        /**
         * Properties of an EndingRecord.
         * @deprecated Use sortie.v1.EndingRecord.$Properties instead.
         */
        interface IEndingRecord extends sortie.v1.EndingRecord.$Properties {
        }

        /** Represents an EndingRecord. */
        class EndingRecord {

            /**
             * Constructs a new EndingRecord.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.EndingRecord.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EndingRecord status. */
            status: sortie.v1.RolloutStatus;

            /** EndingRecord stopCondition. */
            stopCondition: string;

            /** EndingRecord rewards. */
            rewards: sortie.v1.Reward.$Properties[];

            /** EndingRecord integrityFindings. */
            integrityFindings: sortie.v1.IntegrityFinding.$Properties[];

            /** EndingRecord totals. */
            totals?: (sortie.v1.Totals.$Properties|null);

            /** EndingRecord error. */
            error?: (sortie.v1.RecordedError.$Properties|null);

            /** EndingRecord endedAtUnixMs. */
            endedAtUnixMs: number;

            /** EndingRecord sandboxEnforcement. */
            sandboxEnforcement: string;

            /**
             * Creates a new EndingRecord instance using the specified properties.
             * @param [properties] Properties to set
             * @returns EndingRecord instance
             */
            static create(properties: sortie.v1.EndingRecord.$Shape): sortie.v1.EndingRecord & sortie.v1.EndingRecord.$Shape;
            static create(properties?: sortie.v1.EndingRecord.$Properties): sortie.v1.EndingRecord;

            /**
             * Encodes the specified EndingRecord message. Does not implicitly {@link sortie.v1.EndingRecord.verify|verify} messages.
             * @param message EndingRecord message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.EndingRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EndingRecord message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.EndingRecord & sortie.v1.EndingRecord.$Shape} EndingRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.EndingRecord & sortie.v1.EndingRecord.$Shape;

            /**
             * Creates an EndingRecord message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns EndingRecord
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.EndingRecord;

            /**
             * Creates a plain object from an EndingRecord message. Also converts values to other types if specified.
             * @param message EndingRecord
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.EndingRecord, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this EndingRecord to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace EndingRecord {

            /** Properties of an EndingRecord. */
            interface $Properties {

                /** EndingRecord status */
                status?: (sortie.v1.RolloutStatus|null);

                /** EndingRecord stopCondition */
                stopCondition?: (string|null);

                /** EndingRecord rewards */
                rewards?: (sortie.v1.Reward.$Properties[]|null);

                /** EndingRecord integrityFindings */
                integrityFindings?: (sortie.v1.IntegrityFinding.$Properties[]|null);

                /** EndingRecord totals */
                totals?: (sortie.v1.Totals.$Properties|null);

                /** EndingRecord error */
                error?: (sortie.v1.RecordedError.$Properties|null);

                /** EndingRecord endedAtUnixMs */
                endedAtUnixMs?: (number|null);

                /** EndingRecord sandboxEnforcement */
                sandboxEnforcement?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EndingRecord. */
            type $Shape = sortie.v1.EndingRecord.$Properties;
        }

        /**
         * Properties of a Reward.
         * @deprecated Use sortie.v1.Reward.$Properties instead.
         */
        interface IReward extends sortie.v1.Reward.$Properties {
        }

        /** Represents a Reward. */
        class Reward {

            /**
             * Constructs a new Reward.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Reward.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Reward name. */
            name: string;

            /** Reward value. */
            value?: (number|null);

            /** Reward weight. */
            weight: number;

            /** Reward verifier. */
            verifier: string;

            /** Reward verifierVersion. */
            verifierVersion: string;

            /** Reward evidence. */
            evidence: string;

            /**
             * Creates a new Reward instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Reward instance
             */
            static create(properties: sortie.v1.Reward.$Shape): sortie.v1.Reward & sortie.v1.Reward.$Shape;
            static create(properties?: sortie.v1.Reward.$Properties): sortie.v1.Reward;

            /**
             * Encodes the specified Reward message. Does not implicitly {@link sortie.v1.Reward.verify|verify} messages.
             * @param message Reward message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Reward.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Reward message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Reward & sortie.v1.Reward.$Shape} Reward
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Reward & sortie.v1.Reward.$Shape;

            /**
             * Creates a Reward message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Reward
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Reward;

            /**
             * Creates a plain object from a Reward message. Also converts values to other types if specified.
             * @param message Reward
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Reward, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Reward to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Reward {

            /** Properties of a Reward. */
            interface $Properties {

                /** Reward name */
                name?: (string|null);

                /** Reward value */
                value?: (number|null);

                /** Reward weight */
                weight?: (number|null);

                /** Reward verifier */
                verifier?: (string|null);

                /** Reward verifierVersion */
                verifierVersion?: (string|null);

                /** Reward evidence */
                evidence?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Reward. */
            type $Shape = sortie.v1.Reward.$Properties;
        }

        /**
         * Properties of an IntegrityFinding.
         * @deprecated Use sortie.v1.IntegrityFinding.$Properties instead.
         */
        interface IIntegrityFinding extends sortie.v1.IntegrityFinding.$Properties {
        }

        /** Represents an IntegrityFinding. */
        class IntegrityFinding {

            /**
             * Constructs a new IntegrityFinding.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.IntegrityFinding.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** IntegrityFinding kind. */
            kind: string;

            /** IntegrityFinding evidence. */
            evidence: string;

            /**
             * Creates a new IntegrityFinding instance using the specified properties.
             * @param [properties] Properties to set
             * @returns IntegrityFinding instance
             */
            static create(properties: sortie.v1.IntegrityFinding.$Shape): sortie.v1.IntegrityFinding & sortie.v1.IntegrityFinding.$Shape;
            static create(properties?: sortie.v1.IntegrityFinding.$Properties): sortie.v1.IntegrityFinding;

            /**
             * Encodes the specified IntegrityFinding message. Does not implicitly {@link sortie.v1.IntegrityFinding.verify|verify} messages.
             * @param message IntegrityFinding message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.IntegrityFinding.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an IntegrityFinding message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.IntegrityFinding & sortie.v1.IntegrityFinding.$Shape} IntegrityFinding
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.IntegrityFinding & sortie.v1.IntegrityFinding.$Shape;

            /**
             * Creates an IntegrityFinding message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns IntegrityFinding
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.IntegrityFinding;

            /**
             * Creates a plain object from an IntegrityFinding message. Also converts values to other types if specified.
             * @param message IntegrityFinding
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.IntegrityFinding, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this IntegrityFinding to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace IntegrityFinding {

            /** Properties of an IntegrityFinding. */
            interface $Properties {

                /** IntegrityFinding kind */
                kind?: (string|null);

                /** IntegrityFinding evidence */
                evidence?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an IntegrityFinding. */
            type $Shape = sortie.v1.IntegrityFinding.$Properties;
        }

        /**
         * Properties of a Totals.
         * @deprecated Use sortie.v1.Totals.$Properties instead.
         */
        interface ITotals extends sortie.v1.Totals.$Properties {
        }

        /** Represents a Totals. */
        class Totals {

            /**
             * Constructs a new Totals.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Totals.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Totals turns. */
            turns: number;

            /** Totals promptTokens. */
            promptTokens: number;

            /** Totals sampledTokens. */
            sampledTokens: number;

            /** Totals wallMs. */
            wallMs: number;

            /** Totals chunks. */
            chunks: number;

            /** Totals timings. */
            timings?: (sortie.v1.Timings.$Properties|null);

            /**
             * Creates a new Totals instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Totals instance
             */
            static create(properties: sortie.v1.Totals.$Shape): sortie.v1.Totals & sortie.v1.Totals.$Shape;
            static create(properties?: sortie.v1.Totals.$Properties): sortie.v1.Totals;

            /**
             * Encodes the specified Totals message. Does not implicitly {@link sortie.v1.Totals.verify|verify} messages.
             * @param message Totals message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Totals.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Totals message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Totals & sortie.v1.Totals.$Shape} Totals
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Totals & sortie.v1.Totals.$Shape;

            /**
             * Creates a Totals message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Totals
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Totals;

            /**
             * Creates a plain object from a Totals message. Also converts values to other types if specified.
             * @param message Totals
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Totals, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Totals to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Totals {

            /** Properties of a Totals. */
            interface $Properties {

                /** Totals turns */
                turns?: (number|null);

                /** Totals promptTokens */
                promptTokens?: (number|null);

                /** Totals sampledTokens */
                sampledTokens?: (number|null);

                /** Totals wallMs */
                wallMs?: (number|null);

                /** Totals chunks */
                chunks?: (number|null);

                /** Totals timings */
                timings?: (sortie.v1.Timings.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Totals. */
            type $Shape = sortie.v1.Totals.$Properties;
        }

        /**
         * Properties of a Trajectory.
         * @deprecated Use sortie.v1.Trajectory.$Properties instead.
         */
        interface ITrajectory extends sortie.v1.Trajectory.$Properties {
        }

        /** Represents a Trajectory. */
        class Trajectory {

            /**
             * Constructs a new Trajectory.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Trajectory.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Trajectory chunks. */
            chunks: sortie.v1.TrajectoryChunk.$Properties[];

            /**
             * Creates a new Trajectory instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Trajectory instance
             */
            static create(properties: sortie.v1.Trajectory.$Shape): sortie.v1.Trajectory & sortie.v1.Trajectory.$Shape;
            static create(properties?: sortie.v1.Trajectory.$Properties): sortie.v1.Trajectory;

            /**
             * Encodes the specified Trajectory message. Does not implicitly {@link sortie.v1.Trajectory.verify|verify} messages.
             * @param message Trajectory message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Trajectory.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Trajectory message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Trajectory & sortie.v1.Trajectory.$Shape} Trajectory
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Trajectory & sortie.v1.Trajectory.$Shape;

            /**
             * Creates a Trajectory message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Trajectory
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Trajectory;

            /**
             * Creates a plain object from a Trajectory message. Also converts values to other types if specified.
             * @param message Trajectory
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Trajectory, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Trajectory to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Trajectory {

            /** Properties of a Trajectory. */
            interface $Properties {

                /** Trajectory chunks */
                chunks?: (sortie.v1.TrajectoryChunk.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Trajectory. */
            type $Shape = {
              chunks?: sortie.v1.TrajectoryChunk.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a GenerateRequest.
         * @deprecated Use sortie.v1.GenerateRequest.$Properties instead.
         */
        interface IGenerateRequest extends sortie.v1.GenerateRequest.$Properties {
        }

        /** Represents a GenerateRequest. */
        class GenerateRequest {

            /**
             * Constructs a new GenerateRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.GenerateRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GenerateRequest tokenIds. */
            tokenIds: Uint8Array;

            /** GenerateRequest sampling. */
            sampling?: (sortie.v1.Sampling.$Properties|null);

            /** GenerateRequest stopTokenIds. */
            stopTokenIds: number[];

            /** GenerateRequest traceId. */
            traceId: string;

            /**
             * Creates a new GenerateRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GenerateRequest instance
             */
            static create(properties: sortie.v1.GenerateRequest.$Shape): sortie.v1.GenerateRequest & sortie.v1.GenerateRequest.$Shape;
            static create(properties?: sortie.v1.GenerateRequest.$Properties): sortie.v1.GenerateRequest;

            /**
             * Encodes the specified GenerateRequest message. Does not implicitly {@link sortie.v1.GenerateRequest.verify|verify} messages.
             * @param message GenerateRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.GenerateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GenerateRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.GenerateRequest & sortie.v1.GenerateRequest.$Shape} GenerateRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.GenerateRequest & sortie.v1.GenerateRequest.$Shape;

            /**
             * Creates a GenerateRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GenerateRequest
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.GenerateRequest;

            /**
             * Creates a plain object from a GenerateRequest message. Also converts values to other types if specified.
             * @param message GenerateRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.GenerateRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GenerateRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GenerateRequest {

            /** Properties of a GenerateRequest. */
            interface $Properties {

                /** GenerateRequest tokenIds */
                tokenIds?: (Uint8Array|null);

                /** GenerateRequest sampling */
                sampling?: (sortie.v1.Sampling.$Properties|null);

                /** GenerateRequest stopTokenIds */
                stopTokenIds?: (number[]|null);

                /** GenerateRequest traceId */
                traceId?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GenerateRequest. */
            type $Shape = sortie.v1.GenerateRequest.$Properties;
        }

        /**
         * Properties of a GenerateResponse.
         * @deprecated Use sortie.v1.GenerateResponse.$Properties instead.
         */
        interface IGenerateResponse extends sortie.v1.GenerateResponse.$Properties {
        }

        /** Represents a GenerateResponse. */
        class GenerateResponse {

            /**
             * Constructs a new GenerateResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.GenerateResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GenerateResponse tokenIds. */
            tokenIds: Uint8Array;

            /** GenerateResponse logprobs. */
            logprobs: Uint8Array;

            /** GenerateResponse versionSpans. */
            versionSpans: sortie.v1.VersionSpan.$Properties[];

            /** GenerateResponse finishReason. */
            finishReason: sortie.v1.FinishReason;

            /** GenerateResponse text. */
            text: string;

            /** GenerateResponse usage. */
            usage?: (sortie.v1.Usage.$Properties|null);

            /** GenerateResponse timings. */
            timings?: (sortie.v1.Timings.$Properties|null);

            /** GenerateResponse replica. */
            replica: string;

            /** GenerateResponse model. */
            model: string;

            /** GenerateResponse logprobsMode. */
            logprobsMode: sortie.v1.LogprobsMode;

            /**
             * Creates a new GenerateResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GenerateResponse instance
             */
            static create(properties: sortie.v1.GenerateResponse.$Shape): sortie.v1.GenerateResponse & sortie.v1.GenerateResponse.$Shape;
            static create(properties?: sortie.v1.GenerateResponse.$Properties): sortie.v1.GenerateResponse;

            /**
             * Encodes the specified GenerateResponse message. Does not implicitly {@link sortie.v1.GenerateResponse.verify|verify} messages.
             * @param message GenerateResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.GenerateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GenerateResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.GenerateResponse & sortie.v1.GenerateResponse.$Shape} GenerateResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.GenerateResponse & sortie.v1.GenerateResponse.$Shape;

            /**
             * Creates a GenerateResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GenerateResponse
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.GenerateResponse;

            /**
             * Creates a plain object from a GenerateResponse message. Also converts values to other types if specified.
             * @param message GenerateResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.GenerateResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GenerateResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GenerateResponse {

            /** Properties of a GenerateResponse. */
            interface $Properties {

                /** GenerateResponse tokenIds */
                tokenIds?: (Uint8Array|null);

                /** GenerateResponse logprobs */
                logprobs?: (Uint8Array|null);

                /** GenerateResponse versionSpans */
                versionSpans?: (sortie.v1.VersionSpan.$Properties[]|null);

                /** GenerateResponse finishReason */
                finishReason?: (sortie.v1.FinishReason|null);

                /** GenerateResponse text */
                text?: (string|null);

                /** GenerateResponse usage */
                usage?: (sortie.v1.Usage.$Properties|null);

                /** GenerateResponse timings */
                timings?: (sortie.v1.Timings.$Properties|null);

                /** GenerateResponse replica */
                replica?: (string|null);

                /** GenerateResponse model */
                model?: (string|null);

                /** GenerateResponse logprobsMode */
                logprobsMode?: (sortie.v1.LogprobsMode|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GenerateResponse. */
            type $Shape = sortie.v1.GenerateResponse.$Properties;
        }

        /**
         * Properties of a TokenizeRequest.
         * @deprecated Use sortie.v1.TokenizeRequest.$Properties instead.
         */
        interface ITokenizeRequest extends sortie.v1.TokenizeRequest.$Properties {
        }

        /** Represents a TokenizeRequest. */
        class TokenizeRequest {

            /**
             * Constructs a new TokenizeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.TokenizeRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TokenizeRequest text. */
            text: string;

            /**
             * Creates a new TokenizeRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TokenizeRequest instance
             */
            static create(properties: sortie.v1.TokenizeRequest.$Shape): sortie.v1.TokenizeRequest & sortie.v1.TokenizeRequest.$Shape;
            static create(properties?: sortie.v1.TokenizeRequest.$Properties): sortie.v1.TokenizeRequest;

            /**
             * Encodes the specified TokenizeRequest message. Does not implicitly {@link sortie.v1.TokenizeRequest.verify|verify} messages.
             * @param message TokenizeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.TokenizeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TokenizeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.TokenizeRequest & sortie.v1.TokenizeRequest.$Shape} TokenizeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.TokenizeRequest & sortie.v1.TokenizeRequest.$Shape;

            /**
             * Creates a TokenizeRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns TokenizeRequest
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.TokenizeRequest;

            /**
             * Creates a plain object from a TokenizeRequest message. Also converts values to other types if specified.
             * @param message TokenizeRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.TokenizeRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this TokenizeRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace TokenizeRequest {

            /** Properties of a TokenizeRequest. */
            interface $Properties {

                /** TokenizeRequest text */
                text?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TokenizeRequest. */
            type $Shape = sortie.v1.TokenizeRequest.$Properties;
        }

        /**
         * Properties of a TokenizeResponse.
         * @deprecated Use sortie.v1.TokenizeResponse.$Properties instead.
         */
        interface ITokenizeResponse extends sortie.v1.TokenizeResponse.$Properties {
        }

        /** Represents a TokenizeResponse. */
        class TokenizeResponse {

            /**
             * Constructs a new TokenizeResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.TokenizeResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TokenizeResponse tokenIds. */
            tokenIds: Uint8Array;

            /**
             * Creates a new TokenizeResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TokenizeResponse instance
             */
            static create(properties: sortie.v1.TokenizeResponse.$Shape): sortie.v1.TokenizeResponse & sortie.v1.TokenizeResponse.$Shape;
            static create(properties?: sortie.v1.TokenizeResponse.$Properties): sortie.v1.TokenizeResponse;

            /**
             * Encodes the specified TokenizeResponse message. Does not implicitly {@link sortie.v1.TokenizeResponse.verify|verify} messages.
             * @param message TokenizeResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.TokenizeResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TokenizeResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.TokenizeResponse & sortie.v1.TokenizeResponse.$Shape} TokenizeResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.TokenizeResponse & sortie.v1.TokenizeResponse.$Shape;

            /**
             * Creates a TokenizeResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns TokenizeResponse
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.TokenizeResponse;

            /**
             * Creates a plain object from a TokenizeResponse message. Also converts values to other types if specified.
             * @param message TokenizeResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.TokenizeResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this TokenizeResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace TokenizeResponse {

            /** Properties of a TokenizeResponse. */
            interface $Properties {

                /** TokenizeResponse tokenIds */
                tokenIds?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TokenizeResponse. */
            type $Shape = sortie.v1.TokenizeResponse.$Properties;
        }

        /**
         * Properties of a ModelInfo.
         * @deprecated Use sortie.v1.ModelInfo.$Properties instead.
         */
        interface IModelInfo extends sortie.v1.ModelInfo.$Properties {
        }

        /** Represents a ModelInfo. */
        class ModelInfo {

            /**
             * Constructs a new ModelInfo.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.ModelInfo.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ModelInfo name. */
            name: string;

            /** ModelInfo contextTokens. */
            contextTokens: number;

            /** ModelInfo stopTokenIds. */
            stopTokenIds: number[];

            /** ModelInfo templatePieces. */
            templatePieces: sortie.v1.TemplatePiece.$Properties[];

            /** ModelInfo weightVersion. */
            weightVersion: number;

            /**
             * Creates a new ModelInfo instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ModelInfo instance
             */
            static create(properties: sortie.v1.ModelInfo.$Shape): sortie.v1.ModelInfo & sortie.v1.ModelInfo.$Shape;
            static create(properties?: sortie.v1.ModelInfo.$Properties): sortie.v1.ModelInfo;

            /**
             * Encodes the specified ModelInfo message. Does not implicitly {@link sortie.v1.ModelInfo.verify|verify} messages.
             * @param message ModelInfo message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.ModelInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ModelInfo message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.ModelInfo & sortie.v1.ModelInfo.$Shape} ModelInfo
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.ModelInfo & sortie.v1.ModelInfo.$Shape;

            /**
             * Creates a ModelInfo message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ModelInfo
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.ModelInfo;

            /**
             * Creates a plain object from a ModelInfo message. Also converts values to other types if specified.
             * @param message ModelInfo
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.ModelInfo, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ModelInfo to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ModelInfo {

            /** Properties of a ModelInfo. */
            interface $Properties {

                /** ModelInfo name */
                name?: (string|null);

                /** ModelInfo contextTokens */
                contextTokens?: (number|null);

                /** ModelInfo stopTokenIds */
                stopTokenIds?: (number[]|null);

                /** ModelInfo templatePieces */
                templatePieces?: (sortie.v1.TemplatePiece.$Properties[]|null);

                /** ModelInfo weightVersion */
                weightVersion?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ModelInfo. */
            type $Shape = sortie.v1.ModelInfo.$Properties;
        }

        /**
         * Properties of a TemplatePiece.
         * @deprecated Use sortie.v1.TemplatePiece.$Properties instead.
         */
        interface ITemplatePiece extends sortie.v1.TemplatePiece.$Properties {
        }

        /** Represents a TemplatePiece. */
        class TemplatePiece {

            /**
             * Constructs a new TemplatePiece.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.TemplatePiece.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TemplatePiece previous. */
            previous: sortie.v1.Role;

            /** TemplatePiece next. */
            next: sortie.v1.Role;

            /** TemplatePiece tokenIds. */
            tokenIds: Uint8Array;

            /** TemplatePiece text. */
            text: string;

            /**
             * Creates a new TemplatePiece instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TemplatePiece instance
             */
            static create(properties: sortie.v1.TemplatePiece.$Shape): sortie.v1.TemplatePiece & sortie.v1.TemplatePiece.$Shape;
            static create(properties?: sortie.v1.TemplatePiece.$Properties): sortie.v1.TemplatePiece;

            /**
             * Encodes the specified TemplatePiece message. Does not implicitly {@link sortie.v1.TemplatePiece.verify|verify} messages.
             * @param message TemplatePiece message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.TemplatePiece.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TemplatePiece message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.TemplatePiece & sortie.v1.TemplatePiece.$Shape} TemplatePiece
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.TemplatePiece & sortie.v1.TemplatePiece.$Shape;

            /**
             * Creates a TemplatePiece message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns TemplatePiece
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.TemplatePiece;

            /**
             * Creates a plain object from a TemplatePiece message. Also converts values to other types if specified.
             * @param message TemplatePiece
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.TemplatePiece, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this TemplatePiece to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace TemplatePiece {

            /** Properties of a TemplatePiece. */
            interface $Properties {

                /** TemplatePiece previous */
                previous?: (sortie.v1.Role|null);

                /** TemplatePiece next */
                next?: (sortie.v1.Role|null);

                /** TemplatePiece tokenIds */
                tokenIds?: (Uint8Array|null);

                /** TemplatePiece text */
                text?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TemplatePiece. */
            type $Shape = sortie.v1.TemplatePiece.$Properties;
        }

        /**
         * Properties of an OpenRequest.
         * @deprecated Use sortie.v1.OpenRequest.$Properties instead.
         */
        interface IOpenRequest extends sortie.v1.OpenRequest.$Properties {
        }

        /** Represents an OpenRequest. */
        class OpenRequest {

            /**
             * Constructs a new OpenRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.OpenRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OpenRequest cursor. */
            cursor?: (sortie.v1.LearnerCursor.$Properties|null);

            /** OpenRequest share. */
            share?: (sortie.v1.LearnerShare.$Properties|null);

            /** OpenRequest policy. */
            policy?: (sortie.v1.BatchPolicy.$Properties|null);

            /**
             * Creates a new OpenRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OpenRequest instance
             */
            static create(properties: sortie.v1.OpenRequest.$Shape): sortie.v1.OpenRequest & sortie.v1.OpenRequest.$Shape;
            static create(properties?: sortie.v1.OpenRequest.$Properties): sortie.v1.OpenRequest;

            /**
             * Encodes the specified OpenRequest message. Does not implicitly {@link sortie.v1.OpenRequest.verify|verify} messages.
             * @param message OpenRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.OpenRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OpenRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.OpenRequest & sortie.v1.OpenRequest.$Shape} OpenRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.OpenRequest & sortie.v1.OpenRequest.$Shape;

            /**
             * Creates an OpenRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns OpenRequest
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.OpenRequest;

            /**
             * Creates a plain object from an OpenRequest message. Also converts values to other types if specified.
             * @param message OpenRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.OpenRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this OpenRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace OpenRequest {

            /** Properties of an OpenRequest. */
            interface $Properties {

                /** OpenRequest cursor */
                cursor?: (sortie.v1.LearnerCursor.$Properties|null);

                /** OpenRequest share */
                share?: (sortie.v1.LearnerShare.$Properties|null);

                /** OpenRequest policy */
                policy?: (sortie.v1.BatchPolicy.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OpenRequest. */
            type $Shape = sortie.v1.OpenRequest.$Properties;
        }

        /**
         * Properties of a LearnerShare.
         * @deprecated Use sortie.v1.LearnerShare.$Properties instead.
         */
        interface ILearnerShare extends sortie.v1.LearnerShare.$Properties {
        }

        /** Represents a LearnerShare. */
        class LearnerShare {

            /**
             * Constructs a new LearnerShare.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.LearnerShare.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LearnerShare index. */
            index: number;

            /** LearnerShare of. */
            of: number;

            /**
             * Creates a new LearnerShare instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LearnerShare instance
             */
            static create(properties: sortie.v1.LearnerShare.$Shape): sortie.v1.LearnerShare & sortie.v1.LearnerShare.$Shape;
            static create(properties?: sortie.v1.LearnerShare.$Properties): sortie.v1.LearnerShare;

            /**
             * Encodes the specified LearnerShare message. Does not implicitly {@link sortie.v1.LearnerShare.verify|verify} messages.
             * @param message LearnerShare message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.LearnerShare.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LearnerShare message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.LearnerShare & sortie.v1.LearnerShare.$Shape} LearnerShare
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.LearnerShare & sortie.v1.LearnerShare.$Shape;

            /**
             * Creates a LearnerShare message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LearnerShare
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.LearnerShare;

            /**
             * Creates a plain object from a LearnerShare message. Also converts values to other types if specified.
             * @param message LearnerShare
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.LearnerShare, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LearnerShare to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LearnerShare {

            /** Properties of a LearnerShare. */
            interface $Properties {

                /** LearnerShare index */
                index?: (number|null);

                /** LearnerShare of */
                of?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LearnerShare. */
            type $Shape = sortie.v1.LearnerShare.$Properties;
        }

        /**
         * Properties of a BatchPolicy.
         * @deprecated Use sortie.v1.BatchPolicy.$Properties instead.
         */
        interface IBatchPolicy extends sortie.v1.BatchPolicy.$Properties {
        }

        /** Represents a BatchPolicy. */
        class BatchPolicy {

            /**
             * Constructs a new BatchPolicy.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.BatchPolicy.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BatchPolicy rollouts. */
            rollouts: number;

            /** BatchPolicy tokens. */
            tokens: number;

            /** BatchPolicy maxStalenessSteps. */
            maxStalenessSteps?: (number|null);

            /** BatchPolicy partialGroups. */
            partialGroups: sortie.v1.PartialGroups;

            /** BatchPolicy groupDeadlineMs. */
            groupDeadlineMs: number;

            /** BatchPolicy usableMembersMin. */
            usableMembersMin: number;

            /**
             * Creates a new BatchPolicy instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BatchPolicy instance
             */
            static create(properties: sortie.v1.BatchPolicy.$Shape): sortie.v1.BatchPolicy & sortie.v1.BatchPolicy.$Shape;
            static create(properties?: sortie.v1.BatchPolicy.$Properties): sortie.v1.BatchPolicy;

            /**
             * Encodes the specified BatchPolicy message. Does not implicitly {@link sortie.v1.BatchPolicy.verify|verify} messages.
             * @param message BatchPolicy message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.BatchPolicy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BatchPolicy message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.BatchPolicy & sortie.v1.BatchPolicy.$Shape} BatchPolicy
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.BatchPolicy & sortie.v1.BatchPolicy.$Shape;

            /**
             * Creates a BatchPolicy message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns BatchPolicy
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.BatchPolicy;

            /**
             * Creates a plain object from a BatchPolicy message. Also converts values to other types if specified.
             * @param message BatchPolicy
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.BatchPolicy, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this BatchPolicy to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace BatchPolicy {

            /** Properties of a BatchPolicy. */
            interface $Properties {

                /** BatchPolicy rollouts */
                rollouts?: (number|null);

                /** BatchPolicy tokens */
                tokens?: (number|null);

                /** BatchPolicy maxStalenessSteps */
                maxStalenessSteps?: (number|null);

                /** BatchPolicy partialGroups */
                partialGroups?: (sortie.v1.PartialGroups|null);

                /** BatchPolicy groupDeadlineMs */
                groupDeadlineMs?: (number|null);

                /** BatchPolicy usableMembersMin */
                usableMembersMin?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BatchPolicy. */
            type $Shape = sortie.v1.BatchPolicy.$Properties;
        }

        /** PartialGroups enum. */
        enum PartialGroups {

            /** PARTIAL_GROUPS_UNSPECIFIED value */
            PARTIAL_GROUPS_UNSPECIFIED = 0,

            /** PARTIAL_GROUPS_WAIT value */
            PARTIAL_GROUPS_WAIT = 1,

            /** PARTIAL_GROUPS_MASK value */
            PARTIAL_GROUPS_MASK = 2,

            /** PARTIAL_GROUPS_DROP value */
            PARTIAL_GROUPS_DROP = 3
        }

        /**
         * Properties of an OpenResponse.
         * @deprecated Use sortie.v1.OpenResponse.$Properties instead.
         */
        interface IOpenResponse extends sortie.v1.OpenResponse.$Properties {
        }

        /** Represents an OpenResponse. */
        class OpenResponse {

            /**
             * Constructs a new OpenResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.OpenResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OpenResponse session. */
            session: string;

            /** OpenResponse fleet. */
            fleet: string;

            /** OpenResponse weightVersion. */
            weightVersion: number;

            /** OpenResponse cursor. */
            cursor?: (sortie.v1.LearnerCursor.$Properties|null);

            /**
             * Creates a new OpenResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OpenResponse instance
             */
            static create(properties: sortie.v1.OpenResponse.$Shape): sortie.v1.OpenResponse & sortie.v1.OpenResponse.$Shape;
            static create(properties?: sortie.v1.OpenResponse.$Properties): sortie.v1.OpenResponse;

            /**
             * Encodes the specified OpenResponse message. Does not implicitly {@link sortie.v1.OpenResponse.verify|verify} messages.
             * @param message OpenResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.OpenResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OpenResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.OpenResponse & sortie.v1.OpenResponse.$Shape} OpenResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.OpenResponse & sortie.v1.OpenResponse.$Shape;

            /**
             * Creates an OpenResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns OpenResponse
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.OpenResponse;

            /**
             * Creates a plain object from an OpenResponse message. Also converts values to other types if specified.
             * @param message OpenResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.OpenResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this OpenResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace OpenResponse {

            /** Properties of an OpenResponse. */
            interface $Properties {

                /** OpenResponse session */
                session?: (string|null);

                /** OpenResponse fleet */
                fleet?: (string|null);

                /** OpenResponse weightVersion */
                weightVersion?: (number|null);

                /** OpenResponse cursor */
                cursor?: (sortie.v1.LearnerCursor.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OpenResponse. */
            type $Shape = sortie.v1.OpenResponse.$Properties;
        }

        /**
         * Properties of a NextBatchRequest.
         * @deprecated Use sortie.v1.NextBatchRequest.$Properties instead.
         */
        interface INextBatchRequest extends sortie.v1.NextBatchRequest.$Properties {
        }

        /** Represents a NextBatchRequest. */
        class NextBatchRequest {

            /**
             * Constructs a new NextBatchRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.NextBatchRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NextBatchRequest session. */
            session: string;

            /** NextBatchRequest waitMs. */
            waitMs: number;

            /** NextBatchRequest after. */
            after: number;

            /** NextBatchRequest flush. */
            flush: boolean;

            /**
             * Creates a new NextBatchRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns NextBatchRequest instance
             */
            static create(properties: sortie.v1.NextBatchRequest.$Shape): sortie.v1.NextBatchRequest & sortie.v1.NextBatchRequest.$Shape;
            static create(properties?: sortie.v1.NextBatchRequest.$Properties): sortie.v1.NextBatchRequest;

            /**
             * Encodes the specified NextBatchRequest message. Does not implicitly {@link sortie.v1.NextBatchRequest.verify|verify} messages.
             * @param message NextBatchRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.NextBatchRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NextBatchRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.NextBatchRequest & sortie.v1.NextBatchRequest.$Shape} NextBatchRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.NextBatchRequest & sortie.v1.NextBatchRequest.$Shape;

            /**
             * Creates a NextBatchRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns NextBatchRequest
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.NextBatchRequest;

            /**
             * Creates a plain object from a NextBatchRequest message. Also converts values to other types if specified.
             * @param message NextBatchRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.NextBatchRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this NextBatchRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace NextBatchRequest {

            /** Properties of a NextBatchRequest. */
            interface $Properties {

                /** NextBatchRequest session */
                session?: (string|null);

                /** NextBatchRequest waitMs */
                waitMs?: (number|null);

                /** NextBatchRequest after */
                after?: (number|null);

                /** NextBatchRequest flush */
                flush?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NextBatchRequest. */
            type $Shape = sortie.v1.NextBatchRequest.$Properties;
        }

        /**
         * Properties of a Batch.
         * @deprecated Use sortie.v1.Batch.$Properties instead.
         */
        interface IBatch extends sortie.v1.Batch.$Properties {
        }

        /** Represents a Batch. */
        class Batch {

            /**
             * Constructs a new Batch.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Batch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Batch number. */
            number: number;

            /** Batch groups. */
            groups: sortie.v1.BatchGroup.$Properties[];

            /** Batch cursor. */
            cursor?: (sortie.v1.LearnerCursor.$Properties|null);

            /** Batch weightVersion. */
            weightVersion: number;

            /** Batch dropped. */
            dropped: sortie.v1.DroppedCount.$Properties[];

            /** Batch policy. */
            policy?: (sortie.v1.BatchPolicy.$Properties|null);

            /** Batch short. */
            short: boolean;

            /**
             * Creates a new Batch instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Batch instance
             */
            static create(properties: sortie.v1.Batch.$Shape): sortie.v1.Batch & sortie.v1.Batch.$Shape;
            static create(properties?: sortie.v1.Batch.$Properties): sortie.v1.Batch;

            /**
             * Encodes the specified Batch message. Does not implicitly {@link sortie.v1.Batch.verify|verify} messages.
             * @param message Batch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Batch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Batch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Batch & sortie.v1.Batch.$Shape} Batch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Batch & sortie.v1.Batch.$Shape;

            /**
             * Creates a Batch message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Batch
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Batch;

            /**
             * Creates a plain object from a Batch message. Also converts values to other types if specified.
             * @param message Batch
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Batch, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Batch to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Batch {

            /** Properties of a Batch. */
            interface $Properties {

                /** Batch number */
                number?: (number|null);

                /** Batch groups */
                groups?: (sortie.v1.BatchGroup.$Properties[]|null);

                /** Batch cursor */
                cursor?: (sortie.v1.LearnerCursor.$Properties|null);

                /** Batch weightVersion */
                weightVersion?: (number|null);

                /** Batch dropped */
                dropped?: (sortie.v1.DroppedCount.$Properties[]|null);

                /** Batch policy */
                policy?: (sortie.v1.BatchPolicy.$Properties|null);

                /** Batch short */
                short?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Batch. */
            type $Shape = sortie.v1.Batch.$Properties;
        }

        /**
         * Properties of a BatchGroup.
         * @deprecated Use sortie.v1.BatchGroup.$Properties instead.
         */
        interface IBatchGroup extends sortie.v1.BatchGroup.$Properties {
        }

        /** Represents a BatchGroup. */
        class BatchGroup {

            /**
             * Constructs a new BatchGroup.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.BatchGroup.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BatchGroup groupId. */
            groupId: string;

            /** BatchGroup groupSize. */
            groupSize: number;

            /** BatchGroup runId. */
            runId: string;

            /** BatchGroup taskId. */
            taskId: string;

            /** BatchGroup environment. */
            environment: string;

            /** BatchGroup partial. */
            partial: boolean;

            /** BatchGroup rollouts. */
            rollouts: sortie.v1.BatchRollout.$Properties[];

            /** BatchGroup leftOut. */
            leftOut: sortie.v1.LeftOutMember.$Properties[];

            /**
             * Creates a new BatchGroup instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BatchGroup instance
             */
            static create(properties: sortie.v1.BatchGroup.$Shape): sortie.v1.BatchGroup & sortie.v1.BatchGroup.$Shape;
            static create(properties?: sortie.v1.BatchGroup.$Properties): sortie.v1.BatchGroup;

            /**
             * Encodes the specified BatchGroup message. Does not implicitly {@link sortie.v1.BatchGroup.verify|verify} messages.
             * @param message BatchGroup message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.BatchGroup.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BatchGroup message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.BatchGroup & sortie.v1.BatchGroup.$Shape} BatchGroup
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.BatchGroup & sortie.v1.BatchGroup.$Shape;

            /**
             * Creates a BatchGroup message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns BatchGroup
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.BatchGroup;

            /**
             * Creates a plain object from a BatchGroup message. Also converts values to other types if specified.
             * @param message BatchGroup
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.BatchGroup, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this BatchGroup to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace BatchGroup {

            /** Properties of a BatchGroup. */
            interface $Properties {

                /** BatchGroup groupId */
                groupId?: (string|null);

                /** BatchGroup groupSize */
                groupSize?: (number|null);

                /** BatchGroup runId */
                runId?: (string|null);

                /** BatchGroup taskId */
                taskId?: (string|null);

                /** BatchGroup environment */
                environment?: (string|null);

                /** BatchGroup partial */
                partial?: (boolean|null);

                /** BatchGroup rollouts */
                rollouts?: (sortie.v1.BatchRollout.$Properties[]|null);

                /** BatchGroup leftOut */
                leftOut?: (sortie.v1.LeftOutMember.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BatchGroup. */
            type $Shape = sortie.v1.BatchGroup.$Properties;
        }

        /**
         * Properties of a BatchRollout.
         * @deprecated Use sortie.v1.BatchRollout.$Properties instead.
         */
        interface IBatchRollout extends sortie.v1.BatchRollout.$Properties {
        }

        /** Represents a BatchRollout. */
        class BatchRollout {

            /**
             * Constructs a new BatchRollout.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.BatchRollout.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BatchRollout rolloutId. */
            rolloutId: string;

            /** BatchRollout groupIndex. */
            groupIndex: number;

            /** BatchRollout attempt. */
            attempt: number;

            /** BatchRollout status. */
            status: sortie.v1.RolloutStatus;

            /** BatchRollout reward. */
            reward?: (number|null);

            /** BatchRollout stalenessSteps. */
            stalenessSteps: number;

            /** BatchRollout sequences. */
            sequences: sortie.v1.TrainingSequence.$Properties[];

            /** BatchRollout turns. */
            turns: sortie.v1.Turn.$Properties[];

            /** BatchRollout ending. */
            ending?: (sortie.v1.EndingRecord.$Properties|null);

            /** BatchRollout worker. */
            worker: string;

            /** BatchRollout environmentVersion. */
            environmentVersion: string;

            /** BatchRollout warnings. */
            warnings: string[];

            /**
             * Creates a new BatchRollout instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BatchRollout instance
             */
            static create(properties: sortie.v1.BatchRollout.$Shape): sortie.v1.BatchRollout & sortie.v1.BatchRollout.$Shape;
            static create(properties?: sortie.v1.BatchRollout.$Properties): sortie.v1.BatchRollout;

            /**
             * Encodes the specified BatchRollout message. Does not implicitly {@link sortie.v1.BatchRollout.verify|verify} messages.
             * @param message BatchRollout message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.BatchRollout.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BatchRollout message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.BatchRollout & sortie.v1.BatchRollout.$Shape} BatchRollout
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.BatchRollout & sortie.v1.BatchRollout.$Shape;

            /**
             * Creates a BatchRollout message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns BatchRollout
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.BatchRollout;

            /**
             * Creates a plain object from a BatchRollout message. Also converts values to other types if specified.
             * @param message BatchRollout
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.BatchRollout, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this BatchRollout to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace BatchRollout {

            /** Properties of a BatchRollout. */
            interface $Properties {

                /** BatchRollout rolloutId */
                rolloutId?: (string|null);

                /** BatchRollout groupIndex */
                groupIndex?: (number|null);

                /** BatchRollout attempt */
                attempt?: (number|null);

                /** BatchRollout status */
                status?: (sortie.v1.RolloutStatus|null);

                /** BatchRollout reward */
                reward?: (number|null);

                /** BatchRollout stalenessSteps */
                stalenessSteps?: (number|null);

                /** BatchRollout sequences */
                sequences?: (sortie.v1.TrainingSequence.$Properties[]|null);

                /** BatchRollout turns */
                turns?: (sortie.v1.Turn.$Properties[]|null);

                /** BatchRollout ending */
                ending?: (sortie.v1.EndingRecord.$Properties|null);

                /** BatchRollout worker */
                worker?: (string|null);

                /** BatchRollout environmentVersion */
                environmentVersion?: (string|null);

                /** BatchRollout warnings */
                warnings?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BatchRollout. */
            type $Shape = sortie.v1.BatchRollout.$Properties;
        }

        /**
         * Properties of a TrainingSequence.
         * @deprecated Use sortie.v1.TrainingSequence.$Properties instead.
         */
        interface ITrainingSequence extends sortie.v1.TrainingSequence.$Properties {
        }

        /** Represents a TrainingSequence. */
        class TrainingSequence {

            /**
             * Constructs a new TrainingSequence.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.TrainingSequence.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TrainingSequence traceId. */
            traceId: string;

            /** TrainingSequence parentTraceId. */
            parentTraceId: string;

            /** TrainingSequence agent. */
            agent: string;

            /** TrainingSequence tokenIds. */
            tokenIds: Uint8Array;

            /** TrainingSequence lossMask. */
            lossMask: Uint8Array;

            /** TrainingSequence logprobs. */
            logprobs: Uint8Array;

            /** TrainingSequence weightVersions. */
            weightVersions: Uint8Array;

            /** TrainingSequence sharedTokens. */
            sharedTokens: number;

            /**
             * Creates a new TrainingSequence instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TrainingSequence instance
             */
            static create(properties: sortie.v1.TrainingSequence.$Shape): sortie.v1.TrainingSequence & sortie.v1.TrainingSequence.$Shape;
            static create(properties?: sortie.v1.TrainingSequence.$Properties): sortie.v1.TrainingSequence;

            /**
             * Encodes the specified TrainingSequence message. Does not implicitly {@link sortie.v1.TrainingSequence.verify|verify} messages.
             * @param message TrainingSequence message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.TrainingSequence.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TrainingSequence message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.TrainingSequence & sortie.v1.TrainingSequence.$Shape} TrainingSequence
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.TrainingSequence & sortie.v1.TrainingSequence.$Shape;

            /**
             * Creates a TrainingSequence message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns TrainingSequence
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.TrainingSequence;

            /**
             * Creates a plain object from a TrainingSequence message. Also converts values to other types if specified.
             * @param message TrainingSequence
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.TrainingSequence, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this TrainingSequence to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace TrainingSequence {

            /** Properties of a TrainingSequence. */
            interface $Properties {

                /** TrainingSequence traceId */
                traceId?: (string|null);

                /** TrainingSequence parentTraceId */
                parentTraceId?: (string|null);

                /** TrainingSequence agent */
                agent?: (string|null);

                /** TrainingSequence tokenIds */
                tokenIds?: (Uint8Array|null);

                /** TrainingSequence lossMask */
                lossMask?: (Uint8Array|null);

                /** TrainingSequence logprobs */
                logprobs?: (Uint8Array|null);

                /** TrainingSequence weightVersions */
                weightVersions?: (Uint8Array|null);

                /** TrainingSequence sharedTokens */
                sharedTokens?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TrainingSequence. */
            type $Shape = sortie.v1.TrainingSequence.$Properties;
        }

        /**
         * Properties of a LeftOutMember.
         * @deprecated Use sortie.v1.LeftOutMember.$Properties instead.
         */
        interface ILeftOutMember extends sortie.v1.LeftOutMember.$Properties {
        }

        /** Represents a LeftOutMember. */
        class LeftOutMember {

            /**
             * Constructs a new LeftOutMember.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.LeftOutMember.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LeftOutMember rolloutId. */
            rolloutId: string;

            /** LeftOutMember groupIndex. */
            groupIndex: number;

            /** LeftOutMember reason. */
            reason: sortie.v1.LeftOutReason;

            /** LeftOutMember status. */
            status: sortie.v1.RolloutStatus;

            /** LeftOutMember detail. */
            detail: string;

            /**
             * Creates a new LeftOutMember instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LeftOutMember instance
             */
            static create(properties: sortie.v1.LeftOutMember.$Shape): sortie.v1.LeftOutMember & sortie.v1.LeftOutMember.$Shape;
            static create(properties?: sortie.v1.LeftOutMember.$Properties): sortie.v1.LeftOutMember;

            /**
             * Encodes the specified LeftOutMember message. Does not implicitly {@link sortie.v1.LeftOutMember.verify|verify} messages.
             * @param message LeftOutMember message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.LeftOutMember.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LeftOutMember message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.LeftOutMember & sortie.v1.LeftOutMember.$Shape} LeftOutMember
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.LeftOutMember & sortie.v1.LeftOutMember.$Shape;

            /**
             * Creates a LeftOutMember message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LeftOutMember
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.LeftOutMember;

            /**
             * Creates a plain object from a LeftOutMember message. Also converts values to other types if specified.
             * @param message LeftOutMember
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.LeftOutMember, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LeftOutMember to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LeftOutMember {

            /** Properties of a LeftOutMember. */
            interface $Properties {

                /** LeftOutMember rolloutId */
                rolloutId?: (string|null);

                /** LeftOutMember groupIndex */
                groupIndex?: (number|null);

                /** LeftOutMember reason */
                reason?: (sortie.v1.LeftOutReason|null);

                /** LeftOutMember status */
                status?: (sortie.v1.RolloutStatus|null);

                /** LeftOutMember detail */
                detail?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LeftOutMember. */
            type $Shape = sortie.v1.LeftOutMember.$Properties;
        }

        /** LeftOutReason enum. */
        enum LeftOutReason {

            /** LEFT_OUT_REASON_UNSPECIFIED value */
            LEFT_OUT_REASON_UNSPECIFIED = 0,

            /** LEFT_OUT_REASON_FAILED value */
            LEFT_OUT_REASON_FAILED = 1,

            /** LEFT_OUT_REASON_STALE value */
            LEFT_OUT_REASON_STALE = 2,

            /** LEFT_OUT_REASON_QUARANTINED value */
            LEFT_OUT_REASON_QUARANTINED = 3,

            /** LEFT_OUT_REASON_MISSING value */
            LEFT_OUT_REASON_MISSING = 4
        }

        /**
         * Properties of a DroppedCount.
         * @deprecated Use sortie.v1.DroppedCount.$Properties instead.
         */
        interface IDroppedCount extends sortie.v1.DroppedCount.$Properties {
        }

        /** Represents a DroppedCount. */
        class DroppedCount {

            /**
             * Constructs a new DroppedCount.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.DroppedCount.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DroppedCount reason. */
            reason: string;

            /** DroppedCount durationBucket. */
            durationBucket: string;

            /** DroppedCount count. */
            count: number;

            /**
             * Creates a new DroppedCount instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DroppedCount instance
             */
            static create(properties: sortie.v1.DroppedCount.$Shape): sortie.v1.DroppedCount & sortie.v1.DroppedCount.$Shape;
            static create(properties?: sortie.v1.DroppedCount.$Properties): sortie.v1.DroppedCount;

            /**
             * Encodes the specified DroppedCount message. Does not implicitly {@link sortie.v1.DroppedCount.verify|verify} messages.
             * @param message DroppedCount message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.DroppedCount.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DroppedCount message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.DroppedCount & sortie.v1.DroppedCount.$Shape} DroppedCount
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.DroppedCount & sortie.v1.DroppedCount.$Shape;

            /**
             * Creates a DroppedCount message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DroppedCount
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.DroppedCount;

            /**
             * Creates a plain object from a DroppedCount message. Also converts values to other types if specified.
             * @param message DroppedCount
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.DroppedCount, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DroppedCount to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace DroppedCount {

            /** Properties of a DroppedCount. */
            interface $Properties {

                /** DroppedCount reason */
                reason?: (string|null);

                /** DroppedCount durationBucket */
                durationBucket?: (string|null);

                /** DroppedCount count */
                count?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DroppedCount. */
            type $Shape = sortie.v1.DroppedCount.$Properties;
        }

        /**
         * Properties of a CommitRequest.
         * @deprecated Use sortie.v1.CommitRequest.$Properties instead.
         */
        interface ICommitRequest extends sortie.v1.CommitRequest.$Properties {
        }

        /** Represents a CommitRequest. */
        class CommitRequest {

            /**
             * Constructs a new CommitRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.CommitRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CommitRequest session. */
            session: string;

            /** CommitRequest cursor. */
            cursor?: (sortie.v1.LearnerCursor.$Properties|null);

            /**
             * Creates a new CommitRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CommitRequest instance
             */
            static create(properties: sortie.v1.CommitRequest.$Shape): sortie.v1.CommitRequest & sortie.v1.CommitRequest.$Shape;
            static create(properties?: sortie.v1.CommitRequest.$Properties): sortie.v1.CommitRequest;

            /**
             * Encodes the specified CommitRequest message. Does not implicitly {@link sortie.v1.CommitRequest.verify|verify} messages.
             * @param message CommitRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.CommitRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CommitRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.CommitRequest & sortie.v1.CommitRequest.$Shape} CommitRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.CommitRequest & sortie.v1.CommitRequest.$Shape;

            /**
             * Creates a CommitRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CommitRequest
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.CommitRequest;

            /**
             * Creates a plain object from a CommitRequest message. Also converts values to other types if specified.
             * @param message CommitRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.CommitRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CommitRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CommitRequest {

            /** Properties of a CommitRequest. */
            interface $Properties {

                /** CommitRequest session */
                session?: (string|null);

                /** CommitRequest cursor */
                cursor?: (sortie.v1.LearnerCursor.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CommitRequest. */
            type $Shape = sortie.v1.CommitRequest.$Properties;
        }

        /**
         * Properties of a CommitResponse.
         * @deprecated Use sortie.v1.CommitResponse.$Properties instead.
         */
        interface ICommitResponse extends sortie.v1.CommitResponse.$Properties {
        }

        /** Represents a CommitResponse. */
        class CommitResponse {

            /**
             * Constructs a new CommitResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.CommitResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new CommitResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CommitResponse instance
             */
            static create(properties: sortie.v1.CommitResponse.$Shape): sortie.v1.CommitResponse & sortie.v1.CommitResponse.$Shape;
            static create(properties?: sortie.v1.CommitResponse.$Properties): sortie.v1.CommitResponse;

            /**
             * Encodes the specified CommitResponse message. Does not implicitly {@link sortie.v1.CommitResponse.verify|verify} messages.
             * @param message CommitResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.CommitResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CommitResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.CommitResponse & sortie.v1.CommitResponse.$Shape} CommitResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.CommitResponse & sortie.v1.CommitResponse.$Shape;

            /**
             * Creates a CommitResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CommitResponse
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.CommitResponse;

            /**
             * Creates a plain object from a CommitResponse message. Also converts values to other types if specified.
             * @param message CommitResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.CommitResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CommitResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CommitResponse {

            /** Properties of a CommitResponse. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CommitResponse. */
            type $Shape = sortie.v1.CommitResponse.$Properties;
        }

        /**
         * Properties of a PublishWeightsRequest.
         * @deprecated Use sortie.v1.PublishWeightsRequest.$Properties instead.
         */
        interface IPublishWeightsRequest extends sortie.v1.PublishWeightsRequest.$Properties {
        }

        /** Represents a PublishWeightsRequest. */
        class PublishWeightsRequest {

            /**
             * Constructs a new PublishWeightsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.PublishWeightsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PublishWeightsRequest session. */
            session: string;

            /** PublishWeightsRequest manifest. */
            manifest?: (sortie.v1.WeightManifest.$Properties|null);

            /**
             * Creates a new PublishWeightsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PublishWeightsRequest instance
             */
            static create(properties: sortie.v1.PublishWeightsRequest.$Shape): sortie.v1.PublishWeightsRequest & sortie.v1.PublishWeightsRequest.$Shape;
            static create(properties?: sortie.v1.PublishWeightsRequest.$Properties): sortie.v1.PublishWeightsRequest;

            /**
             * Encodes the specified PublishWeightsRequest message. Does not implicitly {@link sortie.v1.PublishWeightsRequest.verify|verify} messages.
             * @param message PublishWeightsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.PublishWeightsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PublishWeightsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.PublishWeightsRequest & sortie.v1.PublishWeightsRequest.$Shape} PublishWeightsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.PublishWeightsRequest & sortie.v1.PublishWeightsRequest.$Shape;

            /**
             * Creates a PublishWeightsRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PublishWeightsRequest
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.PublishWeightsRequest;

            /**
             * Creates a plain object from a PublishWeightsRequest message. Also converts values to other types if specified.
             * @param message PublishWeightsRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.PublishWeightsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PublishWeightsRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PublishWeightsRequest {

            /** Properties of a PublishWeightsRequest. */
            interface $Properties {

                /** PublishWeightsRequest session */
                session?: (string|null);

                /** PublishWeightsRequest manifest */
                manifest?: (sortie.v1.WeightManifest.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PublishWeightsRequest. */
            type $Shape = sortie.v1.PublishWeightsRequest.$Properties;
        }

        /**
         * Properties of a PublishWeightsResponse.
         * @deprecated Use sortie.v1.PublishWeightsResponse.$Properties instead.
         */
        interface IPublishWeightsResponse extends sortie.v1.PublishWeightsResponse.$Properties {
        }

        /** Represents a PublishWeightsResponse. */
        class PublishWeightsResponse {

            /**
             * Constructs a new PublishWeightsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.PublishWeightsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PublishWeightsResponse weightVersion. */
            weightVersion: number;

            /**
             * Creates a new PublishWeightsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PublishWeightsResponse instance
             */
            static create(properties: sortie.v1.PublishWeightsResponse.$Shape): sortie.v1.PublishWeightsResponse & sortie.v1.PublishWeightsResponse.$Shape;
            static create(properties?: sortie.v1.PublishWeightsResponse.$Properties): sortie.v1.PublishWeightsResponse;

            /**
             * Encodes the specified PublishWeightsResponse message. Does not implicitly {@link sortie.v1.PublishWeightsResponse.verify|verify} messages.
             * @param message PublishWeightsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.PublishWeightsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PublishWeightsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.PublishWeightsResponse & sortie.v1.PublishWeightsResponse.$Shape} PublishWeightsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.PublishWeightsResponse & sortie.v1.PublishWeightsResponse.$Shape;

            /**
             * Creates a PublishWeightsResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PublishWeightsResponse
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.PublishWeightsResponse;

            /**
             * Creates a plain object from a PublishWeightsResponse message. Also converts values to other types if specified.
             * @param message PublishWeightsResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.PublishWeightsResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PublishWeightsResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PublishWeightsResponse {

            /** Properties of a PublishWeightsResponse. */
            interface $Properties {

                /** PublishWeightsResponse weightVersion */
                weightVersion?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PublishWeightsResponse. */
            type $Shape = sortie.v1.PublishWeightsResponse.$Properties;
        }

        /**
         * Properties of a CancelRequest.
         * @deprecated Use sortie.v1.CancelRequest.$Properties instead.
         */
        interface ICancelRequest extends sortie.v1.CancelRequest.$Properties {
        }

        /** Represents a CancelRequest. */
        class CancelRequest {

            /**
             * Constructs a new CancelRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.CancelRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CancelRequest session. */
            session: string;

            /** CancelRequest cancel. */
            cancel?: (sortie.v1.Cancel.$Properties|null);

            /**
             * Creates a new CancelRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CancelRequest instance
             */
            static create(properties: sortie.v1.CancelRequest.$Shape): sortie.v1.CancelRequest & sortie.v1.CancelRequest.$Shape;
            static create(properties?: sortie.v1.CancelRequest.$Properties): sortie.v1.CancelRequest;

            /**
             * Encodes the specified CancelRequest message. Does not implicitly {@link sortie.v1.CancelRequest.verify|verify} messages.
             * @param message CancelRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.CancelRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CancelRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.CancelRequest & sortie.v1.CancelRequest.$Shape} CancelRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.CancelRequest & sortie.v1.CancelRequest.$Shape;

            /**
             * Creates a CancelRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CancelRequest
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.CancelRequest;

            /**
             * Creates a plain object from a CancelRequest message. Also converts values to other types if specified.
             * @param message CancelRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.CancelRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CancelRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CancelRequest {

            /** Properties of a CancelRequest. */
            interface $Properties {

                /** CancelRequest session */
                session?: (string|null);

                /** CancelRequest cancel */
                cancel?: (sortie.v1.Cancel.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CancelRequest. */
            type $Shape = sortie.v1.CancelRequest.$Properties;
        }

        /**
         * Properties of a CancelResponse.
         * @deprecated Use sortie.v1.CancelResponse.$Properties instead.
         */
        interface ICancelResponse extends sortie.v1.CancelResponse.$Properties {
        }

        /** Represents a CancelResponse. */
        class CancelResponse {

            /**
             * Constructs a new CancelResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.CancelResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new CancelResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CancelResponse instance
             */
            static create(properties: sortie.v1.CancelResponse.$Shape): sortie.v1.CancelResponse & sortie.v1.CancelResponse.$Shape;
            static create(properties?: sortie.v1.CancelResponse.$Properties): sortie.v1.CancelResponse;

            /**
             * Encodes the specified CancelResponse message. Does not implicitly {@link sortie.v1.CancelResponse.verify|verify} messages.
             * @param message CancelResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.CancelResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CancelResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.CancelResponse & sortie.v1.CancelResponse.$Shape} CancelResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.CancelResponse & sortie.v1.CancelResponse.$Shape;

            /**
             * Creates a CancelResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CancelResponse
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.CancelResponse;

            /**
             * Creates a plain object from a CancelResponse message. Also converts values to other types if specified.
             * @param message CancelResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.CancelResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CancelResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CancelResponse {

            /** Properties of a CancelResponse. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CancelResponse. */
            type $Shape = sortie.v1.CancelResponse.$Properties;
        }

        /**
         * Properties of a LearnerState.
         * @deprecated Use sortie.v1.LearnerState.$Properties instead.
         */
        interface ILearnerState extends sortie.v1.LearnerState.$Properties {
        }

        /** Represents a LearnerState. */
        class LearnerState {

            /**
             * Constructs a new LearnerState.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.LearnerState.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LearnerState fleet. */
            fleet: string;

            /** LearnerState session. */
            session: string;

            /** LearnerState share. */
            share?: (sortie.v1.LearnerShare.$Properties|null);

            /** LearnerState policy. */
            policy?: (sortie.v1.BatchPolicy.$Properties|null);

            /** LearnerState weightVersion. */
            weightVersion: number;

            /** LearnerState batchesDelivered. */
            batchesDelivered: number;

            /** LearnerState rolloutsDelivered. */
            rolloutsDelivered: number;

            /** LearnerState rolloutsCommitted. */
            rolloutsCommitted: number;

            /** LearnerState dropped. */
            dropped: sortie.v1.DroppedCount.$Properties[];

            /** LearnerState quarantined. */
            quarantined: number;

            /** LearnerState superseded. */
            superseded: number;

            /** LearnerState duplicates. */
            duplicates: number;

            /** LearnerState rolloutsWaiting. */
            rolloutsWaiting: number;

            /** LearnerState bytesWaiting. */
            bytesWaiting: number;

            /** LearnerState lagMessages. */
            lagMessages: number;

            /** LearnerState cursor. */
            cursor?: (sortie.v1.LearnerCursor.$Properties|null);

            /** LearnerState committed. */
            committed?: (sortie.v1.LearnerCursor.$Properties|null);

            /**
             * Creates a new LearnerState instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LearnerState instance
             */
            static create(properties: sortie.v1.LearnerState.$Shape): sortie.v1.LearnerState & sortie.v1.LearnerState.$Shape;
            static create(properties?: sortie.v1.LearnerState.$Properties): sortie.v1.LearnerState;

            /**
             * Encodes the specified LearnerState message. Does not implicitly {@link sortie.v1.LearnerState.verify|verify} messages.
             * @param message LearnerState message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.LearnerState.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LearnerState message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.LearnerState & sortie.v1.LearnerState.$Shape} LearnerState
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.LearnerState & sortie.v1.LearnerState.$Shape;

            /**
             * Creates a LearnerState message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LearnerState
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.LearnerState;

            /**
             * Creates a plain object from a LearnerState message. Also converts values to other types if specified.
             * @param message LearnerState
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.LearnerState, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LearnerState to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LearnerState {

            /** Properties of a LearnerState. */
            interface $Properties {

                /** LearnerState fleet */
                fleet?: (string|null);

                /** LearnerState session */
                session?: (string|null);

                /** LearnerState share */
                share?: (sortie.v1.LearnerShare.$Properties|null);

                /** LearnerState policy */
                policy?: (sortie.v1.BatchPolicy.$Properties|null);

                /** LearnerState weightVersion */
                weightVersion?: (number|null);

                /** LearnerState batchesDelivered */
                batchesDelivered?: (number|null);

                /** LearnerState rolloutsDelivered */
                rolloutsDelivered?: (number|null);

                /** LearnerState rolloutsCommitted */
                rolloutsCommitted?: (number|null);

                /** LearnerState dropped */
                dropped?: (sortie.v1.DroppedCount.$Properties[]|null);

                /** LearnerState quarantined */
                quarantined?: (number|null);

                /** LearnerState superseded */
                superseded?: (number|null);

                /** LearnerState duplicates */
                duplicates?: (number|null);

                /** LearnerState rolloutsWaiting */
                rolloutsWaiting?: (number|null);

                /** LearnerState bytesWaiting */
                bytesWaiting?: (number|null);

                /** LearnerState lagMessages */
                lagMessages?: (number|null);

                /** LearnerState cursor */
                cursor?: (sortie.v1.LearnerCursor.$Properties|null);

                /** LearnerState committed */
                committed?: (sortie.v1.LearnerCursor.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LearnerState. */
            type $Shape = sortie.v1.LearnerState.$Properties;
        }

        /**
         * Properties of a CommittedMark.
         * @deprecated Use sortie.v1.CommittedMark.$Properties instead.
         */
        interface ICommittedMark extends sortie.v1.CommittedMark.$Properties {
        }

        /** Represents a CommittedMark. */
        class CommittedMark {

            /**
             * Constructs a new CommittedMark.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.CommittedMark.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CommittedMark cursor. */
            cursor?: (sortie.v1.LearnerCursor.$Properties|null);

            /** CommittedMark share. */
            share?: (sortie.v1.LearnerShare.$Properties|null);

            /** CommittedMark weightVersion. */
            weightVersion: number;

            /** CommittedMark policy. */
            policy?: (sortie.v1.BatchPolicy.$Properties|null);

            /** CommittedMark committedAtUnixMs. */
            committedAtUnixMs: number;

            /** CommittedMark session. */
            session: string;

            /**
             * Creates a new CommittedMark instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CommittedMark instance
             */
            static create(properties: sortie.v1.CommittedMark.$Shape): sortie.v1.CommittedMark & sortie.v1.CommittedMark.$Shape;
            static create(properties?: sortie.v1.CommittedMark.$Properties): sortie.v1.CommittedMark;

            /**
             * Encodes the specified CommittedMark message. Does not implicitly {@link sortie.v1.CommittedMark.verify|verify} messages.
             * @param message CommittedMark message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.CommittedMark.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CommittedMark message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.CommittedMark & sortie.v1.CommittedMark.$Shape} CommittedMark
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.CommittedMark & sortie.v1.CommittedMark.$Shape;

            /**
             * Creates a CommittedMark message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CommittedMark
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.CommittedMark;

            /**
             * Creates a plain object from a CommittedMark message. Also converts values to other types if specified.
             * @param message CommittedMark
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.CommittedMark, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CommittedMark to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CommittedMark {

            /** Properties of a CommittedMark. */
            interface $Properties {

                /** CommittedMark cursor */
                cursor?: (sortie.v1.LearnerCursor.$Properties|null);

                /** CommittedMark share */
                share?: (sortie.v1.LearnerShare.$Properties|null);

                /** CommittedMark weightVersion */
                weightVersion?: (number|null);

                /** CommittedMark policy */
                policy?: (sortie.v1.BatchPolicy.$Properties|null);

                /** CommittedMark committedAtUnixMs */
                committedAtUnixMs?: (number|null);

                /** CommittedMark session */
                session?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CommittedMark. */
            type $Shape = sortie.v1.CommittedMark.$Properties;
        }

        /**
         * Properties of a RetentionMark.
         * @deprecated Use sortie.v1.RetentionMark.$Properties instead.
         */
        interface IRetentionMark extends sortie.v1.RetentionMark.$Properties {
        }

        /** Represents a RetentionMark. */
        class RetentionMark {

            /**
             * Constructs a new RetentionMark.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.RetentionMark.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RetentionMark partitions. */
            partitions: sortie.v1.PurgedPartition.$Properties[];

            /** RetentionMark stream. */
            stream: string;

            /**
             * Creates a new RetentionMark instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RetentionMark instance
             */
            static create(properties: sortie.v1.RetentionMark.$Shape): sortie.v1.RetentionMark & sortie.v1.RetentionMark.$Shape;
            static create(properties?: sortie.v1.RetentionMark.$Properties): sortie.v1.RetentionMark;

            /**
             * Encodes the specified RetentionMark message. Does not implicitly {@link sortie.v1.RetentionMark.verify|verify} messages.
             * @param message RetentionMark message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.RetentionMark.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RetentionMark message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.RetentionMark & sortie.v1.RetentionMark.$Shape} RetentionMark
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.RetentionMark & sortie.v1.RetentionMark.$Shape;

            /**
             * Creates a RetentionMark message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RetentionMark
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.RetentionMark;

            /**
             * Creates a plain object from a RetentionMark message. Also converts values to other types if specified.
             * @param message RetentionMark
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.RetentionMark, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RetentionMark to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RetentionMark {

            /** Properties of a RetentionMark. */
            interface $Properties {

                /** RetentionMark partitions */
                partitions?: (sortie.v1.PurgedPartition.$Properties[]|null);

                /** RetentionMark stream */
                stream?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RetentionMark. */
            type $Shape = sortie.v1.RetentionMark.$Properties;
        }

        /**
         * Properties of a PurgedPartition.
         * @deprecated Use sortie.v1.PurgedPartition.$Properties instead.
         */
        interface IPurgedPartition extends sortie.v1.PurgedPartition.$Properties {
        }

        /** Represents a PurgedPartition. */
        class PurgedPartition {

            /**
             * Constructs a new PurgedPartition.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.PurgedPartition.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PurgedPartition partition. */
            partition: number;

            /** PurgedPartition purgedSequence. */
            purgedSequence: number;

            /** PurgedPartition tombstones. */
            tombstones: sortie.v1.Tombstones.$Properties[];

            /** PurgedPartition ahead. */
            ahead: sortie.v1.PurgedRollout.$Properties[];

            /**
             * Creates a new PurgedPartition instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PurgedPartition instance
             */
            static create(properties: sortie.v1.PurgedPartition.$Shape): sortie.v1.PurgedPartition & sortie.v1.PurgedPartition.$Shape;
            static create(properties?: sortie.v1.PurgedPartition.$Properties): sortie.v1.PurgedPartition;

            /**
             * Encodes the specified PurgedPartition message. Does not implicitly {@link sortie.v1.PurgedPartition.verify|verify} messages.
             * @param message PurgedPartition message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.PurgedPartition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PurgedPartition message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.PurgedPartition & sortie.v1.PurgedPartition.$Shape} PurgedPartition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.PurgedPartition & sortie.v1.PurgedPartition.$Shape;

            /**
             * Creates a PurgedPartition message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PurgedPartition
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.PurgedPartition;

            /**
             * Creates a plain object from a PurgedPartition message. Also converts values to other types if specified.
             * @param message PurgedPartition
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.PurgedPartition, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PurgedPartition to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PurgedPartition {

            /** Properties of a PurgedPartition. */
            interface $Properties {

                /** PurgedPartition partition */
                partition?: (number|null);

                /** PurgedPartition purgedSequence */
                purgedSequence?: (number|null);

                /** PurgedPartition tombstones */
                tombstones?: (sortie.v1.Tombstones.$Properties[]|null);

                /** PurgedPartition ahead */
                ahead?: (sortie.v1.PurgedRollout.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PurgedPartition. */
            type $Shape = sortie.v1.PurgedPartition.$Properties;
        }

        /**
         * Properties of a PurgedRollout.
         * @deprecated Use sortie.v1.PurgedRollout.$Properties instead.
         */
        interface IPurgedRollout extends sortie.v1.PurgedRollout.$Properties {
        }

        /** Represents a PurgedRollout. */
        class PurgedRollout {

            /**
             * Constructs a new PurgedRollout.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.PurgedRollout.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PurgedRollout rolloutId. */
            rolloutId: string;

            /** PurgedRollout lastSequence. */
            lastSequence: number;

            /** PurgedRollout firstSequence. */
            firstSequence: number;

            /**
             * Creates a new PurgedRollout instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PurgedRollout instance
             */
            static create(properties: sortie.v1.PurgedRollout.$Shape): sortie.v1.PurgedRollout & sortie.v1.PurgedRollout.$Shape;
            static create(properties?: sortie.v1.PurgedRollout.$Properties): sortie.v1.PurgedRollout;

            /**
             * Encodes the specified PurgedRollout message. Does not implicitly {@link sortie.v1.PurgedRollout.verify|verify} messages.
             * @param message PurgedRollout message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.PurgedRollout.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PurgedRollout message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.PurgedRollout & sortie.v1.PurgedRollout.$Shape} PurgedRollout
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.PurgedRollout & sortie.v1.PurgedRollout.$Shape;

            /**
             * Creates a PurgedRollout message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PurgedRollout
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.PurgedRollout;

            /**
             * Creates a plain object from a PurgedRollout message. Also converts values to other types if specified.
             * @param message PurgedRollout
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.PurgedRollout, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PurgedRollout to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PurgedRollout {

            /** Properties of a PurgedRollout. */
            interface $Properties {

                /** PurgedRollout rolloutId */
                rolloutId?: (string|null);

                /** PurgedRollout lastSequence */
                lastSequence?: (number|null);

                /** PurgedRollout firstSequence */
                firstSequence?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PurgedRollout. */
            type $Shape = sortie.v1.PurgedRollout.$Properties;
        }

        /**
         * Properties of a Tombstones.
         * @deprecated Use sortie.v1.Tombstones.$Properties instead.
         */
        interface ITombstones extends sortie.v1.Tombstones.$Properties {
        }

        /** Represents a Tombstones. */
        class Tombstones {

            /**
             * Constructs a new Tombstones.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.Tombstones.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Tombstones upToSequence. */
            upToSequence: number;

            /** Tombstones madeAtUnixMs. */
            madeAtUnixMs: number;

            /**
             * Creates a new Tombstones instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Tombstones instance
             */
            static create(properties: sortie.v1.Tombstones.$Shape): sortie.v1.Tombstones & sortie.v1.Tombstones.$Shape;
            static create(properties?: sortie.v1.Tombstones.$Properties): sortie.v1.Tombstones;

            /**
             * Encodes the specified Tombstones message. Does not implicitly {@link sortie.v1.Tombstones.verify|verify} messages.
             * @param message Tombstones message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.Tombstones.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Tombstones message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.Tombstones & sortie.v1.Tombstones.$Shape} Tombstones
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.Tombstones & sortie.v1.Tombstones.$Shape;

            /**
             * Creates a Tombstones message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Tombstones
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.Tombstones;

            /**
             * Creates a plain object from a Tombstones message. Also converts values to other types if specified.
             * @param message Tombstones
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.Tombstones, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Tombstones to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Tombstones {

            /** Properties of a Tombstones. */
            interface $Properties {

                /** Tombstones upToSequence */
                upToSequence?: (number|null);

                /** Tombstones madeAtUnixMs */
                madeAtUnixMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Tombstones. */
            type $Shape = sortie.v1.Tombstones.$Properties;
        }

        /**
         * Properties of a GatewayError.
         * @deprecated Use sortie.v1.GatewayError.$Properties instead.
         */
        interface IGatewayError extends sortie.v1.GatewayError.$Properties {
        }

        /** Represents a GatewayError. */
        class GatewayError {

            /**
             * Constructs a new GatewayError.
             * @param [properties] Properties to set
             */
            constructor(properties?: sortie.v1.GatewayError.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GatewayError code. */
            code: string;

            /** GatewayError message. */
            message: string;

            /** GatewayError remedy. */
            remedy: string;

            /**
             * Creates a new GatewayError instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GatewayError instance
             */
            static create(properties: sortie.v1.GatewayError.$Shape): sortie.v1.GatewayError & sortie.v1.GatewayError.$Shape;
            static create(properties?: sortie.v1.GatewayError.$Properties): sortie.v1.GatewayError;

            /**
             * Encodes the specified GatewayError message. Does not implicitly {@link sortie.v1.GatewayError.verify|verify} messages.
             * @param message GatewayError message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: sortie.v1.GatewayError.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GatewayError message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {sortie.v1.GatewayError & sortie.v1.GatewayError.$Shape} GatewayError
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): sortie.v1.GatewayError & sortie.v1.GatewayError.$Shape;

            /**
             * Creates a GatewayError message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GatewayError
             */
            static fromObject(object: { [k: string]: any }): sortie.v1.GatewayError;

            /**
             * Creates a plain object from a GatewayError message. Also converts values to other types if specified.
             * @param message GatewayError
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: sortie.v1.GatewayError, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GatewayError to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GatewayError {

            /** Properties of a GatewayError. */
            interface $Properties {

                /** GatewayError code */
                code?: (string|null);

                /** GatewayError message */
                message?: (string|null);

                /** GatewayError remedy */
                remedy?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GatewayError. */
            type $Shape = sortie.v1.GatewayError.$Properties;
        }
    }
}
