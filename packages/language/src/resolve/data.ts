import { missingSource } from '../checks/names/missing-source.js';
import type { DataBlock } from '../grammar/generated/ast.js';
import { dataBlock, dataSources } from '../schema/data.js';
import type { Reader } from '../schema/types.js';
import { readBlock } from './block.js';
import type { Context } from './context.js';
import { evaluate } from './evaluate.js';
import { renamed } from './names.js';
import type { ImageData } from './pipeline.js';
import { placeOf } from './place.js';
import { writtenProperties } from './properties.js';
import { readStrays } from './strays.js';

export function resolveData(context: Context, reader: Reader): ImageData {
  const blocks = context.inherit('data', (node) => node.data);
  const path = readSource(context, blocks, reader);
  for (const { strays } of blocks) readStrays(strays, [], reader);
  const properties = writtenProperties(context, 'data', dataBlock, blocks);
  const values = readBlock(dataBlock, properties, blocks[0] ? placeOf(blocks[0]) : {}, reader);
  return {
    ...renamed(values),
    kind: 'images',
    path,
    augment: values.augment ?? [],
  };
}

/** The folder: `--set data=DIR`, or what stands after `data`. */
function readSource(
  { name, overrides, around }: Context,
  blocks: readonly DataBlock[],
  reader: Reader,
): string {
  const override = overrides.at(name, 'data');
  const at = reader.under('path');
  if (override) {
    const place = { set: override.text };
    at.from(place);
    return reader.beside(override.value.replace(/^"(.*)"$/, '$1'), place);
  }
  const source = blocks.find((block) => block.source)?.source;
  if (!source) {
    if (blocks[0]) at.report(missingSource, {}, placeOf(blocks[0]));
    return '';
  }
  const seen = evaluate(source, around);
  // `images("…")` reads its one parameter at `data.path`.
  return dataSources.read([seen], reader) ?? '';
}
