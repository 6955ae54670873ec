-- What visitors and members write to each other, and what live streams tell of it.

create table conversations
(
    project_id        uuid        not null,
    id                uuid        not null,
    visitor_id        uuid,
    contact_id        uuid,
    status            text        not null default 'open',
    snoozed_until     timestamptz,
    assignee_id       uuid,
    message_count     bigint      not null default 0,
    last_message_id   uuid,
    -- The last one that is no internal note: all that a visitor may see.
    last_public_id    uuid,
    last_message_at   timestamptz not null,
    unread_by_members integer     not null default 0,
    unread_by_visitor integer     not null default 0,
    version           bigint      not null default 1,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    constraint conversations_pk primary key (project_id, id),
    constraint conversations_project_fk foreign key (project_id) references projects (id) on delete cascade,
    constraint conversations_visitor_fk foreign key (project_id, visitor_id) references visitors (project_id, id),
    constraint conversations_contact_fk foreign key (project_id, contact_id) references contacts (project_id, id),
    -- A member belongs to the workspace and not to a project; that it is this workspace's is the service's to check.
    constraint conversations_assignee_fk foreign key (assignee_id) references members (id) on delete set null (assignee_id),
    constraint conversations_status_ck check (status in ('open', 'snoozed', 'resolved')),
    constraint conversations_snoozed_until_ck check ((status = 'snoozed') = (snoozed_until is not null))
);
create index conversations_visitor_ix on conversations (project_id, visitor_id, id) where visitor_id is not null;
create index conversations_contact_ix on conversations (project_id, contact_id, id) where contact_id is not null;
create index conversations_status_ix on conversations (project_id, status, id);
create index conversations_assignee_ix on conversations (project_id, assignee_id, id) where assignee_id is not null;
create index conversations_last_message_ix on conversations (project_id, last_message_at, id);
create index conversations_snoozed_ix on conversations (project_id, snoozed_until) where status = 'snoozed';

-- Their order is "position", counted by the conversation's own row: whoever has read up to one misses none that comes later.
create table messages
(
    project_id        uuid        not null,
    id                uuid        not null,
    conversation_id   uuid        not null,
    position          bigint      not null,
    author_type       text        not null,
    author_id         uuid        not null,
    content           text        not null,
    internal          boolean     not null default false,
    client_message_id text,
    created_at        timestamptz not null,
    constraint messages_pk primary key (project_id, id),
    constraint messages_conversation_fk foreign key (project_id, conversation_id) references conversations (project_id, id) on delete cascade,
    constraint messages_position_uq unique (project_id, conversation_id, position),
    constraint messages_author_type_ck check (author_type in ('visitor', 'member', 'api_key')),
    constraint messages_internal_ck check (not internal or author_type <> 'visitor')
);
create unique index messages_client_message_id_uq on messages (project_id, author_id, client_message_id) where client_message_id is not null;

-- What happened, for those who listen, in the order of commits: a transaction's number is less than that of any that is still to come once no older one is running. Kept for a day.
create table stream_events
(
    project_id      uuid        not null,
    id              uuid        not null,
    xact            xid8        not null default pg_current_xact_id(),
    kind            text        not null,
    conversation_id uuid,
    message_id      uuid,
    company_id      uuid,
    at              timestamptz not null,
    constraint stream_events_pk primary key (project_id, id),
    constraint stream_events_kind_ck check (kind in ('message', 'conversation_updated', 'company_updated'))
);
create index stream_events_xact_ix on stream_events (project_id, xact, id);
create index stream_events_at_ix on stream_events (project_id, at);
