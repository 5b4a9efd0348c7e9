import { missingSource } from '../checks/missing-source.js';
import { dataBlock, dataSources } from '../schema/data.js';
import type { Reader } from '../schema/types.js';
import { readBlock } from './block.js';
import { evaluate } from './evaluate.js';
import { renamed } from './names.js';
import { besideFile } from './paths.js';
import type { ImageData } from './pipeline.js';
import { placeOf } from './place.js';
import { writtenProperties } from './properties.js';
import type { Context } from './resolve.js';
import { readStrays } from './strays.js';

export function resolveData(context: Context, reader: Reader): ImageData {
  const { node, file, only } = context;
  const block = only('data', node.data);
  const path = readSource(context, reader);
  if (block) readStrays(block.strays, [], reader);
  const properties = writtenProperties(context, 'data', dataBlock, block);
  const values = readBlock(dataBlock, properties, block ? placeOf(block) : {}, reader);
  return {
    ...renamed(values),
    kind: 'images',
    path: besideFile(file, path),
    augment: values.augment ?? [],
  };
}

/** The folder: `--set data=DIR`, or what stands after `data`. */
function readSource({ node, name, overrides, around }: Context, reader: Reader): string {
  const override = overrides.at(name, 'data');
  const at = reader.under('path');
  if (override) {
    at.from({ set: override.text });
    return override.value.replace(/^"(.*)"$/, '$1');
  }
  const block = node.data[0];
  if (!block) return '';
  if (!block.source) {
    at.report(missingSource, {}, placeOf(block));
    return '';
  }
  const seen = evaluate(block.source, around);
  // `images("…")` reads its one parameter at `data.path`.
  return dataSources.read([seen], reader) ?? '';
}
