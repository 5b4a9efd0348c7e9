/**
 * Ten epochs over generated images in one process: resident memory and the count of tensors after each. Prints the
 * growth from the second epoch to the last, %.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { resolveText } from '@tlp/language/compile-text.js';
import { TlpError } from '@tlp/language/diagnostic.js';
import { loadTensorFlow } from '@tlp/runtime/native/load.js';
import { runPipeline } from '@tlp/runtime/train/run-pipeline.js';
import sharp from 'sharp';
import { noise, readOptions, report } from '../lib/ours.js';

const options = readOptions('folder', 'images', 'epochs', 'size', 'mode');
const data = path.join(options.folder, 'images');

// Fresh augmentation decodes, augments and runs the whole network in every epoch; without, the feature store is read.
const fresh = options.mode === 'fresh';
const augment = fresh ? 'augment: flip(horizontal), rotate(10deg)' : '';
const freeze = fresh ? '..block6' : 'all';
const text = `pipeline flat {
  backbone efficientnet_lite0 {
    weights: imagenet
    input: ${options.size}px
  }
  data images("${data}") {
    split: stratified(train: 80%, validation: 20%, test: 0%)
    ${augment}
    batch: 32
  }
  head {
    pool(average)
    dropout(20%)
    dense(classes)
  }
  schedule {
    phase only {
      freeze: ${freeze}
      epochs: ${options.epochs}
      optimizer: adam
      learning_rate: 1e-4
    }
  }
}`;

await makeImages(Number(options.images));
const { pipelines, diagnostics } = await resolveText(text, { file: path.join(options.folder, 'flat.tlp') });
if (!pipelines[0]) throw new TlpError(diagnostics);
const tf = await loadTensorFlow();
const epochs: { residentBytes: number; tensors: number }[] = [];
await runPipeline(pipelines[0], {
  out: path.join(options.folder, 'run'),
  onEvent: (event) => {
    if (event.type !== 'epoch-end') return;
    globalThis.gc?.();
    epochs.push({ residentBytes: process.memoryUsage.rss(), tensors: tf.memory().numTensors });
  },
});
const [second, last] = [epochs[1]!, epochs.at(-1)!];
const value = 100 * (last.residentBytes / second.residentBytes - 1);
const megabytes = epochs.map((epoch) => Math.round(epoch.residentBytes / 1e6));
report(value, {
  epochs,
  note: `MB: ${megabytes.join(' ')}; tensors: ${second.tensors} then ${last.tensors}`,
});

/** Two classes of noise, dark and light. */
async function makeImages(count: number): Promise<void> {
  const side = 96;
  const pixels = noise(side * side * 3 + count);
  for (const name of ['dark', 'light']) await mkdir(path.join(data, name), { recursive: true });
  for (let i = 0; i < count; i++) {
    const light = i % 2;
    const bytes = Uint8Array.from(
      pixels.subarray(i, i + side * side * 3),
      (value) => 127 + 60 * value + 40 * light,
    );
    await sharp(bytes, { raw: { width: side, height: side, channels: 3 } })
      .png({ compressionLevel: 1 })
      .toFile(path.join(data, light ? 'light' : 'dark', `${i}.png`));
  }
}
