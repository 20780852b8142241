-- The draft a browser is writing: one call for each page of the form, so one round trip. It answers only to the hash of
-- a secret of 256 random bits, at the address of the government it was begun with.
create or replace function draft_of(agency int, hash bytea, at timestamptz) returns bytea
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select sealed from draft where id_hash = hash and agency_id = agency and expires_at > at
$$;
revoke all on function draft_of(int, bytea, timestamptz) from public;
grant execute on function draft_of(int, bytea, timestamptz) to tuntas_app;

-- What an earlier submission with this receipt became: asked when a draft is gone because it was sent a moment ago.
drop function if exists submitted_of(int, bytea);
create or replace function submitted_of(agency int, macs bytea[]) returns table (id uuid, code text, mac text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select id, code, encode(receipt_mac, 'hex') from report where agency_id = agency and receipt_mac = any (macs)
$$;
revoke all on function submitted_of(int, bytea[]) from public;
grant execute on function submitted_of(int, bytea[]) to tuntas_app;
