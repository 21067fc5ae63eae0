import type { Language, NotificationEvent, NotificationKind } from '@app/contract';

type Phrase = (who: string, count: number) => string;

const ENGLISH: Record<NotificationKind, Phrase> = {
  mention: (who, count) => (count > 1 ? `${count} mentions of you` : `${who} mentioned you`),
  reply: (who, count) => (count > 1 ? `${count} replies to you` : `${who} replied to you`),
  quote: (who, count) => (count > 1 ? `${count} quotes of you` : `${who} quoted you`),
  message: (who, count) => (count > 1 ? `${count} messages to you` : `${who} wrote to you`),
  bookmark: () => 'You wanted to be reminded',
  'followed-post': (who, count) => (count > 1 ? `${count} new posts` : `${who} wrote`),
  'followed-topic': (who) => `${who} began a topic`,
  'election-opened': () => 'An election was announced',
  'election-voting': () => 'Voting is open, and your ballot is waiting',
  'election-closing': () => 'Voting closes soon, and you have not collected your ballot',
  'election-result': () => 'The election has a result',
  'proposal-opened': () => 'A proposal asks for your vote',
  'proposal-closing': () => 'A proposal closes soon without your vote',
  'proposal-outcome': () => 'A proposal was decided',
  'decision-review': () => 'A decision that you see to is due for review',
};

const SWEDISH: Record<NotificationKind, Phrase> = {
  mention: (who, count) => (count > 1 ? `${count} omnämnanden av dig` : `${who} nämnde dig`),
  reply: (who, count) => (count > 1 ? `${count} svar till dig` : `${who} svarade dig`),
  quote: (who, count) => (count > 1 ? `${count} citat av dig` : `${who} citerade dig`),
  message: (who, count) => (count > 1 ? `${count} meddelanden till dig` : `${who} skrev till dig`),
  bookmark: () => 'Du ville bli påmind',
  'followed-post': (who, count) => (count > 1 ? `${count} nya inlägg` : `${who} skrev`),
  'followed-topic': (who) => `${who} startade en tråd`,
  'election-opened': () => 'Ett val har utlysts',
  'election-voting': () => 'Röstningen är öppen och din valsedel väntar',
  'election-closing': () => 'Röstningen stänger snart och du har inte hämtat din valsedel',
  'election-result': () => 'Valet har ett resultat',
  'proposal-opened': () => 'Ett förslag ber om din röst',
  'proposal-closing': () => 'Ett förslag stänger snart utan din röst',
  'proposal-outcome': () => 'Ett förslag har avgjorts',
  'decision-review': () => 'Ett beslut som du ser till ska ses över',
};

/** What happened, in a few words; `count` things of one kind in one topic. */
export function headline(
  language: Language,
  { kind, who, count }: { kind: NotificationKind; who: string | null; count: number },
): string {
  const [words, somebody] = language === 'sv' ? [SWEDISH, 'Någon'] : [ENGLISH, 'Somebody'];
  return words[kind](who ?? somebody, count);
}

const REASONS: Record<Language, Record<NotificationEvent, string>> = {
  en: {
    mention: 'somebody mentioned you',
    reply: 'somebody replied to you',
    quote: 'somebody quoted you',
    message: 'you take part in this conversation',
    bookmark: 'you asked for this reminder',
    follow: 'you follow this topic or its category',
    'election-duty': 'you are on the roll of this election',
    'election-news': 'you are on the roll of this election',
    'proposal-duty': 'you may vote on this proposal',
    'proposal-news': 'you may vote on this proposal',
    'decision-review': 'you see to this decision',
  },
  sv: {
    mention: 'någon nämnde dig',
    reply: 'någon svarade dig',
    quote: 'någon citerade dig',
    message: 'du är med i det här samtalet',
    bookmark: 'du bad om den här påminnelsen',
    follow: 'du följer tråden eller dess kategori',
    'election-duty': 'du står i röstlängden för det här valet',
    'election-news': 'du står i röstlängden för det här valet',
    'proposal-duty': 'du får rösta om det här förslaget',
    'proposal-news': 'du får rösta om det här förslaget',
    'decision-review': 'du ser till det här beslutet',
  },
};

/** Why somebody gets a mail, as half a sentence after "because". */
export function reason(language: Language, event: NotificationEvent): string {
  return REASONS[language][event];
}
