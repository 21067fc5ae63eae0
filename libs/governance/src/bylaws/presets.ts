import type { BylawsPreset, BylawsTemplate } from '@app/contract';

const data = 'https://git.data.coop/data.coop/dokumenter';
const ours = (text: string) => ({ text, url: null });

/**
 * What bylaws of a kind usually say, each field with where it was found (governance.md §2.1). Drafts to begin
 * with: the association reads its own bylaws and confirms or changes every field.
 */
export const BYLAWS_TEMPLATES: Record<BylawsPreset, BylawsTemplate> = {
  'se-ideell': {
    bylaws: {
      preset: 'se-ideell',
      noticeDays: 14,
      seconders: 0,
      selfNomination: true,
      acclamation: true,
      quorum: 0,
      challengeDays: 14,
      termMonths: 24,
      vacancy: ['substitute', 'countback', 'by-election'],
    },
    sources: {
      noticeDays: {
        text: 'Kallelse senast två veckor före årsmötet (Steffesällskapet, stadgar).',
        url: 'http://www.steffesallskapet.se/stadgar/',
      },
      seconders: ours('Nominations need nobody’s support unless the bylaws ask for it.'),
      selfNomination: ours('Anybody may stand unless the bylaws leave it to a nomination committee.'),
      acclamation: ours('Swedish meetings elect by acclamation unless somebody asks for a vote.'),
      quorum: ours('Swedish non-profit associations rarely have a quorum for elections.'),
      challengeDays: ours('No statute gives a time for an ideell förening; two weeks is our suggestion.'),
      termMonths: {
        text: 'Two years, with at least two seats up each year (BFIV, stadgar).',
        url: 'http://bfiv.se/stadgar.html',
      },
      vacancy: ours(
        'Substitutes step in first; then the ballots are counted again without the one who left.',
      ),
    },
  },
  'dk-forening': {
    bylaws: {
      preset: 'dk-forening',
      noticeDays: 14,
      seconders: 0,
      selfNomination: true,
      acclamation: true,
      quorum: 0,
      challengeDays: 14,
      termMonths: 12,
      vacancy: ['substitute', 'countback', 'by-election'],
    },
    sources: {
      noticeDays: { text: '14 days by web and mailing list (data.coop, vedtægter § 4).', url: data },
      seconders: ours('Danish associations take candidates at the general meeting without seconders.'),
      selfNomination: { text: 'Members put themselves forward (data.coop, vedtægter § 3).', url: data },
      acclamation: ours('Fredsvalg: no more candidates than seats are elected without a vote.'),
      quorum: ours('A general meeting that was duly called is quorate (data.coop has none for elections).'),
      challengeDays: ours('No statute gives a time; two weeks is our suggestion.'),
      termMonths: { text: 'The board is elected each year (data.coop, vedtægter § 3).', url: data },
      vacancy: {
        text: 'Two substitutes are elected beside the board (data.coop, vedtægter § 3).',
        url: data,
      },
    },
  },
  coop: {
    bylaws: {
      preset: 'coop',
      noticeDays: 28,
      seconders: 2,
      selfNomination: true,
      acclamation: false,
      quorum: 20,
      challengeDays: 7,
      termMonths: 24,
      vacancy: ['countback', 'by-election'],
    },
    sources: {
      noticeDays: {
        text: 'Economic association: notice at the earliest six and at the latest four weeks before.',
        url: 'https://www.expowera.se/starta-eget-foretag/foreningsstamma-ekonomisk-forening',
      },
      seconders: ours('Our suggestion: two members who second keep the list to people whom somebody wants.'),
      selfNomination: ours('Our suggestion.'),
      acclamation: ours('Our suggestion: a vote all the same, so that members can leave somebody out.'),
      quorum: ours('Our suggestion: a fifth of the members.'),
      challengeDays: ours('Our suggestion: a week.'),
      termMonths: {
        text: 'Two years, in two cohorts (NixOS steering committee constitution).',
        url: 'https://github.com/NixOS/org',
      },
      vacancy: ours('The ballots are counted again without the one who left; else a by-election is called.'),
    },
  },
};
