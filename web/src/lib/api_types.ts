// Made by tools/gen_web_types.py from src/serve/openapi.json; do not edit.

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  instance?: string;
}

export interface Quantity {
  low: number | null;
  best: number | null;
  high: number | null;
}

export interface Name {
  text: string | null;
  id: string | null;
  name_en: string | null;
  type?: string | null;
}

export interface Place {
  text: string | null;
  id: string | null;
  name_en: string | null;
  country: string | null;
  admin?: string | null;
  lat: number | null;
  lon: number | null;
  radius_km: number | null;
}

export interface Interval {
  start: string;
  stop: string;
}

export interface DocumentRef {
  sha256: string;
  name: string;
  title: string | null;
  outlet: string | null;
  published: string | null;
}

export interface Speaker {
  text: string | null;
  type: string;
  chain: Array<{
    text: string | null;
    type: string;
  }>;
}

export interface IncidentRow {
  id: string;
  kind: 'event' | 'tally' | 'level' | 'commitment';
  title: string;
  type: string | null;
  mode: string | null;
  subtype: string | null;
  start: string | null;
  stop: string | null;
  place: Place | null;
  actors: Array<Name>;
  targets: Array<Name>;
  killed: Quantity | null;
  injured: Quantity | null;
  status: 'asserted' | 'attributed' | 'denied' | 'threatened' | 'planned' | 'alleged' | 'conditional' | 'background' | null;
  score: number | null;
  documents: number;
  facts: number;
  contested: Array<string>;
  context: Array<string>;
  review: string | null;
  speakers?: Array<Name>;
  outcome?: string | null;
  weapon?: string | null;
  n?: number | null;
  what?: string | null;
  made_on?: string | null;
}

export interface FieldValue {
  value: string;
  label: string;
  facts: Array<string>;
  speakers: Array<string | null>;
  documents: number;
  preferred: boolean;
  first_told: string | null;
  last_told: string | null;
  origins: Array<string>;
}

export interface IncidentField {
  field: string;
  contested: boolean;
  rule: string;
  values: Array<FieldValue>;
}

export interface Fact {
  id: string;
  doc: string;
  kind: 'event' | 'tally' | 'level' | 'commitment';
  begin: number;
  end: number;
  text: string;
  status: 'asserted' | 'attributed' | 'denied' | 'threatened' | 'planned' | 'alleged' | 'conditional' | 'background';
  speaker: Speaker | null;
  rule: string | null;
  plover?: string | null;
  mode?: string | null;
  subtype?: string | null;
  start?: string | null;
  stop?: string | null;
  date_text?: string | null;
  actor?: Array<Name>;
  target?: Array<Name>;
  place?: Place | null;
  killed?: Quantity | null;
  injured?: Quantity | null;
  weapon?: string | null;
  count?: number | null;
  outcome?: string | null;
  context?: Array<string>;
  n?: number | null;
  what?: string | null;
  at?: string | null;
  period_start?: string | null;
  period_end?: string | null;
  who?: string | null;
  to_whom?: string | null;
  due?: string | null;
  made_on?: string | null;
  incident?: string | null;
  score?: number;
  evidence: Record<string, Array<number>>;
}

export interface FactRow {
  id: string;
  doc: string;
  kind: 'event' | 'tally' | 'level' | 'commitment';
  begin: number;
  end: number;
  text: string;
  status: 'asserted' | 'attributed' | 'denied' | 'threatened' | 'planned' | 'alleged' | 'conditional' | 'background';
  speaker: Speaker | null;
  rule: string | null;
  plover?: string | null;
  mode?: string | null;
  subtype?: string | null;
  start?: string | null;
  stop?: string | null;
  date_text?: string | null;
  actor?: Array<Name>;
  target?: Array<Name>;
  place?: Place | null;
  killed?: Quantity | null;
  injured?: Quantity | null;
  weapon?: string | null;
  count?: number | null;
  outcome?: string | null;
  context?: Array<string>;
  n?: number | null;
  what?: string | null;
  at?: string | null;
  period_start?: string | null;
  period_end?: string | null;
  who?: string | null;
  to_whom?: string | null;
  due?: string | null;
  made_on?: string | null;
  incident?: string | null;
  score?: number;
  evidence: Record<string, Array<number>>;
  document: DocumentRef;
  before: string;
  after: string;
}

