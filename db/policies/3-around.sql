-- Tables around the report: each row belongs to an agency, and only that agency's viewers (or the system) touch it.
do $$
declare
  t text;
begin
  foreach t in array array['draft', 'idempotency', 'support', 'outbox', 'chain_root', 'code_use', 'import_run'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists %I on %I', t || '_agency', t);
    execute format(
      'create policy %I on %I to tuntas_app
         using (agency_id = (select viewer_agency()) or (select viewer_role()) in (''system'', ''gate''))
         with check (agency_id = (select viewer_agency()) or (select viewer_role()) in (''system'', ''gate''))',
      t || '_agency', t);
  end loop;
end $$;

-- What the national system says of its reports: for those who assess what comes in.
do $$
declare
  t text;
begin
  foreach t in array array['sp4n_list', 'sp4n_entry'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists %I on %I', t || '_desk', t);
    execute format(
      'create policy %I on %I to tuntas_app
         using (agency_id = (select viewer_agency()) and (select viewer_role()) in (''system'', ''agency_admin'', ''coordinator''))
         with check (agency_id = (select viewer_agency()) and (select viewer_role()) in (''system'', ''agency_admin'', ''coordinator''))',
      t || '_desk', t);
  end loop;
end $$;

-- The public copy is public: everybody reads it, only its own agency (or the system) writes it.
alter table publication enable row level security;
drop policy if exists publication_read on publication;
create policy publication_read on publication for select to tuntas_app, tuntas_public using (true);
drop policy if exists publication_write on publication;
create policy publication_write on publication to tuntas_app
  using (agency_id = (select viewer_agency()) or (select viewer_role()) = 'system')
  with check (agency_id = (select viewer_agency()) or (select viewer_role()) = 'system');

drop policy if exists code_use_read on code_use;
create policy code_use_read on code_use for select to tuntas_app, tuntas_public using (true);
drop policy if exists chain_root_read on chain_root;
create policy chain_root_read on chain_root for select to tuntas_public using (true);

-- Ways to sign in: the gate (before anybody is signed in) and the person themselves.
do $$
declare
  t text;
begin
  foreach t in array array['password', 'one_time_password', 'recovery_code', 'passkey', 'staff_session', 'one_time_link', 'challenge'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists %I on %I', t || '_own', t);
    execute format(
      'create policy %I on %I to tuntas_app
         using (person_id = (select viewer_person()) or (select viewer_role()) in (''system'', ''gate''))
         with check (person_id = (select viewer_person()) or (select viewer_role()) in (''system'', ''gate''))',
      t || '_own', t);
  end loop;
end $$;
alter table sign_in_attempt enable row level security;
drop policy if exists sign_in_attempt_gate on sign_in_attempt;
create policy sign_in_attempt_gate on sign_in_attempt to tuntas_app
  using ((select viewer_role()) in ('gate', 'system')) with check ((select viewer_role()) in ('gate', 'system'));

-- Anybody may add to the audit log; only the system administrator and the system read it.
alter table audit enable row level security;
drop policy if exists audit_add on audit;
create policy audit_add on audit for insert to tuntas_app with check (viewer_role() is not null);
drop policy if exists audit_read on audit;
create policy audit_read on audit for select to tuntas_app
  using ((select viewer_role()) = 'system' or ((select viewer_role()) = 'system_admin' and agency_id = (select viewer_agency())));

-- Days off: everybody reads them, only the system administrator of the government (or the system) changes them.
alter table day_off enable row level security;
drop policy if exists day_off_read on day_off;
create policy day_off_read on day_off for select to tuntas_app, tuntas_public using (true);
drop policy if exists day_off_change on day_off;
create policy day_off_change on day_off to tuntas_app
  using ((select viewer_role()) = 'system' or ((select viewer_role()) = 'system_admin' and agency_id = (select viewer_agency())))
  with check ((select viewer_role()) = 'system' or ((select viewer_role()) = 'system_admin' and agency_id = (select viewer_agency())));

-- Photographs made ready for an answer: of the officer who uploaded them, and the system that takes them away.
alter table staged_photo enable row level security;
drop policy if exists staged_photo_own on staged_photo;
create policy staged_photo_own on staged_photo to tuntas_app
  using ((person_id = (select viewer_person()) and agency_id = (select viewer_agency())) or (select viewer_role()) = 'system')
  with check ((person_id = (select viewer_person()) and agency_id = (select viewer_agency())) or (select viewer_role()) = 'system');
