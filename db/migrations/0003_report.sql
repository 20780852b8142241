-- A report, split by who may see what: each table is one *thing* of access/visibility.ts.
--
-- report            where it stands: code, kind, unit, status, clock        (thing: standing)
-- report_content    the original text and place                            (thing: original)
-- handling_copy     what the verifier released to the handling unit         (thing: handling_copy)
-- publication       the redacted public copy and public trail               (thing: public_copy)
-- reporter_identity name and contact, sealed by the application, a row each (things: name, contact)
-- report_step       append-only evidence; its words in step_text, erasable  (rules of record §6)
-- report_clock      several clocks at once, at most one open of each; how long they run in clock_term
--
-- Columns of the largest tables stand by width, the widest numbers first: no room is lost between them.
--
-- What every report and every step writes names its report without a foreign key: looking it up and locking it again
-- for each row cost a sixth of a submission. No report is ever deleted, the policies ask for it, and every restored
-- backup is searched for rows without one (safekeeping/copy-commands.ts).

create table report (
  id                uuid primary key default uuidv7(),
  received_at       timestamptz not null,
  opened_at         timestamptz,
  ended_at          timestamptz,
  -- The soonest late instant among the open clocks its holder owes; orders the queue. Null: nothing is owed.
  due_at            timestamptz,
  -- End of the day a dated promise names, while nothing was answered since. Null: no promise is open.
  promise_until     timestamptz,
  escalated_at      timestamptz,
  support_count     int not null default 0,
  version           int not null default 1,
  agency_id         int not null references agency,
  verifier_unit_id  int not null references unit,
  unit_id           int references unit,
  about_unit_id     int references unit,
  category_id       int references category,
  term_book_id      int not null references term_book,
  referred_agency_id int references agency,
  hops              smallint not null default 0,
  asks              smallint not null default 0,
  -- 1 the verifier; 2 the coordinator after an objection or a third hop
  level             smallint not null default 1,
  -- How far it has climbed: 0, 1 head, 2 leader, 3 ombudsman
  climbed           smallint not null default 0,
  rating            smallint check (rating between 1 and 5),
  code              text not null unique,
  kind              text not null check (is_kind(kind)),
  status            text not null check (is_status(status)),
  confidentiality   text not null check (is_confidentiality(confidentiality)),
  channel           text not null check (is_channel(channel)),
  district_code     text,
  village_code      text,
  outcome           text check (outcome in ('confirmed', 'silent')),
  archived_for      text,
  resume_to         text check (is_status(resume_to)),
  referred_to       jsonb,
  merged_into       uuid references report,
  kind_before       text check (is_kind(kind_before)),
  may_call          boolean not null default false,
  -- Which ways to write to the reporter exist. The addresses themselves are sealed elsewhere.
  has_email         boolean not null default false,
  has_phone         boolean not null default false,
  ombudsman_consent boolean not null default false,
  -- Person who took it in at a desk or on a visit.
  taken_in_by       uuid references person,
  sp4n_id           text,
  source_id         text,
  -- The same submission again has the same receipt and is the same report.
  receipt_mac       bytea
);
create unique index report_source_once on report (agency_id, channel, source_id) where source_id is not null;
create unique index report_receipt_idx on report (receipt_mac) where receipt_mac is not null;
-- Officers' queues: what stands where, the soonest deadline first. Each page is a few short walks along one of these.
create index report_unit_due_idx on report (unit_id, status, (coalesce(due_at, 'infinity')), id) where ended_at is null and unit_id is not null;
create index report_verifier_due_idx on report (verifier_unit_id, status, (coalesce(due_at, 'infinity')), id) where ended_at is null;
create index report_secret_idx on report (verifier_unit_id, status, (coalesce(due_at, 'infinity')), id) where ended_at is null and confidentiality = 'confidential';
create index report_climbed_idx on report (agency_id, (coalesce(due_at, 'infinity')), id) where ended_at is null and (climbed >= 2 or escalated_at is not null);
create index report_coordinate_idx on report (agency_id, (coalesce(due_at, 'infinity')), id) where ended_at is null and (level > 1 or hops > 1 or kind_before is not null);
create index report_unit_done_idx on report (unit_id, ended_at, id) where status = 'closed';
create index report_verifier_done_idx on report (verifier_unit_id, ended_at, id) where status = 'closed';
create index report_taken_in_idx on report (taken_in_by, received_at, id) where taken_in_by is not null;
create index report_referred_idx on report (referred_agency_id, received_at, id) where referred_agency_id is not null;
create index report_agency_received_idx on report (agency_id, received_at);
create index report_unit_received_idx on report (unit_id, received_at) where unit_id is not null;
create index report_similar_idx on report (agency_id, village_code, received_at) where ended_at is null and village_code is not null;
create index report_promise_idx on report (promise_until) where promise_until is not null;
create index report_merged_idx on report (merged_into) where merged_into is not null;
comment on column report.receipt_mac is 'HMAC-SHA-256 of the receipt under a key kept outside the database, its first 128 bits';

