import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { UploadPurpose } from './upload-purpose.ts';

/** Who may see a file: `everyone` without any account, `viewer` the one who asks, `nobody` neither. */
export type Audience = 'everyone' | 'viewer' | 'nobody';

type Judge = (uploadId: string, request: FastifyRequest) => Promise<Audience>;

/** Where a room above says who may see the files that belong to it. */
@Injectable()
export class MediaGates {
  private readonly judges = new Map<UploadPurpose, Judge>();

  guard(purpose: UploadPurpose, judge: Judge): void {
    this.judges.set(purpose, judge);
  }

  /** Avatars and previews are for everyone; what nobody judges is shown to nobody. */
  async audience(upload: { id: string; purpose: UploadPurpose }, request: FastifyRequest): Promise<Audience> {
    if (upload.purpose !== 'post') return 'everyone';
    return (await this.judges.get(upload.purpose)?.(upload.id, request)) ?? 'nobody';
  }
}
