-- What an administrator of a government may change of it. Everybody reads: names, days, terms and announcements are public.
grant select on reply_template, announcement, agency_logo to tuntas_app;
grant select on announcement, agency_logo to tuntas_public;
grant insert, update on reply_template, announcement, category to tuntas_app;
grant delete on announcement to tuntas_app;
-- A book is pinned to reports: new ones come behind it, none is changed.
grant insert on term_book, term to tuntas_app;
grant update (settings) on agency to tuntas_app;

do $$
declare
  t text;
begin
  foreach t in array array['category', 'term_book', 'announcement', 'reply_template'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists %I on %I', t || '_read', t);
    execute format('create policy %I on %I for select to tuntas_app, tuntas_public using (true)', t || '_read', t);
    execute format('drop policy if exists %I on %I', t || '_change', t);
    execute format(
      'create policy %I on %I to tuntas_app using (viewer_administers(agency_id)) with check (viewer_administers(agency_id))', t || '_change', t);
  end loop;
end $$;
-- Arms are seen by everybody, drawn and taken away by the administrator.
grant insert, update, delete on agency_logo to tuntas_app;
alter table agency_logo enable row level security;
drop policy if exists agency_logo_read on agency_logo;
create policy agency_logo_read on agency_logo for select to tuntas_app, tuntas_public using (true);
drop policy if exists agency_logo_change on agency_logo;
create policy agency_logo_change on agency_logo to tuntas_app
  using (viewer_administers(agency_id)) with check (viewer_administers(agency_id));

-- Replies are for officers of the government alone, and a coordinator keeps them, too.
drop policy if exists reply_template_read on reply_template;
create policy reply_template_read on reply_template for select to tuntas_app
  using ((select viewer_role()) = 'system' or agency_id = (select viewer_agency()));
drop policy if exists reply_template_coordinator on reply_template;
create policy reply_template_coordinator on reply_template to tuntas_app
  using ((select viewer_role()) = 'coordinator' and agency_id = (select viewer_agency()))
  with check ((select viewer_role()) = 'coordinator' and agency_id = (select viewer_agency()));

alter table term enable row level security;
drop policy if exists term_read on term;
create policy term_read on term for select to tuntas_app, tuntas_public using (true);
drop policy if exists term_add on term;
create policy term_add on term for insert to tuntas_app
  with check ((select viewer_administers(b.agency_id) from term_book b where b.id = term_book_id));

alter table agency enable row level security;
drop policy if exists agency_read on agency;
create policy agency_read on agency for select to tuntas_app, tuntas_public using (true);
drop policy if exists agency_change on agency;
create policy agency_change on agency for update to tuntas_app
  using (viewer_administers(id)) with check (viewer_administers(id));

-- An office that works other days from now on: the open deadlines are counted anew, as after a day off.
create or replace function recount_worked() returns trigger language plpgsql as $$
begin
  perform enqueue_job('clocks.recount', json_build_object('agencyId', agency_id), 'clocks.recount ' || agency_id)
  from (select distinct a.agency_id from after_it a join before_it b using (id) where a.workweek <> b.workweek) agencies;
  return null;
end $$;
create or replace trigger unit_works after update on unit
  referencing old table as before_it new table as after_it for each statement execute function recount_worked();

-- Whatever of a government changes: every process reads its directory anew, and makes its pages anew.
do $$
declare
  t text;
begin
  foreach t in array array['agency', 'agency_host', 'agency_logo', 'region', 'category', 'day_off', 'term_book', 'announcement'] loop
    execute format(
      'create or replace trigger %I after insert or update or delete on %I for each statement execute function directory_changed()',
      t || '_told', t);
  end loop;
end $$;
