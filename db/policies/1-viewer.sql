-- Who is looking: what `seenBy` set for this transaction. Nothing set means nothing seen.
create or replace function viewer_role() returns text language sql stable as
  $$ select nullif(current_setting('app.role', true), '') $$;
create or replace function viewer_person() returns uuid language sql stable as
  $$ select nullif(current_setting('app.person_id', true), '')::uuid $$;
create or replace function viewer_agency() returns int language sql stable as
  $$ select nullif(current_setting('app.agency_id', true), '')::int $$;
create or replace function viewer_report() returns uuid language sql stable as
  $$ select nullif(current_setting('app.report_id', true), '')::uuid $$;
create or replace function viewer_units() returns int[] language sql stable as
  $$ select coalesce(string_to_array(trim(both ',' from current_setting('app.unit_ids', true)), ',')::int[], '{}') $$;
create or replace function viewer_conflicts() returns int[] language sql stable as
  $$ select coalesce(string_to_array(trim(both ',' from current_setting('app.conflict_unit_ids', true)), ',')::int[], '{}') $$;
create or replace function viewer_oversees() returns int[] language sql stable as
  $$ select coalesce((select array_agg(id) from agency where viewer_agency() = ombudsman_id), '{}') $$;
