/** What is said to a client in a browser is posted from a worker, which takes plain data only. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleText } from '../../checks/example.js';
import { rules } from '../../checks/index.js';
import { damagedText } from '../../testing/damaged-text.js';
import { createWorkspace } from '../workspace.js';
import { diagnosticsOf } from './diagnostics.js';

const workspace = createWorkspace();
const client = { codeDescription: true, diagnosticTags: true, relatedInformation: true };
const sentOf = (text: string) => diagnosticsOf(workspace.open('memfs:/work/p.tlp', 1, text), client, []);

describe('the diagnostics of a text can be posted', () => {
  test.each([
    ['a word for a number', 'data images("d") { batch: many }'],
    ['a word for a share', 'data images("d") { split: stratified(t) }'],
    ['a call for a share', 'data images("d") { split: stratified(train: share(of: all)) }'],
    ['a range of words', 'data images("d") { augment: zoom(small..large) batch: a..b }'],
    ['a word for a number of layers', 'schedule { phase p { freeze: first(many) } }'],
  ])('%s', (_, body) => {
    const sent = sentOf(`let few = 8\npipeline p {\n  backbone resnet18\n  ${body}\n}\n`);
    expect(sent.some(({ code }) => code === 'TLP107')).toBe(true);
    expect(structuredClone(sent)).toEqual(sent);
  });

  test('of every mistake there is a rule of', () => {
    for (const { bad } of rules) {
      const sent = sentOf(exampleText(bad));
      expect(structuredClone(sent)).toEqual(sent);
    }
  });

  test('of whatever is being typed', () => {
    fc.assert(
      fc.property(damagedText, (text) => {
        const sent = sentOf(text);
        expect(structuredClone(sent)).toEqual(sent);
      }),
      { numRuns: 150, seed: 5 },
    );
  });
});
