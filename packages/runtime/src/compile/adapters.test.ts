/** Adapters compute, and train, as PEFT's do, and are merged into the same network. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { computedFeatures } from '@tlp/language/graph/cut.js';
import { cutPhase } from '@tlp/language/graph/phase-network.js';
import type { HeadLayer, Lora } from '@tlp/language/resolve/pipeline.js';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import { createPortableInference } from '../engines/portable/inference.js';
import type { Feeds } from '../engines/types.js';
import { loadTensorFlow, type TensorFlow } from '../native/load.js';
import { gradientMisfits, relativeError } from '../testing/compare.js';
import { formulaTensor, sample } from '../testing/formula.js';
import { type AdamSteps, readGolden } from '../testing/goldens.js';
import { fedTexts, folderCard, folderGolden, folderNetwork } from '../testing/huggingface-folder.js';
import { adamwSteps, gradientsOf } from '../testing/training-numbers.js';
import { mergedKernels } from '../train/merge-adapters.js';
import { peftAdapter } from '../train/peft-adapter.js';
import { initializeParameters } from '../weights/initialize.js';
import { openSafetensors, type SafetensorsFile } from '../weights/safetensors.js';
import { toGraphLayout } from '../weights/transpose.js';

interface LoraGolden {
  readonly rank: number;
  readonly alpha: number;
  readonly on: Lora['on'];
  readonly logits: readonly number[];
  readonly gradients: Readonly<Record<string, number>>;
  readonly steps: AdamSteps;
}

const head: readonly HeadLayer[] = [
  { kind: 'pool', mode: 'average' },
  { kind: 'dense', units: 'classes', activation: null },
];

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

/** The network of a folder with the adapters of a golden, whose values are made by formula. */
async function adaptedNetwork(name: string) {
  const golden = readGolden<LoraGolden>(`fine-tuning/lora-${name}/golden.json`);
  const { rank, alpha, on } = golden;
  const adapt = { kind: 'lora', rank, alpha, dropout: 0, on } as const;
  const card = folderCard(name);
  const plain = await folderNetwork(name, card, head);
  const cut = cutPhase(plain.graph, { frozenLayers: [], batchNorm: 'frozen', adapt });
  const names = new Map<string, string>();
  const values = new Map<string, Float32Array>();
  const shapes = new Map(cut.graph.parameters.map((p) => [p.name, p.shape]));
  for (const { down, parts } of cut.adapters) {
    const [module = ''] = card.layouts[0]!.locate(parts[0]!.kernel.name).tensor.split('.weight');
    const fused = parts.length > 1;
    names.set(down, `${module}.lora_A`);
    const [inputs, units] = [shapes.get(down)![0]!, shapes.get(parts[0]!.up)![1]!];
    const a = formulaTensor(`${module}.lora_A`, [rank, inputs]).data;
    values.set(down, toGraphLayout(a, [inputs, rank], { transpose: 'oi' }));
    const b = formulaTensor(`${module}.lora_B`, [parts.length * units, rank]).data;
    parts.forEach(({ up }, i) => {
      names.set(up, fused ? `${module}.lora_B/${i}` : `${module}.lora_B`);
      const own = b.slice(i * units * rank, (i + 1) * units * rank);
      values.set(up, toGraphLayout(own, [rank, units], { transpose: 'oi' }));
    });
  }
  const weights = new Map([...plain.weights, ...values]);
  const tensorOf = (parameter: string) => names.get(parameter) ?? plain.tensorOf(parameter);
  return { ...cut, card, golden, adapt, plain, weights, tensorOf };
}

async function valueIn(file: SafetensorsFile, tensor: string) {
  const { shape, data } = await file.read(tensor);
  return { shape, data: Float32Array.from(data) };
}

type Adapted = Awaited<ReturnType<typeof adaptedNetwork>>;

/** What the trained part is fed with: features by the frozen part, and the inputs that it reads again. */
async function feedsOf({
  program,
  plain,
  weights,
}: Pick<Adapted, 'program' | 'plain' | 'weights'>): Promise<Feeds> {
  const { feeds } = plain;
  if (!program.frozen) return feeds;
  const values = await createPortableInference(tf, program.frozen, weights).run(feeds);
  const [rows, tokens] = feeds.ids!.shape;
  const computed = computedFeatures(program).map(({ name, type }, i) => {
    return [name, { data: values[i]!, shape: [rows!, tokens!, Number(type.shape[2])] }] as const;
  });
  return { ...feeds, ...Object.fromEntries(computed) };
}

