/** The modules of a sentence transformer, which computes them one after another (`modules.json`). */
import { isRecord } from '../../record.js';
import type { FolderFiles } from './folder-files.js';

/** Their kinds: `Transformer`, `Pooling`, `Normalize`. */
const kindsOf = ({ modules = [] }: FolderFiles): readonly string[] =>
  modules.map((one) => (isRecord(one) ? (String(one.type).split('.').at(-1) ?? '') : ''));

/** Whether it ends in vectors of length 1; where it has a dense layer of its own, nothing that is here ends so. */
export const normalizes = (files: FolderFiles): boolean =>
  kindsOf(files).join() === 'Transformer,Pooling,Normalize';

const read = ['Transformer', 'Pooling', 'Normalize'];

/** Those that nothing here computes. */
export const unreadModules = (files: FolderFiles): readonly string[] => [
  ...new Set(kindsOf(files).filter((kind) => !read.includes(kind))),
];
