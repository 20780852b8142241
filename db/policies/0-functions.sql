-- Words as search finds them: simple forms without accents (Indonesian has no stemmer here that helps). Indexes are made
-- of this function and nothing it answers is stored, so names stand in full: an index is built without a search path.
create extension if not exists unaccent;
do $$ begin
  if not exists (select from pg_ts_config where cfgname = 'plain' and cfgnamespace = 'public'::regnamespace) then
    create text search configuration public.plain (copy = pg_catalog.simple);
    alter text search configuration public.plain
      alter mapping for word, hword, hword_part, numword, numhword, hword_numpart with public.unaccent, simple;
  end if;
end $$;
create or replace function public_search(title text, body text, place text) returns tsvector language sql immutable parallel safe
  as $$ select case when title is null then null else
    to_tsvector('public.plain', title || E'\n' || coalesce(place, '') || E'\n' || left(coalesce(body, ''), 10000)) end $$;
drop function if exists plain(text);
