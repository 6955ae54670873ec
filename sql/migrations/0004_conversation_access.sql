-- Who may read a conversation again, and how members find one by its words. No conversation is older than this: what writes them came with it.

alter table conversations
    -- Whether somebody wrote here who had proven to be the visitor or its contact: what a proven person wrote is nothing for an unproven one.
    add column proven  boolean not null default false,
    -- Whether it got its contact later, from somebody who had shown to be that contact, and not to be who wrote here before.
    add column adopted boolean not null default false;

-- Members are removed without a word to the conversations that were theirs.
create function touch_conversation() returns trigger
    language plpgsql as
$$
begin
    new.version := old.version + 1;
    return new;
end
$$;
create trigger conversations_touch before update of assignee_id on conversations
    for each row when (new.assignee_id is distinct from old.assignee_id and new.version = old.version) execute function touch_conversation();

-- What a search looks through: the content's words, made by the service (letters and digits only).
alter table messages add column words tsvector not null default '';
create index messages_words_ix on messages using gin ((array [project_id]), words) with (gin_pending_list_limit = 256);
