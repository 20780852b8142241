-- People who work with the system: accounts, roles, ways to sign in, sessions. Reporters have none of this.

create table person (
  id         uuid primary key default uuidv7(),
  agency_id  int not null references agency,
  key        text unique,
  name       text not null,
  -- What the public trail shows of an officer.
  initials   text not null,
  email      text not null,
  suspended_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index person_email_idx on person (lower(email));

create table assignment (
  id          uuid primary key default uuidv7(),
  agency_id   int not null references agency,
  person_id   uuid not null references person,
  role        text not null references role,
  unit_id     int references unit,
  region_code text,
  valid_from  date,
  valid_until date
);
create index assignment_person_idx on assignment (person_id);
create index assignment_unit_idx on assignment (unit_id, role);

create table password (
  person_id  uuid primary key references person,
  hash       text not null,
  changed_at timestamptz not null default now()
);
comment on column password.hash is 'argon2id in PHC string form';

create table one_time_password (
  person_id    uuid primary key references person,
  sealed       bytea not null,
  confirmed_at timestamptz not null,
  last_counter bigint not null
);
comment on table one_time_password is 'TOTP secrets, sealed by the application, stored once a code was shown to work; a counter works once';

create table recovery_code (
  person_id uuid not null references person,
  hash      bytea not null,
  used_at   timestamptz,
  primary key (person_id, hash)
);
comment on column recovery_code.hash is 'HMAC-SHA-256 under a key outside the database; the bits are random, so no slow hash is needed';

create table passkey (
  credential_id text primary key,
  person_id     uuid not null references person,
  public_key    bytea not null,
  counter       bigint not null,
  transports    text[] not null default '{}',
  name          text not null,
  created_at    timestamptz not null default now(),
  used_at       timestamptz
);
create index passkey_person_idx on passkey (person_id);

create table staff_session (
  id_hash       bytea primary key,
  agency_id     int not null references agency,
  person_id     uuid not null references person,
  assignment_id uuid not null references assignment,
  created_at    timestamptz not null,
  seen_at       timestamptz not null,
  expires_at    timestamptz not null,
  -- When the person last proved who they are; dangerous acts want it fresh.
  proved_at     timestamptz not null,
  device        text not null,
  ended_at      timestamptz
);
create index staff_session_person_idx on staff_session (person_id) where ended_at is null;

create table sign_in_attempt (
  id           bigint generated always as identity primary key,
  account_hash bytea not null,
  address_hash bytea not null,
  network_hash bytea not null,
  device_hash  bytea,
  -- Whether the account had been signed in to from this device before: such attempts are counted by themselves.
  known        boolean not null,
  succeeded    boolean not null default false,
  at           timestamptz not null
);
create index sign_in_attempt_account_idx on sign_in_attempt (account_hash, at);
create index sign_in_attempt_address_idx on sign_in_attempt (address_hash, at) where not succeeded;
create index sign_in_attempt_network_idx on sign_in_attempt (network_hash, at) where not succeeded;
comment on table sign_in_attempt is 'Keyed hashes only: no address and no e-mail can be read from it. Counts as failed until it succeeds';

create table one_time_link (
  token_hash bytea primary key,
  agency_id  int references agency,
  person_id  uuid references person,
  purpose    text not null check (purpose in ('set_up', 'invite', 'reset', 'demo')),
  expires_at timestamptz not null,
  used_at    timestamptz
);

create table challenge (
  -- SHA-256 of what only one browser holds: its gate cookie, its session, or its one-time link.
  id_hash    bytea not null,
  purpose    text not null check (purpose in ('second_factor', 'passkey_sign_in', 'passkey_add', 'totp_change', 'set_up')),
  person_id  uuid references person,
  challenge  text not null,
  tries_left int not null default 5 check (tries_left >= 0),
  expires_at timestamptz not null,
  primary key (id_hash, purpose)
);
create index challenge_expiry_idx on challenge (expires_at);
comment on table challenge is 'Passkey ceremonies and half-finished sign-ins; each is used once, by the browser it was made for';
