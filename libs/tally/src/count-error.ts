/** An election that the chosen method cannot count as asked. */
export class CountError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'CountError';
  }
}
