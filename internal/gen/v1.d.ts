import { sortie } from "./sortie.js";
export import pb = sortie.v1;