export interface Incident {
  row: IncidentRow;
  fields: Array<IncidentField>;
  facts: Array<FactRow>;
  why: Array<{
    fact: string;
    reason: string;
  }>;
  first_told: string | null;
  last_told: string | null;
  reviews: Array<FactReview>;
}

export interface Evidence {
  begin: number;
  end: number;
  text: string;
  rule: string | null;
}

export interface Explanation {
  fact: FactRow;
  fields: Array<{
    field: string;
    value: string;
    evidence: Array<Evidence>;
  }>;
  rules: Array<{
    id: string;
    where: string | null;
    says: string | null;
    source: string | null;
  }>;
  other_rules: boolean;
}

export interface DocumentRow {
  sha256: string;
  name: string;
  title: string | null;
  outlet: string | null;
  url: string | null;
  published: string | null;
  published_inferred: boolean;
  published_rule: string | null;
  sentences: number;
  coded_sentences: number;
  facts: number;
  rules_hash: string;
}

export interface Passage {
  begin: number;
  end: number;
  source: DocumentRef;
  source_begin: number;
  source_end: number;
  verbatim: boolean;
  likeness: number;
  dated: boolean;
}

export interface Document {
  row: DocumentRow;
  text: string;
  facts: Array<Fact>;
  copied: Array<Passage>;
}

export interface PlaceRow {
  place: Place;
  incidents: number;
  killed: number | null;
}

export interface ActorRow {
  id: string;
  name_en: string | null;
  text: string | null;
  kind: string;
  country: string | null;
  incidents: number;
  as_actor: number;
  as_target: number;
  claims: number;
  denials: number;
  blamed: number;
  commitments: number;
}

export interface Count {
  key: string | null;
  n: number;
}

export interface Actor {
  row: ActorRow;
  by_type: Array<Count>;
  by_month: Array<Count>;
  speakers: Array<Count>;
}

export interface Source {
  fact: string;
  doc: string;
  begin: number;
  end: number;
  words: string;
  before: string;
  after: string;
  status: string;
  speaker: string | null;
  speaker_type: string | null;
}

export interface TallyRow {
  incident: string;
  n: number;
  what: string;
  what_key: string | null;
  series: string;
  series_label: string;
  subtype: string | null;
  period: Interval | null;
  place: string | null;
  itemised: number | null;
  contested: boolean;
  sources: Array<Source>;
}

export interface LevelSeries {
  what: string;
  what_key: string | null;
  contested: boolean;
  points: Array<{
    n: number;
    at: string | null;
    told: string | null;
    source: Source;
  }>;
}

export interface Commitment {
  incident: string;
  who: string | null;
  to_whom: string | null;
  what: string | null;
  topic: string | null;
  made_on: string | null;
  statuses: Array<string>;
  state: 'open' | 'due' | 'met' | 'late' | 'missed' | 'moved' | 'withdrawn' | 'unknown' | 'undated';
  reason: string;
  state_facts: Array<string>;
  moved_from: string | null;
  contested: boolean;
  due: Array<{
    value: string;
    start: string;
    stop: string;
    current: boolean;
    facts: Array<string>;
    speakers: Array<string | null>;
    first_told: string | null;
    last_told: string | null;
  }>;
  facts: Array<string>;
}

export interface Series {
  by: 'month' | 'quarter' | 'year';
  periods: Array<string>;
  rows: Array<{
    label: string;
    counts: Array<number>;
    total: number;
  }>;
  tallies: Array<{
    what: string;
    what_key: string | null;
    values: Array<string>;
    itemised: Array<string>;
    sources: Array<Source>;
  }>;
  undated: number;
  too_wide: number;
}

export interface Aggregate {
  by: Array<string>;
  items: Array<{
    key: Record<string, string | null>;
    label?: Record<string, string | null>;
    n: number;
  }>;
  total: number;
}

export interface Overview {
  coverage: {
    documents: number;
    copies: number;
    rejected: number;
    sentences: number;
    coded_sentences: number;
    first_published: string | null;
    last_published: string | null;
  };
  facts: {
    event: number;
    tally: number;
    level: number;
    commitment: number;
  };
  incidents: number;
  contested: number;
  undated: number;
  by_month: Array<{
    period: string;
    type: string;
    n: number;
  }>;
  by_type: Array<Count>;
  by_status: Array<Count>;
  by_place: Array<PlaceRow>;
  deadlines: Array<Commitment>;
  as_of: string;
  rules_hash: string;
  version: string;
}

