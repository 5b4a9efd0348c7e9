import { resolveText } from '@tlp/language/compile-text.js';
import { TlpError } from '@tlp/language/diagnostic.js';
import { laterCuts } from '@tlp/language/graph/later-cuts.js';
import { cutPhase } from '@tlp/language/graph/phase-network.js';
import { smallClassifier } from '@tlp/language/testing/frozen-to.js';
import { expect, it } from 'vitest';
import { readsOnce } from './reads-once.js';

const { blocks, network } = smallClassifier('mobilenet_v2', 'average');

/** Phases that freeze this many of the last blocks less than all, or nothing where it is `none`. */
async function phasesOf(trained: readonly (number | 'none')[]) {
  const freeze = (left: number | 'none') =>
    left === 'none' ? 'none' : left === 0 ? 'all' : `..${blocks[blocks.length - 1 - left]!.name}`;
  const phases = trained.map(
    (left, i) => `phase p${i} { freeze: ${freeze(left)}  epochs: 1  optimizer: adam  learning_rate: 1e-4 }`,
  );
  const { pipelines, diagnostics } = await resolveText(
    `pipeline p {
      backbone mobilenet_v2 { weights: imagenet  input: 64px }
      data images("photos") { split: stratified(train: 80%, validation: 20%, test: 0%) }
      head { pool(average) dense(classes) }
      schedule {
      ${phases.join('\n')} }
    }`,
    { file: '/p.tlp' },
  );
  if (!pipelines[0]) throw new TlpError(diagnostics);
  return pipelines[0].schedule.phases;
}

it.each<[string, (number | 'none')[], boolean]>([
  ['one phase', [0], true],
  ['the head, then the last blocks', [0, 2], true],
  ['gradual unfreezing', [0, 1, 2, 3], true],
  ['a phase that freezes what one before it trained', [2, 0], false],
  ['a phase that reads the images themselves', [0, 'none'], false],
  ['nothing is frozen', ['none'], false],
])('%s', async (_, trained, expected) => {
  const phases = await phasesOf(trained);
  const cuts = phases.map((phase) => ({ phase, ...cutPhase(network, phase) }));
  const later = laterCuts(cuts, 0).map((place) => cuts[place]!);
  expect(readsOnce({ ...cuts[0]!, later }, phases)).toBe(expected);
});
