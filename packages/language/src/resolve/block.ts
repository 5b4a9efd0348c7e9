/** The properties of one block, read by the schema, with overrides of the command line put in. */

import { nearest } from '../checks/did-you-mean.js';
import { duplicateProperty } from '../checks/names/duplicate-property.js';
import { missingProperty } from '../checks/names/missing-property.js';
import { unknownProperty } from '../checks/names/unknown-property.js';
import { colonMissing } from '../checks/syntax/colon-missing.js';
import { calledProperty } from '../checks/values/called-property.js';
import type { LooseProperty, Property } from '../grammar/generated/ast.js';
import { homesOf } from '../schema/index.js';
import { type BlockSpec, isNeeded, type Reader, type Specs, type Values } from '../schema/types.js';
import type { Place, Seen } from '../schema/value.js';
import { evaluate, evaluateCalled, evaluateFreeze, type Surroundings } from './evaluate.js';
import { holds } from './inherited.js';
import { placeOf, placeOfPart } from './place.js';

/** A property as written, its values not yet understood. */
export interface Written {
  readonly name: string;
  readonly values: readonly Seen[];
  readonly called: boolean;
  readonly at: Place;
  readonly nameAt: Place;
}

export function writtenProperty(property: Property, around: Surroundings): Written | undefined {
  const { name } = property;
  if (!name) return undefined;
  const at = around.source ?? placeOf(property);
  const nameAt = around.source ?? placeOfPart(property, 'name');
  const base = { name, at, nameAt, called: false };
  switch (property.$type) {
    case 'FreezeProperty':
      return { ...base, values: [evaluateFreeze(property.value, around)] };
    case 'CalledProperty':
      return { ...base, called: true, values: [evaluateCalled(name, property.args, at, around)] };
    case 'LabelledProperty':
      return { ...base, values: property.values.map((value) => evaluate(value, around)) };
  }
}

/** A property without its colon: reported, and then read as if it had one. */
export function looseProperty(property: LooseProperty, around: Surroundings): Written | undefined {
  const { name } = property;
  if (!name) return undefined;
  const at = placeOf(property);
  const value = (property.$cstNode?.text ?? '').slice(name.length).replace(/^\s*=?\s*/, '');
  around.report(colonMissing, { name, value }, at);
  const values = property.values.map((part) => evaluate(part, around));
  return {
    name,
    at,
    nameAt: at,
    called: false,
    values: values.length > 0 ? values : [{ kind: 'broken', at }],
  };
}

/** What a block's properties mean; a wrong or missing one is reported and replaced by its stand-in. */
export function readBlock<P extends Specs>(
  spec: BlockSpec<P>,
  properties: readonly Written[],
  blockAt: Place,
  reader: Reader,
): Values<P> {
  const known = Object.keys(spec.properties);
  const given = new Map<string, Written>();
  /** Properties that an unknown name probably means. */
  const meant = new Set<string>();
  for (const property of properties) {
    const { name, nameAt } = property;
    if (!Object.hasOwn(spec.properties, name)) {
      meant.add(nearest(name, known) ?? '');
      reader.report(unknownProperty, { name, block: spec.name, known, homes: homesOf(name) }, nameAt);
    } else if (given.has(name)) {
      reader.under(name).report(duplicateProperty, { name }, nameAt);
    } else given.set(name, property);
  }
  const values: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(spec.properties)) {
    const at = reader.under(name);
    const written = given.get(name);
    if (!written) {
      if (property.fallback) at.fallback(property.fallback.doc);
      else if (!isNeeded(property, (other) => given.has(other)))
        at.fallback(`none: \`${property.unless}\` is there`);
      else if (!meant.has(name))
        at.report(missingProperty, { name, block: spec.name, example: property.example }, blockAt);
      values[name] = property.standIn;
      continue;
    }
    at.from(written.at, originOf(written));
    if (written.called && !property.type.callable) {
      at.report(calledProperty, { name, example: property.example }, written.at);
      values[name] = property.standIn;
      continue;
    }
    const value = written.values.length === 0 ? undefined : property.type.read(written.values, at);
    if (value === undefined) at.spoil();
    values[name] = value === undefined ? property.standIn : value;
  }
  return values as Values<P>;
}

/** Where the only value comes from that is not written in the property itself: from a `let` or a variable. */
function originOf(written: Written): Place {
  const [only, second] = written.values;
  if (!only || second) return written.at;
  const { variable, set, range } = only.at;
  const within = only.at.file === written.at.file && range && holds(written.at, range);
  return variable !== undefined || set !== undefined || (range && !within) ? only.at : written.at;
}
