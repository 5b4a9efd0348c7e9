/** `docs/imports.md` from the measured rows. */
import { shownError, tableLine } from '../lib/markdown.mjs';

/** What an error may be at most, relative to the largest number. */
const most = 1e-3;

const runs = ({ imported, onnx, tensorflow, cut }) =>
  imported && [onnx, tensorflow].every((error) => error === null || error <= most) && cut.error <= most;
const freezes = (row) => runs(row) && row.partition && row.cut.reads > 0;
const trains = (row) => runs(row) && row.losses.every(Number.isFinite) && row.losses.at(-1) < row.losses[0];

/** In words, for who waits. */
export const verdict = (row) => {
  if (!row.imported) return row.problem;
  const parts = [runs(row) && 'runs', freezes(row) && 'freezes', trains(row) && 'trains'].filter(Boolean);
  return parts.length === 3 ? 'runs, freezes and trains' : `only ${parts.join(' and ') || 'imported'}`;
};

const mark = (holds) => (holds ? 'yes' : '**no**');

function cells(row) {
  const start = [`\`${row.name}\``, row.library, row.exporter === 'script' ? 'TorchScript' : 'dynamo'];
  if (!row.imported) return [...start, '–', '–', '–', '–', mark(false), '–', '–'];
  return [
    ...start,
    `${row.blocks}`,
    row.parameters.toLocaleString('en-US'),
    `[${row.features.join(', ')}]`,
    [row.onnx, row.tensorflow, row.cut.error].map(shownError).join(', '),
    mark(runs(row)),
    mark(freezes(row)),
    mark(trains(row)),
  ];
}

/** The page, of rows in the order of the list. */
export function importsPage(rows) {
  const head = [
    'network',
    'library',
    'exporter',
    'blocks',
    'parameters',
    'features',
    'errors',
    'runs',
    'freezes',
    'trains',
  ];
  const of = (holds) => rows.filter(holds).length;
  const problems = rows.filter(({ imported }) => !imported);
  const told = problems.map(({ name, exporter, problem }) => `- \`${name}\` (${exporter}): ${problem}`);
  return `# Imported networks

Networks that are not in the catalogue, exported as ONNX by PyTorch with made-up weights and imported with \`backbone onnx("…")\`.
This page is written by \`npm run proof:imports\`, which installs timm and torchvision itself; \`npm run proof:imports -- NAME…\` measures some anew.

- *Blocks*, *parameters* and *features*: as the pipeline has them, at the native size, without the classifier.
- *Errors*: of the whole model's answer by ONNX Runtime and by TensorFlow, beside ONNX Runtime's on the exported file, and of the
  network in two parts, cut after half of its blocks, beside the whole; relative to the largest number. – : the classifier has an op that
  is not supported, which does not matter, because it is left out.
- *Runs*: all errors are at most ${most}. *Freezes*: one value leaves each block. *Trains*: five steps on the second half lower the loss.

${rows.length} exports of ${new Set(rows.map(({ name }) => name)).size} networks: ${of(runs)} run, ${of(freezes)} freeze, ${of(trains)} train.

${tableLine(head)}
${tableLine(head.map(() => '---'))}
${rows.map((row) => tableLine(cells(row))).join('\n')}
${told.length > 0 ? `\n## What stands in the way\n\n${told.join('\n')}\n` : ''}`;
}
