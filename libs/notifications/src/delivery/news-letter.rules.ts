import type { NotificationEvent } from '@app/contract';
import { pathTo } from './addresses.rules.ts';
import type { Letter, LetterSection } from './letter.rules.ts';
import type { Pending } from './pending.view.ts';
import type { Envelope } from './post-office.ts';
import { headline, reason } from './words.rules.ts';

/** The most that is quoted of one notification. */
const MOST_ENTRIES = 10;

const WORDS = {
  en: {
    read: 'Read and answer',
    open: 'Open',
    because: (why: string) => `You get this mail because ${why}.`,
    fewer: 'No more mails like this, or nothing more of this topic',
    settings: 'Choose what is mailed',
    since: { daily: 'What you have not read since yesterday', weekly: 'What you have not read this week' },
    digest: (count: number) =>
      count === 1 ? 'one thing that you have not read' : `${count} things that you have not read`,
    digestWhy: 'You get this digest because you chose to have such news collected.',
    endDigest: 'No more digests',
  },
  sv: {
    read: 'Läs och svara',
    open: 'Öppna',
    because: (why: string) => `Du får det här mejlet för att ${why}.`,
    fewer: 'Inga fler sådana mejl, eller inget mer om den här tråden',
    settings: 'Välj vad som mejlas',
    since: { daily: 'Det du inte har läst sedan i går', weekly: 'Det du inte har läst den här veckan' },
    digest: (count: number) =>
      count === 1 ? 'en sak som du inte har läst' : `${count} saker som du inte har läst`,
    digestWhy: 'Du får sammanfattningen för att du valde att få sådana nyheter samlade.',
    endDigest: 'Inga fler sammanfattningar',
  },
} as const;

/** A mail about one notification. */
export function newsLetter(
  envelope: Envelope,
  { pending, event }: { pending: Pending[]; event: NotificationEvent },
): Letter {
  const { language, site, url, unsubscribeUrl } = envelope;
  const words = WORDS[language];
  const section = sectionOf(envelope, pending);
  return {
    language,
    site,
    subject: `${section.what}: ${section.title}`,
    intro: '',
    sections: [section],
    why: words.because(reason(language, event)),
    links: [
      { label: words.fewer, url: unsubscribeUrl },
      { label: words.settings, url: `${url}/settings/notifications` },
    ],
  };
}

/** A mail that collects what nobody has read since the last one; one section for each notification. */
export function digestLetter(
  envelope: Envelope,
  { pending, pace }: { pending: Pending[]; pace: 'daily' | 'weekly' },
): Letter {
  const { language, site, url, unsubscribeUrl } = envelope;
  const words = WORDS[language];
  const groups = Map.groupBy(pending, ({ notificationId }) => notificationId);
  return {
    language,
    site,
    subject: `${site}: ${words.digest(pending.length)}`,
    intro: words.since[pace],
    sections: [...groups.values()].map((group) => sectionOf(envelope, group)),
    why: words.digestWhy,
    links: [
      { label: words.endDigest, url: unsubscribeUrl },
      { label: words.settings, url: `${url}/settings/notifications` },
    ],
  };
}

function sectionOf({ language, url }: Envelope, pending: Pending[]): LetterSection {
  const first = pending[0]!;
  const { topic, kind, who } = first;
  const hasText = pending.some(({ text }) => text !== '');
  return {
    title: topic.title,
    place: topic.category,
    what: headline(language, { kind, who, count: pending.length }),
    entries: pending
      .slice(0, MOST_ENTRIES)
      .filter(({ text }) => text !== '')
      .map((item) => ({ who: item.who ?? '', text: item.text })),
    link: { label: hasText ? WORDS[language].read : WORDS[language].open, url: url + pathTo(first) },
  };
}
