import { describe, expect, it } from 'vitest';
import { resolveText } from '../compile-text.js';
import { images } from '../modalities/images/modality.js';
import { preset } from '../modalities/images/presets.js';
import { preprocessingChosen, preprocessingFor } from './preprocessing.js';
import { resnet18 } from './resnet.js';

const layout = { name: 'keras', preprocessing: preset('caffe'), locate: resnet18.layouts[0]!.locate };
const card = { ...resnet18, layouts: [...resnet18.layouts, layout] };
const source = { ...resnet18.sources[0]!, layout: 'keras' };

describe('how images are prepared', () => {
  it.each([
    ['no weights: as the card says', {}, preset('torch')],
    ['a file in a layout of its own', { layout }, preset('caffe')],
    ['published weights in that layout', { source }, preset('caffe')],
    [
      'published weights of their own way',
      { source: { ...source, preprocessing: preset('tf') } },
      preset('tf'),
    ],
  ])('follows from the weights: %s', (_, origin, expected) => {
    expect(preprocessingFor(card, origin)).toEqual(expected);
  });

  it('is what the pipeline names, with the resizing of the weights', async () => {
    const text = `pipeline p { backbone resnet18 { weights: file("x.pth") preprocessing: tf }
      data images("x") head { pool dense(classes) } schedule { phase a { freeze: all epochs: 5 } } }`;
    const { diagnostics, pipelines } = await resolveText(text, { file: '/p.tlp' });
    expect(diagnostics).toEqual([]);
    const { backbone } = pipelines[0]!;
    const trained = preset('caffe', 'bicubic');
    expect(preprocessingChosen(backbone, images, trained)).toEqual(preset('tf', 'bicubic'));
    expect(preprocessingChosen({}, images, trained)).toBe(trained);
  });
});
