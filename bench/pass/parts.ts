/**
 * What a pass over images consists of, each alone and in processor seconds: `read` decodes, resizes and normalizes every image of a folder,
 * `infer` runs the backbone as often as they take, on a batch that stays in memory.
 */

import path from 'node:path';
import { buildBackbone } from '@tlp/language/backbones/build.js';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { imageFiles } from '@tlp/language/modalities/images/image-formats.js';
import { preset } from '@tlp/language/modalities/images/presets.js';
import { listFiles } from '@tlp/runtime/data/folder.js';
import { createInferenceEngine } from '@tlp/runtime/engines/create-inference-engine.js';
import { imageReader } from '@tlp/runtime/modalities/images/reader.js';
import { initializeParameters, noise, readOptions, report } from '../lib/ours.js';

const BATCH = 32;

const options = readOptions('part', 'folder', 'model', 'size');
const size = Number(options.size);
const backbone = findBackbone(options.model)!;
const { images: files } = await listFiles(options.folder, imageFiles);
const steps = Math.ceil(files.length / BATCH);

async function read(): Promise<void> {
  const reader = imageReader(size, { resize: 'stretch', preprocessing: preset('tf', 'bicubic') });
  const items = files.map((file) => ({ id: file, path: path.join(options.folder, file) }));
  for await (const _ of reader.read(items, { batch: BATCH }));
}

async function infer(): Promise<() => Promise<void>> {
  const graph = buildBackbone(backbone, size);
  const engine = await createInferenceEngine(graph, initializeParameters(graph.parameters, 1), {
    engine: 'onnx',
  });
  const image = { data: noise(BATCH * size * size * 3), shape: [BATCH, size, size, 3] };
  await engine.run({ image });
  return async () => {
    for (let step = 0; step < steps; step++) await engine.run({ image });
  };
}

const work = options.part === 'read' ? read : await infer();
const before = process.cpuUsage();
const start = performance.now();
await work();
const { user, system } = process.cpuUsage(before);
report((user + system) / 1e6, { images: files.length, wall: (performance.now() - start) / 1000 });
