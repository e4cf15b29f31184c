import protobuf from "protobufjs/minimal.js";
import { sortie } from "./sortie.js";
protobuf.Reader.discardUnknown = false;
export const pb = sortie.v1;
