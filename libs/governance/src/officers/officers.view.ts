import { Injectable } from '@nestjs/common';
import { AccessView } from '@app/forum';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';

/** Whether somebody conducts an election, for what other rooms do on officers' behalf. */
@Injectable()
export class OfficersView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /** @throws ProblemError `not-found`, `gone`, `sign-in-required`, `officers-only` */
  async refuseOthers(viewer: Viewer, electionId: string): Promise<void> {
    const hidden = await this.access.whyNotSeeTopic(viewer, electionId);
    if (hidden) throw new ProblemError(hidden);
    const rows: unknown[] = await this.db.query(
      `select 1 from election_officer where election_id = $1 and account_id = $2`,
      [electionId, signedIn(viewer)],
    );
    if (rows.length === 0) throw new ProblemError('officers-only');
  }

  /** @throws ProblemError `sign-in-required`, `not-found` for a draft of somebody else */
  async ownDraft(viewer: Viewer, draftId: string): Promise<void> {
    const rows: unknown[] = await this.db.query(
      `select 1 from election_draft where id = $1 and owner_id = $2`,
      [draftId, signedIn(viewer)],
    );
    if (rows.length === 0) throw new ProblemError('not-found');
  }

  /** Somebody who was put forward and has not answered. @throws ProblemError `no-candidacy` */
  async unanswered(electionId: string, handle: string): Promise<string> {
    const [row]: { id: string }[] = await this.db.query(
      `select c.account_id as id from candidacy c join account a on a.id = c.account_id and a.domain = ''
         join election e on e.id = c.election_id and e.state in ('nominations', 'scrutiny')
       where c.election_id = $1 and a.handle = $2 and c.state = 'nominated'`,
      [electionId, handle],
    );
    if (!row) throw new ProblemError('no-candidacy');
    return row.id;
  }
}
