/** What the name after `backbone` refers to: one of the catalogue, or the network in a file. */
import { AstUtils } from 'langium';
import { repositoryNamed } from '../import/huggingface/repositories.js';
import { besideFile } from '../resolve/paths.js';
import { sourceOf } from '../resolve/source.js';
import { isModelFormat, type ModelFile } from '../schema/models.js';
import type { BuiltinBackbones } from './builtin.js';
import { modelKey } from './builtin.js';
import { type BackboneUse, isStringValue } from './generated/ast.js';

/** The file that a backbone is imported from, where its path is written out. */
export function modelOf(use: BackboneUse): ModelFile | undefined {
  const format = use.model?.word?.$refText;
  const [first, ...others] = use.model?.args ?? [];
  const written = first?.value;
  if (!isModelFormat(format) || !isStringValue(written) || !written.value) return undefined;
  const path = besideFile(sourceOf(AstUtils.getDocument(use)).file, written.value);
  const name = format === 'huggingface' ? repositoryNamed(written.value) : undefined;
  if (name === undefined) return { format, path };
  const revision = others.find((argument) => argument.name === 'revision')?.value;
  return {
    format,
    path,
    repository: isStringValue(revision) ? { name, revision: revision.value } : { name },
  };
}

/** The name by which {@link BuiltinBackbones} knows it; a file that is named is looked at. */
export function backboneKey(use: BackboneUse, builtin: BuiltinBackbones): string | undefined {
  if (!use.model) return use.backbone?.$refText || undefined;
  const model = modelOf(use);
  if (!model) return undefined;
  builtin.open(model, sourceOf(AstUtils.getDocument(use)).files);
  return modelKey(model);
}
