/** What a person expects of a text while typing into it: `|` is the cursor. */

/** What typing without accepting anything gives: a `{` or `(` at the line's end is closed below. */
export function plain(keys) {
  const opening = /([{(])⏎$/.exec(keys);
  const typed = keys.replaceAll('⏎', '\n');
  return opening ? `${typed}  |\n${opening[1] === '{' ? '}' : ')'}` : `${typed}|`;
}

/**
 * The text after a step.
 * @param before with its cursor
 * @param gives what stands in the place of what the line held, from its first sign on; every new line is indented like it
 */
export function afterStep(before, gives) {
  const at = before.indexOf('|');
  const start = before.lastIndexOf('\n', at) + 1;
  const end = before.indexOf('\n', at);
  const line = before.slice(start, end < 0 ? undefined : end);
  const indent = /^ */.exec(line)[0];
  const content = gives.split('\n').map((one, i) => (i > 0 && one !== '' ? indent + one : one));
  return `${before.slice(0, start)}${indent}${content.join('\n')}${end < 0 ? '' : before.slice(end)}`;
}

/**
 * The cursor goes down to a closing bracket, and a line is begun below it.
 * @param lines how many lines down that is
 */
export function afterLeaving(before, lines) {
  const text = before.replace('|', '');
  let next = before.indexOf('|');
  for (let line = 0; line < lines; line++) next = text.indexOf('\n', next) + 1;
  const end = text.indexOf('\n', next);
  const line = text.slice(next, end < 0 ? undefined : end);
  const to = end < 0 ? text.length : end;
  return `${text.slice(0, to)}\n${/^ */.exec(line)[0]}|${text.slice(to)}`;
}
