-- People who work with the system: accounts, roles, ways to sign in, sessions. Reporters have none of this.

create table person (
  id         uuid primary key default uuidv7(),
  agency_id  uuid not null references agency,
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
  agency_id   uuid not null references agency,
  person_id   uuid not null references person,
  role        text not null references role,
  unit_id     uuid references unit,
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
  confirmed_at timestamptz,
  last_counter bigint not null default -1
);
comment on table one_time_password is 'TOTP secrets, sealed by the application; a counter works once';

create table recovery_code (
  person_id uuid not null references person,
  hash      bytea not null,
  used_at   timestamptz,
  primary key (person_id, hash)
);

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
  agency_id     uuid not null references agency,
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
  network_hash bytea not null,
  device_hash  bytea,
  succeeded    boolean not null,
  at           timestamptz not null
);
create index sign_in_attempt_account_idx on sign_in_attempt (account_hash, at);
create index sign_in_attempt_network_idx on sign_in_attempt (network_hash, at);

create table one_time_link (
  token_hash bytea primary key,
  agency_id  uuid references agency,
  person_id  uuid references person,
  purpose    text not null check (purpose in ('set_up', 'invite', 'reset', 'demo')),
  expires_at timestamptz not null,
  used_at    timestamptz
);

create table challenge (
  id_hash    bytea primary key,
  purpose    text not null,
  person_id  uuid references person,
  challenge  text not null,
  expires_at timestamptz not null
);
comment on table challenge is 'Passkey ceremonies and half-finished sign-ins; each is used once';