describe.each(['bert', 'roberta', 'gpt2'])('%s', (name) => {
  let adapted: Adapted;
  let trained: Parameters<typeof gradientsOf>[0];
  beforeAll(async () => {
    adapted = await adaptedNetwork(name);
    trained = { ...adapted, feeds: await feedsOf(adapted) };
  });

  it('is cut before the lowest adapter, where one value is stored', () => {
    expect(computedFeatures(adapted.program).map(({ type }) => type.shape)).toEqual([
      ['batch', 'tokens', 24],
    ]);
  });

  it('has the loss and the gradients of PEFT', async () => {
    const { golden, tensorOf } = adapted;
    const { loss, gradients } = await gradientsOf(trained, 'frozen');
    expect(Math.abs(loss / golden.steps.losses[0]! - 1)).toBeLessThan(1e-4);
    expect([...gradients.keys()].map(tensorOf).sort()).toEqual(Object.keys(golden.gradients).sort());
    expect(gradientMisfits(gradients, golden.gradients, tensorOf, 1e-4)).toEqual([]);
  });

  it('takes three steps of AdamW as with PEFT, and leaves the backbone as it was', async () => {
    const { golden, tensorOf, weights, program } = adapted;
    const { losses, after } = golden.steps;
    const seen = await adamwSteps(trained, golden.steps);
    expect(relativeError(seen.losses, losses)).toBeLessThan(1e-4);
    for (const parameter of program.trained) {
      const wanted = after[tensorOf(parameter)]!;
      expect(
        relativeError(sample(seen.after.get(parameter)!, wanted.length), wanted),
        parameter,
      ).toBeLessThan(1e-3);
    }
    const still = [...weights].filter(([name]) => seen.after.has(name) && !program.trained.includes(name));
    expect(still.length).toBeGreaterThan(0);
    for (const [name, value] of still) expect(seen.after.get(name), name).toEqual(value);
  });

  it('is kept in the files that PEFT keeps it in', async () => {
    const { card, adapters, adapt, weights } = adapted;
    const ours = peftAdapter(card, adapters, adapt, weights)!;
    const folder = fileURLToPath(new URL(`../../goldens/fine-tuning/lora-${name}/`, import.meta.url));
    const theirs = await openSafetensors(`${folder}/adapter_model.safetensors`);
    expect([...ours.tensors.keys()].sort()).toEqual([...theirs.tensors.keys()].sort());
    for (const [tensor, { shape, data }] of ours.tensors)
      expect({ shape, data }).toEqual(await valueIn(theirs, tensor));
    await theirs.close();
    const config = JSON.parse(readFileSync(`${folder}/adapter_config.json`, 'utf8'));
    // PEFT was told them by the ends of their names.
    const { target_modules: modules, ...settings } = ours.config;
    expect(config).toMatchObject(settings);
    expect(modules).toHaveLength(adapters.length);
  });

  it('computes the same once its adapters are merged', async () => {
    const { golden, plain, weights, adapters, adapt, graph } = adapted;
    const merged = new Map([...plain.weights, ...mergedKernels(adapters, adapt, weights, plain.weights)]);
    for (const [network, values] of [
      [plain.graph, merged],
      [graph, weights],
    ] as const) {
      const session = await createInferenceEngine(network, values, { engine: 'portable' });
      const [logits] = await session.run(fedTexts(folderGolden(name).inputs));
      await session.dispose();
      expect(relativeError(logits!, golden.logits)).toBeLessThan(1e-4);
    }
  });
});

test('adapters begin as PEFT’s: they add nothing, and A is uniform within one over the root of its inputs', async () => {
  const { graph, adapters, plain } = await adaptedNetwork('bert');
  const fresh = initializeParameters(
    graph.parameters.filter(({ origin }) => origin === 'adapter'),
    7,
  );
  for (const { down, parts } of adapters) {
    const a = fresh.get(down)!;
    const most = Math.max(...a.map(Math.abs));
    expect(most).toBeLessThanOrEqual(24 ** -0.5);
    expect(most).toBeGreaterThan(0.8 * 24 ** -0.5);
    for (const { up } of parts) expect(fresh.get(up)!.every((value) => value === 0)).toBe(true);
  }
  const session = await createInferenceEngine(graph, new Map([...plain.weights, ...fresh]), {
    engine: 'portable',
  });
  const [logits] = await session.run(fedTexts(folderGolden('bert').inputs));
  await session.dispose();
  expect(relativeError(logits!, folderGolden('bert').logits)).toBeLessThan(1e-4);
});
