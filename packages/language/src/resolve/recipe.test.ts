import { expect, it } from 'vitest';
import { resolveText } from '../compile-text.js';
import { explainPipeline } from '../plan/explain.js';

const textOf = (schedule: string, backbone = 'resnet18') => `pipeline p {
  backbone ${backbone}
  data images("photos")
  schedule {
    ${schedule}
  }
}`;

async function resolved(schedule: string, sets: readonly string[] = []) {
  const { pipelines, diagnostics } = await resolveText(textOf(schedule), { file: '/p.tlp', sets });
  return { pipeline: pipelines[0], diagnostics };
}

it('stands for phases that might have been written', async () => {
  const written = `phase head {
      freeze: all
      epochs: 1
      optimizer: adamw(beta1: 0.9, beta2: 0.99, epsilon: 1e-5, weight_decay: 0.01)
      learning_rate: fit_one_cycle(2e-3, warmup: 99%)
    }
    phase tune {
      freeze: none
      epochs: 4
      optimizer: adamw(beta1: 0.9, beta2: 0.99, epsilon: 1e-5, weight_decay: 0.01)
      learning_rate: fit_one_cycle(1e-3, warmup: 30%, divisor: 5, lowest: 1e-5)
    }`;
  const { pipeline, diagnostics } = await resolved('recipe: fine_tune(epochs: 4)');
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(pipeline?.schedule.phases).toEqual((await resolved(written)).pipeline?.schedule.phases);
});

it('unfreezes from the top, some blocks at a time', async () => {
  const { pipeline } = await resolved('recipe: gradual(epochs: 3, blocks: 2, every: 2)');
  expect(pipeline?.schedule.phases.map(({ name, freeze, epochs }) => [name, freeze, epochs])).toEqual([
    ['head', 'all', 2],
    ['upper1', '..layer2', 2],
    ['upper2', '..stem', 2],
    ['tune', 'none', 3],
  ]);
});

it('is changed by a phase of the same name, by the command line, and goes before others', async () => {
  const schedule = `recipe: fine_tune(epochs: 4)
    phase tune { freeze: ..layer1 }
    phase last { freeze: all epochs: 1 }`;
  const { pipeline } = await resolved(schedule, ['schedule.head.epochs=7']);
  expect(pipeline?.schedule.phases.map(({ name, freeze, epochs }) => [name, freeze, epochs])).toEqual([
    ['head', 'all', 7],
    ['tune', '..layer1', 4],
    ['last', 'all', 1],
  ]);
});

it('is where its values come from', async () => {
  const { pipeline } = await resolved('recipe: fine_tune(epochs: 4)');
  const values = explainPipeline(pipeline!);
  const line = (path: string) => values.find((value) => value.path === path)?.origin;
  expect(line('schedule.tune.epochs')).toMatchObject({ kind: 'file', range: { line: 5 } });
  expect(line('schedule.tune.learning_rate.lowest')).toMatchObject({ kind: 'file', range: { line: 5 } });
});

it('is told at itself where it is wrong, and no advice is given on what it wrote', async () => {
  const told = async (schedule: string) =>
    (await resolved(schedule)).diagnostics.map(({ code, range }) => [code, range?.line]);
  expect(await told('recipe: fine_tune(epochs: 4)')).toEqual([]);
  expect(await told('recipe: gradual(epochs: 2)')).toEqual([]);
  expect(await told('recipe: fine_tune(epochs: 0)')).toEqual([['TLP109', 5]]);
});

it('stands over the phases of the pipeline that is extended', async () => {
  const text = `abstract ${textOf('phase head { freeze: all epochs: 10 } phase tune { freeze: none epochs: 20 }')}
pipeline q extends p {
  schedule {
    recipe: fine_tune(epochs: 4)
    phase tune { freeze: ..layer1 }
  }
}`;
  const { pipelines } = await resolveText(text, { file: '/p.tlp' });
  const [last] = pipelines.slice(-1);
  expect(last?.schedule.phases.map(({ name, freeze, epochs }) => [name, freeze, epochs])).toEqual([
    ['head', 'all', 1],
    ['tune', '..layer1', 4],
  ]);
});
