import { Injectable } from '@nestjs/common';
import { type Reading, ReadingName } from '@app/contract';
import { stateOf } from './health.rules.ts';

type Read = () => number | Promise<number>;

/** What operators can watch: each room says what is to be read in it, and the metrics and the health page read it. */
@Injectable()
export class Readings {
  private readonly sources = new Map<ReadingName, Read>();

  /** @param read cheap enough to be asked every few seconds */
  define(name: ReadingName, read: Read): void {
    if (this.sources.has(name)) throw new Error(`Reading ${name} is defined twice`);
    this.sources.set(name, read);
  }

  /** One reading, now; null where it cannot be had, because the rest is worth more than an error. */
  private async read(name: ReadingName): Promise<number | null> {
    try {
      return (await this.sources.get(name)?.()) ?? null;
    } catch {
      return null;
    }
  }

  /** All that can be had now; one after the other, so that measuring does not crowd the database. */
  async all(): Promise<Reading[]> {
    const readings: Reading[] = [];
    for (const name of ReadingName.options) {
      const value = await this.read(name);
      if (value !== null) readings.push({ name, value, state: stateOf(name, value) });
    }
    return readings;
  }
}
