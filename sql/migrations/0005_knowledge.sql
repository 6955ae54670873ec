-- The knowledge base: what members write for readers, in several languages, and what readers think of it.

-- Moves with each change of what readers see. Every page is remembered together with it, and each request compares it.
create table knowledge_versions
(
    project_id uuid   not null,
    id         uuid   not null,
    version    bigint not null default 1,
    constraint knowledge_versions_pk primary key (project_id, id),
    constraint knowledge_versions_project_fk foreign key (project_id) references projects (id) on delete cascade,
    -- One row for each project.
    constraint knowledge_versions_id_ck check (id = project_id)
);
insert into knowledge_versions (project_id, id)
select id, id
from projects;

create function begin_knowledge() returns trigger
    language plpgsql as
$$
begin
    insert into knowledge_versions (project_id, id) values (new.id, new.id);
    return null;
end
$$;
create trigger projects_begin_knowledge after insert on projects for each row execute function begin_knowledge();

create function touch_knowledge() returns trigger
    language plpgsql as
$$
begin
    update knowledge_versions set version = version + 1 where project_id = coalesce(new.project_id, old.project_id);
    return null;
end
$$;

create table article_groups
(
    project_id uuid        not null,
    id         uuid        not null,
    -- By locale.
    names      jsonb       not null,
    position   integer     not null,
    version    bigint      not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint article_groups_pk primary key (project_id, id),
    constraint article_groups_project_fk foreign key (project_id) references projects (id) on delete cascade,
    constraint article_groups_names_ck check (jsonb_typeof(names) = 'object')
);
create trigger article_groups_touch_knowledge after insert or delete or update of names, position on article_groups
    for each row execute function touch_knowledge();

create table articles
(
    project_id uuid        not null,
    id         uuid        not null,
    group_id   uuid,
    position   integer     not null,
    version    bigint      not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint articles_pk primary key (project_id, id),
    constraint articles_project_fk foreign key (project_id) references projects (id) on delete cascade,
    constraint articles_group_fk foreign key (project_id, group_id) references article_groups (project_id, id) on delete set null (group_id)
);
create index articles_group_ix on articles (project_id, group_id, position, id);

-- By statement: one that puts a group in order moves many rows.
create function touch_knowledge_of_moved() returns trigger
    language plpgsql as
$$
begin
    update knowledge_versions
    set version = version + 1
    where project_id in (
        select a.project_id
        from after a
        join before b on b.project_id = a.project_id and b.id = a.id
        where a.group_id is distinct from b.group_id or a.position <> b.position);
    return null;
end
$$;
create trigger articles_touch_knowledge after update on articles
    referencing old table as before new table as after
    for each statement execute function touch_knowledge_of_moved();

-- One article in one language. What members edit and what readers see are separate texts; the second is only ever a copy of the first.
create table article_translations
(
    project_id            uuid             not null,
    id                    uuid             not null,
    article_id            uuid             not null,
    locale                text collate "C" not null,
    title                 text             not null,
    content               text             not null,
    slug                  text collate "C" not null,
    -- Whether a member chose the slug; else it follows the title.
    slug_chosen           boolean          not null default false,
    draft_search          tsvector         not null,
    published_title       text,
    published_content     text,
    published_slug        text collate "C",
    -- What is left of the content without its marks, for excerpts.
    published_text        text,
    published_at          timestamptz,
    -- By the words of the title, and by all of them: stemmed in the locale's way, and as they are.
    published_titles      tsvector,
    published_search      tsvector,
    -- Each once, and each in ASCII, for article_words.
    published_words       text[],
    published_keys        text[],
    created_at            timestamptz      not null,
    updated_at            timestamptz      not null,
    constraint article_translations_pk primary key (project_id, id),
    constraint article_translations_article_fk foreign key (project_id, article_id) references articles (project_id, id) on delete cascade,
    constraint article_translations_locale_uq unique (project_id, article_id, locale),
    constraint article_translations_published_ck check (
        num_nulls(published_title, published_content, published_slug, published_text, published_at, published_titles, published_search,
                  published_words, published_keys) in (0, 9))
);
create index article_translations_published_ix on article_translations (project_id, locale, article_id) where published_at is not null;
create index article_translations_titles_ix on article_translations using gin ((array [project_id]), published_titles) with (fastupdate = off)
    where published_at is not null;
create index article_translations_search_ix on article_translations using gin ((array [project_id]), published_search) with (fastupdate = off)
    where published_at is not null;
