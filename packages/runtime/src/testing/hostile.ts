/** What a reader of weights makes of a damaged file. */
import { TlpError } from '@tlp/language/diagnostic.js';
import { openWeightFile } from '../weights/open.js';

/**
 * Opens a file and reads all of its tensors: `read`, or the code of the error.
 * @throws whatever is no TlpError, which is a mistake of the reader
 */
export async function outcomeOf(file: string): Promise<string> {
  try {
    const opened = await openWeightFile(file);
    try {
      for (const name of opened.tensors.keys()) await opened.read(name);
    } finally {
      await opened.close();
    }
    return 'read';
  } catch (error) {
    if (error instanceof TlpError) return error.diagnostics[0]?.code ?? '';
    throw error;
  }
}
