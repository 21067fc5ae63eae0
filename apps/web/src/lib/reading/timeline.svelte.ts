import type { Timeline } from '@app/contract';

/** The dates along a topic, asked for when somebody first moves along it. */
export class TimelineMarks {
  private marks = $state.raw<Timeline>([]);
  private asked = false;

  constructor(private readonly topicId: string) {}

  ask(): void {
    if (this.asked) return;
    this.asked = true;
    void fetch(`/api/v1/topics/${this.topicId}/timeline`)
      .then(async (response) => {
        if (response.ok) this.marks = (await response.json()) as Timeline;
      })
      .catch(() => (this.asked = false));
  }

  /** When a post about there was written; undefined until that is known. */
  at(number: number): string | undefined {
    return this.marks.findLast((mark) => mark.number <= number)?.at;
  }
}
