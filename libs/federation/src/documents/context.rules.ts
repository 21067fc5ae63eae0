export const AS = 'https://www.w3.org/ns/activitystreams';
export const PUBLIC = `${AS}#Public`;

/**
 * The JSON-LD context of everything we send. All terms beside the two well-known contexts are inline, so
 * that no reader has to fetch a third. `Lock` stays undefined on purpose: peers built on Fedify refuse an
 * activity whose context maps a type that they do not know.
 */
export const CONTEXT = [
  AS,
  'https://w3id.org/security/v1',
  {
    toot: 'http://joinmastodon.org/ns#',
    lemmy: 'https://join-lemmy.org/ns#',
    schema: 'http://schema.org#',
    fedibird: 'http://fedibird.com/ns#',
    sensitive: 'as:sensitive',
    Hashtag: 'as:Hashtag',
    manuallyApprovesFollowers: 'as:manuallyApprovesFollowers',
    movedTo: { '@id': 'as:movedTo', '@type': '@id' },
    alsoKnownAs: { '@id': 'as:alsoKnownAs', '@type': '@id' },
    featured: { '@id': 'toot:featured', '@type': '@id' },
    discoverable: 'toot:discoverable',
    indexable: 'toot:indexable',
    Emoji: 'toot:Emoji',
    votersCount: 'toot:votersCount',
    PropertyValue: 'schema:PropertyValue',
    value: 'schema:value',
    postingRestrictedToMods: 'lemmy:postingRestrictedToMods',
    removeData: 'lemmy:removeData',
    stickied: 'lemmy:stickied',
    distinguished: 'lemmy:distinguished',
    searchableBy: { '@id': 'fedibird:searchableBy', '@type': '@id' },
  },
];
