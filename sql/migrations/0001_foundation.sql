-- The CRM model that the widget writes: projects, visitors, contacts, companies, stages, events and their history.

-- Raised inside a batch, takes the whole batch back: somebody else wrote first, and the caller decides again.
create function assert_unchanged(holds boolean) returns void
    language plpgsql as
$$
begin
    if holds is distinct from true then
        raise exception 'the row was changed by another call' using errcode = 'HAL01';
    end if;
end
$$;

create table accounts
(
    id         uuid        not null,
    name       text        not null,
    created_at timestamptz not null,
    constraint accounts_pk primary key (id)
);

create table projects
(
    id                             uuid        not null,
    account_id                     uuid        not null,
    name                           text        not null,
    default_locale                 text        not null default 'en',
    primary_color                  text        not null default '#2563eb',
    greeting                       text,
    allowed_origins                text[]      not null default '{}',
    stage_update_mode              text        not null default 'advance_only',
    identity_verification_required boolean     not null default false,
    help_center_enabled            boolean     not null default true,
    identity_secret                text        not null,
    previous_identity_secret       text,
    previous_secret_valid_until    timestamptz,
    version                        bigint      not null default 1,
    created_at                     timestamptz not null,
    constraint projects_pk primary key (id),
    constraint projects_account_fk foreign key (account_id) references accounts (id),
    constraint projects_stage_update_mode_ck check (stage_update_mode in ('advance_only', 'exact')),
    constraint projects_previous_secret_ck check ((previous_identity_secret is null) = (previous_secret_valid_until is null))
);
create index projects_account_ix on projects (account_id);

create table stages
(
    project_id uuid        not null,
    id         uuid        not null,
    name       text        not null,
    name_key   text        not null,
    position   integer     not null,
    type       text        not null default 'open',
    created_at timestamptz not null,
    constraint stages_pk primary key (project_id, id),
    constraint stages_project_fk foreign key (project_id) references projects (id) on delete cascade,
    constraint stages_name_uq unique (project_id, name_key),
    constraint stages_type_ck check (type in ('open', 'won', 'lost'))
);

-- Settings, secrets and stages are remembered by every instance together with the project's version, and each use compares
-- it. So whatever changes one of them, by whichever way, has to move the version.
create function touch_project() returns trigger
    language plpgsql as
$$
begin
    new.version := old.version + 1;
    return new;
end
$$;
create trigger projects_touch before update on projects for each row execute function touch_project();

create function touch_project_of_stage() returns trigger
    language plpgsql as
$$
begin
    update projects set version = version where id = coalesce(new.project_id, old.project_id);
    return null;
end
$$;
create trigger stages_touch_project after insert or update or delete on stages
    for each row execute function touch_project_of_stage();

create table contacts
(
    project_id uuid        not null,
    id         uuid        not null,
    email      text,
    user_id    text,
    name       text,
    phone      text,
    notes      text,
    tags       text[]      not null default '{}',
    metadata   jsonb       not null default '{}',
    verified   boolean     not null default false,
    version    bigint      not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint contacts_pk primary key (project_id, id),
    constraint contacts_project_fk foreign key (project_id) references projects (id) on delete cascade,
    constraint contacts_email_uq unique (project_id, email),
    constraint contacts_user_id_uq unique (project_id, user_id)
);

create table companies
(
    project_id  uuid        not null,
    id          uuid        not null,
    external_id text,
    name        text        not null,
    name_key    text        not null,
    domain      text,
    industry    text,
    stage_id    uuid,
    deal_value  numeric,
    notes       text,
    metadata    jsonb       not null default '{}',
    placeholder boolean     not null default false,
    version     bigint      not null default 1,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    constraint companies_pk primary key (project_id, id),
    constraint companies_project_fk foreign key (project_id) references projects (id) on delete cascade,
    constraint companies_stage_fk foreign key (project_id, stage_id) references stages (project_id, id),
    constraint companies_external_id_uq unique (project_id, external_id),
    constraint companies_deal_value_ck
        check (deal_value >= 0 and deal_value < 100000000000000 and scale(deal_value) <= 2)
);
create index companies_name_ix on companies (project_id, name_key);
create index companies_domain_ix on companies (project_id, domain) where domain is not null;
create index companies_stage_ix on companies (project_id, stage_id);

create table contact_companies
(
    project_id uuid        not null,
    id         uuid        not null,
    contact_id uuid        not null,
    company_id uuid        not null,
    created_at timestamptz not null,
    constraint contact_companies_pk primary key (project_id, id),
    constraint contact_companies_contact_fk foreign key (project_id, contact_id) references contacts (project_id, id),
    constraint contact_companies_company_fk foreign key (project_id, company_id) references companies (project_id, id),
    constraint contact_companies_link_uq unique (project_id, contact_id, company_id)
);
create index contact_companies_company_ix on contact_companies (project_id, company_id);