export interface CodeRequest {
  text: string;
  published?: string | null;
  title?: string | null;
  outlet?: string | null;
  url?: string | null;
  name?: string | null;
  store?: boolean;
}

export interface Coded {
  facts: Array<Fact>;
  published: string | null;
  published_inferred: boolean;
  published_rule: string | null;
  sentences: number;
  mentions: Array<Record<string, unknown>>;
  uncoded: Array<{
    begin: number;
    end: number;
    text: string;
    trigger: string;
    plover: string;
    reason: string;
  }>;
  sha256: string;
  stored: boolean;
  rules_hash: string;
  timings_ms: {
    read: number;
    code: number;
    store: number | null;
    total: number;
  };
}

export interface Job {
  id: string;
  kind: 'upload';
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  done: number;
  total: number;
  coded: number;
  unchanged: number;
  rejected: number;
  step: 'reading' | 'coding' | 'linking' | 'done';
  created: string;
  finished: string | null;
  by: string | null;
  error: string | null;
  rejects: Array<{
    name: string;
    code: string;
    message: string;
  }>;
}

export interface Reject {
  name: string;
  sha256: string | null;
  code: string;
  message: string;
}

export interface ExportFormat {
  format: string;
  media_type: string;
  says: string;
}

export interface SearchHit {
  document: DocumentRow;
  snippets: Array<{
    begin: number;
    end: number;
    before: string;
    words: string;
    after: string;
  }>;
}

export interface RuleFile {
  path: string;
  lines: number;
  kind: 'lexicon' | 'rules' | 'cases' | 'weights' | 'other';
}

export interface RuleText {
  path: string;
  text: string;
  facts: number;
  added: string | null;
  may_be_added_to: boolean;
}

export interface RuleRow {
  path: string;
  row: Record<string, string | null>;
  documents?: number;
}

export interface RuleTrial {
  mistakes: Array<{
    where: string | null;
    message: string;
  }>;
  cases: {
    run: number;
    known_gaps: number;
    failed: number;
    failures: Array<{
      name: string;
      text: string;
      message: string;
    }>;
  } | null;
  ledger: {
    documents: number;
    documents_there: number;
    documents_changed: number;
    appeared: number;
    vanished: number;
    changed: number;
    changes: Array<FactChange>;
  } | null;
}

export interface RuleAdopted {
  path: string;
  holds_now: boolean;
  why_not: string | null;
  rules_hash: string;
}

export interface RuleUse {
  id: string;
  where: string | null;
  says: string | null;
  source: string | null;
  facts: number;
}

export interface Session {
  auth: boolean;
  user: string | null;
  role: 'reader' | 'coder' | 'editor' | 'admin' | null;
  csrf: string | null;
}

export interface User {
  name: string;
  role: 'reader' | 'coder' | 'editor' | 'admin';
  created: string;
  last_sign_in: string | null;
}

export interface Token {
  id: string;
  user: string;
  label: string;
  scopes: Array<'read' | 'code' | 'edit' | 'admin'>;
  created: string;
  expires: string | null;
  last_used: string | null;
}

export interface NewToken {
  token: string;
  row: Token;
}

export interface AuditEntry {
  at: string;
  user: string | null;
  action: string;
  detail: string | null;
  address: string | null;
}

