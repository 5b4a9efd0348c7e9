import { expect, test } from 'vitest';
import { findBackbone } from '../backbones/catalogue.js';
import { sceneOf } from '../editor/testing.js';
import type { Draft } from '../resolve/draft.js';
import { factsOf, isSound, phaseParameters } from './draft-facts.js';
import { planPipeline } from './plan.js';

function draftOf(text: string): {
  draft: Draft;
  facts: (classes: number | null) => ReturnType<typeof factsOf>;
} {
  const { snapshot } = sceneOf(text);
  const [draft] = snapshot.analysis.drafts.values();
  return { draft: draft!, facts: (classes) => factsOf(draft!, snapshot.services.backbones.Builtin, classes) };
}

const heads = [
  'pool dense(classes)',
  'flatten batch_norm dense(8, relu) dropout(20%) dense(classes)',
  'pool(both) batch_norm dense(classes)',
];

/** A network of each kind. */
const names = ['efficientnet_lite0', 'resnet18', 'densenet121', 'vit_s_16', 'swin_t'];

test.each(names.flatMap((name) => heads.map((head) => [name, head])))(
  '%s with %s: counts as the plan does',
  (name, head) => {
    const [first, second] = [findBackbone(name!)!.name === 'resnet18' ? 'stem..layer1' : 'stem', 'first(20)'];
    const { draft, facts } = draftOf(`pipeline p {
    backbone ${name} { weights: random  input: 64px }
    data images("x")
    head { ${head} }
    schedule {
      phase a { freeze: all epochs: 1 }
      phase b { freeze: ${first} epochs: 1 }
      phase c { freeze: ${second} epochs: 1 batch_norm: train }
      phase d { freeze: none epochs: 1 }
      phase e { freeze: ${first} adapt: lora(on: all) epochs: 1 layer_decay: 0.9 }
    }
  }`);
    const data = { classes: 7, images: { train: 10, validation: 1, test: 1 } };
    const plan = planPipeline(draft.pipeline, draft.backbone, data);
    for (const phase of draft.pipeline.schedule.phases) {
      const expected = plan.phases.find((p) => p.name === phase.name)!.parameters;
      const known = phaseParameters(facts(7), phase)!;
      expect(known).toEqual({
        trained: { fixed: expected.trained, perClass: 0 },
        frozen: { fixed: expected.frozen, perClass: 0 },
      });
      const open = phaseParameters(facts(null), phase)!;
      expect(open.trained.fixed + 7 * open.trained.perClass).toBe(expected.trained);
      expect(open.frozen.fixed + 7 * open.frozen.perClass).toBe(expected.frozen);
    }
  },
);

test('shapes leave the batch out and keep unknown classes by name', () => {
  const { facts } = draftOf('pipeline p { backbone resnet18 head { pool(both) dense(16) dense(classes) } }');
  expect(facts(null).features).toEqual([7, 7, 512]);
  expect(facts(null).head.map(({ shape }) => shape)).toEqual([[1024], [16], ['classes']]);
  expect(facts(3).head.at(-1)?.shape).toEqual([3]);
});

test('layers end where one is wrong or does not fit', () => {
  const { draft, facts } = draftOf('pipeline p { backbone resnet18 head { pool dense(-1) dense(classes) } }');
  expect(facts(null).head).toHaveLength(1);
  expect(facts(null).headWhole).toBe(false);
  expect(isSound(draft, 'head.0')).toBe(true);
  expect(isSound(draft, 'head')).toBe(false);
  expect(draftOf('pipeline p { backbone resnet18 head { dense(classes) } }').facts(null).head).toEqual([]);
});

test('an input that is wrong or too small gives no shapes', () => {
  expect(draftOf('pipeline p { backbone resnet18 { input: 3px } }').facts(null).features).toBeUndefined();
  expect(draftOf('pipeline p { backbone resnet18 { input: 64 } }').facts(null).features).toBeUndefined();
});
