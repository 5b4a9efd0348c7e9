import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { expect, it } from 'vitest';
import { withoutPlaces } from './places.js';
import { sampleReport } from './sample.fixture.js';

const pipeline = (data: string, weights = '/opt/models/w.pth') =>
  ({
    file: '/home/ada/project/cats.tlp',
    data: { path: data },
    backbone: { weights: { kind: 'file', path: weights } },
  }) as unknown as Pipeline;

const told = (text: string, at = pipeline('/mnt/big disk/photos')) => {
  const warning = { code: 'TLP354', message: text, remedy: text };
  const shown = withoutPlaces({ ...sampleReport(['cat', 'dog']), warnings: [warning] }, at);
  return shown.warnings[0]!.message;
};

it.each([
  ['/home/ada/project/data/cat/1.png is odd.', 'data/cat/1.png is odd.'],
  ['/mnt/big disk/photos/cat/1.png is odd.', '…/photos/cat/1.png is odd.'],
  ['weights (/opt/models/w.pth) are odd.', 'weights (…/w.pth) are odd.'],
  ['See /var/lib/thing/log.txt, or C:\\Users\\ada\\x.png.', 'See …/log.txt, or …/x.png.'],
  [
    'cat/1.png and dog/2.png are one image: 3/4 of 1/2.',
    'cat/1.png and dog/2.png are one image: 3/4 of 1/2.',
  ],
])('%s', (text, expected) => {
  expect(told(text)).toBe(expected);
});

it('takes a data folder beside the pipeline as it is written there', () => {
  expect(told('/home/ada/project/my data holds 3 images.', pipeline('/home/ada/project/my data'))).toBe(
    'my data holds 3 images.',
  );
});

it('tells no value of the environment, and only the name of the file', () => {
  const values = [
    { path: 'data.source', value: '/secret', origin: { kind: 'env', variable: 'DATA' } },
    { path: 'backbone.weights', value: 'x', origin: { kind: 'set', text: 'w=/opt/models/w.pth' } },
  ] as const;
  const shown = withoutPlaces({ ...sampleReport(['cat']), values }, pipeline('/secret'));
  expect(shown.file).toBe('cats.tlp');
  expect(shown.values.map(({ value }) => value)).toEqual(['…', 'x']);
  expect(shown.values[1]!.origin).toEqual({ kind: 'set', text: 'w=…/w.pth' });
});
