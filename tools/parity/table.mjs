/** `docs/parity.md` from the measured rows. */
import { shownError, tableLine } from '../lib/markdown.mjs';

/** What a number may be at most for the row to count as equal. */
export const limits = { features: 1e-3, preprocessing: 1e-4, loss: 1e-3, gradients: 1e-3, steps: 2e-2 };

const head = [
  'backbone',
  'reference',
  'parameters',
  'features',
  'error of the features',
  'preprocessing',
  'loss',
  'gradients',
  'weights after 3 steps',
];

/** What does not agree, by name; nothing where all does. */
export const misfits = (row) => [
  ...(row.parameters === row.expectedParameters ? [] : ['parameters']),
  ...(row.shape === row.expectedShape ? [] : ['shape']),
  ...Object.entries(limits).flatMap(([key, most]) => (row[key] !== null && !(row[key] <= most) ? [key] : [])),
];

function cells(row) {
  const wrong = new Set(misfits(row));
  const marked = (key, text) => (wrong.has(key) ? `**${text}**` : text);
  const count = row.parameters.toLocaleString('en-US');
  const expected = row.expectedParameters.toLocaleString('en-US');
  return [
    `\`${row.name}\``,
    row.reference,
    marked('parameters', wrong.has('parameters') ? `${count}, not ${expected}` : count),
    marked('shape', wrong.has('shape') ? `${row.shape}, not ${row.expectedShape}` : row.shape),
    ...['features', 'preprocessing', 'loss', 'gradients', 'steps'].map((key) =>
      marked(key, shownError(row[key])),
    ),
  ];
}

/**
 * The page, of rows in the order of the catalogue.
 * @param names of all that have a reference
 */
export function parityPage(rows, names) {
  const measured = new Set(rows.map(({ name }) => name));
  const rest = names.filter((name) => !measured.has(name)).sort();
  const equal = rows.filter((row) => misfits(row).length === 0).length;
  const families = [...new Set(rows.map(({ family }) => family))].map((family) =>
    [
      `## ${family}`,
      '',
      tableLine(head),
      tableLine(head.map(() => '---')),
      ...rows.filter((row) => row.family === family).map((row) => tableLine(cells(row))),
      '',
    ].join('\n'),
  );
  return `# Parity

Backbones beside the implementation that its numbers come from, both with the same weights, made by a formula. The
reference computes in double precision. This page is written by \`npm run parity\`, which installs the references itself;
\`npm run parity -- NAME…\` measures some anew.

- *Parameters*: those that train, without the classifier. They must be equal.
- *Features*: their shape for a small image; the largest relative error of a block's values, at most ${limits.features}.
- *Preprocessing*: the largest difference of an input value from what the package does with pixels; – where it states nothing.
- *Loss* and *gradients*: relative errors for one batch, batch norm frozen; the gradients' norms, all tensors together.
- *Weights after 3 steps* of descent with momentum and weight decay: the error relative to the change, at most ${limits.steps}.
- –: not measured; of the largest networks, the reference does not fit into memory with its gradients.

${equal} of ${rows.length} agree in everything measured.${rest.length > 0 ? ` Not measured yet: ${rest.map((name) => `\`${name}\``).join(', ')}.` : ''}

${families.join('\n')}`;
}
