-- Who holds a session: one call per request, so one round trip. Sees past the policies because nobody is known yet;
-- it answers only to the hash of a secret of 256 random bits.
drop function if exists session_of(bytea, timestamptz, interval);
create function session_of(hash bytea, at timestamptz, idle interval) returns table (
  person_id uuid, agency_id int, demo boolean, receives_reports boolean, operates boolean, assignment_id uuid, role text, unit_id int, region_code text, name text,
  initials text, email text, unit_name text, proved_at timestamptz, created_at timestamptz, expires_at timestamptz, assignments int
) language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
  -- Once a minute is often enough to know that somebody is still there.
  update staff_session s set seen_at = at
  where s.id_hash = hash and s.ended_at is null and s.seen_at < at - interval '1 minute' and s.seen_at > at - idle;

  return query
  select p.id, s.agency_id, a.demo, a.prefix is not null, a.kind = 'operator', g.id, g.role, g.unit_id, g.region_code, p.name, p.initials, p.email, u.name, s.proved_at,
         s.created_at, s.expires_at, (select count(*)::int from valid_assignments(p.id, at))
  from staff_session s
    join person p on p.id = s.person_id
    join agency a on a.id = s.agency_id
    join valid_assignments(p.id, at) g on g.id = s.assignment_id
    left join unit u on u.id = g.unit_id
  where s.id_hash = hash and s.ended_at is null and s.expires_at > at and s.seen_at > at - idle and p.suspended_at is null;
end $$;

-- The roles a person has on the office's date at that instant.
create or replace function valid_assignments(person uuid, at timestamptz) returns setof assignment language sql stable as $$
  select g.id, g.agency_id, g.person_id, g.role, g.unit_id, g.region_code, g.valid_from, g.valid_until, g.acting
  from assignment g join agency a on a.id = g.agency_id
  where g.person_id = person
    and (g.valid_from is null or g.valid_from <= (at at time zone a.zone)::date)
    and (g.valid_until is null or g.valid_until >= (at at time zone a.zone)::date)
$$;

-- The body that runs an installation in which no government stands yet; made by whoever holds the link of set-up, once.
create or replace function found_operator(link bytea, at timestamptz, name text, zone text) returns int
  language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into agency (key, kind, name, short_name, zone)
  select 'operator', 'operator', name, name, zone
  from one_time_link
  where token_hash = link and purpose = 'set_up' and agency_id is null and used_at is null and expires_at > at
  -- Corrected and sent again: still the same body.
  on conflict (key) do update set name = excluded.name, short_name = excluded.short_name, zone = excluded.zone
  returning id
$$;

-- Whether somebody outside the demonstration runs this installation, or this one government of it.
drop function if exists has_administrator();
create or replace function has_administrator(agency int) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from assignment g join agency a on a.id = g.agency_id
    where g.role = 'system_admin' and not a.training
      and case when has_administrator.agency is null then not a.demo else a.id = has_administrator.agency end
  )
$$;

revoke all on function session_of(bytea, timestamptz, interval), found_operator(bytea, timestamptz, text, text), has_administrator(int) from public;
grant execute on function session_of(bytea, timestamptz, interval), found_operator(bytea, timestamptz, text, text), has_administrator(int) to tuntas_app;
