/** Runs checks one after the other, a line each; gives the number that failed. */
export async function runChecks(checks, { editor, ...context }) {
  let failed = 0;
  for (const { name, run } of checks) {
    const notes = [];
    try {
      await run({ ...context, editor, say: (note) => notes.push(note) });
      console.log(`PASS ${name}`);
    } catch (error) {
      failed++;
      console.log(`FAIL ${name}: ${error.message}`);
      await editor.page.screenshot({ path: `proof-${failed}.png` });
    }
    for (const note of notes) console.log(`     ${note}`);
    await editor.press('Escape');
    await editor.closeAll();
  }
  if (failed > 0)
    for (const text of editor.complaints.slice(0, 10)) console.log(`console: ${text.slice(0, 300)}`);
  console.log(`${checks.length - failed} passed, ${failed} failed`);
  return failed;
}
