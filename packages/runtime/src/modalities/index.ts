/** Every modality as the runtime has it. To add one, write its folder and list it here. */
import type { Data } from '@tlp/language/resolve/pipeline.js';
import { images } from './images/modality.js';
import type { Modality } from './modality.js';
import { text } from './text/modality.js';

export const runtimeModalities: readonly Modality[] = [images, text];

/** What reads a pipeline's data, or what a backbone of this kind reads. */
export function runtimeModality({ kind }: Pick<Data, 'kind'>): Modality {
  const found = runtimeModalities.find((modality) => modality.kind === kind);
  if (!found) throw new Error(`Nothing reads ${kind}.`);
  return found;
}
