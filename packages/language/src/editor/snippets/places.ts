/** Places of snippets that take what a text has around it: blocks of its backbone, folders beside it. */
import { choiceOf } from '../completion/fill.js';

/** Of the catalogue's first backbone, whose pipeline a snippet writes where there is none yet. */
const usual = ['stem', 'block1', 'block2', 'block3', 'block4', 'block5', 'block6', 'block7', 'top'];

/** The proposed range leaves about the last third of the blocks to be trained. */
export function freezeAt(place: number, blocks: readonly string[] = usual): string {
  const ranges = blocks.map((name) => `..${name}`);
  return choiceOf(place, ranges[Math.floor(0.6 * blocks.length)] ?? 'none', ranges.slice(1, -1));
}

/** The body with the ranges of another backbone. */
export const freezingBlocks = (body: string, blocks: readonly string[]): string =>
  body.replaceAll(freezeChoice, (_, place) => freezeAt(Number(place), blocks));

const freezeChoice = /(?<=freeze: )\$\{(\d+)\|[^}]*\|\}/g;

/** Whether {@link freezingBlocks} changes anything: to know the blocks, the text must be resolved. */
export const asksForBlocks = (body: string): boolean => body.search(freezeChoice) >= 0;

/** The folder of the data, to be chosen where there are any. */
export const inFolders = (body: string, folders: readonly string[]): string =>
  folders.length === 0
    ? body
    : body.replaceAll(/\$\{(\d+):data\/flowers\}/g, (_, place) =>
        choiceOf(Number(place), folders[0]!, folders),
      );
