import type { Backbone } from '@tlp/language/backbones/card.js';
import { fail } from '@tlp/language/diagnostic.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import type { Proposal } from '../modalities/modality.js';
import { backboneAt } from './describe-backbone.js';

/**
 * The backbone that a first pipeline starts from. @param named by the user
 * @throws TlpError TLP682 where none is usual and none is named, or one that reads something else; TLP870 an unknown one
 */
export function proposedBackbone(
  named: string | undefined,
  { kind, usualBackbone }: Pick<Proposal, 'kind' | 'usualBackbone'>,
  cwd: string,
): Backbone {
  const { noun } = modalityOf({ kind });
  const remedy = `Give by --backbone the folder of a network that reads ${noun.many}, as Transformers writes it, its repository on Hugging Face, or a file of vectors of words.`;
  const name = named ?? usualBackbone;
  if (name === null) {
    throw fail('TLP682', `A pipeline for ${noun.many} starts from a network in a folder.`, remedy, {
      exitCode: 2,
    });
  }
  const backbone = backboneAt(name, cwd);
  if (backbone.modality === kind) return backbone;
  const reads = modalityOf({ kind: backbone.modality }).noun.many;
  throw fail(
    'TLP682',
    `${name} reads ${reads}, and here are ${noun.many}.`,
    usualBackbone === null ? remedy : 'Leave out --backbone, or name another.',
    {
      exitCode: 2,
    },
  );
}