create table report_content (
  report_id   uuid primary key,
  lat         double precision,
  lon         double precision,
  agency_id   int not null,
  occurred_on date,
  title       text not null check (length(title) between 1 and 200),
  body        text not null check (length(body) between 1 and 20000),
  place       text not null default '' check (length(place) <= 500),
  -- Hides title, body and place in the commitments of the first step; gone with them, the chain stays whole.
  salt        text not null
);
-- Words officers find it by; nobody else searches originals (db/policies/9-search.sql).
create index report_content_search_idx on report_content using gin (public_search(title, body, place));
comment on table report_content is 'What was submitted, as it came: the words of the first step of the chain stand here and nowhere else';

create table handling_copy (
  report_id   uuid primary key references report,
  released_at timestamptz not null,
  agency_id   int not null,
  released_by uuid references person,
  title       text not null,
  body        text not null,
  place       text not null default ''
);
create index handling_copy_search_idx on handling_copy using gin (public_search(title, body, place));

create table reporter_identity (
  report_id uuid not null,
  agency_id int not null,
  part      text not null check (part in ('name', 'contact')),
  sealed    bytea not null,
  primary key (report_id, part)
);
comment on table reporter_identity is 'AES-256-GCM by the application, bound to report and part; no report query joins it';

create table clock_term (
  id        int generated always as identity primary key,
  agency_id int not null,
  days      int not null,
  counted   text not null,
  source    text not null,
  unique (agency_id, days, counted, source)
);
comment on table clock_term is 'How long, counted how, by what law: a few dozen of a government, for all its clocks. Added to, never changed';

create table report_clock (
  started_at timestamptz not null,
  late_from  timestamptz not null,
  ended_at   timestamptz,
  -- The worker has seen to everything before this instant; 'infinity' when nothing more will happen by itself. Null
  -- when it never had to, and once the clock has ended.
  settled_until timestamptz,
  -- When the worker must look at it next: whoever writes a clock needs not think of it.
  next_at    timestamptz generated always as (case when ended_at is null then greatest(late_from, settled_until) end) stored,
  -- Which of its report's clocks; found by the report, so that no index of its own grows with every clock.
  id         int generated always as identity,
  agency_id  int not null,
  unit_id    int,
  -- A row of clock_term, which says how long (db/policies/5-clock.sql).
  term_id    int not null,
  report_id  uuid not null,
  -- How many things have followed from its being late: rungs climbed, or its one overrun
  rung       smallint not null default 0,
  met        boolean,
  clock      text not null check (is_clock(clock)),
  -- [{from, until}] in ISO instants; the last until is null while it stands still. Null when it never did
  pauses     jsonb check (pauses <> '[]')
);
create unique index report_clock_one_open on report_clock (report_id, clock) where ended_at is null;
create index report_clock_report_idx on report_clock (report_id);
create index report_clock_next_idx on report_clock (next_at, id) where next_at is not null;
-- What offices are measured by (db/policies/8-figures.sql).
create index report_clock_owed_idx on report_clock (unit_id, started_at) where clock = 'complete';
comment on column report_clock.met is 'Null while open; true when what was owed was done, false when the way ended without it';

create table report_step (
  at             timestamptz not null,
  -- When the database wrote it down; `at` is when it happened, which an import may tell much later.
  recorded_at    timestamptz not null default clock_timestamp(),
  seq            int not null,
  agency_id      int not null,
  unit_id        int,
  target_unit_id int,
  report_id      uuid not null,
  actor_id       uuid,
  step           text not null check (is_step(step)),
  -- It came from where the step before it led, the first from 'draft'.
  to_status      text not null check (is_status(to_status)),
  actor_role     text not null check (is_role(actor_role)),
  readers        text not null check (readers in ('public', 'reporter', 'staff')),
  -- What else the step says: reason code, promise, rating, kinds, rungs. Never personal data.
  facts          jsonb not null default '{}',
  -- SHA-256 of its words and of each file with their salts, one after the other.
  commitments    bytea not null default '',
  -- SHA-256 over the hash of the step before it, the facts and the commitments.
  hash           bytea not null,
  primary key (report_id, seq)
);
create index report_step_recorded_idx on report_step using brin (recorded_at);
comment on table report_step is 'Evidence: the application may add, never change or remove';