create table visitors
(
    project_id        uuid        not null,
    id                uuid        not null,
    visitor_id        text        not null,
    contact_id        uuid,
    active_company_id uuid,
    verified          boolean     not null default false,
    name              text,
    phone             text,
    properties        jsonb       not null default '{}',
    version           bigint      not null default 1,
    first_seen_at     timestamptz not null,
    last_seen_at      timestamptz not null,
    constraint visitors_pk primary key (project_id, id),
    constraint visitors_project_fk foreign key (project_id) references projects (id) on delete cascade,
    constraint visitors_contact_fk foreign key (project_id, contact_id) references contacts (project_id, id),
    constraint visitors_active_company_fk foreign key (project_id, active_company_id) references companies (project_id, id),
    constraint visitors_visitor_id_uq unique (project_id, visitor_id),
    -- An active company is one of the contact's, so without a contact there is none.
    constraint visitors_active_company_ck check (active_company_id is null or contact_id is not null)
);
create index visitors_contact_ix on visitors (project_id, contact_id) where contact_id is not null;
create index visitors_active_company_ix on visitors (project_id, active_company_id) where active_company_id is not null;

-- No foreign key straight to projects: every insert would share one row's lock. The visitor, contact or company leads there.
create table events
(
    project_id  uuid        not null,
    id          uuid        not null,
    visitor_id  uuid,
    contact_id  uuid,
    company_id  uuid,
    entity      text        not null,
    name        text        not null,
    value       jsonb,
    event_key   text,
    metadata    jsonb       not null default '{}',
    source      text        not null,
    occurred_at timestamptz not null,
    created_at  timestamptz not null,
    constraint events_pk primary key (project_id, id),
    constraint events_visitor_fk foreign key (project_id, visitor_id) references visitors (project_id, id),
    constraint events_contact_fk foreign key (project_id, contact_id) references contacts (project_id, id),
    constraint events_company_fk foreign key (project_id, company_id) references companies (project_id, id),
    constraint events_entity_ck check (entity in ('visitor', 'company')),
    constraint events_owner_ck check (coalesce(visitor_id, contact_id, company_id) is not null),
    constraint events_value_ck check (jsonb_typeof(value) in ('string', 'number', 'boolean')),
    constraint events_source_ck check (source in ('widget', 'account', 'v1'))
);
create unique index events_event_key_uq on events (project_id, event_key) where event_key is not null;
create index events_visitor_ix on events (project_id, visitor_id, id) where visitor_id is not null;
create index events_contact_ix on events (project_id, contact_id, id) where contact_id is not null;
create index events_company_ix on events (project_id, company_id, id) where company_id is not null;

-- History keeps the names of the stages as they were, since a stage may be renamed or deleted later.
create table stage_changes
(
    project_id    uuid        not null,
    id            uuid        not null,
    company_id    uuid        not null,
    from_stage_id uuid,
    from_name     text,
    to_stage_id   uuid,
    to_name       text,
    source        text        not null,
    actor         text        not null,
    changed_at    timestamptz not null,
    constraint stage_changes_pk primary key (project_id, id),
    constraint stage_changes_company_fk foreign key (project_id, company_id) references companies (project_id, id) on delete cascade,
    constraint stage_changes_from_fk foreign key (project_id, from_stage_id) references stages (project_id, id)
        on delete set null (from_stage_id),
    constraint stage_changes_to_fk foreign key (project_id, to_stage_id) references stages (project_id, id)
        on delete set null (to_stage_id),
    constraint stage_changes_source_ck check (source in ('widget', 'account', 'v1'))
);
create index stage_changes_company_ix on stage_changes (project_id, company_id, id);

create table deal_changes
(
    project_id uuid        not null,
    id         uuid        not null,
    company_id uuid        not null,
    from_value numeric,
    to_value   numeric,
    source     text        not null,
    actor      text        not null,
    changed_at timestamptz not null,
    constraint deal_changes_pk primary key (project_id, id),
    constraint deal_changes_company_fk foreign key (project_id, company_id) references companies (project_id, id) on delete cascade,
    constraint deal_changes_source_ck check (source in ('widget', 'account', 'v1'))
);
create index deal_changes_company_ix on deal_changes (project_id, company_id, id);

-- One row for each contact that went up in another; its id is the id of the contact that is gone.
create table contact_merges
(
    project_id  uuid        not null,
    id          uuid        not null,
    survivor_id uuid        not null,
    moved       jsonb       not null,
    source      text        not null,
    actor       text        not null,
    merged_at   timestamptz not null,
    constraint contact_merges_pk primary key (project_id, id),
    constraint contact_merges_survivor_fk foreign key (project_id, survivor_id) references contacts (project_id, id) on delete cascade,
    constraint contact_merges_source_ck check (source in ('widget', 'account', 'v1'))
);
create index contact_merges_survivor_ix on contact_merges (project_id, survivor_id);
