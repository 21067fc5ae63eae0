import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Storage, type StoredFile } from './storage.ts';

/** Files in a bucket of an S3 service. */
export class S3Storage extends Storage {
  private readonly client: S3Client;
  private readonly bucket: string;

  /** @param address `https://KEY:SECRET@s3.example.org/bucket?region=eu-north-1` */
  constructor(address: string) {
    super();
    const { protocol, host, pathname, searchParams, username, password } = new URL(address);
    this.bucket = pathname.replace(/^\/|\/$/g, '');
    this.client = new S3Client({
      endpoint: `${protocol}//${host}`,
      region: searchParams.get('region') ?? 'us-east-1',
      credentials: {
        accessKeyId: decodeURIComponent(username),
        secretAccessKey: decodeURIComponent(password),
      },
      // Services other than Amazon's have no name of its own for each bucket.
      forcePathStyle: true,
      // Checksums in trailers are Amazon's alone.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  async put(key: string, bytes: Buffer, mediaType: string): Promise<void> {
    await this.client.send(
      new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: bytes, ContentType: mediaType }),
    );
  }

  async putFile(key: string, path: string, mediaType: string): Promise<void> {
    const { size } = await stat(path);
    const file = { Body: createReadStream(path), ContentLength: size, ContentType: mediaType };
    await this.client.send(new PutObjectCommand({ Bucket: this.bucket, Key: key, ...file }));
  }

  async open(key: string): Promise<StoredFile | null> {
    try {
      const found = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
      return { stream: found.Body as Readable, bytes: found.ContentLength ?? 0 };
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  }

  async remove(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    const Objects = keys.map((Key) => ({ Key }));
    await this.client.send(
      new DeleteObjectsCommand({ Bucket: this.bucket, Delete: { Objects, Quiet: true } }),
    );
  }
}
