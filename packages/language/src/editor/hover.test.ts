import { describe, expect, test } from 'vitest';
import { type EditorFiles, noFiles } from './files.js';
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

      Side of the square input image. Smaller is faster; larger shows more detail.

      - Value: a size in pixels from 1px to 4096px
      - Default: the size that the backbone's weights were trained at

      \`\`\`tlp
      input: 160px
      \`\`\`

      [Reference](builtin:///language/backbone--input.md)",
      }
    `);
  });
  test('on what a sweep tries', () => {
    const text = 'pipeline p { sweep { schedule.head.learning_$0rate: log(1e-4..1e-2) } }';
    expect(hoverOn(text)).toMatchInlineSnapshot(`
      {
        "on": "schedule.head.learning_rate",
        "value": "**\`schedule.head.learning_rate\`** · property of \`sweep\`

      The learning rate: a number, or a schedule over the phase.

      - Value: values to try, each a learning rate such as 1e-3, or one of \`constant\`, \`slice\`, \`cosine\`, \`linear\`, \`step\`, \`flat_cosine\`, \`one_cycle\`, \`fit_one_cycle\`
      - Default: 1e-3 if the whole backbone is frozen, 2e-4 with \`adapt\`, else half of its limit for fine-tuning; a fifth of that with \`lion\`

      \`\`\`tlp
      schedule.head.learning_rate: cosine(1e-4, warmup: 10%)
      \`\`\`

      [Reference](builtin:///language/sweep--paths.md)",
      }
    `);
  });
  test('on the block that ends the backbone', () => {
    const text =
      'pipeline p { backbone resnet18 { until: lay$0er1 } data images("x") schedule { phase a { freeze: all epochs: 1 } } }';
    expect(hoverOn(text)?.value).toContain('**`layer1`** · block of `resnet18`');
  });
  test('on what is expected, and on its bound', () => {
    const text = (expected: string) => `pipeline p { expect { ${expected} } }`;
    expect(hoverOn(text('test.accu$0racy >= 90%'))).toMatchInlineSnapshot(`
      {
        "on": "test.accuracy",
        "value": "**\`test.accuracy\`** · property of \`expect\`

      Share of the examples classified correctly.

      - Value: a percentage from 0% to 100%
      - Default: nothing is expected

      \`\`\`tlp
      test.accuracy >= 90%
      \`\`\`

      [Reference](builtin:///language/expect.md)",
      }
    `);
    expect(hoverOn(text('time <= 1$00 min'))).toMatchInlineSnapshot(`
      {
        "on": "10 min",
        "value": "**\`10 min\`** · \`time\` of \`expect\`

      What the whole run takes, over all its sessions.

      - Value: a length of time, such as 10min
      - Default: nothing is expected

      [Reference](builtin:///language/expect.md)",
      }
    `);
  });
  test('on a number, of the parameter that it is', () => {
    expect(
      hoverOn('pipeline p { schedule { phase a { learning_rate: cosine(1e-4, warmup: 10$0%) } } }'),
    ).toMatchInlineSnapshot(`
      {
        "on": "10%",
        "value": "**\`10%\`** · \`warmup\` of \`cosine\` of \`learning_rate\` of \`phase\`

      Share of the phase in which the learning rate rises from 0.

      - Value: a percentage from 0% to 100%
      - Default: \`0%\`

      [Reference](builtin:///language/cosine.md)",
      }
    `);
  });
  test('on the parameter of a property that is a call', () => {
    expect(
      hoverOn('pipeline p { schedule { phase a { early_stop(pat$0ience: 3) } } }'),
    ).toMatchInlineSnapshot(`
      {
        "on": "patience",
        "value": "**\`patience\`** · parameter of \`early_stop\`

      Epochs without improvement before the phase ends.

      - Value: a whole number, at least 1
      - Required: there is no default

      \`\`\`tlp
      patience: 3
      \`\`\`

      [Reference](builtin:///language/phase--early_stop.md)",
      }
    `);
  });
});

