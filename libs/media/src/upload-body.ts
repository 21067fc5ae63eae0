import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type AbstractHttpAdapter, HttpAdapterHost } from '@nestjs/core';
import { MOST_UPLOAD_BYTES } from '@app/contract';
import type { FastifyInstance } from 'fastify';

/** Lets files into the API as they are: the body of a request of type application/octet-stream is a Buffer. */
@Injectable()
export class UploadBody implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    // The command line uses the rooms without serving anything.
    const adapter = this.host.httpAdapter as AbstractHttpAdapter | undefined;
    const fastify: FastifyInstance | undefined = adapter?.getInstance();
    fastify?.addContentTypeParser(
      'application/octet-stream',
      // A little more than a file may have, so that what is just too large is refused by its name.
      { parseAs: 'buffer', bodyLimit: MOST_UPLOAD_BYTES + 1024 * 1024 },
      (_, body, done) => done(null, body),
    );
  }
}
