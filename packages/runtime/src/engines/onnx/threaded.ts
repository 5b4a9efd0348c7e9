/** The client of `onnx-worker.js`: one thread for one session. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { workerFile } from '../../files/worker-file.js';
import { onnxRuntimeEntry } from '../../native/package-files.js';
import type { Feeds } from '../types.js';
import { type OnnxSession, sessionOptions } from './session.js';

type Request =
  | { readonly ask: 'open'; readonly model: Uint8Array | string; readonly options: typeof sessionOptions }
  | { readonly ask: 'run'; readonly feeds: Feeds }
  | { readonly ask: 'release' };

type Outputs = Readonly<Record<string, Float32Array>>;
type Answer = { readonly outputs: Outputs } | { readonly problem: string };

/**
 * A session on a thread of its own, so that this one reads the next examples meanwhile. What it is fed with is copied; runs
 * that overlap are carried out one after another. Null where the thread's script is not installed.
 * @param model an ONNX file: its bytes, or its path
 */
export async function openThreadedSession(model: Uint8Array | string): Promise<OnnxSession | null> {
  const script = workerFile('onnx-worker.js', import.meta.url);
  if (!script) return null;
  const worker = new Worker(script, {
    workerData: { entry: onnxRuntimeEntry(), base: import.meta.url },
    // What the process was started with is none of the thread's business.
    execArgv: [],
  });
  const ask = asking(worker);
  await ask({ ask: 'open', model, options: sessionOptions });
  return {
    run: (feeds) => ask({ ask: 'run', feeds }),
    async release() {
      const ended = once(worker, 'exit');
      await ask({ ask: 'release' });
      worker.ref();
      await ended;
    },
  };
}

/** Answers come in the order of the requests. They reject with the library's error, or where the thread ended. */
function asking(worker: Worker): (request: Request) => Promise<Outputs> {
  const open: { resolve(outputs: Outputs): void; reject(error: Error): void }[] = [];
  let over: Error | null = null;
  const failAll = (error: Error) => {
    over ??= error;
    for (const { reject } of open.splice(0)) reject(error);
  };
  worker.unref();
  worker.on('message', (answer: Answer) => {
    const { resolve, reject } = open.shift()!;
    // The process must wait for answers, and for nothing else of the thread.
    if (open.length === 0) worker.unref();
    if ('problem' in answer) reject(new Error(answer.problem));
    else resolve(answer.outputs);
  });
  worker.on('error', failAll);
  worker.on('exit', () => failAll(new Error('The thread of ONNX Runtime has ended.')));
  return (request) =>
    new Promise((resolve, reject) => {
      if (over) return reject(over);
      open.push({ resolve, reject });
      worker.ref();
      worker.postMessage(request);
    });
}
