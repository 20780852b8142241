-- A report comes in: everything of it in one statement, so that it is acknowledged after one durable commit.
--
-- Why a function: one round trip instead of ten. It decides nothing; what it writes was decided in TypeScript
-- (report/commands.ts), and it runs with the rights of its caller, under the same policies as everything else.
-- The same key answers the same again: a hundred parallel identical submissions make one report.
create or replace function submit_report(r jsonb) returns jsonb language plpgsql as $$
declare
  earlier jsonb;
  step_id bigint;
  report_id uuid := (r->'report'->>'id')::uuid;
  agency uuid := (r->'report'->>'agency_id')::uuid;
begin
  perform set_config('app.role', 'reporter', true), set_config('app.agency_id', agency::text, true),
          set_config('app.report_id', report_id::text, true);

  insert into idempotency (agency_id, key_hash, what, answer)
  values (agency, decode(r->>'key_hash', 'hex'), 'submit', r->'answer')
  on conflict do nothing;
  if not found then
    select answer into earlier from idempotency
    where agency_id = agency and key_hash = decode(r->>'key_hash', 'hex') and what = 'submit';
    return earlier;
  end if;

  insert into report (id, agency_id, code, kind, status, confidentiality, channel, verifier_unit_id, unit_id, about_unit_id,
                      category_id, district_code, village_code, term_book_id, received_at, due_at, may_call, contact_ways, taken_in_by,
                      receipt_mac, sp4n_id, source_id)
  select id, agency_id, code, kind, 'received', confidentiality, channel, verifier_unit_id, null, about_unit_id,
         category_id, district_code, village_code, term_book_id, received_at, due_at, may_call, contact_ways, taken_in_by,
         decode(receipt_mac_hex, 'hex'), sp4n_id, source_id
  from jsonb_to_record(r->'report') as x(id uuid, agency_id uuid, code text, kind text, confidentiality text, channel text,
       verifier_unit_id uuid, about_unit_id uuid, category_id uuid, district_code text, village_code text, term_book_id uuid,
       received_at timestamptz, due_at timestamptz, may_call boolean, contact_ways text[], taken_in_by uuid, receipt_mac_hex text, sp4n_id text, source_id text);

  insert into report_content (report_id, agency_id, title, body, place, lat, lon, occurred_on)
  select report_id, agency, title, body, place, lat, lon, occurred_on
  from jsonb_to_record(r->'content') as x(title text, body text, place text, lat float8, lon float8, occurred_on date);

  insert into reporter_identity (report_id, part, agency_id, sealed)
  select report_id, part, agency, decode(sealed, 'base64')
  from jsonb_to_recordset(r->'identity') as x(part text, sealed text);

  insert into report_clock (agency_id, report_id, clock, unit_id, started_at, days, counted, source, late_from)
  select agency, report_id, clock, unit_id, started_at, days, counted, source, late_from
  from jsonb_to_recordset(r->'clocks') as x(clock text, unit_id uuid, started_at timestamptz, days int, counted text, source text, late_from timestamptz);

  insert into report_step (agency_id, report_id, seq, step, from_status, to_status, actor_role, actor_id, facts, readers, at, commitments, previous_hash, hash)
  select agency, report_id, 1, 'submit', 'draft', 'received', 'reporter', null, facts, 'public', at,
         array(select jsonb_array_elements_text(commitments)), previous_hash, hash
  from jsonb_to_record(r->'step') as x(facts jsonb, at timestamptz, commitments jsonb, previous_hash text, hash text)
  returning id into step_id;

  insert into step_text (step_id, part, agency_id, report_id, readers, salt, body)
  select step_id, part, agency, report_id, 'staff', salt, body
  from jsonb_to_recordset(r->'texts') as x(part text, salt text, body text);

  insert into attachment (id, agency_id, report_id, step_id, from_whom, sha256, storage_key, thumb_key, media_type, bytes, width, height, alt, at)
  select id, agency, report_id, step_id, 'reporter', sha256, storage_key, thumb_key, media_type, bytes, width, height, alt, at
  from jsonb_to_recordset(r->'attachments') as x(id uuid, sha256 text, storage_key text, thumb_key text, media_type text, bytes int, width int, height int, alt text, at timestamptz);

  -- A confidential report leaves no trace among public copies.
  if r ? 'publication' then
    insert into publication (report_id, agency_id, code, kind, status, confidentiality, holder, verifier_unit_id, category_id,
                             district_code, village_code, received_on, first_name, trail, clocks, due_at, version)
    select report_id, agency, code, kind, 'received', confidentiality, 'verifier', verifier_unit_id, category_id,
           district_code, village_code, received_on, first_name, trail, clocks, due_at, 1
    from jsonb_to_record(r->'publication') as x(code text, kind text, confidentiality text, verifier_unit_id uuid, category_id uuid,
         district_code text, village_code text, received_on date, first_name text, trail jsonb, clocks jsonb, due_at timestamptz);
  end if;

  insert into outbox (agency_id, report_id, step_id, recipient, channel, template, facts, not_before, once)
  select agency, report_id, step_id, recipient, channel, template, facts, not_before, once
  from jsonb_to_recordset(r->'outbox') as x(recipient jsonb, channel text, template text, facts jsonb, not_before timestamptz, once text);
  if jsonb_array_length(r->'outbox') > 0 then
    perform enqueue_job('outbox.send', json_build_object('agencyId', agency));
  end if;

  delete from draft where id_hash = decode(r->>'draft_hash', 'hex');
  return r->'answer';
end $$;
grant execute on function submit_report(jsonb) to tuntas_app;
