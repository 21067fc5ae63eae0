import { Injectable } from '@nestjs/common';
import { Jobs, OutgoingClient, ProblemError, RemoteFailure, siteSecret } from '@app/platform';
import { DataSource } from 'typeorm';
import { MediaService } from '../media.service.ts';
import { fetchPicture } from './fetch-picture.ts';
import { type PictureSource, readRemoteAddress, remoteAddress } from './remote-address.ts';
import { Turns } from './turns.ts';

/** How long a picture that could not be had is not asked for again. */
const NOT_AGAIN_MINUTES = 30;

const AVATAR_PX = 240;

/** The cache is looked through once so many pictures were added. */
const SWEEP_AFTER = 200;

export const SWEEP = 'media:sweep-remote';

/**
 * Pictures of other servers as this site shows them: fetched when somebody first looks at one, checked, made
 * anew like every upload, and kept for a while. A reader's browser asks no other server.
 */
@Injectable()
export class RemotePictures {
  private readonly turns = new Turns();
  private readonly coming = new Map<string, Promise<string | null>>();
  private key: Promise<string> | undefined;
  private added = 0;
  private mayShow: (host: string) => Promise<boolean> = () => Promise.resolve(true);

  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly outgoing: OutgoingClient,
    private readonly media: MediaService,
  ) {}

  /** Where a room above says from which servers, named with their port, no pictures are shown. */
  judgeBy(mayShow: (host: string) => Promise<boolean>): void {
    this.mayShow = mayShow;
  }

  /** The address of a picture on this site. Nothing is fetched yet. */
  async address(source: PictureSource): Promise<string> {
    return remoteAddress(source, await this.secret());
  }

  /**
   * The picture under an address that this site made, fetched now if nobody has looked at it before.
   *
   * @returns the id of its copy
   * @throws ProblemError not-found when the address is made up, the picture cannot be had or must not be shown
   */
  async open(sealed: string, source: string): Promise<string> {
    const asked = readRemoteAddress(sealed, source, await this.secret());
    if (!asked || !URL.canParse(asked.url)) throw new ProblemError('not-found');
    for (const host of new Set([asked.shownBy, new URL(asked.url).host]))
      if (!(await this.mayShow(host))) throw new ProblemError('not-found');
    const uploadId = (await this.kept(asked.url)) ?? (await this.bring(asked));
    if (uploadId === null) throw new ProblemError('not-found');
    return uploadId;
  }

  private async kept(url: string): Promise<string | null> {
    const [row] = await this.db.query<{ uploadId: string | null; isNew: boolean; isStale: boolean }[]>(
      `select upload_id as "uploadId", asked_at > now() - make_interval(mins => $2) as "isNew",
         used_at < now() - interval '1 day' as "isStale"
       from remote_picture where url = $1`,
      [url, NOT_AGAIN_MINUTES],
    );
    if (row?.isStale) await this.db.query(`update remote_picture set used_at = now() where url = $1`, [url]);
    if (row && row.uploadId === null && row.isNew) throw new ProblemError('not-found');
    return row?.uploadId ?? null;
  }

  /** However many look at once, it is fetched once. */
  private async bring(asked: PictureSource): Promise<string | null> {
    const { url } = asked;
    const coming = this.coming.get(url) ?? this.turns.take(new URL(url).host, () => this.fetch(asked));
    this.coming.set(url, coming);
    return coming.finally(() => this.coming.delete(url));
  }

  private async fetch(asked: PictureSource): Promise<string | null> {
    const uploadId = await this.stored(asked);
    const [row] = await this.db.query<{ uploadId: string | null }[]>(
      `insert into remote_picture (url, upload_id) values ($1, $2)
       on conflict (url) do update set upload_id = coalesce(remote_picture.upload_id, excluded.upload_id),
         asked_at = now(), used_at = now()
       returning upload_id as "uploadId"`,
      [asked.url, uploadId],
    );
    this.added += 1;
    if (this.added % SWEEP_AFTER === 0) await this.jobs.add(this.db.manager, SWEEP, {}, { jobKey: SWEEP });
    return row?.uploadId ?? null;
  }

  private async stored(asked: PictureSource): Promise<string | null> {
    try {
      const bytes = await fetchPicture(this.outgoing, asked);
      // By a picture's name, so that nothing else is kept.
      const name = `${new URL(asked.url).hostname}.jpg`;
      const squarePx = asked.kind === 'avatar' ? AVATAR_PX : undefined;
      return (
        await this.media.store({
          ownerId: null,
          purpose: 'remote',
          name,
          bytes,
          ...(squarePx && { squarePx }),
        })
      ).id;
    } catch (error) {
      if (error instanceof RemoteFailure || error instanceof ProblemError) return null;
      throw error;
    }
  }

  private secret(): Promise<string> {
    return (this.key ??= siteSecret(this.db, 'remote-picture-key'));
  }
}
