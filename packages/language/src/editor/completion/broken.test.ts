import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noise } from '../../testing/noise.js';
import { signatureHelp } from '../signature-help.js';
import { sceneOf } from '../testing.js';
import { completion } from './completion.js';

const sound = `import "shared.tlp"
let rate = cosine(1e-4, warmup: 10%)
pipeline a extends b "What?" {
  backbone resnet18 { weights: file("w.pth") input: 128px }
  data images("x") { split: stratified(train: 75%) augment: zoom(0.9..1.1), flip }
  head { pool(average) dense(classes) } // the end
  schedule { phase one { freeze: all except stem.. epochs: 3 learning_rate: rate early_stop(patience: 2) } }
}
`;

const client = { snippets: true, insertReplace: true };

/** Parts of a sound text in any order, with signs and odd characters between. */
const texts = fc
  .array(
    fc.oneof(fc.constantFrom(...(sound.match(/\w+|\s+|[^\w\s]/g) ?? [])), noise, fc.string({ maxLength: 3 })),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

test('whatever the text, completion answers, and its edits are on one line around the cursor', () => {
  fc.assert(
    fc.property(texts, fc.nat(), (text, at) => {
      const offset = at % (text.length + 1);
      const scene = sceneOf(`${text.slice(0, offset).replaceAll('$0', '')}$0${text.slice(offset)}`, {
        client,
      });
      for (const { textEdit } of completion.answer(scene, scene.params).items) {
        if (!textEdit || !('insert' in textEdit)) throw new Error('an item has no ranges');
        const { insert, replace } = textEdit;
        expect(insert.start).toEqual(replace.start);
        expect(replace.start.line).toBe(scene.position.line);
        expect(replace.end.line).toBe(scene.position.line);
        expect(replace.start.character).toBeLessThanOrEqual(scene.position.character);
        expect(replace.end.character).toBeGreaterThanOrEqual(scene.position.character);
        expect(insert.end).toEqual(scene.position);
      }
      signatureHelp.answer(scene, scene.params);
    }),
    { numRuns: 300 },
  );
});

test('a text that ends anywhere is completed', () => {
  for (let offset = 0; offset <= sound.length; offset++) {
    const scene = sceneOf(`${sound.slice(0, offset)}$0`, { client });
    expect(() => completion.answer(scene, scene.params)).not.toThrow();
  }
});

test('10,000 lines are completed in a fraction of the time they take to parse', () => {
  const pipeline = sound.slice(sound.indexOf('pipeline')).replaceAll(/ (?=\w+:|\w+\(|phase|\})/g, '\n');
  const count = Math.ceil(10_000 / (pipeline.split('\n').length - 1));
  const text = pipeline.repeat(count);
  expect(text.split('\n').length).toBeGreaterThan(10_000);
  const middle = text.indexOf('epochs', text.length / 2);
  const marked = `${text.slice(0, middle)}$0${text.slice(middle)}`;
  const timed = (ask: (scene: ReturnType<typeof sceneOf>) => unknown): number => {
    const scene = sceneOf(marked);
    const start = performance.now();
    ask(scene);
    return performance.now() - start;
  };
  // Loads and warms what is shared by all texts.
  timed((scene) => completion.answer(scene, scene.params));
  const complete = Math.min(...[1, 2, 3].map(() => timed((scene) => completion.answer(scene, scene.params))));
  const parse = timed(({ snapshot }) => snapshot.document);
  expect(complete).toBeLessThan(parse / 2);
});
