/** The network that a pipeline imports from a file of another library. */

import { AstUtils } from 'langium';
import type { Backbone } from '../backbones/card.js';
import { modelInvalid } from '../checks/backbone/model-invalid.js';
import { modelMissing } from '../checks/backbone/model-missing.js';
import { modelSize } from '../checks/backbone/model-size.js';
import { preprocessingMissing } from '../checks/backbone/preprocessing-missing.js';
import { repositoryMissing } from '../checks/backbone/repository-missing.js';
import type { Call } from '../grammar/generated/ast.js';
import { isCall } from '../grammar/generated/ast.js';
import { ShapeError } from '../graph/types.js';
import { ImportProblem } from '../import/model.js';
import { modalityOf } from '../modalities/index.js';
import { fileName } from '../resolve/paths.js';
import { type ModelFile, modelSources } from '../schema/models.js';
import type { Reader } from '../schema/types.js';
import type { Place } from '../schema/value.js';
import type { Context } from './context.js';
import { evaluate } from './evaluate.js';
import { sourceOf } from './source.js';

/** What is written after `backbone`, or given by `--set`: undefined where it is no call. */
export function writtenModel(
  { around }: Pick<Context, 'around'>,
  call: Call | undefined,
  override: { readonly text: string; readonly value: string } | undefined,
  reader: Reader,
): { readonly file: ModelFile | undefined } | undefined {
  if (override) {
    const value = override.value.includes('(') ? around.parseValue(override.value) : undefined;
    if (!isCall(value)) return undefined;
    return {
      file: modelSources.read([evaluate(value, { ...around, source: { set: override.text } })], reader),
    };
  }
  return call && { file: modelSources.read([evaluate(call, around)], reader) };
}

/** The network as a backbone; its problem is reported where it cannot be one. */
export function importedBackbone(
  { node, services }: Context,
  file: ModelFile,
  at: Place,
  reader: Reader,
): Backbone | undefined {
  const opened = services.backbones.Builtin.open(file, sourceOf(AstUtils.getDocument(node)).files);
  const { path } = file;
  switch (opened.kind) {
    case 'backbone':
      return opened.card;
    case 'missing':
      return reader.report(modelMissing, { path, name: fileName(path), siblings: opened.siblings }, at);
    case 'invalid':
      return reader.report(
        modelInvalid,
        { name: fileName(path), problem: opened.problem, format: file.format },
        at,
      );
    case 'unfetched':
      return reader.report(repositoryMissing, opened.repository, at);
    case 'unseen':
      reader.spoil();
      return undefined;
  }
}

/** What only the network at that size, and only a model whose file says nothing of it, can get wrong. */
export function checkImported(
  { services }: Context,
  card: Backbone,
  size: number,
  preprocessing: string | null,
  at: Place,
  reader: Reader,
): void {
  if (preprocessing === null && modalityOf({ kind: card.modality }).preprocessingNamed)
    reader.under('preprocessing').report(preprocessingMissing, { name: card.name }, at);
  const { only, minimum } = card.inputSize;
  if (only !== undefined || size < minimum) return;
  try {
    services.backbones.Builtin.graph(card, size);
  } catch (error) {
    if (!(error instanceof ImportProblem) && !(error instanceof ShapeError)) throw error;
    const problem = error.message.replace(/\.$/, '');
    const { native } = card.inputSize;
    reader.under('input').report(modelSize, { name: card.name, size, native, problem }, at);
  }
}
