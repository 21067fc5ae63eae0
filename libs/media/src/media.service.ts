import { Injectable } from '@nestjs/common';
import { MOST_UPLOAD_BYTES } from '@app/contract';
import { Jobs, ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { fileType, plainName } from './files/file-type.rules.ts';
import { readImage } from './images/read-image.ts';
import { Storage } from './storage/storage.ts';
import { variantKey, variantType } from './storage/variant-key.rules.ts';
import type { UploadPurpose } from './upload-purpose.ts';

export interface Bringing {
  /** Null for what the program itself fetched. */
  ownerId: string | null;
  purpose: UploadPurpose;
  name: string;
  bytes: Buffer;
  /** Pictures only, cut to a square of this side in pixels. */
  squarePx?: number;
}

export interface Brought {
  id: string;
  name: string;
  mediaType: string;
  bytes: number;
  /** In pixels; null for what is no picture. */
  width: number | null;
  height: number | null;
}

/** More files than this within an hour are too many for anybody, whatever else they are counted by. */
const MOST_AN_HOUR = 300;

@Injectable()
export class MediaService {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly storage: Storage,
  ) {}

  /**
   * Checks a file, makes it safe to show and keeps it; at `/media/<id>` from then on.
   *
   * @throws ProblemError `upload-too-large`, `unsupported-upload`, `broken-image`, `too-many-requests`
   */
  async store({ ownerId, purpose, name: given, bytes, squarePx }: Bringing): Promise<Brought> {
    if (ownerId !== null && bytes.length > MOST_UPLOAD_BYTES)
      throw new ProblemError('upload-too-large', { detail: given });
    await this.refuseFlood(ownerId);
    const name = plainName(given);
    const made = await this.make(name, bytes, squarePx);
    const size = made.files.reduce((sum, file) => sum + file.bytes.length, 0);
    const { mediaType, width, height } = made;
    const variants = made.files.map(({ variant }) => variant);
    // The row first: a file without one could never be found again and removed.
    const [{ id }] = await this.db.query<[{ id: string }]>(
      `insert into upload (owner_id, purpose, name, media_type, bytes, width, height, variants)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      [ownerId, purpose, name, mediaType, size, width, height, variants],
    );
    for (const { variant, bytes: content } of made.files)
      await this.storage.put(variantKey(id, variant), content, variantType(variant, mediaType));
    await this.db.transaction(async (tx) => {
      await tx.query(`update upload set stored_at = now() where id = $1`, [id]);
      // What may soon be thrown away is not worth the work.
      if (mediaType === 'image/webp' && purpose !== 'remote')
        await this.jobs.add(tx, 'media:shrink', { id }, { queue: 'media' });
    });
    return { id, name, mediaType, bytes: size, width, height };
  }

  /** Says what a picture shows, for those who do not see it. The caller has checked whose it is. */
  async describe(id: string, alt: string): Promise<void> {
    await this.db.query(`update upload set alt = $2 where id = $1`, [id, alt]);
  }

  /** Forgets a file inside the caller's transaction; its bytes go with a job after the commit. */
  async forget(tx: EntityManager, id: string): Promise<void> {
    await this.forgetWhere(tx, `id = $1`, id);
  }

  /** Forgets everything that an account brought, for its erasure. */
  async forgetAllOf(tx: EntityManager, ownerId: string): Promise<void> {
    await this.forgetWhere(tx, `owner_id = $1`, ownerId);
  }

  /** Forgets the pictures of somebody, but for the one that is shown now. */
  async forgetAvatarsOf(tx: EntityManager, ownerId: string, shownId: string | null): Promise<void> {
    const others = `owner_id = $1 and purpose = 'avatar' and id is distinct from $2`;
    await this.forgetWhere(tx, others, ownerId, shownId);
  }

  private async forgetWhere(
    tx: EntityManager,
    condition: string,
    ...values: (string | null)[]
  ): Promise<void> {
    const [gone] = await tx.query<[{ id: string; variants: string[] }[], number]>(
      `delete from upload where ${condition} returning id, variants`,
      values,
    );
    const keys = gone.flatMap(({ id, variants }) => variants.map((variant) => variantKey(id, variant)));
    if (keys.length > 0) await this.jobs.add(tx, 'media:remove', { keys });
  }

  private async make(name: string, bytes: Buffer, squarePx: number | undefined) {
    const image = await readImage(bytes, squarePx);
    if (image) return { ...image, mediaType: 'image/webp' };
    if (/\.(?:jpe?g|png|webp|gif|avif)$/i.test(name))
      throw new ProblemError('broken-image', { detail: name });
    const mediaType = squarePx === undefined ? fileType(name, bytes) : null;
    if (mediaType === null) throw new ProblemError('unsupported-upload', { detail: name });
    return { mediaType, width: null, height: null, files: [{ variant: 'full.bin', bytes }] };
  }

  private async refuseFlood(ownerId: string | null): Promise<void> {
    if (ownerId === null) return;
    const [{ count }] = await this.db.query<[{ count: number }]>(
      `select count(*)::int as count from upload where owner_id = $1 and created_at > now() - interval '1 hour'`,
      [ownerId],
    );
    if (count >= MOST_AN_HOUR) throw new ProblemError('too-many-requests', { retryAfter: 3600 });
  }
}
