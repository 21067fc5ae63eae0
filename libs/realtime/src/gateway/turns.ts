/** Does one thing after another. A socket's leave must not overtake the join that came before it. */
export class Turns {
  private last: Promise<void> = Promise.resolve();
  /** How many are waiting or being done. */
  waiting = 0;

  /** @param task must not fail */
  take(task: () => Promise<void>): void {
    this.waiting += 1;
    this.last = this.last.then(task).finally(() => {
      this.waiting -= 1;
    });
  }
}
