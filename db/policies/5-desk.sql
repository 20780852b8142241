-- Front desk and complaint box. Whose desk it is, decides; how far a role takes in stands in access/roles.ts, from which
-- `take_in_reach` is made (db/vocabulary.ts).

-- What was taken in at a desk, told to the database together with its reports (5-submit.sql). Two entries of one paper
-- are one report before they come here: its number makes the key of its submission.
create or replace function note_intakes(fresh jsonb[]) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  insert into intake (report_id, agency_id, unit_id, person_id, way, paper_no, box_opening_id, at, entry_hash)
  select (r->'report'->>'id')::uuid, (r->'report'->>'agency_id')::uuid, unit_id, (r->'report'->>'taken_in_by')::uuid, way, paper_no, box_opening_id, at,
         decode(entry_hash, 'hex')
  from unnest(fresh) as given(r), jsonb_to_record(r->'intake') as x(unit_id uuid, way text, paper_no text, box_opening_id uuid, at timestamptz, entry_hash text)
  where r ? 'intake';

  insert into intake_detail (report_id, agency_id, needs, proxy_scope, letter)
  select (r->'report'->>'id')::uuid, (r->'report'->>'agency_id')::uuid, needs, proxy_scope, letter
  from unnest(fresh) as given(r), jsonb_to_record(r->'intake') as x(needs text[], proxy_scope text, letter text)
  where r ? 'intake';

  insert into paper_photo (agency_id, report_id, paper, sha256, storage_key, thumb_key, media_type, bytes, width, height, at)
  select (r->'report'->>'agency_id')::uuid, (r->'report'->>'id')::uuid, p.paper, p.sha256, p.storage_key, p.thumb_key, p.media_type, p.bytes, p.width, p.height,
         (r->'intake'->>'at')::timestamptz
  from unnest(fresh) as given(r),
       jsonb_to_recordset(r->'intake'->'papers') as p(paper text, sha256 text, storage_key text, thumb_key text, media_type text, bytes int, width int, height int)
  where r ? 'intake';

  insert into audit (agency_id, person_id, role, action, subject, after, at)
  select (r->'report'->>'agency_id')::uuid, (r->'report'->>'taken_in_by')::uuid, r->'intake'->>'role', 'report.taken_in', r->'report'->>'id',
         jsonb_strip_nulls(jsonb_build_object('way', r->'intake'->>'way', 'paper', r->'intake'->>'paper_no')), (r->'intake'->>'at')::timestamptz
  from unnest(fresh) as given(r)
  where r ? 'intake';
end $$;
revoke all on function note_intakes(jsonb[]) from public;

grant select, insert on box_form_issue, box_opening to tuntas_app;
grant select on intake, intake_detail, paper_photo to tuntas_app;
grant update (slip_shown_at) on intake to tuntas_app;

-- Whether the viewer takes in at the desk of `unit`.
create or replace function viewer_takes_in(unit uuid) returns boolean language sql stable as $$
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
