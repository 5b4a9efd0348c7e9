/** What a folder of another library said of its network, as a finished run keeps it. */
import { isRecord } from '../record.js';
import { type AwdLstm, awdLstmForm } from './fastai/awd-lstm.js';
import type { FolderFiles } from './huggingface/folder-files.js';

export type StoredFolder =
  | { readonly format: 'huggingface'; readonly files: FolderFiles }
  | { readonly format: 'fastai'; readonly network: AwdLstm };

/** One that was read as JSON; undefined for another kind of network. @throws Error naming what is wrong with it */
export function checkedFolder(value: unknown, refuse: (what: string) => Error): StoredFolder | undefined {
  if (!isRecord(value)) return undefined;
  if (value.format === 'fastai') {
    const network = awdLstmForm(value.network);
    if (!network) throw refuse('has no sizes');
    return { format: 'fastai', network };
  }
  if (value.format !== 'huggingface') return undefined;
  const { files } = value;
  if (!isRecord(files) || !isRecord(files.config)) throw refuse('has no configuration');
  const others = [files.tokenizer, files.sentences, files.pooling];
  if (!others.every((one) => one === undefined || isRecord(one))) throw refuse('has a file that is none');
  return { format: 'huggingface', files: files as unknown as FolderFiles };
}
