/** Each script as a check: typed into a file of its own, line by line. */
import { eventually } from '../editor.mjs';
import { scripts } from './scripts.mjs';
import { typeSteps } from './typist.mjs';

/** What each script is typed into. */
export const typingTexts = scripts.map(({ file, into = '' }) => [file, into]);

export const typingChecks = scripts.map(({ title, file, into = '', steps }) => ({
  name: title,
  async run({ editor, seen, transcript }) {
    await editor.open(file);
    await editor.page.locator('.editor-group-container.active .view-line').last().click();
    await editor.press('Control+End');
    const ready = { what: `expected the cursor at the end of ${file}`, holds: (is) => is };
    await eventually(ready, () => seen().path?.endsWith(`/${file}`) && seen().cursors[0] === into.length);
    transcript.begin(title);
    transcript.end(await typeSteps({ editor, seen }, steps, transcript));
    await eventually(
      { what: 'expected no mistake', holds: ({ length }) => length === 0 },
      () => seen().mistakes,
    );
    const ends = into.includes('\r\n') ? '\r\n' : '\n';
    if (seen().text.split(/\r?\n/).join(ends) !== seen().text) throw new Error('the line ends are mixed');
  },
}));
