import "./runtime.js";
import { sortie } from "./sortie.js";
export const pb = sortie.v1;
