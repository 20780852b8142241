-- What a citizen without an account may do, each as one call: the policies show nothing to somebody who is nobody yet.

-- Which report a receipt opens. Answers only to the keyed hash of 85 random bits; several hashes, because older keys
-- still open what they made.
create or replace function report_of_receipt(macs bytea[]) returns table (id uuid, agency_id int, code text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.id, r.agency_id, r.code from report r where r.receipt_mac = any (macs)
$$;

-- "Mine, too": once per device, for published reports whose way has not ended. Answers with the count after it;
-- nothing when there is no such report. Counting decides nothing, so it is no step of the report.
create or replace function support_report(agency int, wanted text, device bytea, moment timestamptz)
  returns table (supporters int, counted boolean)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  found_id uuid;
  is_new boolean;
begin
  select p.report_id into found_id from report r join publication p on p.report_id = r.id
  where r.agency_id = agency and r.code = wanted and p.published_at is not null and p.ended_at is null;
  if found_id is null then return; end if;

  insert into support (report_id, agency_id, device_mac, at) values (found_id, agency, device, moment) on conflict do nothing;
  is_new := found;
  if is_new then
    update report r set support_count = r.support_count + 1 where r.id = found_id;
    update publication p set support_count = p.support_count + 1 where p.report_id = found_id;
    perform pg_notify('page', wanted);
  end if;
  return query select p.support_count, is_new from publication p where p.report_id = found_id;
end $$;

revoke all on function report_of_receipt(bytea[]), support_report(int, text, bytea, timestamptz) from public;
grant execute on function report_of_receipt(bytea[]), support_report(int, text, bytea, timestamptz) to tuntas_app;

-- Similar reports: words are compared only after place and time have narrowed them (rules of record §7).
create extension if not exists pg_trgm;
