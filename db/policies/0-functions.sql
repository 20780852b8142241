-- Words of a public copy as search finds them: simple forms without accents (Indonesian has no stemmer here that helps).
create extension if not exists unaccent;
create or replace function plain(text) returns text language sql immutable parallel safe strict
  as $$ select public.unaccent('public.unaccent'::regdictionary, $1) $$;
create or replace function public_search(title text, body text, place text) returns tsvector language sql immutable parallel safe
  as $$ select case when title is null then null else
    setweight(to_tsvector('simple', plain(title)), 'A') || setweight(to_tsvector('simple', plain(coalesce(place, ''))), 'B')
    || setweight(to_tsvector('simple', plain(left(coalesce(body, ''), 10000))), 'C') end $$;
