/** For tests: texts as they are while somebody writes them. */
import fc from 'fast-check';
import { exampleText } from '../checks/example.js';
import { rules } from '../checks/index.js';
import { noise } from './noise.js';

const composed = `import "base.tlp"

/* What they share. */
abstract pipeline base {
  let rate = 1e-3
  backbone resnet18 { input: 160px }
  schedule {
    phase tune {
      freeze: all except layer4..
      learning_rate: cosine(rate, warmup: 10%) // slowly
    }
  }
}

pipeline pets extends base "Which pet?" {
  data images("pets") { batch: 8 }
  head { pool dense(classes) }
}
`;

export const soundTexts: readonly string[] = [
  exampleText({}),
  composed,
  ...rules.map(({ good }) => exampleText(good)),
];

/** The rules' own mistakes, but for the one that is nothing but length. */
export const mistakenTexts: readonly string[] = rules
  .map(({ bad }) => exampleText(bad))
  .filter(({ length }) => length < 10_000);

/** A sound text or a mistaken one, with up to four stretches of it replaced. */
export const damagedText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...soundTexts, ...mistakenTexts),
    fc.array(fc.record({ at: fc.nat(999), length: fc.nat(12), noise: fc.oneof(noise, fc.constant('')) }), {
      maxLength: 4,
    }),
  )
  .map(([text, edits]) =>
    edits.reduce((result, { at, length, noise: extra }) => {
      const offset = Math.floor((at / 1000) * result.length);
      return result.slice(0, offset) + extra + result.slice(offset + length);
    }, text),
  );
