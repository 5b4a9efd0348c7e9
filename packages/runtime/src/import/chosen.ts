/** The backbone of a resolved pipeline: one of the catalogue, or the network in a file. */
import type { Backbone } from '@tlp/language/backbones/card.js';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { withChosenForm } from '@tlp/language/backbones/chosen-form.js';
import { modelInvalid } from '@tlp/language/checks/backbone/model-invalid.js';
import { modelMissing } from '@tlp/language/checks/backbone/model-missing.js';
import { repositoryMissing } from '@tlp/language/checks/backbone/repository-missing.js';
import { failBy } from '@tlp/language/checks/raise.js';
import { openModel } from '@tlp/language/import/open.js';
import { fileName } from '@tlp/language/resolve/paths.js';
import type { BackboneChoice } from '@tlp/language/resolve/pipeline.js';
import type { ModelFile } from '@tlp/language/schema/models.js';
import { diskFiles } from '../cli/disk-files.js';

/** @throws TlpError TLP208 no such model, TLP209 it cannot be imported */
export function chosenBackbone(
  { name, model, ...form }: Pick<BackboneChoice, 'name' | 'model' | 'top' | 'until'>,
  find: (name: string) => Backbone | undefined = findBackbone,
): Backbone {
  const found = model ? importedModel(model) : find(name);
  if (!found) throw new Error(`There is no backbone ${name}.`);
  return withChosenForm(found, form);
}

export function importedModel(model: ModelFile): Backbone {
  const opened = openModel(model, diskFiles());
  const { path } = model;
  const name = fileName(path);
  if (opened.kind === 'backbone') return opened.card;
  if (opened.kind === 'invalid')
    throw failBy(modelInvalid, { name, problem: opened.problem, format: model.format }, { file: path });
  if (opened.kind === 'unfetched') throw failBy(repositoryMissing, opened.repository, { file: path });
  throw failBy(
    modelMissing,
    { path, name, siblings: opened.kind === 'missing' ? opened.siblings : [] },
    { file: path },
  );
}
