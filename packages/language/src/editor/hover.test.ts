import { describe, expect, test } from 'vitest';
import { hover } from './hover.js';
import { sceneOf, type TestOptions } from './testing.js';

const hoverOn = (marked: string, options?: TestOptions) => {
  const scene = sceneOf(marked, options);
  const answer = hover.answer(scene, scene.params);
  if (!answer) return null;
  const { value } = answer.contents as { value: string };
  return { on: scene.snapshot.text.getText(answer.range), value };
};

describe('the schema speaks', () => {
  test('on a property', () => {
    expect(hoverOn('pipeline p { backbone mobilenet_v2 { in$0put: 128px } }')).toMatchInlineSnapshot(`
      {
        "on": "input",
        "value": "**\`input\`** · property of \`backbone\`

      Side of the square picture that the network sees. Smaller is faster, larger sees more.

      - Value: a size in pixels from 1px to 4096px
      - Default: the backbone's native size

      \`\`\`tlp
      input: 160px
      \`\`\`",
      }
    `);
  });
  test('on a number, of the parameter that it is', () => {
    expect(hoverOn('pipeline p { schedule { phase a { learning_rate: cosine(1e-4, warmup: 10$0%) } } }')).toMatchInlineSnapshot(`
      {
        "on": "10%",
        "value": "**\`10%\`** · \`warmup\` of \`cosine\` of \`learning_rate\` of \`phase\`

      Share of the phase's steps in which the rate rises from 0.

      - Value: a percentage from 0% to 100%
      - Default: \`0%\`",
      }
    `);
  });
  test('on the parameter of a property that is a call', () => {
    expect(hoverOn('pipeline p { schedule { phase a { early_stop(pat$0ience: 3) } } }')).toMatchInlineSnapshot(`
      {
        "on": "patience",
        "value": "**\`patience\`** · parameter of \`early_stop\`

      Epochs without improvement before the phase ends.

      - Value: a whole number from 1 up
      - Default: none, it must be written

      \`\`\`tlp
      patience: 3
      \`\`\`",
      }
    `);
  });
});
