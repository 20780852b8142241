-- Reports come in: everything of them in one statement, so that they are acknowledged after one durable commit.
--
-- Why a function: one round trip instead of ten. It decides nothing; what it writes was decided in TypeScript
-- (report/submit-commands.ts). Why lists: what arrives at the same time shares one commit, and one statement writes what
-- nearly every report brings, because starting a statement costs as much as a row. Why with the owner's rights: it can
-- only add new reports, in their first status, each row under the agency of its report; asking the policies for every
-- row would take longer than storing it.
--
-- The same receipt answers the same again: it follows from the key of the submission, so a hundred parallel identical
-- ones make one report. `macs` are its hashes under every key of the installation; the first is kept. A report whose
-- drawn code is taken is not stored and answered with null: its caller draws again. When all were stored as they were
-- drawn, which is nearly always, the answer is null: the caller knows them, and nothing is looked up again.
create or replace function submit_reports(reports json, identities json, clocks json, attachments json, messages json, intakes jsonb)
  returns json language plpgsql security definer
  set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  fresh uuid[];
  all_fresh boolean;
  has_messages boolean;
begin
  with given as materialized (
    select * from json_to_recordset(reports) as x(
      id uuid, agency_id int, code text, kind text, confidentiality text, channel text, verifier_unit_id int, about_unit_id int, category_id int,
      district_code text, village_code text, term_book_id int, received_at timestamptz, due_at timestamptz, may_call boolean, has_email boolean,
      has_phone boolean, taken_in_by uuid, sp4n_id text, macs bytea[], draft text,
      title text, body text, place text, lat float8, lon float8, occurred_on date, salt text,
      facts jsonb, commitments text, hash text,
      is_public boolean, received_on date, first_name text)
  ), stored as (
    insert into report (id, agency_id, code, kind, status, confidentiality, channel, verifier_unit_id, about_unit_id, category_id,
                        district_code, village_code, term_book_id, received_at, due_at, may_call, has_email, has_phone, taken_in_by, sp4n_id, receipt_mac)
    select id, agency_id, code, kind, 'received', confidentiality, channel, verifier_unit_id, about_unit_id, category_id,
           district_code, village_code, term_book_id, received_at, due_at, may_call, has_email, has_phone, taken_in_by, sp4n_id, macs[1]
    from given
    where not exists (select from report earlier where earlier.receipt_mac = any (given.macs[2:]))
    -- In the order of the receipts, so that two lists with the same ones wait for each other and not in a ring.
    order by macs[1]
    on conflict do nothing
    returning id
  ), taken as materialized (
    select given.* from given join stored using (id)
  ), content as (
    insert into report_content (report_id, agency_id, title, body, place, lat, lon, occurred_on, salt)
    select id, agency_id, title, body, place, lat, lon, occurred_on, salt from taken
  ), step as (
    insert into report_step (agency_id, report_id, seq, step, to_status, actor_role, facts, readers, at, commitments, hash, recorded_at)
    select agency_id, id, 1, 'submit', 'received', 'reporter', facts, 'public', received_at, decode(commitments, 'hex'), decode(hash, 'hex'),
           -- Of a reporter who must not be known, the hour: no log of a network is joined with it by the second.
           case confidentiality when 'open' then clock_timestamp() else date_trunc('hour', clock_timestamp()) end
    from taken
  ), copy as (
    -- A confidential report leaves no trace among public copies: it brings none.
    insert into publication (report_id, agency_id, code, kind, status, confidentiality, holder, verifier_unit_id, category_id,
                             district_code, village_code, received_on, first_name, due_at, version)
    select id, agency_id, code, kind, 'received', confidentiality, 'verifier', verifier_unit_id, category_id,
           district_code, village_code, received_on, first_name, due_at, 1
    from taken where is_public
  ), identity as (
    insert into reporter_identity (report_id, part, agency_id, sealed)
    select report_id, part, agency_id, decode(sealed, 'base64')
    from json_to_recordset(identities) as x(report_id uuid, part text, agency_id int, sealed text)
    where report_id = any (array(select id from stored))
  ), clock as (
    insert into report_clock (agency_id, report_id, clock, unit_id, started_at, term_id, late_from)
    select agency_id, report_id, clock, unit_id, started_at,
           coalesce((select t.id from clock_term t where (t.agency_id, t.days, t.counted, t.source) = (x.agency_id, x.days, x.counted, x.source)),
                    new_clock_term(agency_id, days, counted, source)), late_from
    from json_to_recordset(clocks) as x(agency_id int, report_id uuid, clock text, unit_id int, started_at timestamptz, days int, counted text, source text, late_from timestamptz)
    where report_id = any (array(select id from stored))
  ), message as (
    insert into outbox (agency_id, report_id, step_seq, recipient, channel, template, facts, not_before, once)
    select agency_id, report_id, 1, recipient, channel, template, facts, not_before, once
    from json_to_recordset(messages) as x(agency_id int, report_id uuid, recipient jsonb, channel text, template text, facts jsonb, not_before timestamptz, once text)
    where report_id = any (array(select id from stored))
    returning id
  ), written as (
    delete from draft where id_hash = any (array(select decode(draft, 'hex') from taken))
  )
  select array(select id from stored), (select count(*) from stored) = (select count(*) from given), exists (select from message)
  into fresh, all_fresh, has_messages;

  if attachments::text <> '[]' then
    insert into attachment (id, agency_id, report_id, step_seq, from_whom, sha256, storage_key, thumb_key, media_type, bytes, width, height, pages, seconds, scan, alt, salt, at)
    select id, agency_id, report_id, 1, 'reporter', sha256, storage_key, thumb_key, media_type, bytes, width, height, pages, seconds, scan, alt, salt, at
    from json_to_recordset(attachments) as x(id uuid, agency_id int, report_id uuid, sha256 text, storage_key text, thumb_key text, media_type text,
         bytes int, width int, height int, pages int, seconds int, scan text, alt text, salt text, at timestamptz)
    where report_id = any (fresh);
  end if;
  perform note_intakes(intakes, fresh);
  if has_messages then perform send_outbox(); end if;

  if all_fresh then return null; end if;

  return (
    select json_agg(case when known.id is not null then json_build_object('id', known.id, 'code', known.code, 'mac', encode(known.receipt_mac, 'hex')) end order by n)
    from rows from (json_to_recordset(reports) as (agency_id int, macs bytea[])) with ordinality as given(agency, macs, n)
      -- One by one: joined, a small table would be read whole for every list.
      left join lateral (
        select r.id, r.code, r.receipt_mac from report r where r.receipt_mac = any (given.macs) and r.agency_id = given.agency limit 1
      ) known on true
  );
end $$;
revoke all on function submit_reports(json, json, json, json, json, jsonb) from public;
grant execute on function submit_reports(json, json, json, json, json, jsonb) to tuntas_app;
drop function if exists submit_reports(json, json, json, json, json, json, json, json, jsonb);
