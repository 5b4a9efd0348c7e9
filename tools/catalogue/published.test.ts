/** What the cards say of published weights is what the packages that publish them say. */
import type { Backbone, WeightSource } from '@tlp/language/backbones/card.js';
import { backbones } from '@tlp/language/backbones/catalogue.js';
import { preprocessingFor } from '@tlp/language/backbones/preprocessing.js';
import type { Preprocessing } from '@tlp/language/modalities/images/preprocessing.js';
import { describe, expect, it } from 'vitest';
import { publishedScaling, scalingError, scalingOf } from './preprocessing.js';
import { type Published, published } from './published.js';

const publishers = [
  'https://download.pytorch.org/',
  'https://storage.googleapis.com/',
  'https://dl.fbaipublicfiles.com/',
  'https://github.com/',
];

const addressOf = (source: WeightSource<object>): string | undefined =>
  source.origins
    .flatMap((origin) => (origin.kind === 'url' ? [origin.url] : []))
    .find((url) => publishers.some((publisher) => url.startsWith(publisher)));

/** Each source that one of the packages fetches, with what the package says of it. */
const cases = backbones.flatMap((backbone) =>
  backbone.sources.flatMap((source, i): [string, Backbone, WeightSource<object>, string, number][] => {
    const address = addressOf(source);
    return address === undefined ? [] : [[`${backbone.name}:${source.name}`, backbone, source, address, i]];
  }),
);

describe('weights that a package publishes', () => {
  it.each(cases)('%s', (_, backbone, source, address, position) => {
    const found = published.find(({ url }) => url === address);
    expect(found, `No package fetches ${address}.`).toBeDefined();
    if (found === undefined) return;
    // What the package leaves out, the card may know from elsewhere.
    expect(source).toMatchObject(stated(found));
    if (source.sha256 && found.sha256Prefix)
      expect(source.sha256).toMatch(new RegExp(`^${found.sha256Prefix}`));
    // The native size is the reference's own: timm evaluates EfficientNet-Lite3 on larger images than its authors.
    const ofReference = source.layout === backbone.layouts[0]?.name;
    if (position === 0 && ofReference) expect(backbone.inputSize.native).toBe(found.size);
    const own = preprocessingFor(backbone as Backbone<Preprocessing>, {
      source: source as WeightSource<Preprocessing>,
    });
    const scaling = publishedScaling(found);
    if (scaling) expect(scalingError(scalingOf(own), scaling)).toBeLessThan(1e-4);
    if (found.interpolation) expect(own.interpolation).toBe(found.interpolation);
  });
});

const stated = ({ sha256, sha256Prefix, md5, top1 }: Published): Partial<WeightSource> => ({
  ...(sha256 === undefined ? {} : { sha256 }),
  ...(sha256Prefix === undefined ? {} : { sha256Prefix }),
  ...(md5 === undefined ? {} : { md5 }),
  ...(typeof top1 === 'number' ? { top1 } : {}),
});