export interface IncidentRowList {
  items: Array<IncidentRow>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface FactRowList {
  items: Array<FactRow>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface DocumentRowList {
  items: Array<DocumentRow>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface PlaceRowList {
  items: Array<PlaceRow>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface ActorRowList {
  items: Array<ActorRow>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface TallyRowList {
  items: Array<TallyRow>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface LevelSeriesList {
  items: Array<LevelSeries>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface CommitmentList {
  items: Array<Commitment>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface JobList {
  items: Array<Job>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface RejectList {
  items: Array<Reject>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface ExportFormatList {
  items: Array<ExportFormat>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface SearchHitList {
  items: Array<SearchHit>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface RuleFileList {
  items: Array<RuleFile>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface RuleUseList {
  items: Array<RuleUse>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface UserList {
  items: Array<User>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface TokenList {
  items: Array<Token>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface AuditEntryList {
  items: Array<AuditEntry>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface Telling {
  fact: string;
  doc: string;
  speaker: string | null;
  speaker_type: string | null;
  status: string | null;
  told: string | null;
}

export interface Stance {
  incident: string;
  stance: 'claimed' | 'blamed' | 'denied' | 'condemned';
  by: {
    text: string | null;
    id: string | null;
    name_en: string | null;
  };
  by_type: string | null;
  on: Array<{
    text: string | null;
    id: string | null;
    name_en: string | null;
  }>;
  rule: string;
  certain: boolean;
  tellings: Array<Telling>;
}

export interface Relation {
  kind: 'response' | 'follows' | 'repeats' | 'part_of' | 'foils';
  from: string;
  to: string | null;
  basis: 'stated' | 'inferred';
  resolved: boolean;
  rule: string | null;
  reason: string | null;
  words: {
    doc: string | null;
    begin: number;
    end: number;
    text: string | null;
  } | null;
  tellings: Array<Telling>;
}

export interface ResponseRow {
  side: {
    key: string;
    label: string | null;
  } | null;
  against: {
    key: string;
    label: string | null;
  } | null;
  period: string | null;
  attacks: number;
  responses: {
    stated: number;
    inferred: number;
  };
  ratio: number | null;
  attack_incidents: Array<string>;
  stated_incidents: Array<string>;
  inferred_incidents: Array<string>;
  assumed_side: Array<string>;
}

export interface Contradiction {
  doc: string;
  doc_sha256: string;
  field: string;
  rule: string;
  same_teller: boolean;
  certain: boolean;
  incidents: Array<string>;
  title: string | null;
  values: Array<{
    value: string | null;
    begin: number | null;
    tellings: Array<Telling>;
  }>;
}

export interface TallyAccount {
  incident: string;
  n: number;
  low: number;
  high: number | null;
  what: string | null;
  key: string | null;
  scope: string | null;
  period: {
    value: string;
    start: string;
    stop: string;
  } | null;
  place: string | null;
  country: string | null;
  country_told: boolean;
  counts: string | null;
  why_not: string | null;
  itemised: number;
  possible: number;
  items: Array<{
    incident: string;
    title: string | null;
    when: string | null;
    counts_for: number;
    certain: boolean;
    open: string | null;
  }>;
  tellings: Array<Telling>;
}

export interface TallyConflict {
  kind: string;
  incidents: Array<string>;
  reason: string;
}

export interface LevelValue {
  n: number;
  low: number;
  high: number | null;
  ahead: boolean;
  tellings: Array<Telling>;
}

export interface LevelSteps {
  key: string | null;
  what: string | null;
  incidents: Array<string>;
  steps: Array<{
    at: string;
    start: string;
    stop: string;
    contested: boolean;
    change: number | null;
    values: Array<LevelValue>;
  }>;
  undated: Array<LevelValue>;
  conflicts: Array<{
    rule: string;
    at: Array<string>;
    values: Array<LevelValue>;
  }>;
}

export interface StanceList {
  items: Array<Stance>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface RelationList {
  items: Array<Relation>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface ResponseRowList {
  items: Array<ResponseRow>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface ContradictionList {
  items: Array<Contradiction>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface TallyAccountList {
  items: Array<TallyAccount>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface TallyConflictList {
  items: Array<TallyConflict>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface LevelStepsList {
  items: Array<LevelSteps>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface FactReview {
  fact: string;
  state: 'machine' | 'in review' | 'confirmed by one' | 'confirmed by two' | 'rejected';
  assignee: string | null;
  first_reader: string | null;
  second_reader: string | null;
  corrected: Array<string>;
  closed_as: string | null;
  comments: number;
}

export interface ReviewItem {
  fact: FactRow;
  state: 'machine' | 'in review' | 'confirmed by one' | 'confirmed by two' | 'rejected';
  assignee: string | null;
  first_reader: string | null;
  comments: number;
  usefulness: number;
  contested: Array<string>;
  people: number;
}

export interface ReviewAction {
  revision: number;
  time: string | null;
  author: string | null;
  verb: 'confirm' | 'reject' | 'reopen' | 'correct' | 'release' | 'comment' | 'assign' | 'add' | 'duplicate' | 'close' | 'merge' | 'split';
  because: string | null;
  note: string | null;
  fields: Record<string, string | null>;
}

export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

export interface ReviewStanding {
  fact: string;
  document: string;
  kind: string | null;
  words: string | null;
  state: 'machine' | 'in review' | 'confirmed by one' | 'confirmed by two' | 'rejected';
  assignee: string | null;
  first_reader: string | null;
  second_reader: string | null;
  corrected: Array<string>;
  agreed: Array<string>;
  duplicate_of: string | null;
  closed_as: string | null;
  closed_by: string | null;
  added: boolean;
  rules_find_it: boolean;
  rules_differ: Array<{
    field: string;
    rules: string | null;
    holds: string | null;
  }>;
  actions: Array<ReviewAction>;
  row: FactRow | null;
  values: Array<{
    field: string;
    value: string | null;
  }>;
  contested: Array<string>;
  version: string;
  ledger: string;
}

export interface ReviewRequest {
  verb: 'confirm' | 'reject' | 'reopen' | 'correct' | 'release' | 'comment' | 'assign' | 'duplicate' | 'close';
  note?: string | null;
  fields?: Record<string, string | null> | null;
  because?: string | null;
  by?: string | null;
  version?: string | null;
}

export interface AddRequest {
  document: string;
  kind: 'event' | 'tally' | 'level' | 'commitment';
  begin: number;
  end: number;
  fields?: Record<string, string | null> | null;
  because?: string | null;
  by?: string | null;
}

export interface MergeRequest {
  with: Array<string>;
  because?: string | null;
  by?: string | null;
}

export interface SplitRequest {
  facts: Array<string>;
  because?: string | null;
  by?: string | null;
}

export interface IncidentsNow {
  incidents: Array<IncidentRow>;
  ledger: string;
}

export interface FieldAgreement {
  field: string;
  scale: 'nominal' | 'interval';
  units: number;
  agreed: number;
  alpha: number | null;
  kappa: number | null;
  coders: Array<string>;
}

export interface Agreement {
  items: Array<FieldAgreement>;
  states: Array<Count>;
  readers: Array<{
    reader: string;
    did: Record<string, number>;
  }>;
}

export interface Run {
  id: number;
  kind: string;
  started: string | null;
  finished: string | null;
  author: string | null;
  program: string | null;
  rules: string | null;
  reason: string | null;
  revisions: Record<string, number>;
}

export interface FactChange {
  change: 'appeared' | 'vanished' | 'changed';
  fact: string;
  before: string | null;
  document: string;
  kind: string;
  words: string;
  fields: Array<FieldChange>;
}

export interface RunDiff {
  items: Array<FactChange>;
  next: string | null;
  total: number;
  summary: {
    appeared: number;
    vanished: number;
    changed: number;
    unchanged: number;
    documents_appeared: number;
    documents_vanished: number;
    documents_changed: number;
  };
}

export interface HistoryEntry {
  revision: number;
  run: number;
  run_kind: string | null;
  time: string | null;
  author: string | null;
  because: string | null;
  kind: 'document' | 'withdraw' | 'action' | 'note';
  document: string | null;
  fact: string | null;
  field: string | null;
  action: ReviewAction | null;
  changes: Array<FactChange>;
}

export interface EntityLink {
  kind: 'facade' | 'part' | 'alias';
  to: string;
  to_name: string | null;
  asserted: Array<{
    by: string;
    by_type: string;
    since: string | null;
    until: string | null;
    doc: string | null;
    sha256: string | null;
    words: {
      doc: string;
      begin: number;
      end: number;
      text: string;
    } | null;
  }>;
}

export interface Entity {
  id: string;
  name_en: string | null;
  kind: string | null;
  country: string | null;
  names: Array<{
    text: string;
    facts: number;
    documents: number;
  }>;
  links: Array<EntityLink>;
  merged: Array<string>;
}

export interface EntityAndLinks {
  entity: Entity;
  known: Array<string>;
  linked_from: Array<{
    id: string;
    name_en: string | null;
    name: string | null;
    link: EntityLink;
  }>;
}

export interface ReviewItemList {
  items: Array<ReviewItem>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface RunList {
  items: Array<Run>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface HistoryEntryList {
  items: Array<HistoryEntry>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}

export interface EntityList {
  items: Array<Entity>;
  next: string | null;
  total: number;
  total_is_exact?: boolean;
}