const flowers = (
  marked: { readonly [part in 'backbone' | 'head' | 'tune' | 'data']?: string } = {},
) => `let rate = 1e-4
/** Which flower is it? */
pipeline flowers {
  backbone efficientnet_lite0 { input: ${marked.backbone ?? '128px'} }
  data images("photos") { batch: ${marked.data ?? '16'} }
  head { ${marked.head ?? 'pool dropout(20%) dense(classes)'} }
  schedule {
    phase head { freeze: all epochs: 10 }
    phase tune { ${marked.tune ?? 'freeze: ..block5 epochs: 5 learning_rate: rate'} }
  }
}
`;

const files = treeOf({
  'file:///work/photos': ['rose/', 'tulip/'],
  'file:///work/photos/rose': Array.from({ length: 40 }, (_, i) => `${i}.png`),
  'file:///work/photos/tulip': Array.from({ length: 80 }, (_, i) => `${i}.png`),
});

function treeOf(folders: Readonly<Record<string, readonly string[]>>): EditorFiles {
  return {
    ...noFiles,
    list: (uri) => folders[uri]?.map((name) => ({ name: name.replace('/', ''), folder: name.endsWith('/') })),
  };
}

/** With the cursor before the first place where these words stand. */
const at = (words: string, text = flowers()) => text.replace(words, `$0${words}`);

