-- How long a clock runs, counted how, by what law: kept once in a government and named by its clocks (decision 0031).

grant select, insert on clock_term to tuntas_app;
alter table clock_term enable row level security;
-- It says no more than the term books, which everybody reads.
drop policy if exists clock_term_read on clock_term;
create policy clock_term_read on clock_term for select to tuntas_app using (true);
drop policy if exists clock_term_add on clock_term;
create policy clock_term_add on clock_term for insert to tuntas_app
  with check ((select viewer_role()) = 'system' or agency_id = (select viewer_agency()));

-- The id of a term that no clock of the government had before. Who asks has looked for it first, so that nothing is
-- written for the others; when two add the same at once, the second waits and finds the first's.
create or replace function new_clock_term(agency int, days int, counted text, source text) returns int language sql as $$
  insert into clock_term (agency_id, days, counted, source) values ($1, $2, $3, $4) on conflict do nothing;
  select id from clock_term t where t.agency_id = $1 and t.days = $2 and t.counted = $3 and t.source = $4
  $$;
