/** What a weight file says of itself, fit to stand in a message: a file may hold names of megabytes. */
import { listed as listedWhole } from '../checks/listed.js';

const longest = 80;
const most = 6;

/** A name, its middle left out where it is long. */
export const shown = (name: string): string =>
  name.length <= longest ? name : `${name.slice(0, longest - 21)}…${name.slice(-20)}`;

/** The first few names, and how many more there are. */
export const listed = (names: readonly string[], limit = 3): string => listedWhole(names.map(shown), limit);

const dimension = (one: unknown): string => (Array.isArray(one) ? '[…]' : brief(one));

/** A shape; what has more dimensions than any tensor is cut. */
export const shownShape = (shape: readonly unknown[]): string =>
  `[${shape.slice(0, most).map(dimension)}${shape.length > most ? ',…' : ''}]`;

/** Any value of a file's header; what is nested in it is left out. */
export function brief(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shown(value));
  if (typeof value !== 'object' || value === null) return String(value);
  if (!Array.isArray(value)) return '{…}';
  return shownShape(value);
}

/** That a tensor's type is none that is read, as a clause. */
export const unsupportedType = (name: string, type: unknown): string =>
  `${shown(name)} has the type ${brief(type)}, which is not supported`;
