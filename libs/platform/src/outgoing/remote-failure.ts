/**
 * Another server did not give what was asked.
 *
 * `refused`: we do not talk to that address. `gone`: it says that there is nothing (any more).
 * `denied`: it does not want to answer us. `invalid`: it answered with something else than asked.
 * `unreachable`: no answer, or an answer that promises better luck later.
 */
export class RemoteFailure extends Error {
  constructor(
    readonly kind: 'refused' | 'gone' | 'denied' | 'invalid' | 'unreachable',
    message: string,
  ) {
    super(message);
  }

  /** Whether the same request may well succeed later. */
  get mayPass(): boolean {
    return this.kind === 'unreachable';
  }

  static ofStatus(status: number, url: string): RemoteFailure {
    const said = `${url} answered ${status}`;
    if (status === 404 || status === 410) return new RemoteFailure('gone', said);
    if (status >= 500 || status === 408 || status === 425 || status === 429)
      return new RemoteFailure('unreachable', said);
    return new RemoteFailure('denied', said);
  }
}
