/** Keeps the adapters of a run's last phase by themselves, beside the model in which they are merged. */
import path from 'node:path';
import type { Backbone } from '@tlp/language/backbones/card.js';
import { writeFileAtomic } from '../files/atomic.js';
import { writeSafetensors } from '../weights/safetensors-write.js';
import type { TrainedAdapters } from './merge-adapters.js';
import { peftAdapter } from './peft-adapter.js';
import { writing } from './write-error.js';

/**
 * Writes the adapters as PEFT reads them, or says why they are kept in the merged weights alone.
 * @returns the files, absolute; none where they are not written
 */
export async function saveAdapter(
  folder: string,
  backbone: Backbone,
  { adapters, lora, values, besidePublished }: TrainedAdapters,
  say: (message: string) => void,
): Promise<readonly string[]> {
  if (!besidePublished) {
    say(
      'The adapters are kept in the merged weights alone: an earlier phase changed the weights that they stand beside.',
    );
    return [];
  }
  const made = peftAdapter(backbone, adapters, lora, values);
  if (!made) {
    say(
      `The adapters are kept in the merged weights alone: PEFT has no network with the modules of ${backbone.title}.`,
    );
    return [];
  }
  const [config, weights] = ['adapter_config.json', 'adapter_model.safetensors'].map((name) =>
    path.join(folder, name),
  ) as [string, string];
  await writing(folder, writeSafetensors(weights, made.tensors, { format: 'pt' }));
  await writing(folder, writeFileAtomic(config, `${JSON.stringify(made.config, null, 2)}\n`));
  return [config, weights];
}
