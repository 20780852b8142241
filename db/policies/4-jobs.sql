-- The application may add jobs, and nothing else, to the queue's own tables.
create or replace function enqueue_job(name text, payload json, job_key text default null) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ select graphile_worker.add_job(name, payload, job_key := job_key, max_attempts := 12) $$;
revoke all on function enqueue_job(text, json, text) from public;
grant execute on function enqueue_job(text, json, text) to tuntas_app;
