import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { asAvif } from './images/smaller-image.ts';
import { Storage } from './storage/storage.ts';
import { variantKey } from './storage/variant-key.rules.ts';

const Shrinking = z.object({ id: z.uuid() });
const Removing = z.object({ keys: z.array(z.string()) });

/** What need not be waited for: smaller files, and the removal of old ones. */
@Injectable()
export class MediaJobs {
  constructor(
    jobs: Jobs,
    private readonly db: DataSource,
    private readonly storage: Storage,
  ) {
    jobs.define('media:shrink', (payload) => this.shrink(Shrinking.parse(payload).id));
    jobs.define('media:remove', (payload) => this.storage.remove(Removing.parse(payload).keys));
    jobs.daily('media:sweep', () => this.sweep());
  }

  private async shrink(id: string): Promise<void> {
    const [upload] = await this.db.query<{ variants: string[] }[]>(
      `select variants from upload where id = $1`,
      [id],
    );
    for (const variant of upload?.variants ?? []) {
      const file = variant.endsWith('.webp') ? await this.storage.open(variantKey(id, variant)) : null;
      if (!file) continue;
      const bytes = Buffer.concat(await file.stream.toArray());
      const smaller = isAnimated(bytes) ? null : await asAvif({ variant, bytes });
      if (!smaller || smaller.bytes.length >= bytes.length) continue;
      await this.storage.put(variantKey(id, smaller.variant), smaller.bytes, 'image/avif');
      await this.db.query(
        `update upload set variants = variants || $2::text, bytes = bytes + $3
         where id = $1 and not $2 = any(variants)`,
        [id, smaller.variant, smaller.bytes.length],
      );
    }
  }

  /** Removes what was begun and never finished. */
  private async sweep(): Promise<void> {
    const [left] = await this.db.query<[{ id: string; variants: string[] }[], number]>(
      `delete from upload where stored_at is null and created_at < now() - interval '1 day' returning id, variants`,
    );
    await this.storage.remove(
      left.flatMap(({ id, variants }) => variants.map((variant) => variantKey(id, variant))),
    );
  }
}

/** Whether a WebP file has the chunk of moving pictures (RFC 9649 §2.7.1.1). */
function isAnimated(bytes: Buffer): boolean {
  return bytes.subarray(12, 16).toString('latin1') === 'VP8X' && ((bytes[20] ?? 0) & 2) !== 0;
}
