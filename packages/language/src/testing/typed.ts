/** For tests: a text as it is after each sign that is typed. */

const closers: Readonly<Record<string, string>> = { '{': '}', '(': ')', '"': '"' };

/** As editors do, brackets and quotes are closed as they are opened, and typed over. */
export function* typed(text: string): Generator<string> {
  let before = '';
  let after = '';
  for (const sign of text) {
    const rest = after.trimStart();
    const closer = closers[sign];
    if ('})"'.includes(sign) && rest.startsWith(sign)) after = rest.slice(1);
    else if (closer) after = closer + after;
    else if (sign === '\n' && /^[})]/.test(after)) after = `\n${after}`;
    before += sign;
    yield before + after;
  }
}
