import { wrongKind } from '../checks/values/wrong-kind.js';
import { isRecord } from '../record.js';
import { single } from './single.js';
import { toldOf } from './told-value.js';
import type { ValueType } from './types.js';
import { required } from './types.js';
import { call, naming, path } from './words.js';
import { writeCall } from './write.js';

/** As written, a path made absolute; the backbone's card says whether a source of this name exists. */
export type WrittenWeights =
  | { readonly kind: 'published' }
  | { readonly kind: 'source'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'run'; readonly path: string }
  | { readonly kind: 'random' };

const file = call({
  name: 'file',
  doc: 'Weights of PyTorch (`.pth`, `.pt`, `.ckpt`, `.bin`), safetensors, Keras (`.keras`, `.h5`), ONNX (`.onnx`), TensorFlow.js (`model.json`) or TensorFlow, in a file or the folder of a model, relative to the folder of the pipeline file.',
  example: 'file("weights/resnet50.pth")',
  parameters: {
    path: required(naming('weight file', path), '', 'Path of the file.', '"weights/resnet50.pth"'),
  },
  means: (values): WrittenWeights => ({ kind: 'file', path: values.path }),
});

const run = call({
  name: 'run',
  doc: 'Goes on from a finished run, with more classes, other data or more epochs: the backbone as it was trained there, and of the head the rows of the classes that are still there, by their names. New classes start from fresh rows; another head starts fresh altogether.',
  example: 'run("runs/flowers-20261123-220941")',
  parameters: {
    path: required(
      naming('run folder', path),
      '',
      'The run directory, relative to the folder of the pipeline file.',
      '"runs/flowers-20261123-220941"',
    ),
  },
  means: (values): WrittenWeights => ({ kind: 'run', path: values.path }),
});

const calls = [file, run];

const description = 'a name of published weights such as `imagenet`, `file("…")`, `run("…")`, or `random`';

export const weights: ValueType<WrittenWeights> = {
  description,
  names: 'weight file',
  words: [
    ...calls,
    {
      name: 'random',
      doc: 'No pretrained weights: every layer starts from random values.',
      example: 'random',
      parameters: {},
    },
  ],
  write(value) {
    if (!isRecord(value)) return undefined;
    const called = calls.find(({ name }) => name === value.kind);
    if (called) return writeCall(called.name, called.parameters, value);
    return String(value.kind === 'source' ? value.name : value.kind);
  },
  read: single((seen, reader) => {
    if (seen.kind === 'broken') return undefined;
    if (seen.kind === 'text') return { kind: 'file', path: reader.beside(seen.text, seen.at) };
    if (seen.kind !== 'word')
      return reader.report(wrongKind, { expected: description, seen: toldOf(seen) }, seen.at);
    const called = calls.find(({ name }) => name === seen.name);
    if (called) return called.readArguments(seen, reader);
    if (seen.called) return reader.report(wrongKind, { expected: description, seen: toldOf(seen) }, seen.at);
    return seen.name === 'random' ? { kind: 'random' } : { kind: 'source', name: seen.name };
  }),
};
