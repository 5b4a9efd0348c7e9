import { percent } from '@tlp/language/quantities.js';
import type { ClassificationDetails, ConfusionCell } from '@tlp/language/tasks/classification.js';
import { type Html, html, scrolling } from '../../report/html.js';

/** Above this many classes cells have no room for numbers. */
const readable = 16;
/** Above this many only the confusions are listed, most frequent first. */
const drawable = 120;

/** What the matrix is made of. */
export interface Confused extends Pick<ClassificationDetails, 'confusion'> {
  /** In label order: how many examples there are of each. */
  readonly classes: readonly { readonly support: number }[];
}

/** Right class by row, answer by column, and the most frequent confusions in words. @param opens whether the mistakes stand on the page too */
export function confusion(
  details: Confused,
  classes: readonly string[],
  note: string,
  { opens }: { readonly opens: boolean },
): Html {
  const { confusion: cells } = details;
  const number = opens ? opening : plain;
  return html`<section>
    <h2>Confusion matrix</h2>
    <p class="note">${note} Rows are the true classes, columns the predictions;
      blue is right, red is wrong, and the stronger the larger the share of the row.${opens ? ' A red number opens its examples.' : ''}</p>
    <div class="${classes.length > readable ? 'stack' : 'grid2'}">
      ${classes.length <= drawable ? grid(matrixOf(cells, classes.length), classes, number) : null}
      ${pairs(details, classes, number)}
    </div>
  </section>`;
}

function matrixOf(cells: readonly ConfusionCell[], classes: number): number[][] {
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const [label, predicted, images] of cells) matrix[label]![predicted] = images;
  return matrix;
}

function grid(matrix: readonly (readonly number[])[], classes: readonly string[], number: ShowNumber): Html {
  const dense = classes.length > readable;
  return scrolling(html`<table class="matrix${dense ? ' dense' : ''}">
    <thead><tr><td></td>${classes.map((name) => html`<th><div>${name}</div></th>`)}</tr></thead>
    <tbody>${matrix.map((row, i) => {
      const total = row.reduce((sum, n) => sum + n, 0);
      return html`<tr><th>${classes[i] ?? ''}</th>${row.map((n, j) => {
        const share = total === 0 ? 0 : n / total;
        const ink = i === j ? '--heat' : '--miss';
        const paint =
          n === 0
            ? 'background:var(--faint)'
            : `background:rgba(var(${ink}),calc(var(--deep)*${(0.12 + 0.88 * share).toFixed(2)}))`;
        const title = taken(classes[i], classes[j], n, total);
        const shown = n === 0 ? '' : i === j ? String(n) : number([i, j], n, title);
        return html`<td style="${paint}" title="${title}">${shown}</td>`;
      })}</tr>`;
    })}</tbody></table>`);
}

type ShowNumber = (cell: readonly [number, number], n: number, title: string) => Html;

const plain: ShowNumber = (_, n) => html`${n}`;

/** A number that opens its examples among the mistakes. */
const opening: ShowNumber = (cell, n, title) =>
  html`<button type="button" data-cell="${cell.join()}" title="${title}" aria-label="${title}. Show them.">${n}</button>`;

const taken = (label: string | undefined, said: string | undefined, n: number, of: number): string =>
  `${label} predicted as ${said}: ${n} of ${of}`;

function pairs(
  { confusion: cells, classes: perClass }: Confused,
  classes: readonly string[],
  number: ShowNumber,
): Html {
  const wrong = cells
    .map(([i, j, n]) => ({ i, j, n, total: perClass[i]!.support }))
    .filter(({ i, j }) => i !== j)
    .sort((a, b) => b.n - a.n || b.n / b.total - a.n / a.total)
    .slice(0, 12);
  if (wrong.length === 0) return html`<p>No confusions.</p>`;
  return html`<div><h3>Most frequent confusions</h3><table class="pairs">
    <thead><tr><th>true class</th><th>predicted</th><th class="num">examples</th><th class="num">share of class</th></tr></thead>
    <tbody>${wrong.map(
      ({ i, j, n, total }) => html`<tr><td>${classes[i] ?? ''}</td><td>${classes[j] ?? ''}</td>
        <td class="num">${number([i, j], n, taken(classes[i], classes[j], n, total))}</td><td class="num">${percent(n / total)}</td></tr>`,
    )}</tbody></table></div>`;
}
