import { z } from 'zod';
import { Id } from './pages.ts';

/** What a page that a post links to says of itself; text only, and a picture that lies here. */
export const LinkPreview = z.object({
  url: z.string(),
  title: z.string(),
  description: z.string(),
  /** The host where the page was found in the end: what a page calls itself can be a lie. */
  site: z.string(),
  image: z.object({ url: z.string(), width: z.number().int(), height: z.number().int() }).nullable(),
});
export type LinkPreview = z.infer<typeof LinkPreview>;

/** The previews of one post, for its readers. */
export const LinkPreviewUpdate = z.object({ postId: Id, previews: z.array(LinkPreview) });
export type LinkPreviewUpdate = z.infer<typeof LinkPreviewUpdate>;

export const HidePreviewQuery = z.object({ url: z.string().max(2048) });
export type HidePreviewQuery = z.infer<typeof HidePreviewQuery>;
