import type { Backbone } from '../backbones/card.js';
import { withChosenForm } from '../backbones/chosen-form.js';
import { trainedSize } from '../backbones/trained-size.js';
import { unknownBackbone } from '../checks/backbone/unknown-backbone.js';
import { unknownBlock } from '../checks/freezing/unknown-block.js';
import { extendsWeights } from '../checks/imports/extends-weights.js';
import { emptyName } from '../checks/names/empty-name.js';
import type { BackboneUse } from '../grammar/generated/ast.js';
import { isFromFolder } from '../import/folder.js';
import { modalityOf } from '../modalities/index.js';
import { backboneBlockOf } from '../schema/backbone.js';
import { nearLet, unknown } from '../schema/misfit.js';
import { type ModelFile, readBy } from '../schema/models.js';
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
  const { name: pipeline, overrides, inherit } = context;
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
  const at = reader.under('name');
  const model = writtenModel(context, named.model, override, at);
  const name = override?.value ?? nameOf(named);
  if (!model && !name) at.report(emptyName, { keyword: 'backbone' }, placeOfKeyword(block, 'backbone'));
  else at.from(nameAt);
  const found = model
    ? model.file && importedBackbone(context, model.file, nameAt, at)
    : name && ofCatalogue(context, name, nameAt, at);
  // Of a file that is not there it is known what it would read.
  const kind = found ? found.modality : model?.file && readBy[model.file.format];
  const spec = backboneBlockOf(kind === undefined ? undefined : { kind });
  const properties = writtenProperties(context, 'backbone', spec, blocks);
  const values = readBlock(spec, properties, blockAt, reader);
  if (!found) return undefined;

  const { top, weights, preprocessing = null } = values;
  const [namedBlock] = properties.find((property) => property.name === 'until')?.values ?? [];
  const until = knownBlock(context, found, values.until, namedBlock?.at, reader.under('until'));
  const kept = { ...(top === null ? {} : { top }), ...(until === undefined ? {} : { until }) };
  checkInheritedWeights(weights, found.name, blocks, nameAt, reader);
  if (model?.file) {
    const inputSize = values.input ?? found.inputSize.native;
    checkImported(context, found, inputSize, preprocessing, nameAt, reader);
    const chosen = weights.kind === 'published' ? ({ kind: 'model' } as const) : weights;
    const choice = {
      name: found.name,
      model: fileOf(found, model.file),
      weights: chosen,
      inputSize,
      ...kept,
    };
    const card = withChosenForm(found, kept);
    return { choice: { ...choice, ...preprocessingOf(found, preprocessing) }, card };
  }
  const card = withChosenForm(found, kept);
  const [seen] = properties.find((property) => property.name === 'weights')?.values ?? [];
  if (weights.kind === 'source' && seen?.kind === 'word' && nearLet(seen) !== undefined) {
    const published = [...card.sources.map((source) => source.name), 'random'];
    if (!published.includes(weights.name)) unknown(seen, 'weights', reader.under('weights'), published);
  }
  const chosen = chooseWeights(weights, card);
  const choice = {
    name: found.name,
    weights: chosen,
    inputSize: values.input ?? trainedSize(card, chosen),
    ...kept,
    ...(preprocessing === null ? {} : { preprocessing }),
  };
  return { choice, card };
}

/** The backbone of that name; what is wrong with the name is reported. */
function ofCatalogue({ services }: Context, name: string, nameAt: Place, at: Reader): Backbone | undefined {
  const { Builtin } = services.backbones;
  return Builtin.find(name) ?? at.report(unknownBackbone, { name, known: Builtin.names }, nameAt);
}

/** The block that is to be the last, where the backbone has one of that name. */
function knownBlock(
  { services }: Context,
  found: Backbone,
  name: string | null,
  at: Place | undefined,
  reader: Reader,
): string | undefined {
  if (name === null) return undefined;
  const known = services.backbones.Builtin.graph(found).blocks.map((block) => block.name);
  return known.includes(name) ? name : reader.report(unknownBlock, { name, known }, at ?? {});
}

/** Of a repository, where its files are. */
const fileOf = (found: Backbone, written: ModelFile): ModelFile =>
  isFromFolder(found) ? found.folder.file : written;

/** A file of another library does not say how pixels become its input; where nobody does, they stay as they are. */
const preprocessingOf = (
  { modality }: Backbone,
  chosen: string | null,
): Pick<BackboneChoice, 'preprocessing'> =>
  modalityOf({ kind: modality }).preprocessingNamed ? { preprocessing: chosen ?? 'raw' } : {};

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
