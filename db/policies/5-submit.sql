-- Reports come in: everything of them in one statement, so that they are acknowledged after one durable commit.
--
-- Why a function: one round trip instead of ten. It decides nothing; what it writes was decided in TypeScript
-- (report/submit-commands.ts). Why a list: what arrives at the same time shares one commit and the cost of starting
-- each statement. Why with the owner's rights: it can only add new reports, in their first status, each row under the
-- agency of its report; asking the policies for every row would take longer than storing it.
--
-- The same key answers the same again: a hundred parallel identical submissions make one report. A report whose
-- drawn code is taken is not stored and answered with null: its caller draws again.
create or replace function submit_reports(list jsonb) returns jsonb language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  fresh jsonb[];
begin
  -- In the order of the keys, so that two lists with the same keys wait for each other and not in a ring.
  with stored as (
    insert into report (id, agency_id, code, kind, status, confidentiality, channel, verifier_unit_id, about_unit_id, category_id,
                        district_code, village_code, term_book_id, received_at, due_at, may_call, contact_ways, taken_in_by, sp4n_id, receipt_mac, submit_key)
    select id, agency_id, code, kind, 'received', confidentiality, channel, verifier_unit_id, about_unit_id, category_id,
           district_code, village_code, term_book_id, received_at, due_at, may_call, contact_ways, taken_in_by, sp4n_id, decode(receipt_mac_hex, 'hex'), decode(key_hash, 'hex')
    from jsonb_array_elements(list) as given(r), lateral (select r->>'key_hash') as k(key_hash),
         jsonb_to_record(r->'report') as x(id uuid, agency_id uuid, code text, kind text, confidentiality text, channel text,
         verifier_unit_id uuid, about_unit_id uuid, category_id uuid, district_code text, village_code text, term_book_id uuid,
         received_at timestamptz, due_at timestamptz, may_call boolean, contact_ways text[], taken_in_by uuid, sp4n_id text, receipt_mac_hex text)
    order by key_hash, agency_id
    on conflict do nothing
    returning id
  )
  select array_agg(r) into fresh from jsonb_array_elements(list) as given(r) where (r->'report'->>'id')::uuid in (select id from stored);

  insert into report_content (report_id, agency_id, title, body, place, lat, lon, occurred_on, salt)
  select (r->'report'->>'id')::uuid, (r->'report'->>'agency_id')::uuid, title, body, place, lat, lon, occurred_on, salt
  from unnest(fresh) as given(r),
       jsonb_to_record(r->'content') as x(title text, body text, place text, lat float8, lon float8, occurred_on date, salt text);

  insert into reporter_identity (report_id, part, agency_id, sealed)
  select (r->'report'->>'id')::uuid, part, (r->'report'->>'agency_id')::uuid, decode(sealed, 'base64')
  from unnest(fresh) as given(r), jsonb_to_recordset(r->'identity') as x(part text, sealed text);

  insert into report_clock (agency_id, report_id, clock, unit_id, started_at, days, counted, source, late_from)
  select (r->'report'->>'agency_id')::uuid, (r->'report'->>'id')::uuid, clock, "unitId", "startedAt", days, counted, source, "lateFrom"
  from unnest(fresh) as given(r), jsonb_to_recordset(r->'clocks') as x(clock text, "unitId" uuid, "startedAt" timestamptz,
       days int, counted text, source text, "lateFrom" timestamptz);

  insert into report_step (agency_id, report_id, seq, step, from_status, to_status, actor_role, facts, readers, at, commitments, hash, recorded_at)
  select (r->'report'->>'agency_id')::uuid, (r->'report'->>'id')::uuid, 1, 'submit', 'draft', 'received', 'reporter', facts, 'public', at,
         decode(commitments, 'hex'), decode(hash, 'hex'),
         -- Of a reporter who must not be known, the hour: no log of a network is joined with it by the second.
         case when r->'report'->>'confidentiality' = 'open' then clock_timestamp() else date_trunc('hour', clock_timestamp()) end
  from unnest(fresh) as given(r), jsonb_to_record(r->'step') as x(facts jsonb, at timestamptz, commitments text, hash text);

  insert into attachment (id, agency_id, report_id, step_seq, from_whom, sha256, storage_key, thumb_key, media_type, bytes, width, height, pages, seconds, scan, alt, salt, at)
  select x.id, (r->'report'->>'agency_id')::uuid, (r->'report'->>'id')::uuid, 1, 'reporter', sha256, storage_key, thumb_key, media_type, bytes, width, height, pages, seconds, scan, alt, salt, at
  from unnest(fresh) as given(r),
       jsonb_to_recordset(r->'attachments') as x(id uuid, sha256 text, storage_key text, thumb_key text, media_type text,
       bytes int, width int, height int, pages int, seconds int, scan text, alt text, salt text, at timestamptz);

  insert into outbox (agency_id, report_id, step_seq, recipient, channel, template, facts, not_before, once)
  select (r->'report'->>'agency_id')::uuid, (r->'report'->>'id')::uuid, 1, recipient, channel, template, facts, not_before, once
  from unnest(fresh) as given(r),
       jsonb_to_recordset(r->'outbox') as x(recipient jsonb, channel text, template text, facts jsonb, not_before timestamptz, once text);
  if found then perform send_outbox(); end if;

  if exists (select from unnest(fresh) as given(r) where r ? 'intake') then perform note_intakes(fresh); end if;

  -- A confidential report leaves no trace among public copies.
  insert into publication (report_id, agency_id, code, kind, status, confidentiality, holder, verifier_unit_id, category_id,
                           district_code, village_code, received_on, first_name, due_at, extra, version)
  select (r->'report'->>'id')::uuid, (r->'report'->>'agency_id')::uuid, code, kind, 'received', confidentiality, 'verifier', verifier_unit_id, category_id,
         district_code, village_code, received_on, first_name, due_at, extra, 1
  from unnest(fresh) as given(r),
       jsonb_to_record(r->'publication') as x(code text, kind text, confidentiality text, verifier_unit_id uuid, category_id uuid,
       district_code text, village_code text, received_on date, first_name text, due_at timestamptz, extra jsonb)
  where r ? 'publication';

  delete from draft where id_hash = any (array(select decode(r->>'draft_hash', 'hex') from unnest(fresh) as given(r)));

  return (
    select jsonb_agg(case when known.id is not null then jsonb_build_object('id', known.id, 'code', known.code) end order by n)
    from jsonb_array_elements(list) with ordinality as given(r, n)
      left join report known on known.agency_id = (r->'report'->>'agency_id')::uuid and known.submit_key = decode(r->>'key_hash', 'hex')
  );
end $$;
revoke all on function submit_reports(jsonb) from public;
grant execute on function submit_reports(jsonb) to tuntas_app;
drop function if exists submit_report(jsonb);
