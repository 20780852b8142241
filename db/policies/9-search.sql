-- Officers' search by words (rules of record §7). PostgreSQL uses no index for `@@` below a row-level policy, so this
-- function looks as its owner, and asks of every hit what the policies would: sees_original, sees_handling_copy.
-- It reads who is looking from the transaction (1-viewer.sql), as the policies do, and answers ids only: whoever shows
-- them reads the reports under the policies once more.
--
-- A rare word is found everywhere. A word that stands in more than `rare` reports is found among the newest `walked`
-- of the viewer's reach, which is where people look for it; at a million reports both take milliseconds.
create or replace function officers_search(wanted text, most int) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  rare constant int := 2000;
  walked constant int := 10000;
  question tsquery := websearch_to_tsquery('simple', plain(wanted));
  -- Reports referred to a body are few, and of whichever government.
  agencies uuid[] := array[viewer_agency()] || viewer_oversees() || array(
    select distinct r.agency_id from report r where r.referred_agency_id = viewer_agency());
  units uuid[] := viewer_units();
  hits uuid[];
begin
  -- Nothing asked, or only what should not stand there: no index answers that.
  if viewer_role() is null or querytree(question) in ('', 'T') then return; end if;

  hits := array(
    (select c.report_id from report_content c where c.search @@ question and c.agency_id = any (agencies) limit rare + 1)
    union
    (select h.report_id from handling_copy h where h.search @@ question and h.agency_id = any (agencies) limit rare + 1));

  if cardinality(hits) > rare then
    hits := array(
      select near.id from (
        (select r.id, r.received_at from report r where r.unit_id = any (units) order by r.received_at desc limit walked)
        union
        (select r.id, r.received_at from report r where r.agency_id = any (agencies) order by r.received_at desc limit walked)
      ) near
      where exists (select from report_content c where c.report_id = near.id and c.search @@ question)
         or exists (select from handling_copy h where h.report_id = near.id and h.search @@ question));
  end if;

  return query
    select r.id from report r
    where r.id = any (hits)
      and ((sees_original(r.id) and exists (select from report_content c where c.report_id = r.id and c.search @@ question))
        or (sees_handling_copy(r.id) and exists (select from handling_copy h where h.report_id = r.id and h.search @@ question)))
    order by r.received_at desc, r.id desc
    limit most;
end $$;
revoke all on function officers_search(text, int) from public;
grant execute on function officers_search(text, int) to tuntas_app;
