-- The application may add jobs, and nothing else, to the queue's own tables.
create or replace function enqueue_job(name text, payload json, job_key text default null) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ select graphile_worker.add_job(name, payload, job_key := job_key, max_attempts := 12) $$;
revoke all on function enqueue_job(text, json, text) from public;
grant execute on function enqueue_job(text, json, text) to tuntas_app;

-- Messages were written that are to be sent. A job that waits already will do: kept from being taken up until this
-- transaction has ended, it finds them. Ten times cheaper than one more job.
create or replace function send_outbox() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from graphile_worker._private_jobs where key = 'outbox.send' and locked_at is null for key share skip locked;
  if not found then perform enqueue_job('outbox.send', '{}', 'outbox.send'); end if;
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
