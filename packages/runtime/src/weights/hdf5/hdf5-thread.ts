/** The client of `hdf5-worker.js`: one thread for one file, ended with it or where it fails. */
import { Worker } from 'node:worker_threads';
import type { Stretch } from '@tlp/language/protobuf/source.js';
import { workerFile } from '../../files/worker-file.js';
import type { Answer, Hdf5Object, Request } from './messages.js';

/** The file cannot be read as HDF5; a clause. The thread is gone. */
export class Hdf5Error extends Error {
  override readonly name = 'Hdf5Error';
}

export interface Hdf5Thread {
  /** All groups and datasets of the HDF5 data in a part of an open file. @throws Hdf5Error */
  open(descriptor: number, at: Stretch): Promise<readonly Hdf5Object[]>;
  /** A dataset's values, row-major and little-endian. @throws Hdf5Error */
  read(path: string, shape: readonly number[], elementBytes: number): Promise<Uint8Array>;
  end(): Promise<void>;
}

/** One damaged file of some hundreds sends the library into an endless loop. Far more than a slow disk takes. */
const patience = { open: 30_000, read: 120_000 } as const;

/** @param limits milliseconds to wait for an answer */
export function startHdf5Thread(limits: Readonly<Record<Request['ask'], number>> = patience): Hdf5Thread {
  const worker = new Worker(script(), {
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  worker.unref();
  const ask = async (request: Request): Promise<Exclude<Answer, { problem: string }>> => {
    const answer = await answerOf(worker, request, limits[request.ask]);
    if (!('problem' in answer)) return answer;
    await worker.terminate();
    throw new Hdf5Error(answer.problem);
  };
  return {
    async open(descriptor, { position, length }) {
      const answer = await ask({ ask: 'open', descriptor, position, length });
      return 'objects' in answer ? answer.objects : [];
    },
    async read(path, shape, elementBytes) {
      const answer = await ask({ ask: 'read', path, shape, elementBytes });
      return 'bytes' in answer ? answer.bytes : new Uint8Array(0);
    },
    async end() {
      await worker.terminate();
    },
  };
}

/** Never rejects: a thread that died or hangs is a problem of the file. */
function answerOf(worker: Worker, request: Request, limit: number): Promise<Answer> {
  const { promise, resolve } = withResolvers<Answer>();
  const timer = setTimeout(() => resolve({ problem: `reading it took more than ${limit / 1000} s` }), limit);
  const died = (error: Error): void => resolve({ problem: `reading it failed (${error.message})` });
  const exited = (): void => resolve({ problem: 'reading it ended early' });
  worker.once('message', resolve).once('error', died).once('exit', exited);
  worker.postMessage(request);
  // The process must wait for the answer, and for nothing else of the thread.
  worker.ref();
  return promise.finally(() => {
    clearTimeout(timer);
    worker.unref();
    worker.off('message', resolve).off('error', died).off('exit', exited);
  });
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/**
 * The editor's extension does without it: the library is larger than all else of the extension.
 * @throws Error where it is not there, which says nothing of the file
 */
function script(): URL {
  const found = workerFile('hdf5-worker.js', import.meta.url);
  if (!found) throw new Error('The reader of HDF5 is not installed here.');
  return found;
}
