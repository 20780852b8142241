-- Officers' search by words (rules of record §7). PostgreSQL uses no index for `@@` below a row-level policy, so this
-- function looks as its owner, and asks of every hit what the policies would: sees_original, sees_handling_copy.
-- It reads who is looking from the transaction (1-viewer.sql), as the policies do, and answers ids only: whoever shows
-- them reads the reports under the policies once more.
--
-- Up to `gathered` hits are looked through from the newest on. A word that stands in more reports than that is looked for
-- among the newest `walked` of each of the viewer's units and of the government, which is where it will be. Both stop when
-- enough is found. Hits are gathered by the index whatever is known of the word: knowing that it stands everywhere, the
-- planner would read report after report instead.
create or replace function officers_search(wanted text, most int) returns setof uuid
  language plpgsql stable security definer
  set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  gathered constant int := 20000;
  walked constant int := 2000;
  question tsquery := websearch_to_tsquery('public.plain', wanted);
  -- Reports referred to a body are few, and of whichever government.
  agencies int[] := array[viewer_agency()] || viewer_oversees() || array(
    select distinct r.agency_id from report r where r.referred_agency_id = viewer_agency());
  near uuid[];
begin
  -- Nothing asked, or only what should not stand there: no index answers that.
  if viewer_role() is null or querytree(question) in ('', 'T') then return; end if;

  near := array(
    (select c.report_id from report_content c where public_search(c.title, c.body, c.place) @@ question and c.agency_id = any (agencies) limit gathered + 1)
    union
    (select h.report_id from handling_copy h where public_search(h.title, h.body, h.place) @@ question and h.agency_id = any (agencies) limit gathered + 1));

  if cardinality(near) > gathered then
    -- What the role sees is a view of its own (visibility-views.ts): asked of all at once, for one by one takes ten times as long.
    execute format('
      with newest as (
        select walked.id from unnest(viewer_units()) u(id) cross join lateral (
          select r.id from report r where r.unit_id = u.id order by r.received_at desc limit $2) walked
        union
        select walked.id from unnest($1) a(id) cross join lateral (
          select r.id from report r where r.agency_id = a.id order by r.received_at desc limit $2) walked)
      select array_agg(seen.id) from newest join seen.%I seen using (id)', viewer_role()) into near using agencies, walked;
  end if;

  return query
    -- `offset 0`: in order first, then one by one until there are enough.
    select newest.id from (select r.id from report r where r.id = any (near) order by r.received_at desc, r.id desc offset 0) newest
    -- Reading the words once more takes longest: only of what the viewer sees.
    where (sees_original(newest.id) and exists (
             select from report_content c where c.report_id = newest.id and public_search(c.title, c.body, c.place) @@ question))
       or (sees_handling_copy(newest.id) and exists (
             select from handling_copy h where h.report_id = newest.id and public_search(h.title, h.body, h.place) @@ question))
    limit most;
end $$;
revoke all on function officers_search(text, int) from public;
grant execute on function officers_search(text, int) to tuntas_app;