create table step_text (
  report_id uuid not null,
  seq       int not null,
  agency_id int not null,
  readers   text not null check (readers in ('public', 'reporter', 'staff')),
  -- Hides the words in the commitment of their step; gone with them.
  salt      text not null,
  -- By their names: words, found, done, who, evidence, how.
  texts     jsonb not null,
  primary key (report_id, seq)
);
comment on table step_text is 'The words of a step after the first; erased with their salt, the chain stays whole';

create table pending_answer (
  report_id   uuid primary key references report,
  agency_id   int not null,
  proposed_by uuid not null references person,
  proposed_at timestamptz not null,
  input       jsonb not null
);

create table internal_note (
  id         bigint generated always as identity primary key,
  agency_id  int not null,
  report_id  uuid not null references report,
  person_id  uuid not null references person,
  body       text not null check (length(body) between 1 and 5000),
  at         timestamptz not null
);
create index internal_note_report_idx on internal_note (report_id);
comment on table internal_note is 'For staff of the report only; no road to the reporter or the public reads this table';

create table attachment (
  id         uuid primary key default uuidv7(),
  report_id  uuid not null references report,
  at         timestamptz not null,
  agency_id  int not null,
  -- The step it came with.
  step_seq   int,
  bytes      int not null,
  width      int not null,
  height     int not null,
  from_whom  text not null check (from_whom in ('reporter', 'office')),
  sha256     text not null,
  storage_key text not null,
  thumb_key  text not null,
  media_type text not null,
  alt        text not null default '',
  -- The redacted file the public may see; null until a verifier released it.
  public_key       text,
  public_thumb_key text,
  foreign key (report_id, step_seq) references report_step
);
create index attachment_report_idx on attachment (report_id);

create table publication (
  report_id       uuid primary key,
  -- Null before verification: status and clock only.
  published_at    timestamptz,
  due_at          timestamptz,
  answered_at     timestamptz,
  ended_at        timestamptz,
  received_on     date not null,
  agency_id       int not null,
  unit_id         int,
  verifier_unit_id int,
  category_id     int,
  support_count   int not null default 0,
  version         int not null,
  climbed         smallint not null default 0,
  rating          smallint,
  -- Found by it through `report` alone (public_ids): a second index of random codes would be touched at random by every submission.
  code            text not null,
  kind            text not null,
  status          text not null,
  outcome         text,
  confidentiality text not null check (confidentiality in ('open', 'anonymous')),
  holder          text not null,
  district_code   text,
  village_code    text,
  checked         boolean not null default false,
  title           text,
  body            text,
  place           text,
  first_name      text,
  -- Null when none was released.
  photos          jsonb check (photos <> '[]'),
  referred_to     jsonb,
  merged_into     uuid,
  sp4n_id         text,
  check ((published_at is null) = (title is null))
);
create index publication_recent_idx on publication (agency_id, received_on desc, report_id desc) where published_at is not null;
create index publication_due_idx on publication (agency_id, due_at, report_id) where published_at is not null and due_at is not null;
create index publication_support_idx on publication (agency_id, support_count desc, report_id desc) where published_at is not null and support_count > 0;
create index publication_unit_idx on publication (unit_id, received_on desc) where published_at is not null;
create index publication_place_idx on publication (agency_id, district_code, village_code, received_on desc) where published_at is not null;
create index publication_search_idx on publication using gin (public_search(title, body, place)) where published_at is not null;
-- How common each word is: the planner does not read it from a partial index. What stands everywhere is looked for among
-- the newest, what is rare by the index.
create statistics publication_words on public_search(title, body, place) from publication;
comment on table publication is 'What anybody may read: redacted, separate, no original text. Confidential reports have no row';

create table support (
  report_id   uuid not null references report,
  at          timestamptz not null,
  agency_id   int not null,
  device_mac  bytea not null,
  primary key (report_id, device_mac)
);

create table code_use (
  agency_id int not null references agency,
  year      int not null,
  used      bigint not null default 0,
  primary key (agency_id, year)
);
comment on table code_use is 'How many codes of a year are used, brought up to date by the worker; lengthens codes at a tenth';
