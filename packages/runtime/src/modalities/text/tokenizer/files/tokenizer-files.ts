/** The files of a tokenizer, read from a folder or kept in a finished run's card. */
import { isUtf8 } from 'node:buffer';
import { existsSync, fstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failBy } from '@tlp/language/checks/raise.js';
import { fail } from '@tlp/language/diagnostic.js';
import { noTokenizer } from '@tlp/language/modalities/text/checks/no-tokenizer.js';
import { sentencePieceFiles } from '@tlp/language/modalities/text/tokenizer-files.js';
import { whyUnread, withRegularSync } from '../../../../files/regular.js';
import { fileKinds, optionalFiles } from './kinds.js';

/** The text of each file by its name. */
export type TokenizerFiles = Readonly<Record<string, string>>;

/** XLM-R's `tokenizer.json`, with 250,000 tokens, has 17 MB. */
const MAX_BYTES = 128e6;

/**
 * What is needed of a folder, as Hugging Face's libraries write it.
 * @throws TlpError TLP270 where it has no tokenizer, TLP271 where a file cannot be read
 */
export function tokenizerFiles(folder: string): TokenizerFiles {
  for (const { needs } of fileKinds) {
    const files = needs.map((name): [string, string | null] => [name, readText(join(folder, name))]);
    if (files.some(([, content]) => content === null)) continue;
    const others = optionalFiles.map((name): [string, string | null] => [name, readText(join(folder, name))]);
    return Object.fromEntries(
      [...files, ...others].flatMap(([name, content]) => (content === null ? [] : [[name, content]])),
    );
  }
  const only = sentencePieceFiles.find((name) => existsSync(join(folder, name))) ?? null;
  throw failBy(noTokenizer, { folder, only }, { file: folder });
}

/** A file's text, or null where there is none. @throws TlpError TLP271 */
function readText(path: string): string | null {
  try {
    return withRegularSync(path, (descriptor) => {
      if (fstatSync(descriptor).size > MAX_BYTES) throw new Error(`it has more than ${MAX_BYTES / 1e6} MB`);
      const bytes = readFileSync(descriptor);
      if (!isUtf8(bytes)) throw new Error('it is not UTF-8');
      // Without the mark that some editors put at the front.
      return new TextDecoder().decode(bytes);
    });
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes((cause as NodeJS.ErrnoException).code ?? '')) return null;
    throw fail(
      'TLP271',
      `${path} cannot be read (${whyUnread(cause)}).`,
      'Copy or download the tokenizer again.',
      { file: path, cause },
    );
  }
}
