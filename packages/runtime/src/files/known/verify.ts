/** Whether files are read although they look as they did when they were read before. */
type Env = Readonly<Record<string, string | undefined>>;

/** `--verify` sets it to 1. */
export const verifySwitch = 'TLP_VERIFY';

export const readsAll = (env: Env): boolean => /^(1|on|yes|true)$/i.test(env[verifySwitch] ?? '');
