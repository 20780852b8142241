-- Front desk and complaint box. Whose desk it is, decides; how far a role takes in stands in access/roles.ts, from which
-- `take_in_reach` is made (db/vocabulary.ts).

-- What was taken in at a desk, told to the database together with its reports (5-submit.sql). Two entries of one paper
-- are one report before they come here: its number makes the key of its submission.
create or replace function note_intakes(intakes jsonb, fresh uuid[]) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if intakes = '[]' then return; end if;

  insert into intake (report_id, agency_id, unit_id, person_id, way, paper_no, box_opening_id, at, entry_hash)
  select report_id, agency_id, unit_id, person_id, way, paper_no, box_opening_id, at, decode(entry_hash, 'hex')
  from jsonb_to_recordset(intakes) as x(report_id uuid, agency_id int, unit_id int, person_id uuid, way text, paper_no text, box_opening_id uuid, at timestamptz, entry_hash text)
  where report_id = any (fresh);

  insert into intake_detail (report_id, agency_id, needs, proxy_scope, letter)
  select report_id, agency_id, needs, proxy_scope, letter
  from jsonb_to_recordset(intakes) as x(report_id uuid, agency_id int, needs text[], proxy_scope text, letter text)
  where report_id = any (fresh);

  insert into paper_photo (agency_id, report_id, paper, sha256, storage_key, thumb_key, media_type, bytes, width, height, at)
  select agency_id, report_id, p.paper, p.sha256, p.storage_key, p.thumb_key, p.media_type, p.bytes, p.width, p.height, at
  from jsonb_to_recordset(intakes) as x(report_id uuid, agency_id int, at timestamptz, papers jsonb),
       jsonb_to_recordset(papers) as p(paper text, sha256 text, storage_key text, thumb_key text, media_type text, bytes int, width int, height int)
  where report_id = any (fresh);

  insert into audit (agency_id, person_id, role, action, subject, after, at)
  select agency_id, person_id, role, 'report.taken_in', report_id::text, jsonb_strip_nulls(jsonb_build_object('way', way, 'paper', paper_no)), at
  from jsonb_to_recordset(intakes) as x(report_id uuid, agency_id int, person_id uuid, role text, way text, paper_no text, at timestamptz)
  where report_id = any (fresh);
end $$;
revoke all on function note_intakes(jsonb, uuid[]) from public;
drop function if exists note_intakes(jsonb[]);

grant select, insert on box_form_issue, box_opening to tuntas_app;
grant select on intake, intake_detail, paper_photo to tuntas_app;
grant update (slip_shown_at) on intake to tuntas_app;

-- Whether the viewer takes in at the desk of `unit`.
create or replace function viewer_takes_in(unit int) returns boolean language sql stable as $$
  select case take_in_reach(viewer_role()) when 'agency' then true when 'unit' then unit = any (viewer_units()) else false end
$$;

alter table box_form_issue enable row level security;
drop policy if exists box_form_issue_desk on box_form_issue;
create policy box_form_issue_desk on box_form_issue to tuntas_app
  using (agency_id = (select viewer_agency()) and take_in_reach((select viewer_role())) is not null)
  with check (agency_id = (select viewer_agency()) and take_in_reach((select viewer_role())) is not null and person_id = (select viewer_person()));

alter table box_opening enable row level security;
drop policy if exists box_opening_desk on box_opening;
create policy box_opening_desk on box_opening to tuntas_app
  using (agency_id = (select viewer_agency()) and viewer_takes_in(unit_id))
  with check (agency_id = (select viewer_agency()) and viewer_takes_in(unit_id) and person_id = (select viewer_person()));

-- How many reports came in on which way since a day: numbers only, for whoever takes in.
create or replace function intake_channels(since timestamptz) returns table (channel text, reports int)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.channel, count(*)::int from report r
  where take_in_reach(viewer_role()) is not null and r.agency_id = viewer_agency() and r.received_at >= since
  group by r.channel order by 2 desc, 1
$$;
revoke all on function intake_channels(timestamptz) from public;
grant execute on function intake_channels(timestamptz) to tuntas_app;
