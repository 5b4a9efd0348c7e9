/** The part of vitest's JSON report that is counted. */
export interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      /** In milliseconds; absent of a test that did not run. */
      readonly duration?: number | null;
    }[];
  }[];
}

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

export function count(report: Report, code: number): Count;

export function slowest(testResults: Report['testResults'], most?: number): readonly string[];

export function runTests(
  args: readonly string[],
  options?: { readonly node?: string; readonly env?: NodeJS.ProcessEnv },
): Promise<Count>;