describe('what follows from a pipeline', () => {
  test('on its name', () => {
    expect(hoverOn(at('flowers {'), { files })?.value).toMatchInlineSnapshot(`
      "**\`pipeline flowers\`**

      Which flower is it?

      - Backbone: \`efficientnet_lite0\` at 128px, giving 4×4×1280
      - Data: 2 classes; images: 90 to train, 12 to validate, 18 to test
      - Head: 3 layers, giving 2 scores
      - Phase \`head\`: 10 epochs of 6 steps, 60 in total, 2,562 parameters trained
      - Phase \`tune\`: 5 epochs of 6 steps, 30 in total, 2.7M parameters trained"
    `);
  });
  test('on the backbone, its card at this size', () => {
    expect(hoverOn(at('efficientnet_lite0'))?.value).toMatchInlineSnapshot(`
      "**\`efficientnet_lite0\`** · EfficientNet-Lite0

      *Tan and Le 2019, EfficientNet: Rethinking Model Scaling for CNNs, arXiv:1905.11946*

      - Parameters: 3.4M in 98 layers
      - Input: natively 224px, at least 32px, in multiples of 32px
      - Output: 4×4×1280 features at 128px
      - Blocks: 9: \`stem\` \`block1\` \`block2\` \`block3\` \`block4\` \`block5\` \`block6\` \`block7\` \`top\`
      - Images: RGB values from 0 to 255 are reduced by 127 and divided by 128; bicubic resizing. TLP applies this automatically
      - Weights \`imagenet\`: ImageNet-1k (ILSVRC 2012), 75.1% top-1, 18.8 MB, license Apache-2.0
      - Fine-tuning: learning rates up to 1e-4

      [Reference](builtin:///language/backbones.md)"
    `);
  });
  test('on a preset of the head, the layers that it stands for', () => {
    const text = flowers().replace(/head \{[^}]*\}/, 'head {\n    mlp(64)\n  }');
    expect(hoverOn(at('mlp', text), { files })?.value).toMatchInlineSnapshot(`
      "**\`mlp\`** · preset of the head

      A multilayer perceptron on the usual pool: a hidden dense layer, dropout, and the last dense layer.

      - Output: 2
      - Parameters: 82,114

      It takes

      - \`units\`: Outputs of the hidden layer. A whole number from 1 to 65536; default \`256\`.
      - \`activation\`: The activation function of the hidden layer. One of \`relu\`, \`relu6\`, \`swish\`, \`silu\`, \`hard_swish\`, \`hard_sigmoid\`, \`gelu\`, \`gelu_tanh\`, \`tanh\`, \`sigmoid\`, \`softmax\`; default \`relu\`.
      - \`dropout\`: The share of values set to zero before the last layer. A percentage from 0% to 95%; default \`30%\`.

      \`\`\`tlp
      mlp(256, relu, dropout: 30%)
      \`\`\`

      It stands for

      \`\`\`tlp
      pool(average)
      dense(64, activation: relu)
      dropout(30%)
      dense(classes)
      \`\`\`

      [Reference](builtin:///language/head--mlp.md)"
    `);
  });
  test('on a layer of the head', () => {
    expect(hoverOn(at('dense('), { files })?.value).toMatchInlineSnapshot(`
      "**\`dense\`** · layer of the head

      A fully connected layer. The last one is \`dense(classes)\`: one score per class.

      - Output: 2
      - Parameters: 2,562

      It takes

      - \`units\`: Number of outputs. A whole number from 1 to 65536, \`classes\`, \`targets\`, or \`tags\`; required.
      - \`activation\`: The activation function of the outputs. One of \`relu\`, \`relu6\`, \`swish\`, \`silu\`, \`hard_swish\`, \`hard_sigmoid\`, \`gelu\`, \`gelu_tanh\`, \`tanh\`, \`sigmoid\`, \`softmax\`, or \`none\`; default \`none\`.
      - \`bias\`: Whether a bias is added to each output. One of \`true\`, \`false\`; default \`true\`.
      - \`initializer\`: How the first weights are drawn. One of \`glorot_uniform\`, \`he_normal\`; default \`glorot_uniform\`.

      \`\`\`tlp
      dense(256, relu)
      \`\`\`

      [Reference](builtin:///language/dense.md)"
    `);
  });
  test('on a phase', () => {
    expect(hoverOn(at('tune {'), { files })?.value).toMatchInlineSnapshot(`
      "**\`phase tune\`**

      - Length: 5 epochs of 6 steps, 30 in total
      - Freezes: \`..block5\`
      - Parameters: 2,672,802 trained (78.3%), 742,784 frozen
      - Computed once: up to \`block5\` (8×8×112)
      - Learning rate: 1e-4 throughout
      - Optimizer: \`adamw(weight_decay: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)\`"
    `);
  });
  test('on a freeze range and the blocks in it', () => {
    expect(hoverOn(at('..block5'))?.value).toMatchInlineSnapshot(`
      "**\`freeze: ..block5\`**

      - This range: 6 blocks, 66 layers, 716,928 parameters
      - Frozen: \`stem..block5\`: 66 layers, 716,928 parameters, 21% of the backbone
      - Trained: \`block6..top\` and the head: 32 layers, 2,696,096 parameters, 79% of the backbone
      - With the head: 2,670,240 + 1,281 × classes parameters trained, 742,784 frozen
      - Computed once: up to \`block5\` (8×8×112)

      [Reference](builtin:///language/phase--freeze.md)"
    `);
    expect(hoverOn(at('block5'))?.value).toMatchInlineSnapshot(`
      "**\`block5\`** · block of \`efficientnet_lite0\`

      - Layers: 18: 6 \`conv2d\`, 9 \`batch_norm\`, 3 \`depthwise_conv2d\`
      - Parameters: 454,752
      - Output: 8×8×112 at 128px
      - Residual: its input is added to its output, so the freeze cut cannot be inside it
      - In phase \`head\`: frozen
      - In phase \`tune\`: frozen
      - This range: 6 blocks, 66 layers, 716,928 parameters

      [Reference](builtin:///language/phase--freeze.md)"
    `);
  });
  test('on the first layers, which may end inside a block', () => {
    const text = flowers({ tune: 'freeze: first(30) epochs: 5' });
    expect(hoverOn(at('first', text))?.value).toMatchInlineSnapshot(`
      "**\`freeze: first(30)\`**

      - Up to: layer 30 of 98, \`block3b_project_bn\` in \`block3\`
      - Frozen: \`stem..block3\`: 30 layers, 58,416 parameters, 1.71% of the backbone
      - Trained: \`block4..top\` and the head: 68 layers, 3,354,608 parameters, 98.3% of the backbone
      - With the head: 3,315,504 + 1,281 × classes parameters trained, 97,520 frozen
      - Computed once: up to \`block3\` (16×16×40)

      [Reference](builtin:///language/phase--freeze.md)"
    `);
  });
  test('on a number, what it comes to', () => {
    expect(hoverOn(at('10 }'), { files })?.value).toContain('- Total: 10 epochs of 6 steps, 60 in total');
    expect(hoverOn(at('16 }'), { files })?.value).toContain('Phase `tune`: 5 epochs of 6 steps, 30 in total');
  });
  test('on a property whose value stands elsewhere', () => {
    expect(hoverOn(at('learning_rate'))?.value).toContain('- Schedule: 1e-4 throughout');
    const text = flowers({ tune: 'freeze: all epochs: env("EPOCHS", 7)' });
    expect(hoverOn(at('epochs: env', text))?.value).toContain('- Value in effect: `7`');
  });
  test('nothing is said of what is broken', () => {
    const text = flowers({ head: 'pool dense(-3) dense(classes)' });
    expect(hoverOn(at('dense(c', text))?.value).not.toContain('Gives');
    expect(hoverOn(at('tune {', text))?.value).not.toContain('Parameters');
  });
});

