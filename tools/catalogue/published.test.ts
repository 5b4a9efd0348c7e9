/** What the cards say of published weights is what the packages that publish them say. */
import type { Backbone, WeightSource } from '@tlp/language/backbones/card.js';
import { backbones } from '@tlp/language/backbones/catalogue.js';
import { describe, expect, it } from 'vitest';
import keras from './keras.json' with { type: 'json' };
import timm from './timm.json' with { type: 'json' };
import torchvision from './torchvision.json' with { type: 'json' };

interface Published {
  readonly url: string;
  readonly sha256?: string;
  readonly sha256Prefix?: string;
  readonly md5?: string;
  readonly top1?: number | null;
  /** Of the first source, which is the card's own. */
  readonly size: number;
}

const published: readonly Published[] = [
  ...torchvision.entries.map((entry) => ({ ...entry, size: entry.crop })),
  ...keras.entries.map((entry) => ({ ...entry, size: entry.nativeSize })),
  ...timm.entries.flatMap(({ url, inputSize }) =>
    url === null ? [] : [{ url, ...hashInName(url), size: inputSize[2]! }],
  ),
];

function hashInName(url: string): { sha256Prefix?: string } {
  const sha256Prefix = /-([0-9a-f]{8})\.\w+$/.exec(url)?.[1];
  return sha256Prefix ? { sha256Prefix } : {};
}

const publishers = [
  'https://download.pytorch.org/',
  'https://storage.googleapis.com/',
  'https://dl.fbaipublicfiles.com/',
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
    if (position === 0) expect(backbone.inputSize.native).toBe(found.size);
  });
});

const stated = ({ sha256, sha256Prefix, top1 }: Published): Partial<WeightSource> => ({
  ...(sha256 === undefined ? {} : { sha256 }),
  ...(sha256Prefix === undefined ? {} : { sha256Prefix }),
  ...(typeof top1 === 'number' ? { top1 } : {}),
});
