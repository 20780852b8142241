-- The application may add jobs, and nothing else, to the queue's own tables.
create or replace function enqueue_job(name text, payload json, job_key text default null) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ select graphile_worker.add_job(name, payload, job_key := job_key, max_attempts := 12) $$;
revoke all on function enqueue_job(text, json, text) from public;
grant execute on function enqueue_job(text, json, text) to tuntas_app;

-- Messages were written that are to be sent, one to two seconds from now, when this transaction has long ended. What is
-- written within one second shares a job: ten times cheaper than one job each.
create or replace function send_outbox() returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  turn timestamptz := date_trunc('second', now()) + interval '2 seconds';
  -- Turns take their names in rounds, so that the next one need not wait for the one that is being done.
  name text := 'outbox.send ' || extract(epoch from turn)::bigint % 4;
begin
  perform from graphile_worker._private_jobs where key = name and locked_at is null and run_at > now() + interval '0.5 seconds';
  if not found then
    perform graphile_worker.add_job('outbox.send', '{}'::json, job_key := name, run_at := turn, max_attempts := 12);
  end if;
end $$;
revoke all on function send_outbox() from public;

-- Whoever changes the days off, and by whichever road: the open deadlines of that government are counted anew.
-- The same days written again (a pack loaded at every start) change nothing.
create or replace function recount_changed() returns trigger language plpgsql as $$
begin
  perform enqueue_job('clocks.recount', json_build_object('agencyId', agency_id), 'clocks.recount ' || agency_id)
  from (select distinct agency_id from changed) agencies;
  return null;
end $$;
create or replace function recount_moved() returns trigger language plpgsql as $$
begin
  perform enqueue_job('clocks.recount', json_build_object('agencyId', agency_id), 'clocks.recount ' || agency_id)
  from (select distinct agency_id from (select agency_id, date from before_it except select agency_id, date from after_it) moved) agencies;
  return null;
end $$;
create or replace trigger day_off_added after insert on day_off
  referencing new table as changed for each statement execute function recount_changed();
create or replace trigger day_off_removed after delete on day_off
  referencing old table as changed for each statement execute function recount_changed();
create or replace trigger day_off_moved after update on day_off
  referencing old table as before_it new table as after_it for each statement execute function recount_moved();
