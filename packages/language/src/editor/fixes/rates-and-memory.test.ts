import { expect, test } from 'vitest';
import { createTlpServices } from '../../grammar/create-services.js';
import { createSnapshot } from '../snapshot.js';
import { applyEdits } from './edit.js';
import { fixesOf } from './index.js';

const services = createTlpServices().tlp;

const whole = (phase: string) => `pipeline flowers {
  backbone mobilenet_v2
  data images("photos")
  schedule {
    phase tune {
      freeze: none
      epochs: 5
      ${phase}
    }
  }
}
`;

function fixed(phase: string, code: string): readonly string[] {
  const snapshot = createSnapshot({ uri: 'file:///work/a.tlp', version: 1, text: whole(phase), services });
  const found = snapshot.analysis.diagnostics.find((one) => one.code === code);
  expect(found, code).toBeDefined();
  return fixesOf(found!, snapshot).map(({ edits }) => applyEdits(snapshot.text.getText(), edits));
}

test.each([
  [
    'TLP570',
    'learning_rate: slice(1e-6..1e-4)\n      layer_decay: 0.9',
    ['learning_rate: slice(1e-6..1e-4)'],
  ],
  ['TLP571', 'learning_rate: cosine(1e-6, lowest: 1e-4)', ['learning_rate: cosine(1e-4, lowest: 1e-6)']],
  [
    'TLP571',
    'learning_rate: cosine(lowest: 1e-4, warmup: 10%, rate: 1e-6)',
    ['learning_rate: cosine(lowest: 1e-6, warmup: 10%, rate: 1e-4)'],
  ],
  [
    'TLP572',
    'optimizer: sgd(momentum: 0)\n      learning_rate: fit_one_cycle(1e-5)',
    [
      'optimizer: sgd(momentum: 0.9)\n      learning_rate: fit_one_cycle(1e-5)',
      'optimizer: sgd(momentum: 0)\n      learning_rate: fit_one_cycle(1e-5, momentum: none)',
    ],
  ],
  [
    'TLP572',
    'optimizer: rmsprop\n      learning_rate: fit_one_cycle(1e-5)',
    [
      'optimizer: rmsprop(momentum: 0.9)\n      learning_rate: fit_one_cycle(1e-5)',
      'optimizer: rmsprop\n      learning_rate: fit_one_cycle(1e-5, momentum: none)',
    ],
  ],
])('%s in `%s`', (code, phase, after) => {
  expect(fixed(phase, code)).toEqual(after.map(whole));
});
