import fc from 'fast-check';

/** Property tests draw the same examples every time; `TLP_SEED=random` or a number explores others. */
const asked = process.env.TLP_SEED ?? '20260101';
if (asked !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked) });
