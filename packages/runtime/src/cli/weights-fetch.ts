/** The work of `tlp weights fetch`. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Backbone, WeightSource } from '@tlp/language/backbones/card.js';
import { backbones } from '@tlp/language/backbones/catalogue.js';
import { TlpError } from '@tlp/language/diagnostic.js';
import { count } from '@tlp/language/quantities.js';
import { DownloadError } from '../download/error.js';
import { fetchWeights, type OnFetch } from '../weights/fetch.js';
import { findSource } from '../weights/load.js';
import type { Context, Status } from './command.js';
import { backboneNamed } from './describe-backbone.js';
import type { FetchedWeights } from './fetched-weights.js';
import { fetchWhole, repositoryOf } from './repositories.js';
import { setupProgress } from './setup-progress.js';

export interface FetchArguments {
  /** `resnet50`, or `resnet50:imagenet_v1`, or a repository: `org/name`, `org/name@revision`. */
  readonly names: readonly string[];
  readonly all: boolean;
  readonly folder?: string | undefined;
  readonly format: 'text' | 'json';
}

export async function writeFetched(args: FetchArguments, context: Context): Promise<Status> {
  try {
    const { fetched, failure } = await fetchNamed(args.names, context, {
      ...args,
      signal: context.interruptSignal(),
    });
    context.out.write(
      args.format === 'json' ? `${JSON.stringify({ weights: fetched })}\n` : fetched.map(text).join(''),
    );
    if (failure) throw failure;
    return 0;
  } catch (error) {
    if (!(error instanceof DownloadError && error.reason === 'aborted')) throw error;
    context.err.write('\nStopped. The same command continues where it was.\n');
    return 130;
  }
}

const text = ({ name, path, bytes, sha256 }: FetchedWeights): string =>
  `${name}\n  ${path}\n  ${count(bytes)} bytes, sha256 ${sha256}\n`;

interface Where {
  readonly all?: boolean;
  readonly folder?: string | undefined;
  readonly signal?: AbortSignal;
}

interface Outcome {
  readonly fetched: readonly FetchedWeights[];
  /** What became of the others. */
  readonly failure?: TlpError;
}

/** Fetches them one after another, whatever becomes of some. @throws DownloadError `aborted` by the signal */
export async function fetchNamed(
  names: readonly string[],
  context: Context,
  { all = false, folder, signal }: Where = {},
): Promise<Outcome> {
  const fetched: FetchedWeights[] = [];
  const failures: TlpError[] = [];
  const to = folder === undefined ? undefined : resolve(context.cwd, folder);
  for (const task of tasksOf(names, all, context, { folder: to, signal })) {
    const { show, end } = setupProgress(context.err);
    try {
      fetched.push(...(await task(show)));
    } catch (error) {
      if (!(error instanceof TlpError)) throw error;
      failures.push(error);
    } finally {
      end();
    }
  }
  if (failures.length === 0) return { fetched };
  const diagnostics = failures.flatMap((failure) => failure.diagnostics);
  return { fetched, failure: new TlpError(diagnostics, 2, { cause: failures[0] }) };
}

type Task = (onProgress: OnFetch) => Promise<readonly FetchedWeights[]>;

/** What fetches each. */
function tasksOf(
  names: readonly string[],
  all: boolean,
  { env }: Context,
  { folder, signal }: Omit<Where, 'all'>,
): readonly Task[] {
  const isRepository = (name: string) => repositoryOf(name) !== undefined;
  const ofCatalogue = names.filter((name) => !isRepository(name));
  const wanted = names.length > 0 && ofCatalogue.length === 0 ? [] : wantedBy(ofCatalogue, all);
  return [
    ...wanted.map(
      ([backbone, source]): Task =>
        async (onProgress) => {
          const options = { of: backbone.name, env, onProgress, folder, signal };
          const { path, hash } = await fetchWeights(source, options);
          const { size } = await stat(path);
          return [{ name: `${backbone.name}:${source.name}`, path, sha256: hash, bytes: size }];
        },
    ),
    ...names
      .flatMap((name) => repositoryOf(name) ?? [])
      .map(
        (repository): Task =>
          (onProgress) =>
            fetchWhole(repository, { env, onProgress, folder, signal }),
      ),
  ];
}

type Wanted = readonly [Backbone, WeightSource<object>];

/** Without a source's name its first, which is what a pipeline gets that names none. */
function wantedBy(names: readonly string[], all: boolean): Wanted[] {
  if (names.length === 0) return all ? backbones.flatMap(allOf) : [];
  return names.flatMap((name) => {
    const [backboneName = '', sourceName] = name.split(':');
    const backbone = backboneNamed(backboneName);
    if (sourceName !== undefined) return [[backbone, findSource(backbone, sourceName, [], 2)] as const];
    return all ? allOf(backbone) : allOf(backbone).slice(0, 1);
  });
}

const allOf = (backbone: Backbone): Wanted[] => backbone.sources.map((source) => [backbone, source]);
