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
