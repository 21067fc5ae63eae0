import { Injectable } from '@nestjs/common';
import { LiveTail } from './gateway/live-tail.ts';

/** @param topicIds topics that look different now; null when any page may */
type PagesListener = (topicIds: readonly string[] | null) => void;

/** Says in this process, soon after every commit of any process, which rendered pages are old. */
@Injectable()
export class PageNews {
  private readonly listeners: PagesListener[] = [];

  constructor(private readonly tail: LiveTail) {}

  onChange(listener: PagesListener): void {
    this.listeners.push(listener);
  }

  /** False while the change log cannot be read: nobody can say then what is old. */
  get reliable(): boolean {
    return this.tail.keepsUp;
  }

  tell(topicIds: readonly string[] | null): void {
    for (const listener of this.listeners) listener(topicIds);
  }
}
