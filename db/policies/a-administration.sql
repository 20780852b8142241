-- People, roles and units: everybody of a government reads them, its system administrator changes them, never their own.
create or replace function viewer_administers(agency int) returns boolean language sql stable as
  $$ select viewer_role() in ('system', 'gate') or (viewer_role() = 'system_admin' and viewer_agency() = agency) $$;

do $$
declare
  t text;
  whose text;
begin
  foreach t in array array['person', 'assignment'] loop
    whose := case t when 'person' then 'id' else 'person_id' end;
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists %I on %I', t || '_agency', t);
    execute format('drop policy if exists %I on %I', t || '_read', t);
    execute format('drop policy if exists %I on %I', t || '_add', t);
    execute format('drop policy if exists %I on %I', t || '_change', t);
    execute format(
      'create policy %I on %I for select to tuntas_app
         using (agency_id = (select viewer_agency()) or (select viewer_role()) in (''system'', ''gate''))', t || '_read', t);
    execute format(
      'create policy %I on %I for insert to tuntas_app
         with check (viewer_administers(agency_id) and %I is distinct from (select viewer_person()))', t || '_add', t, whose);
    execute format(
      'create policy %I on %I for update to tuntas_app
         using (viewer_administers(agency_id) and %I is distinct from (select viewer_person()))
         with check (viewer_administers(agency_id) and %I is distinct from (select viewer_person()))', t || '_change', t, whose, whose);
  end loop;
end $$;

-- Invitations and resets of other people of the same government; sessions of theirs may be ended.
drop policy if exists one_time_link_administrator on one_time_link;
create policy one_time_link_administrator on one_time_link to tuntas_app
  using ((select viewer_role()) = 'system_admin' and agency_id = (select viewer_agency()) and purpose in ('invite', 'reset')
    and person_id is distinct from (select viewer_person()))
  with check ((select viewer_role()) = 'system_admin' and agency_id = (select viewer_agency()) and purpose in ('invite', 'reset')
    and person_id is distinct from (select viewer_person())
    and exists (select from person p where p.id = person_id and p.agency_id = one_time_link.agency_id));
drop policy if exists staff_session_administrator on staff_session;
create policy staff_session_administrator on staff_session to tuntas_app
  using ((select viewer_role()) = 'system_admin' and agency_id = (select viewer_agency()))
  with check ((select viewer_role()) = 'system_admin' and agency_id = (select viewer_agency()) and ended_at is not null);

-- Whether somebody has chosen how to sign in; nothing else of it is told.
create or replace function can_sign_in(person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from password w join one_time_password o using (person_id) where w.person_id = person)
    or exists (select from passkey k where k.person_id = person)
$$;
revoke all on function can_sign_in(uuid) from public;
grant execute on function can_sign_in(uuid) to tuntas_app;

grant insert, update on unit to tuntas_app;
grant select, insert on unit_name to tuntas_app;
grant select on unit_name to tuntas_public;
do $$
declare
  t text;
begin
  foreach t in array array['unit', 'unit_name'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists %I on %I', t || '_read', t);
    execute format('create policy %I on %I for select to tuntas_app, tuntas_public using (true)', t || '_read', t);
    execute format('drop policy if exists %I on %I', t || '_change', t);
    execute format(
      'create policy %I on %I to tuntas_app using (viewer_administers(agency_id)) with check (viewer_administers(agency_id))', t || '_change', t);
  end loop;
end $$;

-- Whoever changes an office, and by whichever road: every process reads its directory anew and makes its pages anew.
create or replace function directory_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('page', '**');
  return null;
end $$;
create or replace trigger unit_changed after insert or update on unit for each statement execute function directory_changed();

-- What is planned for an office: its own government's administrator plans and cancels, the system carries out.
grant select, insert, update (done_at, cancelled_at, refused) on unit_plan to tuntas_app;
alter table unit_plan enable row level security;
drop policy if exists unit_plan_administrator on unit_plan;
create policy unit_plan_administrator on unit_plan to tuntas_app
  using (viewer_administers(agency_id)) with check (viewer_administers(agency_id));
