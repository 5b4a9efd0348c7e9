/** A pipeline's file that something will be written into later, if it is still as it was read. */
import { pathToFileURL } from 'node:url';
import type { TlpError } from '@tlp/language/diagnostic.js';
import { createSnapshot, type Snapshot } from '@tlp/language/editor/snapshot.js';
import { createTlpServices } from '@tlp/language/grammar/create-services.js';
import { writeFileAtomic } from '../files/atomic.js';
import { withoutMark } from './byte-order-mark.js';
import type { Context } from './command.js';
import { readSource } from './read-pipeline.js';

export interface FileToChange {
  /** Absolute. */
  readonly file: string;
  /** Without a byte-order mark, which stays where there is one. */
  readonly text: string;
  readonly snapshot: Snapshot;
  /** @throws what `changed` gives where the file is not as it was read */
  write(text: string, changed: () => TlpError): Promise<void>;
}

/** @throws what `noFile` gives where the pipeline comes from standard input, and what reading it throws */
export async function fileToChange(
  path: string,
  context: Context,
  noFile: (file: string) => TlpError,
): Promise<FileToChange> {
  const { file, text: whole } = await readSource(path, context);
  if (path === '-') throw noFile(file);
  const text = withoutMark(whole);
  const mark = whole.slice(0, whole.length - text.length);
  const services = createTlpServices().tlp;
  return {
    file,
    text,
    snapshot: createSnapshot({ uri: pathToFileURL(file).href, version: 0, text, services }),
    async write(content, changed) {
      const { text: now } = await readSource(path, context);
      if (now !== whole) throw changed();
      await writeFileAtomic(file, mark + content);
    },
  };
}
