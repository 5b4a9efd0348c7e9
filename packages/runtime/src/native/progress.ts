/** What set-up tells its caller while it works; plain data, so that any front end can show it. */
export interface SetupProgress {
  readonly step: 'lock' | 'repair' | 'download' | 'verify' | 'unpack' | 'compile' | 'check' | 'skip' | 'done';
  readonly message: string;
  /** Bytes done and to do, where a step has them. */
  readonly done?: number;
  readonly total?: number;
}

export type OnProgress = (progress: SetupProgress) => void;
