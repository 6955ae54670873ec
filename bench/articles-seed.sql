-- 10,000 published articles of about 300 words each in one project; words are drawn so that a few are frequent and most are rare (Zipf).
-- psql -v project=<id> -f articles-seed.sql
\set ON_ERROR_STOP on
set synchronous_commit = off;

create function pg_temp.word(n integer) returns text language sql immutable as
$$
    select (array ['re','ta','mo','li','su','ne','ko','pa','vi','do','ze','fu','ga','ho','ri','be'])[1 + n % 16]
        || (array ['nd','rt','ll','mp','st','ck','ng','v','b','d','s','t','x','z','m','l'])[1 + (n / 16) % 16]
        || (array ['a','e','i','o','u','ing','ed','er','ion','al','ment','ly','y','ance','ive','s'])[1 + (n / 256) % 16]
        || case when n < 4096 then '' else chr(97 + n / 4096) || 'o' end
$$;
create function pg_temp.words(seed integer, n integer) returns text language sql volatile as
$$
    select string_agg(pg_temp.word((exp(random() * ln(30000)))::integer), ' ') from generate_series(1, n + 0 * seed)
$$;

create temporary table drafts as
select uuid_v7(now()) as article, uuid_v7(now()) as translation, uuid_v7(now()) as slug, i,
       pg_temp.words(i, 5) || case when i % 500 = 0 then ' refund' else '' end as title,
       pg_temp.words(i, 200 + i % 200) || case when i % 50 = 0 then ' refund policy' else '' end as content
from generate_series(1, 10000) i;

-- What the triggers do one by one would be done ten thousand times to the same rows in one go.
alter table article_translations disable trigger user;
insert into articles (project_id, id, position, created_at, updated_at) select :'project', article, i, now(), now() from drafts;
insert into article_translations (project_id, id, article_id, locale, title, content, slug, draft_search, published_title, published_content, published_slug, published_text, published_at,
    published_titles, published_search, published_words, published_keys, created_at, updated_at)
select :'project', translation, article, 'en', title, content, 'article-' || i, to_tsvector('simple', title || ' ' || content), title, content, 'article-' || i, content, now(),
       to_tsvector('english', title) || to_tsvector('simple', title),
       setweight(to_tsvector('english', title) || to_tsvector('simple', title), 'A') || to_tsvector('english', content) || to_tsvector('simple', content),
       w.words, w.words, now(), now()
from drafts d
cross join lateral (select array_agg(distinct t.word) as words from unnest(string_to_array(d.title || ' ' || d.content, ' ')) t (word)) w;
insert into article_slugs (project_id, id, translation_id, locale, slug, was_published) select :'project', slug, translation, 'en', 'article-' || i, true from drafts;
alter table article_translations enable trigger user;
insert into article_words (project_id, id, locale, word, key, articles)
select :'project', uuid_v7(now()), 'en', w.word, w.word, count(*)
from article_translations t
cross join lateral unnest(t.published_words) w (word)
where t.project_id = :'project'
group by w.word;
update knowledge_versions set version = version + 1 where project_id = :'project';
analyze articles, article_translations, article_words, article_slugs;

-- What people type: whole words from the frequent to the rare, what they have typed so far, two words, and words with two neighbours exchanged that no article has.
create schema if not exists bench;
create table bench.terms as
with words as (
    select n, pg_temp.word(n) as word
    from unnest(array [0, 1, 2, 5, 10, 20, 50, 100, 200, 400, 800, 1600, 3000, 5000, 8000, 12000, 17000, 22000, 26000, 29000]) n
), typed as (
    select word as text from words
    union select left(word, l) from words, generate_series(1, 4) l
    union select a.word || ' ' || b.word from words a join words b on b.n > a.n and b.n < a.n * 4 + 3
    union select unnest(array ['refund', 'refunds', 'refund policy', 'ref'])
), mistyped as (
    select left(word, 2) || substr(word, 4, 1) || substr(word, 3, 1) || substr(word, 5) as text, word as meant from words where length(word) >= 5
    union select 'refnud', 'refund'
    union select 'polciy', 'policy'
)
select row_number() over (partition by meant is null order by text) as n, meant is not null as is_mistyped, text, meant,
       case when position(' ' in text) > 0 then '''' || split_part(text, ' ', 1) || '''' else '' end as others,
       '''' || regexp_replace(text, '.* ', '') || '''' as last, '''' || regexp_replace(text, '.* ', '') || ''':*' as begun
from (select text, null as meant from typed
      union all
      select text, meant from mistyped m where not exists (select from article_words w where w.project_id = :'project' and w.word like m.text || '%')) mixed;
create unique index on bench.terms (is_mistyped, n);
analyze bench.terms;
