import type { Cursor } from '../context/cursor.js';
import { calleeAt } from '../context/expected.js';
import type { Scene } from '../feature.js';
import { fillIn } from './fill.js';
import { Group, Kind, type Offer } from './offer.js';
import { valueOffers } from './values.js';

/** Values of the argument that is due, and the names of those that are not written yet. */
export function argumentOffers(scene: Scene, cursor: Cursor): readonly Offer[] {
  const { calls, next, toEnd } = cursor;
  const call = calls.at(-1);
  if (!call) return [];
  const callee = calleeAt(cursor);
  const names = callee && call.argument === undefined && !toEnd ? nameOffers(cursor, callee.parameters) : [];
  if (next?.kind === ':' && call.argument === undefined) return names;
  const due = callee && Object.keys(callee.parameters)[call.position];
  const given =
    due !== undefined && call.argument === undefined && call.named.some(({ text }) => text === due);
  if (given || !callee || due === undefined) return given ? names : [...valueOffers(scene, cursor), ...names];
  // Where people write the name, it comes before the bare value.
  const byName = /^\w+:/.test(callee.parameters[due]?.example ?? '');
  const values = valueOffers(scene, cursor).map((offer) =>
    byName ? { ...offer, group: Group.Last } : offer,
  );
  return [...values, ...names];
}

function nameOffers(
  cursor: Cursor,
  parameters: NonNullable<ReturnType<typeof calleeAt>>['parameters'],
): readonly Offer[] {
  const { calls, next } = cursor;
  const call = calls.at(-1)!;
  const taken = new Set(call.named.map(({ text }) => text));
  const positional = new Set(Object.keys(parameters).slice(0, call.position));
  const colon = next?.kind === ':';
  // What is in the way of `name: value` is not to be doubled.
  if (!colon && (next?.kind === '(' || next?.kind === '..')) return [];
  return Object.entries(parameters)
    .filter(([name]) => !taken.has(name) && !positional.has(name))
    .map(([name, spec]) => {
      const { doc, fallback, type } = spec;
      const example = /^\w+:/.test(spec.example) ? spec.example : `${name}: ${spec.example}`;
      const fill = fillIn(`(${example})`).slice(1, -1);
      const listed = type.words.length > 0;
      return {
        label: `${name}:`,
        kind: Kind.Field,
        group: fallback ? Group.Other : Group.Required,
        detail: fallback ? `default: ${fallback.doc}` : 'required',
        doc: `${doc}\n\nHolds ${type.description}.`,
        filter: name,
        ...(colon
          ? { text: name }
          : { text: `${name}: `, snippet: listed ? `${name}: ` : fill, goesOn: true }),
      };
    });
}
