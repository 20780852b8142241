-- The draft a browser is writing: one call for each page of the form, so one round trip. It answers only to the hash of
-- a secret of 256 random bits, at the address of the government it was begun with.
create or replace function draft_of(agency uuid, hash bytea, at timestamptz) returns bytea
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select sealed from draft where id_hash = hash and agency_id = agency and expires_at > at
$$;
revoke all on function draft_of(uuid, bytea, timestamptz) from public;
grant execute on function draft_of(uuid, bytea, timestamptz) to tuntas_app;
