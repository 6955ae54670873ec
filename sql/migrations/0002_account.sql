-- Those who work in a workspace, how they show who they are, and what they need to find and manage what the widget wrote.

create extension if not exists pg_trgm;

-- An id of the kind the service makes, for rows that one statement makes many of.
create function uuid_v7(at timestamptz) returns uuid
    language sql volatile parallel safe as
$$
    select encode(
        set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from at) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1),
        'hex')::uuid
$$;

-- Members and projects are remembered by every instance together with the workspace's version, and each use compares it.
alter table accounts
    add column version bigint not null default 1;

create function touch_account() returns trigger
    language plpgsql as
$$
begin
    new.version := old.version + 1;
    return new;
end
$$;
create trigger accounts_touch before update on accounts for each row execute function touch_account();

create function touch_account_of_row() returns trigger
    language plpgsql as
$$
begin
    update accounts set version = version where id = coalesce(new.account_id, old.account_id);
    return null;
end
$$;

-- A deleted project is gone for everybody at once; its rows are cleared away later, a few at a time.
alter table projects
    add column deleted_at timestamptz;
create trigger projects_touch_account after insert or delete or update of name, deleted_at on projects
    for each row execute function touch_account_of_row();
create index projects_deleted_ix on projects (deleted_at) where deleted_at is not null;

create table members
(
    id            uuid        not null,
    account_id    uuid        not null,
    email         text        not null,
    name          text,
    password_hash text        not null,
    role          text        not null,
    version       bigint      not null default 1,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    constraint members_pk primary key (id),
    constraint members_account_fk foreign key (account_id) references accounts (id) on delete cascade,
    constraint members_email_uq unique (email),
    constraint members_role_ck check (role in ('agent', 'admin', 'owner'))
);
create index members_account_ix on members (account_id, id);
create trigger members_touch_account after insert or update or delete on members
    for each row execute function touch_account_of_row();

-- One sign-in: the family of the refresh tokens that follow from it.
create table sessions
(
    id         uuid        not null,
    member_id  uuid        not null,
    created_at timestamptz not null,
    revoked_at timestamptz,
    constraint sessions_pk primary key (id),
    constraint sessions_member_fk foreign key (member_id) references members (id) on delete cascade
);
create index sessions_member_ix on sessions (member_id);

create table refresh_tokens
(
    id         uuid        not null,
    session_id uuid        not null,
    token_hash bytea       not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    constraint refresh_tokens_pk primary key (id),
    constraint refresh_tokens_session_fk foreign key (session_id) references sessions (id) on delete cascade,
    constraint refresh_tokens_token_hash_uq unique (token_hash)
);
create index refresh_tokens_session_ix on refresh_tokens (session_id);
create index refresh_tokens_expires_ix on refresh_tokens (expires_at);

create table invitations
(
    id         uuid        not null,
    account_id uuid        not null,
    email      text        not null,
    role       text        not null,
    token_hash bytea       not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    constraint invitations_pk primary key (id),
    constraint invitations_account_fk foreign key (account_id) references accounts (id) on delete cascade,
    constraint invitations_email_uq unique (account_id, email),
    constraint invitations_token_hash_uq unique (token_hash),
    constraint invitations_role_ck check (role in ('agent', 'admin', 'owner'))
);

-- What the service makes once and every instance shares, such as the key of its access tokens.
create table secrets
(
    name       text        not null,
    value      bytea       not null,
    created_at timestamptz not null,
    constraint secrets_pk primary key (name)
);

-- Names of fields, never their values: what a person's row held must not outlive it here. Project and target may be gone by now.
create table audit_entries
(
    account_id uuid        not null,
    id         uuid        not null,
    source     text        not null,
    actor      text        not null,
    action     text        not null,
    project    uuid,
    target     uuid,
    fields     text[]      not null,
    request    text        not null,
    at         timestamptz not null,
    constraint audit_entries_pk primary key (account_id, id),
    constraint audit_entries_account_fk foreign key (account_id) references accounts (id) on delete cascade,
    constraint audit_entries_source_ck check (source in ('account', 'v1'))
);
create index audit_entries_target_ix on audit_entries (account_id, target, id) where target is not null;

-- The first answer to a key. Until it is there, the claim holds others off; the answer can only be read with the caller's own key.
create table idempotency_keys
(
    scope       text        not null,
    key_hash    bytea       not null,
    fingerprint bytea       not null,
    claim       uuid        not null,
    claimed_at  timestamptz not null,
    answer      bytea,
    target      uuid,
    constraint idempotency_keys_pk primary key (scope, key_hash)
);
create index idempotency_keys_claimed_ix on idempotency_keys (claimed_at);
create index idempotency_keys_target_ix on idempotency_keys (target) where target is not null;

create table api_keys
(
    project_id   uuid        not null,
    id           uuid        not null,
    name         text        not null,
    prefix       text        not null,
    key_hash     bytea       not null,
    scopes       text[]      not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    created_at   timestamptz not null,
    constraint api_keys_pk primary key (project_id, id),
    constraint api_keys_project_fk foreign key (project_id) references projects (id) on delete cascade
);

-- What a search looks through, made by the service (letters and digits only). Rows that are there already get the nearest that SQL can make, until they are written again.
-- The project as an array is what GIN can hold by itself.
alter table contacts
    add column search_key text not null default '';
update contacts
set search_key = translate(lower(concat_ws(E'\n', name, email, phone, user_id)), E'@.-_+ \n', 'APDULSZ');
create index contacts_search_ix on contacts using gin ((array [project_id]), search_key gin_trgm_ops) with (gin_pending_list_limit = 256);
create index contacts_tags_ix on contacts using gin ((array [project_id]), tags) where tags <> '{}';

alter table companies
    add column search_key text not null default '';
update companies
set search_key = translate(lower(concat_ws(E'\n', name, domain)), E'@.-_+ \n', 'APDULSZ');
create index companies_search_ix on companies using gin ((array [project_id]), search_key gin_trgm_ops) with (gin_pending_list_limit = 256);
drop index companies_stage_ix;
create index companies_stage_ix on companies (project_id, stage_id, id) include (deal_value);
create index companies_deal_value_ix on companies (project_id, deal_value) where deal_value is not null;

-- Timelines are read by when things happened.
drop index events_visitor_ix;
drop index events_contact_ix;
drop index events_company_ix;
create index events_visitor_ix on events (project_id, visitor_id, occurred_at, id) where visitor_id is not null;
create index events_contact_ix on events (project_id, contact_id, occurred_at, id) where contact_id is not null;
create index events_company_ix on events (project_id, company_id, occurred_at, id) where company_id is not null;
create index events_occurred_ix on events (project_id, occurred_at, id);
drop index stage_changes_company_ix;
create index stage_changes_company_ix on stage_changes (project_id, company_id, changed_at, id);
drop index deal_changes_company_ix;
create index deal_changes_company_ix on deal_changes (project_id, company_id, changed_at, id);
drop index contact_companies_company_ix;
create index contact_companies_company_ix on contact_companies (project_id, company_id, created_at, id);
