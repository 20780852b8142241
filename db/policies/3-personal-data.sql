-- Personal data: who reads and writes the registers, and who may take words away at all.
grant select on personal_data_rule, data_contact to tuntas_app, tuntas_public;
grant insert, update, delete on personal_data_rule, data_contact to tuntas_app;
grant select, insert, update on data_request, legal_hold, breach, retention_run to tuntas_app;
grant select, insert, delete on data_request_detail, erased_file to tuntas_app;
grant select, insert on erasure to tuntas_app;
grant select, insert, update, delete on retention_plan to tuntas_app;
grant delete on report_content, handling_copy, attachment, intake_detail, paper_photo to tuntas_app;

-- Whoever handles requests about personal data in a government.
create or replace function handles_personal_data(agency int) returns boolean language sql stable as
  $$ select viewer_role() = 'system' or (viewer_role() in ('system_admin', 'coordinator', 'secretary') and agency = viewer_agency()) $$;

do $$
declare
  t text;
begin
  foreach t in array array['data_request', 'legal_hold', 'breach', 'retention_run', 'erasure', 'retention_plan'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists %I on %I', t || '_handled', t);
    execute format('create policy %I on %I to tuntas_app using (handles_personal_data(agency_id)) with check (handles_personal_data(agency_id))', t || '_handled', t);
  end loop;

  -- The nation's rows are read by everybody and changed by none; a government changes its own.
  foreach t in array array['personal_data_rule', 'data_contact'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists %I on %I', t || '_read', t);
    execute format('create policy %I on %I for select to tuntas_app, tuntas_public using (true)', t || '_read', t);
    execute format('drop policy if exists %I on %I', t || '_change', t);
    execute format('create policy %I on %I to tuntas_app using (agency_id is not null and handles_personal_data(agency_id)) with check (agency_id is not null and handles_personal_data(agency_id))', t || '_change', t);
  end loop;

  -- Words, files and identities are taken away by the system alone, after whatever decided it.
  foreach t in array array['report_content', 'handling_copy', 'attachment', 'step_text', 'reporter_identity', 'internal_note', 'intake_detail', 'paper_photo'] loop
    execute format('drop policy if exists %I on %I', t || '_erased', t);
    execute format('create policy %I on %I as restrictive for delete to tuntas_app using ((select viewer_role()) = ''system'')', t || '_erased', t);
  end loop;
end $$;

-- Somebody's own words and address, sealed: the administrator of the system needs neither.
alter table data_request_detail enable row level security;
drop policy if exists data_request_detail_handled on data_request_detail;
create policy data_request_detail_handled on data_request_detail to tuntas_app
  using ((select viewer_role()) <> 'system_admin' and handles_personal_data(agency_id)) with check (handles_personal_data(agency_id));

alter table erased_file enable row level security;
drop policy if exists erased_file_system on erased_file;
create policy erased_file_system on erased_file to tuntas_app using ((select viewer_role()) = 'system') with check ((select viewer_role()) = 'system');

-- The reporter reads what became of their own data.
drop policy if exists data_request_own on data_request;
create policy data_request_own on data_request for select to tuntas_app using ((select viewer_role()) = 'reporter' and report_id = (select viewer_report()));
drop policy if exists erasure_own on erasure;
create policy erasure_own on erasure for select to tuntas_app using ((select viewer_role()) = 'reporter' and report_id = (select viewer_report()));
drop policy if exists retention_plan_own on retention_plan;
create policy retention_plan_own on retention_plan for select to tuntas_app using ((select viewer_role()) = 'reporter' and report_id = (select viewer_report()));
drop policy if exists legal_hold_own on legal_hold;
create policy legal_hold_own on legal_hold for select to tuntas_app
  using ((select viewer_role()) = 'reporter' and code = (select r.code from report r where r.id = (select viewer_report())));
