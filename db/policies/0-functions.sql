-- Words as search finds them: simple forms without accents (Indonesian has no stemmer here that helps). Indexes are made
-- of this function and nothing it answers is stored, so names stand in full: an index is built without a search path.
create extension if not exists unaccent;
create or replace function plain(text) returns text language sql immutable parallel safe strict
  as $$ select public.unaccent('public.unaccent'::regdictionary, $1) $$;
create or replace function public_search(title text, body text, place text) returns tsvector language sql immutable parallel safe
  as $$ select case when title is null then null else
    to_tsvector('simple', public.plain(title || E'\n' || coalesce(place, '') || E'\n' || left(coalesce(body, ''), 10000))) end $$;
