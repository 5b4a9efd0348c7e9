/** Whether there is a process with this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user's is there all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
