/** Types as a person does: one key after the other at a person's pace, and looks at the text after every line. */
import { eventually } from '../editor.mjs';
import { afterLeaving, afterStep, plain } from './expected.mjs';
import { keysOf } from './keys.mjs';

/** How long a list may take to open and a text to come to rest, in milliseconds. */
const patience = 5_000;
const rest = 250;

/** The list that is open: its labels in order, the selected one with a `*`. */
const listOf = (page) =>
  page.evaluate(() => {
    const widget = document.querySelector('.suggest-widget.visible:not(.message)');
    const rows = [...(widget?.querySelectorAll('.monaco-list-row') ?? [])];
    rows.sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index));
    return rows.map((row) => {
      const label = row.querySelector('.label-name')?.textContent ?? '';
      return row.classList.contains('focused') ? `*${label}` : label;
    });
  });

const shown = ({ text, cursors }) =>
  cursors
    .toSorted((a, b) => b - a)
    .reduce((all, at) => `${all.slice(0, at)}|${all.slice(at)}`, text)
    .replaceAll('\r', '');

/**
 * Does the steps of a script in the open text and holds each to what it should give.
 * @param steps the keys of a line, which give what they say; or `[keys, what they give]`; or `{ leave: lines }`, down out of a block
 * @param transcript takes what was typed, which lists opened and what the text was
 */
export async function typeSteps({ editor, seen }, steps, transcript) {
  let before = shown(seen());
  for (const step of steps) {
    const { keys, after } = meaning(step, before);
    const lists = [];
    try {
      await pressAll(editor, keys, lists);
    } catch (error) {
      transcript.step({ keys, lists, before, after: shown(seen()) });
      throw new Error(`${error.message}\n${shown(seen())}`, { cause: error });
    }
    const now = await settled(() => shown(seen()), after);
    transcript.step({ keys, lists, before, after: now });
    if (now !== after) throw new Error(`${JSON.stringify(keys)} gave\n${now}\nand not\n${after}`);
    before = now;
  }
  return before;
}

function meaning(step, before) {
  if (typeof step === 'string') return { keys: step, after: afterStep(before, plain(step, before)) };
  if (Array.isArray(step)) return { keys: step[0], after: afterStep(before, step[1]) };
  if (step.leave) return { keys: `⎋${'↓'.repeat(step.leave)}⇲⏎`, after: afterLeaving(before, step.leave) };
  return { keys: step.keys, after: step.after(before) };
}

/** @param lists takes each list that is seen, with the keys that have been pressed by then */
async function pressAll(editor, script, lists) {
  let done = '';
  for (const { sign, press, looks, wait } of keysOf(script)) {
    await editor.page.waitForTimeout(wait);
    const list = await (looks
      ? eventually(
          { what: `no list opened after ${done}`, holds: (rows) => rows.length > 0 },
          () => listOf(editor.page),
          patience,
        )
      : listOf(editor.page));
    const rows = list.join(' ');
    if (rows !== (lists.at(-1)?.rows ?? '')) lists.push({ after: done, rows });
    if (press === undefined) await editor.page.keyboard.type(sign);
    else if (press !== '') await editor.press(press);
    done += sign;
  }
}

/** The text once it is what was expected and stays so; else what it is when patience ends. */
async function settled(read, expected) {
  const end = Date.now() + patience;
  while (read() !== expected && Date.now() < end) await new Promise((done) => setTimeout(done, 50));
  await new Promise((done) => setTimeout(done, rest));
  return read();
}
