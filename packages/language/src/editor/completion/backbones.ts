import type { Backbone } from '../../backbones/card.js';
import type { Scene } from '../feature.js';
import { percentage, rounded } from '../quantities.js';
import { Group, Kind, type Offer } from './offer.js';

/** The catalogue, each backbone with its size, its native input and how good it is. */
export function backboneOffers(scene: Scene): readonly Offer[] {
  const { Builtin } = scene.snapshot.services.backbones;
  return Builtin.catalogue.map((backbone) => {
    const { name, title, family, paper, inputSize, sources } = backbone;
    const { native, minimum } = inputSize;
    const weights = sources.map((source) => `\`${source.name}\``).join(', ');
    return {
      label: name,
      kind: Kind.Class,
      group: Group.Usual,
      detail: summary(backbone),
      doc:
        `**${title}** (${family}). ${paper}\n\n` +
        `Input: ${native}px, at least ${minimum}px. Weights: ${weights || 'none published'}.`,
    };
  });
}

function summary({ parameters, inputSize, sources }: Backbone): string {
  const top1 = sources[0]?.top1;
  const parts = [`${rounded(parameters)} parameters`, `${inputSize.native}px`];
  return [...parts, ...(top1 === undefined ? [] : [`${percentage(top1)} top-1`])].join(', ');
}
