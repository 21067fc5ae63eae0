import type { Language } from '@app/contract';

interface NoticeFacts {
  title: string;
  url: string;
  site: string;
  seats: number;
  nominationsCloseAt: Date;
  votingOpensAt: Date;
  votingClosesAt: Date;
}

const WORDS: Record<
  Language,
  (facts: NoticeFacts, day: (at: Date) => string) => { subject: string; body: string }
> = {
  en: ({ title, url, site, seats, ...at }, day) => ({
    subject: `Notice of election: ${title}`,
    body: `${site} gives notice of an election: ${title}. ${seats} ${seats === 1 ? 'seat is' : 'seats are'} to be filled.

Nominations close: ${day(at.nominationsCloseAt)}
Voting opens: ${day(at.votingOpensAt)}
Voting closes: ${day(at.votingClosesAt)}

Its terms, the candidates, and whether you are on the roll:
${url}

You get this mail because you are on the roll of this election. It is the association's notice to you.
`,
  }),
  sv: ({ title, url, site, seats, ...at }, day) => ({
    subject: `Kallelse till val: ${title}`,
    body: `${site} kallar till val: ${title}. ${seats} ${seats === 1 ? 'plats' : 'platser'} ska tillsättas.

Nomineringen stänger: ${day(at.nominationsCloseAt)}
Röstningen öppnar: ${day(at.votingOpensAt)}
Röstningen stänger: ${day(at.votingClosesAt)}

Villkoren, kandidaterna och om du står i röstlängden:
${url}

Du får det här brevet för att du står i röstlängden. Det är föreningens kallelse till dig.
`,
  }),
};

/** The notice of an election; the same for everybody but for language and time zone, and nothing about ballots. */
export function electionNotice(
  facts: NoticeFacts,
  { language, zone }: { language: Language; zone: string },
): { subject: string; body: string } {
  const format = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: zone,
  });
  return WORDS[language](facts, (at) => `${format.format(at)} (${zone})`);
}

interface Asked {
  title: string;
  url: string;
  site: string;
}

/** Reminds somebody who was put forward that they have not said yes or no. */
export function nominationReminder(
  { title, url, site }: Asked,
  { language, name }: { language: Language; name: string },
): { subject: string; body: string } {
  return language === 'sv'
    ? {
        subject: `Du är nominerad: ${title}`,
        body: `Hej ${name}!\n\nNågon har nominerat dig i ${title} (${site}). Säg ja eller nej här:\n${url}\n`,
      }
    : {
        subject: `You were nominated: ${title}`,
        body: `Hello ${name},\n\nsomebody nominated you in ${title} (${site}). Say yes or no here:\n${url}\n`,
      };
}

/** A mail with which officers see that mail goes out, before members depend on it. */
export function mailTest(
  { site }: { site: string },
  { language }: { language: Language },
): { subject: string; body: string } {
  return language === 'sv'
    ? { subject: 'Provbrev', body: `Breven från ${site} kommer fram hit. Kallelser går samma väg.\n` }
    : { subject: 'Test mail', body: `Mail from ${site} arrives here. Notices go the same way.\n` };
}
