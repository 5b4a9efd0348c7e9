/** Which cells train, validate and test: the same ones on every machine. */
import { createHash } from 'node:crypto';

const shares = { validation: 0.15, test: 0.2 };

/** Cells of a usual module: 6 x 10. */
const moduleSize = 60;

/**
 * Adds two ways to split: `split`, by cells, so that every split has the same share of each type and probability; and
 * `module_split`, by modules, so that every split has the same share of the modules of each type.
 * @template {{ path: string, probability: string, type: string }} Cell
 * @param {Cell[]} cells in the order of the published table
 * @returns {(Cell & Record<'module' | 'split' | 'module_split', string>)[]} in the same order
 */
export function withSplits(cells) {
  const placed = cells.map((cell, i) => ({ ...cell, module: moduleOf(cells, i) }));
  const byCell = divide(
    placed,
    ({ type, probability }) => `${type} ${probability}`,
    ({ path }) => path,
  );
  const byModule = divide(
    placed,
    ({ type }) => type,
    ({ module }) => module,
  );
  return placed.map((cell) => ({
    ...cell,
    split: byCell.get(cell.path),
    module_split: byModule.get(cell.module),
  }));
}

/**
 * The cells of a module follow each other in the table, and types alternate. A stretch of cells of one type is cut into
 * as many equal parts as it has room for modules of 60 cells. That makes 44 modules, as many as were photographed. Some
 * cells were left out of the table, so a cut may be a few cells off.
 */
function moduleOf(cells, index) {
  let number = 1;
  for (let start = 0; ; ) {
    let end = start + 1;
    while (end < cells.length && cells[end].type === cells[start].type) end++;
    const modules = Math.max(1, Math.round((end - start) / moduleSize));
    if (index < end) number += Math.floor(((index - start) * modules) / (end - start));
    if (index < end) return `module${number}`;
    number += modules;
    start = end;
  }
}

/** The split of each key. Of every stratum, 20% of the keys test, 15% validate and the rest train, by a hash. */
function divide(cells, stratumOf, keyOf) {
  const strata = new Map();
  for (const cell of cells) {
    const stratum = stratumOf(cell);
    strata.set(stratum, (strata.get(stratum) ?? new Set()).add(keyOf(cell)));
  }
  const splits = new Map();
  for (const keys of strata.values()) {
    const shuffled = [...keys].sort((a, b) => (hash(a) < hash(b) ? -1 : 1));
    const test = Math.round(shares.test * shuffled.length);
    const validation = Math.round(shares.validation * shuffled.length);
    shuffled.forEach((key, i) => {
      splits.set(key, i < test ? 'test' : i < test + validation ? 'validation' : 'train');
    });
  }
  return splits;
}

const hash = (text) => createHash('sha256').update(text).digest('hex');
