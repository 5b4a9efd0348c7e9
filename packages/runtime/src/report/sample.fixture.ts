/** A small made-up report for the tests of the page; no run has these numbers. */

import { buildBackbone } from '@tlp/language/backbones/build.js';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import type { ImageData } from '@tlp/language/modalities/images/data.js';
import { planPipeline } from '@tlp/language/plan/plan.js';
import type { Phase, Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { EpochRecord, PhaseRecord } from '@tlp/language/run/events.js';
import { createMetrics } from '../tasks/classification/metrics.js';
import type { ReportData } from './data.js';

const backbone = findBackbone('efficientnet_lite0')!;
const graph = buildBackbone(backbone, 128);
const frozenTo = (last: number) =>
  graph.layers
    .filter((layer) => graph.blocks.findIndex((b) => b.name === layer.block) <= last)
    .map((l) => l.name);

const phase = (name: string, freeze: string, frozenLayers: readonly string[], epochs: number): Phase => ({
  name,
  freeze,
  frozenLayers,
  batchNorm: 'frozen',
  adapt: null,
  epochs,
  optimizer: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
  learningRate: { kind: 'constant', rate: 1e-3, warmup: 0 },
  layerDecay: 1,
  clipNorm: null,
  accumulate: 1,
  labelSmoothing: 0,
  earlyStop: null,
});

const sampleData: ImageData = {
  kind: 'images',
  labels: { kind: 'folder' },
  path: '/pipelines/data',
  split: { kind: 'fraction', stratified: true, train: 0.75, validation: 0.1, test: 0.15 },
  augment: [],
  variants: null,
  batch: 32,
  balance: 'none',
  resize: 'stretch',
  channels: 3,
  unreadable: 'error',
  splitSeed: 0,
};

export const samplePipeline: Pipeline = {
  name: 'sample',
  description: 'What kind of thing does this image show?',
  file: '/pipelines/sample.tlp',
  task: 'classification',
  backbone: { name: backbone.name, weights: { kind: 'source', name: 'imagenet' }, inputSize: 128 },
  data: sampleData,
  head: [
    { kind: 'pool', mode: 'average' },
    { kind: 'dense', units: 'classes', activation: null },
  ],
  schedule: {
    phases: [
      phase('head', 'all', frozenTo(graph.blocks.length), 6),
      phase('tune', '..block5', frozenTo(graph.blocks.findIndex((b) => b.name === 'block5')), 4),
    ],
    loss: { kind: 'cross_entropy' },
    monitor: 'accuracy',
    seed: 0,
    topK: 2,
    memory: null,
    recipe: null,
  },
  origins: {
    'backbone.input': {
      kind: 'file',
      file: '/pipelines/sample.tlp',
      range: { line: 5, column: 5, endLine: 5, endColumn: 10 },
    },
    'data.batch': { kind: 'default', doc: '32' },
    'schedule.tune.epochs': { kind: 'set', text: 'schedule.tune.epochs=4' },
  },
};

/** Metrics of a made-up judge that is right on `hits` of every `of` images. */
export function sampleMetrics(classes: number, hits: number, of: number) {
  const metrics = createMetrics(classes, 2);
  for (let label = 0; label < classes; label++) {
    for (let i = 0; i < of; i++) {
      const logits = new Float32Array(classes);
      logits[i < hits ? label : (label + 1 + (i % 3)) % classes] = 3;
      metrics.add([logits], [[label]]);
    }
  }
  return metrics.result();
}

export function sampleReport(classes: readonly string[]): ReportData {
  const n = classes.length;
  const epoch = (name: string, i: number, all: number): EpochRecord => ({
    phase: name,
    epoch: i + 1,
    train: { loss: 2 / (1 + all), scores: { accuracy: 1 - 0.6 / (1 + all) } },
    validation: sampleMetrics(n, 10 + all, 20),
    learningRate: 1e-3 / (1 + all),
    seconds: 1,
  });
  const record = (name: string, epochs: number): PhaseRecord => ({
    name,
    epochs,
    bestEpoch: epochs,
    stoppedEarly: false,
    seconds: 12.3,
    featureSeconds: 9.1,
    trainable: 11529,
    cut: 'head',
    featureBytes: 15e6,
    forwardPasses: 2400,
    forwardPassesSaved: 12000,
    engine: 'tensorflow',
  });
  const test = sampleMetrics(n, 14, 20);
  return {
    pipeline: samplePipeline.name,
    description: samplePipeline.description,
    file: samplePipeline.file,
    version: '0.0.0',
    finished: new Date('2026-01-02T03:04:05Z'),
    seed: 0,
    seconds: 25,
    task: 'classification',
    outputs: classes,
    monitor: 'accuracy',
    epochs: [
      ...Array.from({ length: 6 }, (_, i) => epoch('head', i, i)),
      ...Array.from({ length: 4 }, (_, i) => epoch('tune', i, 6 + i)),
    ],
    phases: [record('head', 6), record('tune', 4)],
    plan: planPipeline(samplePipeline, backbone, {
      classes: n,
      images: { train: 2000, validation: 400, test: 300 },
    }),
    metrics: { validation: sampleMetrics(n, 15, 20), test },
    labelErrors: null,
    calibrated: null,
    sure: null,
    expectations: [],
    accounts: null,
    longest: null,
    judged: {
      name: 'test',
      metrics: test,
      mistakeCount: 6 * n,
      mistakes: classes.map((label, i) => ({
        id: `${label}/image.png`,
        rank: 0.9,
        said: { what: classes[(i + 1) % n]!, note: '90.0%' },
        right: { what: label, note: '5.0%' },
        shown: i === 0 ? null : { kind: 'image', address: 'data:image/png;base64,iVBORw0KGgo=' },
      })),
    },
    warnings: [],
    values: [],
  };
}
