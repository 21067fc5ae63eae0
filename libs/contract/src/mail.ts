import { z } from 'zod';
import { Id, Timestamp } from './pages.ts';

/** A mail that the server kept or sent; shown to staff at /admin/mail. A private one has no subject and text. */
export const KeptMail = z.object({
  id: Id,
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  private: z.boolean(),
  createdAt: Timestamp,
  sentAt: Timestamp.nullable(),
});
export type KeptMail = z.infer<typeof KeptMail>;
