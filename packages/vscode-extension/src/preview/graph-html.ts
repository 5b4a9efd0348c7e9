/**
 * The backbone as HTML: a row a block, from the image down to the scores, and a column a phase. What is computed
 * once stands above the phase's cut.
 */
import type {
  BackboneGraph,
  GraphBlock,
  GraphLayer,
  GraphPhase,
} from '@tlp/language/editor/server/requests.js';
import { counted, short } from '@tlp/language/quantities.js';
import { html, shapeText } from '../views/text.js';

type State = GraphPhase['blocks'][number]['state'];

const words: Record<State, string> = {
  computed_once: 'computed once',
  frozen: 'frozen',
  partly: 'partly trained',
  trained: 'trained',
};

const meanings: Record<State, string> = {
  computed_once: 'Before the cut: computed once per image and stored.',
  frozen: 'Not changed, but run at every step, because something before it trains.',
  partly: 'Some of its layers train, others are frozen.',
  trained: 'All its weights train.',
};

/**
 * What can be clicked says so to the page's script: `data-after` with `data-phase` moves a cut, `data-show` jumps.
 * @param marked the phase the preview was opened from, whose column stands out
 */
export function graphHtml(graph: BackboneGraph, marked?: string): string {
  const { pipeline, backbone, inputSize, parameters, phases } = graph;
  return `
<header>
  <h1>${html(pipeline)}</h1>
  <p>${html(backbone.title)} on ${inputSize}×${inputSize} pixels, ${short(parameters)} parameters</p>
  ${legend()}
  <p class="actions"><button type="button" data-action="expand">Expand all</button>
  <button type="button" data-action="collapse">Collapse all</button></p>
</header>
<div class="graph" role="group" aria-label="Blocks of ${html(backbone.name)}" style="--phases: ${phases.length}">
  ${heads(phases, marked)}
  ${imageRow(graph)}
  ${graph.blocks.map((block, index) => blockRow(graph, block, index)).join('\n')}
</div>`;
}

const legend = (): string =>
  `<ul class="legend">${Object.entries(words)
    .map(([state, word]) => `<li class="${state}" title="${meanings[state as State]}">${word}</li>`)
    .join('')}<li class="cut-key">freeze cut</li></ul>`;

function heads(phases: readonly GraphPhase[], marked: string | undefined): string {
  const cells = phases.map(
    ({ name, freeze, epochs, trained, frozen }) =>
      `<div class="phase${name === marked ? ' marked' : ''}" data-column="${html(name)}">${jump('phase', name)}<code>freeze: ${html(freeze)}</code>` +
      `<small>${counted(epochs, 'epoch')} · ${short(trained)} trained, ${short(frozen)} frozen</small></div>`,
  );
  return `<div class="row heads"><div class="phase"><b>block</b><small>output, parameters</small></div>${cells.join('')}</div>`;
}

/** Where nothing is computed once, the cut lies before the first block. */
function imageRow({ inputSize, phases }: BackboneGraph): string {
  const cells = phases.map(({ name, cutAfter }) => {
    const told = `Click to freeze nothing in ${name}.`;
    return `<button type="button" tabindex="-1" class="${cutAfter === null ? 'cut' : ''}" data-phase="${html(name)}" data-after="" title="${html(told)}" aria-label="${html(told)}"></button>`;
  });
  return `<div class="row image"><div>image <small>${inputSize}×${inputSize}×3</small></div>${cells.join('')}</div>`;
}

function blockRow(graph: BackboneGraph, block: GraphBlock, index: number): string {
  const cells = graph.phases.map((phase) => cell(phase, block));
  const residual = block.residual
    ? ' <small class="residual" title="A residual connection runs through it.">↷</small>'
    : '';
  // The layers come after the row, so that the columns of the phases stay columns.
  return `<details data-block="${html(block.name)}" class="${block.part}${graph.blocks[index - 1]?.part !== block.part ? ' first' : ''}">
<summary class="row" aria-label="${spoken(graph, block)}"><div>${jump('block', block.name)}${residual} <small>${shapeText(block.shape)}</small><small class="count">${short(block.parameters)}</small></div>${cells.join('')}</summary>
<table class="layers"><tbody>${block.layers.map((layer, layerIndex) => layerRow(layer, block, layerIndex)).join('')}</tbody></table>
</details>`;
}

/** The row for who cannot see it: `block5, 14×14×112, 455k parameters. head: computed once. tune: computed once, cut.` */
function spoken({ phases }: BackboneGraph, block: GraphBlock): string {
  const states = phases.flatMap(({ name, blocks, cutAfter }) => {
    const found = blocks.find((entry) => entry.name === block.name);
    const cut = cutAfter === block.name ? ', freeze cut after it' : '';
    return found ? [`${name}: ${words[found.state]}${cut}.`] : [];
  });
  const what = `${block.name}, ${block.shape.join('×')}, ${short(block.parameters)} parameters.`;
  return html([what, ...states].join(' '));
}

function cell({ blocks, cutAfter, name }: GraphPhase, block: GraphBlock): string {
  const found = blocks.find((entry) => entry.name === block.name);
  if (!found) return '<div></div>';
  const { state, trained } = found;
  const share = state === 'partly' ? ` <small>${short(trained)} of ${short(block.parameters)}</small>` : '';
  const cut = cutAfter === block.name;
  const label = cut ? `<span class="cut-label">✂ ${shapeText(block.shape)}</span>` : '';
  const told = html(meaningOfClick(name, block, cut));
  const text = `${words[state]}${share}${label}`;
  return `<button type="button" tabindex="-1" class="state ${state}${cut ? ' cut' : ''}" data-phase="${html(name)}" data-after="${html(block.name)}" title="${told}" aria-label="${html(`${block.name} in ${name}: ${words[state]}. `)}${told}">${text}</button>`;
}

function meaningOfClick(phase: string, { name, part, shape }: GraphBlock, cut: boolean): string {
  if (part === 'head') return `The head always trains. Click to freeze the whole backbone in ${phase}.`;
  return cut
    ? `The cut of ${phase}: ${shape.join('×')} per image are stored. Click to train ${name} as well.`
    : `Click to freeze everything up to ${name} in ${phase}.`;
}

/** A name that leads to where it is written. */
const jump = (kind: 'block' | 'phase', name: string): string =>
  `<button type="button" tabindex="-1" class="jump" data-show="${kind}" data-name="${html(name)}" title="Go to ${html(name)} in the text">${html(name)}</button>`;

function layerRow(
  { name, kind, shape, parameters, places }: GraphLayer,
  block: GraphBlock,
  index: number,
): string {
  const shown =
    places.length === 0
      ? html(name)
      : `<button type="button" class="jump" data-show="layer" data-name="${html(block.name)}" data-index="${index}" title="Go to ${html(name)} in the text">${html(name)}</button>`;
  return `<tr><td>${shown}</td><td>${html(kind)}</td><td>${shapeText(shape)}</td><td>${parameters === 0 ? '' : short(parameters)}</td></tr>`;
}

export const nothingHtml =
  '<p class="nothing">There is no pipeline with a backbone here yet. The preview appears as soon as there is one.</p>';
