import { GrammarUtils } from 'langium';
import type { Backbone } from '../backbones/card.js';
import { emptyName } from '../checks/empty-name.js';
import { unknownBackbone } from '../checks/unknown-backbone.js';
import { backboneBlock } from '../schema/backbone.js';
import type { Reader } from '../schema/types.js';
import type { Place } from '../schema/value.js';
import type { WrittenWeights } from '../schema/weights.js';
import { readBlock } from './block.js';
import { besideFile } from './paths.js';
import type { BackboneChoice } from './pipeline.js';
import { placeOf, rangeOf } from './place.js';
import { writtenProperties } from './properties.js';
import type { Context } from './resolve.js';
import { readStrays } from './strays.js';

export function resolveBackbone(
  context: Context,
  reader: Reader,
): { choice: BackboneChoice; card: Backbone } | undefined {
  const { node, file, name: pipeline, services, overrides, only } = context;
  const block = only('backbone', node.backbones);
  const override = overrides.at(pipeline, 'backbone');
  if (!block) return undefined;

  const nameRange = rangeOf(GrammarUtils.findNodeForProperty(block.$cstNode, 'backbone'));
  const blockAt = placeOf(block);
  const nameAt: Place = override ? { set: override.text } : nameRange ? { range: nameRange } : blockAt;
  const name = override?.value ?? block.backbone?.$refText;
  readStrays(block.strays, [], reader);
  const properties = writtenProperties(context, 'backbone', backboneBlock, block);
  const values = readBlock(backboneBlock, properties, blockAt, reader);

  const at = reader.under('name');
  if (!name) return at.report(emptyName, { keyword: 'backbone' }, blockAt);
  at.from(nameAt);
  const { Builtin } = services.backbones;
  const card = Builtin.find(name);
  if (!card) return at.report(unknownBackbone, { name, known: Builtin.names }, nameAt);

  const inputSize = values.input ?? card.inputSize.native;
  return { choice: { name, weights: chooseWeights(values.weights, card, file), inputSize }, card };
}

function chooseWeights(written: WrittenWeights, card: Backbone, file: string): BackboneChoice['weights'] {
  switch (written.kind) {
    case 'file':
      return { kind: 'file', path: besideFile(file, written.path) };
    case 'published': {
      const [first] = card.sources;
      return first ? { kind: 'source', name: first.name } : { kind: 'random' };
    }
    default:
      return written;
  }
}
