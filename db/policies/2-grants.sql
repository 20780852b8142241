-- What the application and the public reader may touch at all; row-level policies narrow it further.
revoke all on all tables in schema public from tuntas_app, tuntas_public;
grant usage on schema public to tuntas_app, tuntas_public;

grant select on migration to tuntas_app;
grant select on status, kind, confidentiality, channel, clock, step, role to tuntas_app;
grant select on agency, agency_host, region, unit, category, day_off, term_book, term to tuntas_app, tuntas_public;
grant insert, update, delete on day_off to tuntas_app;

grant select, insert, update on person, assignment, password, one_time_password, recovery_code, staff_session, one_time_link to tuntas_app;
grant select, insert, update, delete on passkey, challenge to tuntas_app;
grant select, insert, update, delete on sign_in_attempt to tuntas_app;
grant delete on one_time_password, recovery_code, staff_session, one_time_link to tuntas_app;

grant select, insert, update on report, report_content, handling_copy, report_clock, attachment to tuntas_app;
-- Evidence: no update, no delete.
grant select, insert on report_step, chain_root to tuntas_app;
-- The audit log is written by everybody, read by nobody but through its own pages, changed by none.
grant select, insert on audit to tuntas_app;
grant select, insert, delete on step_text, reporter_identity, internal_note to tuntas_app;
grant update on reporter_identity to tuntas_app;
grant select, insert, update, delete on pending_answer, draft, support, publication to tuntas_app;
grant select, insert, delete on idempotency to tuntas_app;
grant select, insert, update on ppid_request, sp4n_list, sp4n_entry to tuntas_app;
grant select, insert, update on outbox, code_use, import_run to tuntas_app;
grant usage on all sequences in schema public to tuntas_app;

grant select on publication, chain_root, code_use to tuntas_public;

grant select, insert, delete on staged_photo to tuntas_app;
