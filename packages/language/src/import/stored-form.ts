/** What a finished run keeps of a network that is built again from less than its graph. */
import type { AwdLstm } from './fastai/awd-lstm.js';
import type { FolderFiles } from './huggingface/folder-files.js';

/** By the format of the model. */
export interface Kept {
  readonly huggingface: { readonly files: FolderFiles };
  readonly fastai: { readonly network: AwdLstm };
  /** How many words, and numbers of a word; which words they are, the preparation holds. */
  readonly vectors: { readonly words: number; readonly width: number };
}

export type StoredForm<Format extends keyof Kept = keyof Kept> = {
  readonly [F in Format]: { readonly format: F } & Kept[F];
}[Format];