create index article_translations_draft_ix on article_translations using gin ((array [project_id]), draft_search) with (fastupdate = off);
create trigger article_translations_touch_knowledge
    after update on article_translations
    for each row when (old.published_at is distinct from new.published_at or old.published_content is distinct from new.published_content)
    execute function touch_knowledge();
create trigger article_translations_touch_knowledge_of_new after insert on article_translations
    for each row when (new.published_at is not null) execute function touch_knowledge();
create trigger article_translations_touch_knowledge_of_old after delete on article_translations
    for each row when (old.published_at is not null) execute function touch_knowledge();

-- Every slug that is taken in a locale: the one that is published or will be, and those that were and lead on.
create table article_slugs
(
    project_id     uuid             not null,
    id             uuid             not null,
    -- Null once that was deleted: what readers have seen stays taken, so that an old link never leads to another article.
    translation_id uuid,
    locale         text collate "C" not null,
    slug           text collate "C" not null,
    -- One that never was must not lead anywhere: it would tell of a draft.
    was_published  boolean          not null default false,
    constraint article_slugs_pk primary key (project_id, id),
    constraint article_slugs_translation_fk foreign key (project_id, translation_id) references article_translations (project_id, id) on delete set null (translation_id),
    constraint article_slugs_project_fk foreign key (project_id) references projects (id) on delete cascade,
    constraint article_slugs_slug_uq unique (project_id, locale, slug)
);
create index article_slugs_translation_ix on article_slugs (project_id, translation_id);

-- What nobody has seen is free again.
create function release_article_slugs() returns trigger
    language plpgsql as
$$
begin
    delete from article_slugs where project_id = old.project_id and translation_id = old.id and not was_published;
    return old;
end
$$;
create trigger article_translations_release_slugs before delete on article_translations
    for each row execute function release_article_slugs();

-- The words of what is published, to find those that a mistyped one may have meant; "key" is the word in ASCII, of which a trigram index sees all.
create table article_words
(
    project_id uuid             not null,
    id         uuid             not null,
    locale     text collate "C" not null,
    word       text collate "C" not null,
    key        text             not null,
    articles   integer          not null,
    constraint article_words_pk primary key (project_id, id),
    constraint article_words_project_fk foreign key (project_id) references projects (id) on delete cascade,
    constraint article_words_word_uq unique (project_id, locale, word)
);
create index article_words_key_ix on article_words using gin ((array [project_id]), key gin_trgm_ops);

create function count_article_words() returns trigger
    language plpgsql as
$$
declare
    gone text[] := '{}';
    words text[] := '{}';
    keys text[] := '{}';
begin
    if tg_op <> 'INSERT' then
        gone := coalesce(old.published_words, '{}');
    end if;
    if tg_op <> 'DELETE' then
        words := coalesce(new.published_words, '{}');
        keys := coalesce(new.published_keys, '{}');
    end if;

    insert into article_words as w (project_id, id, locale, word, key, articles)
    select new.project_id, uuid_v7(new.published_at), new.locale, p.word, p.key, 1
    from unnest(words, keys) p (word, key)
    where p.word <> all (gone)
    -- In one order, so that two that are published at once do not lock each other out.
    order by p.word
    on conflict on constraint article_words_word_uq do update set articles = w.articles + 1;

    with less as (
        select w.project_id, w.id
        from article_words w
        where w.project_id = old.project_id and w.locale = old.locale and w.word = any (gone) and w.word <> all (words)
        order by w.word
        for update)
    update article_words w
    set articles = w.articles - 1
    from less
    where w.project_id = less.project_id and w.id = less.id;

    delete from article_words where project_id = old.project_id and locale = old.locale and word = any (gone) and articles <= 0;
    return null;
end
$$;
create trigger article_translations_count_words after insert or delete or update of published_words on article_translations
    for each row execute function count_article_words();

-- One voice for each visitor, who may change its mind. Who that is stands here as a hash only.
create table article_feedback
(
    project_id uuid        not null,
    id         uuid        not null,
    article_id uuid        not null,
    voter      bytea       not null,
    helpful    boolean     not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint article_feedback_pk primary key (project_id, id),
    constraint article_feedback_article_fk foreign key (project_id, article_id) references articles (project_id, id) on delete cascade,
    constraint article_feedback_voter_uq unique (project_id, article_id, voter)
);

create table article_views
(
    project_id uuid   not null,
    id         uuid   not null,
    article_id uuid   not null,
    -- In UTC.
    day        date   not null,
    views      bigint not null,
    constraint article_views_pk primary key (project_id, id),
    constraint article_views_article_fk foreign key (project_id, article_id) references articles (project_id, id) on delete cascade,
    constraint article_views_day_uq unique (project_id, article_id, day)
);
