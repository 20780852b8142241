-- What belongs to the installation: its system sees to it, its administrator reads it. No government's other people do.

-- Whose administrators run the installation: the body made for it; where there is none, that of the first administrator.
create or replace function installation_agency() returns int
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select coalesce(
    (select id from agency where kind = 'operator' order by created_at, id limit 1),
    (select g.agency_id from assignment g where g.role = 'system_admin' order by g.id limit 1)) $$;
create or replace function runs_installation(agency int) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select coalesce(agency = installation_agency(), false) $$;
revoke all on function installation_agency(), runs_installation(int) from public;
grant execute on function installation_agency(), runs_installation(int) to tuntas_app;

do $$
declare
  t text;
begin
  foreach t in array array['safekeeping_run', 'restoration', 'key_copy', 'key_rotation'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists %I on %I', t || '_installation', t);
    execute format(
      'create policy %I on %I to tuntas_app
         using ((select viewer_role()) = ''system'' or ((select viewer_role()) = ''system_admin'' and (select runs_installation(viewer_agency()))))
         with check ((select viewer_role()) = ''system'' or ((select viewer_role()) = ''system_admin'' and (select runs_installation(viewer_agency()))))',
      t || '_installation', t);
    execute format('grant select, insert, update on %I to tuntas_app', t);
  end loop;
end $$;
grant delete on safekeeping_run to tuntas_app;

-- The queue's own tables are closed to the application; this much it may know and do.
create or replace function queue_health(at timestamptz) returns table (waiting int, oldest timestamptz, dead int)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select count(*) filter (where attempts < max_attempts and run_at <= at)::int,
    min(run_at) filter (where attempts < max_attempts and run_at <= at),
    count(*) filter (where attempts >= max_attempts and locked_at is null)::int from graphile_worker.jobs $$;
create or replace function dead_jobs() returns table (id bigint, name text, attempts int, error text, since timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select id, task_identifier, attempts::int, left(last_error, 300), updated_at from graphile_worker.jobs
    where attempts >= max_attempts and locked_at is null order by updated_at desc limit 50 $$;
create or replace function retry_job(job bigint, at timestamptz) returns boolean
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ select count(*) > 0 from (select id from graphile_worker.jobs where id = job and attempts >= max_attempts) dead,
    graphile_worker.reschedule_jobs(array[dead.id], run_at := at, attempts := 0) $$;
-- When the worker last looked at the clock on the wall, as it does every minute.
create or replace function worker_seen() returns timestamptz
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select max(last_execution) from graphile_worker._private_known_crontabs $$;
revoke all on function queue_health(timestamptz), dead_jobs(), retry_job(bigint, timestamptz), worker_seen() from public;
grant execute on function queue_health(timestamptz), dead_jobs(), retry_job(bigint, timestamptz), worker_seen() to tuntas_app;

-- When a key is replaced, what it sealed is sealed anew.
grant update on data_request_detail to tuntas_app;
