/** Standard input, read where a command line has `-` in a file's place. */
import { fail } from '@tlp/language/diagnostic.js';
import type { Context } from './command.js';

/** In bytes, of a pipeline and of an example: an input without end must not fill the memory. */
const most = { pipeline: 16e6, example: 1e9 } as const;

/** All of it. @throws TlpError TLP880 where it holds more than anything of its kind does */
export async function readInput({ input }: Pick<Context, 'input'>, kind: keyof typeof most): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of input()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > most[kind]) {
      throw fail(
        'TLP880',
        `Standard input has more than ${most[kind] / 1e6} MB, the limit for ${article[kind]}.`,
        'Send only one, or pass a file.',
        { exitCode: 2 },
      );
    }
  }
  return Buffer.concat(chunks);
}

const article = { pipeline: 'a pipeline', example: 'an example' } as const;
