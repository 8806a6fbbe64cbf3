// What do the words of the record mean, and which colour and look do they have? The same for every
// view. Meanings are those of docs/record.md and of PLOVER.

/** Quad classes by number; `key` names the CSS class. */
export const QUADS = [
  { quad: 1, key: 'q1', name: 'Verbal cooperation' },
  { quad: 2, key: 'q2', name: 'Material cooperation' },
  { quad: 3, key: 'q3', name: 'Verbal conflict' },
  { quad: 4, key: 'q4', name: 'Material conflict' },
];

/** PLOVER's types: quad class, modes, and what the type means. */
export const TYPES = {
  AGREE: [1, 'promises, offers or agrees to cooperate', ''],
  CONSULT: [1, 'meets, visits, talks, calls', 'visit third-party multilateral phone'],
  SUPPORT: [1, 'praises, endorses, recognises, signs', ''],
  CONCEDE: [1, 'announces an easing, apologises, pardons', ''],
  COOPERATE: [2, 'cooperates in deed', ''],
  AID: [2, 'gives money, goods, training, refuge', ''],
  RETREAT: [2, 'withdraws, releases, disarms, resigns', 'withdraw release disarm ceasefire access resign'],
  REQUEST: [3, 'asks, demands, orders', 'assist change yield meet'],
  ACCUSE: [3, 'condemns, blames, charges, investigates', 'disapprove allege investigate'],
  REJECT: [3, 'refuses, denies, vetoes', 'assist change yield meet'],
  THREATEN: [3, 'threatens, warns of reprisal', 'restrict arrest relations expel territory violence'],
  PROTEST: [4, 'demonstrates, strikes, boycotts', 'demo riot strike hunger boycott obstruct vandalize'],
  SANCTION: [4, 'breaks off, imposes sanctions, expels, convicts', 'convict expel withdraw discontinue'],
  MOBILIZE: [4, 'deploys, exercises, raises alert', 'troops weapons police militia'],
  COERCE: [4, 'arrests, seizes, bans, blockades', 'seize restrict censor curfew martial-law arrest deport withhold misinformation cyber'],
  ASSAULT: [4, 'attacks, kills, abducts, invades', 'abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional'],
};

/** Status: the word on the badge, and what it means. News itself (`actual`) bears no badge. */
export const STATUSES = {
  actual: ['happened', 'Happened or is happening'],
  historical: ['background', 'Happened, but more than about 30 days before publication'],
  future: ['planned', 'Announced or planned, not yet happened'],
  hypothetical: ['if, could', 'If, would, could: not said to have happened'],
  negated: ['denied', 'Said not to have happened'],
};

export const SECTORS = {
  GOV: 'government', MIL: 'military', COP: 'police', JUD: 'courts', LEG: 'parliament', SPY: 'secret service',
  PTY: 'party', OPP: 'opposition', REB: 'rebels', PRM: 'paramilitary', UAF: 'unidentified armed force',
  CVL: 'civilians', REL: 'religion', EDU: 'education', MED: 'health', JRN: 'media', LAB: 'labour', BUS: 'business',
  CRM: 'crime', REF: 'refugees', ELI: 'elites', SOC: 'society', AGR: 'agriculture', PRE: 'separatists', UNK: 'unknown',
};

/** How country and sector of a party were found. */
export const BASES = {
  name: 'by name', title: 'by title', nationality: 'by nationality', metonym: 'capital for government',
  coreference: 'same as an earlier mention', counterpart: 'by the other side', document_default: 'by the article’s country',
  unknown: '', text: 'said in the text', reporting: 'day of the news',
};

/** Parts of a record that point at words: the label that the page shows. */
export const ROLES = {
  trigger: 'event', actor: 'actor', recipient: 'recipient', said_by: 'said by', date: 'when', place: 'where', size: 'count',
};

export const quadOf = (type) => TYPES[type]?.[0] ?? 0;
export const quadKey = (quad) => `q${quad >= 1 && quad <= 4 ? quad : 0}`;
export const typeMeaning = (type) => TYPES[type]?.[1] ?? '';
export const modesOf = (type) => (TYPES[type]?.[2] ?? '').split(' ').filter(Boolean);
export const statusWord = (status) => STATUSES[status]?.[0] ?? status;

/** Steps of a conflict-cooperation score for colour: 1 fierce conflict … 3 neither … 5 close cooperation. */
export function scoreStep(score) {
  if (score <= -5) return 1;
  if (score < -1) return 2;
  if (score <= 1) return 3;
  return score < 5 ? 4 : 5;
}
