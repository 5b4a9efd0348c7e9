/** The work of `tlp generate`. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { type GenerateOptions, generate } from '../generate/generate.js';
import type { Sampling } from '../generate/sampling.js';
import { type Writer, writerOfBackbone, writerOfRun } from '../generate/writer.js';
import { modelAt } from '../import/model-at.js';
import { fetchText, type OnFetch } from '../weights/fetch.js';
import type { Context, Status } from './command.js';
import { backboneAt } from './describe-backbone.js';
import { createStatusLine } from './progress.js';
import { fetchDescription, repositoryAt } from './repositories.js';
import { readInput } from './standard-input.js';

export interface GenerateArguments extends Pick<GenerateOptions, 'engine' | 'seed'> {
  readonly model: string;
  readonly prompt: string;
  readonly maxTokens: number;
  readonly temperature?: number | undefined;
  readonly topK?: number | undefined;
  readonly topP?: number | undefined;
  readonly stop: readonly string[];
  readonly format: 'text' | 'json';
}

export async function writeGenerated(args: GenerateArguments, context: Context): Promise<Status> {
  const { out } = context;
  const prompt =
    args.prompt === '-'
      ? (await readInput(context, 'example')).toString().replace(/\r?\n$/, '')
      : args.prompt;
  const writer = await writerAt(args.model, context);
  const isText = args.format === 'text';
  // Nothing is said before the network has read the prompt.
  let before = prompt;
  const say = (text: string): void => {
    out.write(before + text);
    before = '';
  };
  const signal = context.interruptSignal();
  const generated = await generate(writer, prompt, {
    engine: args.engine,
    most: args.maxTokens,
    sampling: samplingOf(args),
    seed: args.seed,
    stops: args.stop,
    onText: isText ? say : () => undefined,
    signal,
  });
  if (isText) say('\n');
  else out.write(`${JSON.stringify({ prompt, ...generated }, null, 2)}\n`);
  return signal.aborted ? 130 : 0;
}

/** The likeliest token each time, where nothing of how to draw is asked for. */
function samplingOf({ temperature, topK, topP }: GenerateArguments): Sampling | null {
  if (temperature === 0 || (temperature === undefined && topK === undefined && topP === undefined))
    return null;
  return { temperature: temperature ?? 1, topK: topK ?? null, topP: topP ?? null };
}

async function writerAt(model: string, context: Context): Promise<Writer> {
  const path = resolve(context.cwd, model);
  const isRun =
    !modelAt(path) && !repositoryAt(model, context.cwd) && (existsSync(path) || !findBackbone(model));
  if (isRun) return writerOfRun(path);
  await fetchDescription(model, context);
  const line = createStatusLine(context);
  const onProgress: OnFetch = (progress) => line.update(fetchText(progress));
  return writerOfBackbone(backboneAt(model, context.cwd), onProgress).finally(() => line.clear());
}
