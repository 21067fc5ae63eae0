import { z } from 'zod';
import { Id, pageOf, Timestamp } from './pages.ts';

/** The largest file that is taken, in bytes: 10 MiB. */
export const MOST_UPLOAD_BYTES = 10 * 1024 * 1024;

export const AltText = z.string().trim().max(1000);

/** The body is the file itself, as application/octet-stream. */
export const NewUploadQuery = z.object({ name: z.string().min(1).max(300), alt: AltText.optional() });
export type NewUploadQuery = z.infer<typeof NewUploadQuery>;

export const Upload = z.object({
  id: z.uuid(),
  /** Where it is served, below this site. */
  url: z.string(),
  name: z.string(),
  mediaType: z.string(),
  /** What it takes up here. */
  bytes: z.number().int(),
  /** In pixels; null for what is no picture. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** What a picture shows, in words; empty if nobody said. */
  alt: z.string(),
  createdAt: Timestamp,
});
export type Upload = z.infer<typeof Upload>;

/** One of the viewer's own files, with the posts that show it. */
export const OwnUpload = Upload.extend({
  usedIn: z.array(z.object({ topicId: Id, slug: z.string(), number: z.number().int(), title: z.string() })),
});
export type OwnUpload = z.infer<typeof OwnUpload>;

export const OwnUploads = pageOf(OwnUpload).extend({
  /** What all of the viewer's files take up together, in bytes. */
  totalBytes: z.number().int(),
});
export type OwnUploads = z.infer<typeof OwnUploads>;

export const DescribeUpload = z.object({ alt: AltText });
export type DescribeUpload = z.infer<typeof DescribeUpload>;
