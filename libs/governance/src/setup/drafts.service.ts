import { Injectable } from '@nestjs/common';
import type { DraftId, DraftStep, DraftSteps, ElectionDraft as Draft } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { tryCount } from '../elections/dry-run.rules.ts';
import { ElectionDraft } from '../elections/election-draft.entity.ts';
import { DraftParts } from './draft-parts.ts';
import { missingStep } from './draft.rules.ts';

/** Elections that are being set up, each kept as far as it is. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly db: DataSource,
    private readonly parts: DraftParts,
  ) {}

  /** Whether its owner may open an election there is asked when it is announced. */
  async begin(viewer: Viewer): Promise<DraftId> {
    const ownerId = signedIn(viewer);
    const { identifiers } = await this.db.manager.insert(ElectionDraft, { ownerId, steps: {} });
    return { id: String(identifiers[0]?.['id']) };
  }

  /** Keeps one step as it is, and leaves the others. */
  async save(viewer: Viewer, id: string, step: DraftSteps): Promise<void> {
    await this.db.transaction(async (tx) => {
      const draft = await this.own(viewer, id);
      await tx.update(ElectionDraft, { id }, { steps: { ...draft.steps, ...step } });
    });
  }

  /** @throws ProblemError `not-found` for somebody else's */
  async get(viewer: Viewer, id: string): Promise<Draft> {
    const { steps, updatedAt, rerunOfId, dryRun } = await this.own(viewer, id);
    const { size: rollSize, change: rollChange } = await this.parts.rollOf(steps, viewer);
    return {
      id,
      steps,
      updatedAt: updatedAt.toISOString(),
      rerunOf: rerunOfId,
      missing: missingStep(steps),
      rollSize,
      rollChange,
      officers: await this.parts.officersOf(steps),
      dryRun,
      previewHtml: await this.parts.preview(steps),
    };
  }

  /** Counts invented ballots for the seats of this draft, so that its officers have seen a count. */
  async tryOut(viewer: Viewer, id: string): Promise<void> {
    const { steps } = await this.own(viewer, id);
    const seats = steps.terms?.seats ?? 1;
    const candidates = Array.from({ length: seats * 2 }, (_, index) => `Candidate ${index + 1}`);
    const now = new Date();
    const dryRun = tryCount({ seats, candidates, seed: `${id} ${now.toISOString()}` }, now);
    await this.db.manager.update(ElectionDraft, { id }, { dryRun });
  }

  async list(viewer: Viewer): Promise<(DraftId & { title: string; missing: DraftStep | null })[]> {
    const rows = await this.db.manager.find(ElectionDraft, {
      where: { ownerId: signedIn(viewer) },
      order: { id: 'desc' },
      take: 20,
    });
    return rows.map(({ id, steps }) => ({
      id,
      title: steps.terms?.title ?? '',
      missing: missingStep(steps),
    }));
  }

  async discard(viewer: Viewer, id: string): Promise<void> {
    await this.own(viewer, id);
    await this.db.manager.delete(ElectionDraft, { id });
  }

  private async own(viewer: Viewer, id: string): Promise<ElectionDraft> {
    const draft = await this.db.manager.findOneBy(ElectionDraft, { id, ownerId: signedIn(viewer) });
    if (!draft) throw new ProblemError('not-found');
    return draft;
  }
}
