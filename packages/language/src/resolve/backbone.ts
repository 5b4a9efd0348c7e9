import type { Backbone } from '../backbones/card.js';
import { withChosenTop } from '../backbones/published-top.js';
import { trainedSize } from '../backbones/trained-size.js';
import { unknownBackbone } from '../checks/backbone/unknown-backbone.js';
import { extendsWeights } from '../checks/imports/extends-weights.js';
import { emptyName } from '../checks/names/empty-name.js';
import type { BackboneUse } from '../grammar/generated/ast.js';
import { backboneBlock } from '../schema/backbone.js';
import { nearLet, unknown } from '../schema/misfit.js';
import type { Reader } from '../schema/types.js';
import type { Place } from '../schema/value.js';
import type { WrittenWeights } from '../schema/weights.js';
import { readBlock } from './block.js';
import type { Context } from './context.js';
import { checkImported, importedBackbone, writtenModel } from './model-file.js';
import type { BackboneChoice } from './pipeline.js';
import { placeOf, placeOfKeyword, placeOfPart } from './place.js';
import { writtenProperties } from './properties.js';
import { readStrays } from './strays.js';

export function resolveBackbone(
  context: Context,
  reader: Reader,
): { choice: BackboneChoice; card: Backbone } | undefined {
  const { name: pipeline, services, overrides, inherit } = context;
  const blocks = inherit('backbone', (node) => node.backbones);
  const override = overrides.at(pipeline, 'backbone');
  const [block] = blocks;
  if (!block) return undefined;

  const blockAt = placeOf(block);
  const named = blocks.find(nameOf) ?? block;
  const nameAt: Place = override
    ? { set: override.text }
    : placeOfPart(named, named.model ? 'model' : named.backbone ? 'backbone' : 'quoted');
  for (const { strays } of blocks) readStrays(strays, [], reader);
  const properties = writtenProperties(context, 'backbone', backboneBlock, blocks);
  const values = readBlock(backboneBlock, properties, blockAt, reader);

  const { top } = values;
  const kept = top === null ? {} : { top };
  const at = reader.under('name');
  const model = writtenModel(context, named.model, override, at);
  if (model) {
    at.from(nameAt);
    const card = model.file && importedBackbone(context, model.file, nameAt, at);
    if (!model.file || !card) return undefined;
    const inputSize = values.input ?? card.inputSize.native;
    checkImported(context, card, inputSize, values.preprocessing, nameAt, reader);
    checkInheritedWeights(values.weights, card.name, blocks, nameAt, reader);
    const weights = values.weights.kind === 'published' ? ({ kind: 'model' } as const) : values.weights;
    const preprocessing = values.preprocessing ?? 'raw';
    const choice = { name: card.name, model: model.file, weights, inputSize, ...kept, preprocessing };
    return { choice, card };
  }
  const name = override?.value ?? nameOf(named);
  if (!name) return at.report(emptyName, { keyword: 'backbone' }, placeOfKeyword(block, 'backbone'));
  at.from(nameAt);
  const { Builtin } = services.backbones;
  const found = Builtin.find(name);
  if (!found) return at.report(unknownBackbone, { name, known: Builtin.names }, nameAt);
  const card = withChosenTop(found, kept);

  const { weights } = values;
  const [seen] = properties.find((property) => property.name === 'weights')?.values ?? [];
  if (weights.kind === 'source' && seen?.kind === 'word' && nearLet(seen) !== undefined) {
    const published = [...card.sources.map((source) => source.name), 'random'];
    if (!published.includes(weights.name)) unknown(seen, 'weights', reader.under('weights'), published);
  }
  const chosen = chooseWeights(values.weights, card);
  const inputSize = values.input ?? trainedSize(card, chosen);
  checkInheritedWeights(values.weights, name, blocks, nameAt, reader);
  const { preprocessing } = values;
  const choice = {
    name,
    weights: chosen,
    inputSize,
    ...kept,
    ...(preprocessing === null ? {} : { preprocessing }),
  };
  return { choice, card };
}

/** With the quotes where it has some: then it is none that is known. */
const nameOf = ({ backbone, model, quoted }: BackboneUse): string | undefined =>
  model?.$cstNode?.text || backbone?.$refText || (quoted === undefined ? undefined : `"${quoted}"`);

function chooseWeights(written: WrittenWeights, card: Backbone): BackboneChoice['weights'] {
  if (written.kind !== 'published') return written;
  const [first] = card.sources;
  return first ? { kind: 'source', name: first.name } : { kind: 'random' };
}

/** A file of weights fits the network it was chosen for, and no other. */
function checkInheritedWeights(
  weights: WrittenWeights,
  name: string,
  blocks: readonly BackboneUse[],
  nameAt: Place,
  reader: Reader,
): void {
  const from = blocks.findIndex(({ properties }) =>
    properties.some((property) => property.name === 'weights'),
  );
  const meantFor = from < 0 ? undefined : blocks.slice(from).flatMap((block) => nameOf(block) ?? [])[0];
  if (weights.kind !== 'file' || from === 0 || meantFor === undefined || meantFor === name) return;
  reader.under('weights').report(extendsWeights, { name, meantFor }, nameAt);
}
