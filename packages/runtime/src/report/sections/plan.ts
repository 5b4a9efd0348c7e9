import { showShape } from '@tlp/language/graph/shape.js';
import type { Noun } from '@tlp/language/modalities/noun.js';
import { pairsText } from '@tlp/language/plan/pairs.js';
import type { BlockPlan, PhasePlan } from '@tlp/language/plan/plan.js';
import { count, counted, short } from '@tlp/language/quantities.js';
import type { PhaseRecord } from '@tlp/language/run/events.js';
import { solvedText } from '@tlp/language/run/solved.js';
import { bytes, duration } from '../../units.js';
import type { ReportData } from '../data.js';
import { type Html, html } from '../html.js';

const stateNames = {
  computed_once: 'frozen, computed once',
  frozen: 'frozen, but run every step',
  partly: 'partly trained',
  trained: 'trained',
} as const;

/** Each phase drawn over the network's blocks, with its cut, and what that cost and saved. */
export function plan({ plan, phases, seconds }: ReportData): Html {
  return html`<section>
    <h2>What was computed</h2>
    <p class="note">The blocks of the network from the input (left) to the output (right). What comes before the cut never
      changes during the phase, so its results are computed once and stored; every epoch reads them instead of the
      ${plan.noun.many}.</p>
    <div class="legend">${Object.entries(stateNames).map(
      ([state, name]) => html`<span><i class="i-${state}"></i>${name}</span>`,
    )}</div>
    ${plan.phases.map((phase) =>
      drawPhase(
        phase,
        plan.noun,
        phases.find((record) => record.name === phase.name),
      ),
    )}
    ${times(phases, seconds)}
  </section>`;
}

function drawPhase(phase: PhasePlan, noun: Noun, record: PhaseRecord | undefined): Html {
  const cutAt = phase.blocks.findIndex((block) => block.state !== 'computed_once');
  const shapes = phase.features.map((f) => showShape(f.shape)).join(' and ');
  const share = (100 * phase.parameters.trained) / (phase.parameters.trained + phase.parameters.frozen);
  const reads =
    phase.stored === 'none'
      ? html`Nothing comes before the cut, so every epoch reads the ${noun.many}.`
      : html`Features ${shapes}, ${bytes(phase.features.reduce((sum, f) => sum + f.bytes, 0))} for each ${noun.one}${
          phase.stored === 'fixed_splits'
            ? `; ${phase.mix === undefined ? 'augmentation is fresh' : `${noun.many} are mixed anew in`} every epoch, so only those of the held-out ${noun.many} are stored`
            : `, ${bytes(record?.featureBytes ?? phase.featureBytes)} in total`
        }${record ? html`; ${count(record.forwardPassesSaved)} forward passes saved` : null}.`;
  const solved = record?.solved && solvedText(record.solved, noun);
  const { pairs } = record ?? {};
  return html`<div class="phase">
    <h3>${phase.name} <span class="soft">freeze: ${phase.freeze}${phase.adapt === null ? '' : `, adapt: ${phase.adapt}`}${phase.mix === undefined ? '' : `, mix: ${phase.mix}`}${phase.average === undefined ? '' : `, average: ${phase.average}`}</span></h3>
    <div class="blocks" tabindex="0">${phase.blocks.map((block, i) => [
      i === cutAt && i > 0 ? html`<div class="cut"><span>cut</span></div>` : null,
      drawBlock(block),
    ])}</div>
    <p class="note">${count(phase.parameters.trained)} of ${count(
      phase.parameters.trained + phase.parameters.frozen,
    )} values train (${share.toFixed(share < 1 ? 2 : 1)}%). ${reads}${
      solved ? html` They are ${solved}.` : null
    }${pairs ? html` Pairs are learned, ${pairsText(pairs)}; ${counted(pairs.steps, 'step')}.` : null}</p>
  </div>`;
}

/** Wider with more parameters, but never so much that small blocks vanish. */
function drawBlock(block: BlockPlan): Html {
  const grow = Math.max(1, Math.log10(block.parameters + 1));
  const title = `${block.name}: ${stateNames[block.state]}, ${count(block.parameters)} values`;
  return html`<div class="block s-${block.state}" style="flex:${grow.toFixed(2)} 0 auto" title="${title}">${block.name}<small>${short(
    block.parameters,
  )}</small></div>`;
}

function times(phases: readonly PhaseRecord[], seconds: number): Html {
  return html`<div class="phase scroll"><h3>Time</h3><table>
    <thead><tr><th>phase</th><th class="num">epochs</th><th class="num">kept</th><th class="num">time</th><th class="num">features time</th>
      <th class="num">stored</th><th class="num">frozen forward passes</th><th class="num">saved</th><th>engine</th></tr></thead>
    <tbody>${phases.map(
      (
        p,
      ) => html`<tr><td>${p.name}</td><td class="num">${p.epochs}${p.stoppedEarly ? ' (stopped early)' : ''}</td>
        <td class="num">${p.bestEpoch > 0 ? p.bestEpoch : 'start'}</td>
        <td class="num">${duration(p.seconds)}</td><td class="num">${duration(p.featureSeconds)}</td>
        <td class="num">${bytes(p.featureBytes)}</td><td class="num">${count(p.forwardPasses)}</td>
        <td class="num">${count(p.forwardPassesSaved)}</td><td>${p.engine}</td></tr>`,
    )}</tbody></table>
    <p class="note">${duration(seconds)} in total, including reading the data and evaluating the model.</p></div>`;
}
