import { counted } from '../quantities.js';

/** What one example of a kind of data is called, and several, within a sentence. */
export interface Noun {
  readonly one: string;
  readonly many: string;
}

/** `1 image`, `2,034 images`. */
export const countedOf = (n: number, { one, many }: Noun): string => counted(n, one, many);