describe('names', () => {
  test('on a `let`, its value and how often it is read', () => {
    expect(hoverOn(at('rate = '))?.value).toMatchInlineSnapshot(`
      "\`\`\`tlp
      let rate = 1e-4
      \`\`\`

      - Read: once
      - As: \`learning_rate\` of \`phase\`"
    `);
  });
  test('on the use of a `let`, its value and what it is for', () => {
    expect(hoverOn(at('rate }'))?.value).toMatchInlineSnapshot(`
      "\`\`\`tlp
      let rate = 1e-4
      \`\`\`

      The learning rate: a number, or a schedule over the phase.

      - Value: a learning rate such as 1e-3, or one of \`constant\`, \`slice\`, \`cosine\`, \`linear\`, \`step\`, \`flat_cosine\`, \`one_cycle\`, \`fit_one_cycle\`
      - Default: 1e-3 if the whole backbone is frozen, 2e-4 with \`adapt\`, else half of its limit for fine-tuning; a fifth of that with \`lion\`

      \`\`\`tlp
      learning_rate: cosine(1e-4, warmup: 10%)
      \`\`\`

      [Reference](builtin:///language/phase--learning_rate.md)"
    `);
  });
  test('on an extended pipeline and an imported file', () => {
    const others = {
      'file:///work/base.tlp': '/** Shared. */\nabstract pipeline base { backbone resnet18 }',
    };
    expect(hoverOn('import "base.tlp"\npipeline p extends ba$0se { }', { others })?.value).toContain(
      'Shared.',
    );
    expect(hoverOn('import "ba$0se.tlp"\npipeline p extends base { }', { others })?.value).toContain(
      '- Pipelines: `base`',
    );
  });
});

test('a client without Markdown gets plain text', () => {
  expect(hoverOn(at('block5'), { client: { markdown: false } })?.value).toMatchInlineSnapshot(`
    "block5 · block of efficientnet_lite0

    Layers: 18: 6 conv2d, 9 batch_norm, 3 depthwise_conv2d
    Parameters: 454,752
    Output: 8×8×112 at 128px
    Residual: its input is added to its output, so the freeze cut cannot be inside it
    In phase head: frozen
    In phase tune: frozen
    This range: 6 blocks, 66 layers, 716,928 parameters"
  `);
});
