/** The tensors of weight files for those who cannot wait: read in the background, and kept while a file stays as it is. */
import { statSync } from 'node:fs';
import { TlpError } from '@tlp/language/diagnostic.js';
import type { Refusal, TensorHeaders } from '@tlp/language/files.js';
import { openWeightFile } from './open.js';

export interface WeightHeaders {
  /** Undefined where they are not read yet, which then begins, and where nobody here can read them. */
  tensors(path: string): TensorHeaders | Refusal | undefined;
  /** Settles once what was asked for is read; undefined where nothing is being read. */
  reading(): Promise<unknown> | undefined;
}

interface Known {
  /** Size and time of change of the file that was read. */
  readonly state: string;
  readonly tensors: TensorHeaders | Refusal | undefined;
}

/**
 * @param arrived called with a path whose tensors are there now
 * @param ask somebody else, of a file that cannot be read here
 */
export function weightHeaders(
  arrived: (path: string) => void = () => undefined,
  ask: (path: string) => Promise<TensorHeaders | undefined> = async () => undefined,
): WeightHeaders {
  const known = new Map<string, Known>();
  const underWay = new Map<string, Promise<void>>();
  // One after another: each may take a thread and some megabytes.
  let last: Promise<unknown> = Promise.resolve();

  const read = async (path: string, state: string): Promise<void> => {
    const own = await readHeaders(path);
    const isRead = own !== undefined && !('code' in own);
    const tensors = isRead ? own : ((await ask(path).catch(() => undefined)) ?? own);
    known.set(path, { state, tensors });
    underWay.delete(path);
    if (tensors) arrived(path);
  };

  return {
    tensors(path) {
      const state = stateOf(path);
      if (state === undefined) return undefined;
      const found = known.get(path);
      if (found?.state === state) return found.tensors;
      if (!underWay.has(path)) {
        const reading = last.then(() => read(path, state));
        underWay.set(path, reading);
        last = reading;
      }
      return undefined;
    },
    reading: () => (underWay.size > 0 ? Promise.all(underWay.values()) : undefined),
  };
}

/** What their readers alone can tell of files; the rules tell the rest. */
const ofReaders: ReadonlySet<string> = new Set(['TLP251', 'TLP252', 'TLP253']);

async function readHeaders(path: string): Promise<TensorHeaders | Refusal | undefined> {
  try {
    const file = await openWeightFile(path);
    await file.close();
    return file.tensors;
  } catch (error) {
    const [found] = error instanceof TlpError ? error.diagnostics : [];
    if (!found || !ofReaders.has(found.code)) return undefined;
    const { code, message, remedy } = found;
    return { code: code as Refusal['code'], message, remedy };
  }
}

function stateOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && `${stats.size} ${stats.mtimeMs}`;
}
