import { missingSource } from '../checks/names/missing-source.js';
import type { DataBlock } from '../grammar/generated/ast.js';
import { findModality, modalities } from '../modalities/index.js';
import { dataBlockOf, dataSources } from '../schema/data.js';
import type { Reader } from '../schema/types.js';
import { readBlock } from './block.js';
import type { Context } from './context.js';
import { evaluate } from './evaluate.js';
import { type DataSource, isLabelProperty, resolveLabels } from './labels.js';
import { renamed } from './names.js';
import type { Data } from './pipeline.js';
import { placeOf } from './place.js';
import { writtenProperties } from './properties.js';
import { readStrays } from './strays.js';

export function resolveData(context: Context, reader: Reader): Data {
  const blocks = context.inherit('data', (node) => node.data);
  const source = readSource(context, blocks, reader);
  const { kind, path } = source;
  for (const { strays } of blocks) readStrays(strays, [], reader);
  const spec = dataBlockOf({ kind });
  const properties = writtenProperties(context, 'data', spec, blocks);
  const values = readBlock(spec, properties, blocks[0] ? placeOf(blocks[0]) : {}, reader);
  const labels = resolveLabels(source, values, properties, reader);
  const { per_class: perClass, exclude, slices, ...others } = values;
  const rest = Object.entries(others).filter(([name]) => !isLabelProperty(kind, name));
  return {
    ...(renamed(Object.fromEntries(rest)) as Omit<Data, 'kind' | 'path' | 'labels'>),
    // All that count examples by a split count by this too.
    split: perClass === null ? values.split : { ...values.split, perClass },
    kind,
    path,
    labels,
    ...(exclude === null ? {} : { exclude }),
    ...(slices === null || slices.length === 0 ? {} : { slices }),
  };
}

/** The kind of data and where they are: `--set data=PATH`, or what stands after `data`. */
function readSource(
  { name, overrides, around }: Context,
  blocks: readonly DataBlock[],
  reader: Reader,
): DataSource {
  const override = overrides.at(name, 'data');
  const at = reader.under('path');
  const source = blocks.find((block) => block.source)?.source;
  // Where another path is given, what is wrong with the written one does not matter.
  const seen = source && evaluate(source, override ? { ...around, report: () => undefined } : around);
  // What kind it is shows even where its path is wrong; where nothing shows, by what is said of them.
  const kind = (seen?.kind === 'word' && findModality(seen.name)?.kind) || kindByProperties(blocks);
  if (override) {
    const place = { set: override.text };
    at.from(place);
    return { kind, path: reader.beside(override.value.replace(/^"(.*)"$/, '$1'), place), at: place };
  }
  if (!seen) {
    if (blocks[0]) at.report(missingSource, {}, placeOf(blocks[0]));
    return { kind, path: '', at: {} };
  }
  // `images("…")` reads its one parameter at `data.path`.
  return { kind, path: dataSources.read([seen], reader) ?? '', at: seen.at };
}

/** The kind of data that has the most of the properties for itself; the first where they tell nothing. */
function kindByProperties(blocks: readonly DataBlock[]): string {
  const written = blocks.flatMap(({ properties }) => properties.map(({ name }) => name));
  const own = modalities.map(
    ({ properties }) => written.filter((name) => Object.hasOwn(properties, name)).length,
  );
  return modalities[own.indexOf(Math.max(...own))]!.kind;
}
