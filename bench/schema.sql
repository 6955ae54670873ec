-- What pgbench needs beside the service's tables: the whole of an identify as one function, and visitors that are known.
create schema bench;

-- As the service makes them: in the order of time, so that indexes grow at their end on both sides.
create function bench.uuid_v7() returns uuid language sql volatile as
$$
    select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;

-- The ids of the nth known visitor and its contact can be computed, so that pgbench need not look them up.
create function bench.visitor(n int) returns uuid language sql immutable as $$ select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;
create function bench.contact(n int) returns uuid language sql immutable as $$ select ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid $$;

-- What the service makes of names in plain letters.
create function bench.search_key(variadic _fields text[]) returns text language sql immutable as
$$
    select translate(lower(array_to_string(_fields, E'\n')), E'@.-_+ \n', 'APDULSZ')
$$;

create function bench.identify(
    _project uuid, _visitor_id text, _email text, _name text, _metadata jsonb,
    _visitor uuid default bench.uuid_v7(), _contact uuid default bench.uuid_v7())
    returns uuid
    language plpgsql as
$$
declare
    now constant timestamptz := clock_timestamp();
    _domain constant text := split_part(_email, '@', 2);
    proof boolean;
    v record;
    c record;
    company uuid;
begin
    select identity_verification_required into proof from projects where id = _project;
    if proof is distinct from false then
        raise exception 'no such project, or one that wants proof';
    end if;

    select id, contact_id into v from visitors where project_id = _project and visitor_id = _visitor_id;
    select id, name, metadata, verified into c from contacts where project_id = _project and email = _email;
    if c.id is null then
        insert into contacts (project_id, id, email, name, metadata, search_key, created_at, updated_at)
        values (_project, _contact, _email, _name, _metadata, bench.search_key(_name, _email), now, now);
    elsif c.verified then
        raise exception 'a contact that wants proof';
    else
        _contact := c.id;
        if c.name is distinct from _name or not c.metadata @> _metadata then
            update contacts set name = _name, metadata = metadata || _metadata, updated_at = now, version = version + 1
            where project_id = _project and id = _contact;
        end if;
    end if;

    if c.id is null or not exists (select from contact_companies where project_id = _project and contact_id = _contact) then
        select id into company from companies where project_id = _project and domain = _domain order by id limit 1;
        if company is null then
            company := bench.uuid_v7();
            insert into companies (project_id, id, name, name_key, domain, placeholder, search_key, created_at, updated_at)
            values (_project, company, _domain, _domain, _domain, true, bench.search_key(_domain, _domain), now, now);
        end if;
        insert into contact_companies (project_id, id, contact_id, company_id, created_at)
        values (_project, bench.uuid_v7(), _contact, company, now);
    end if;

    if v.id is null then
        insert into visitors (project_id, id, visitor_id, contact_id, first_seen_at, last_seen_at)
        values (_project, _visitor, _visitor_id, _contact, now, now);
    elsif v.contact_id is distinct from _contact then
        update visitors set contact_id = _contact, active_company_id = null, version = version + 1 where project_id = _project and id = v.id;
    end if;
    return _visitor;
end
$$;

select count(bench.identify(
    :'project', 'known-' || n, 'known-' || n || '@company-' || n % :companies || '.example', 'Ana Novak', '{"plan":"pro"}', bench.visitor(n), bench.contact(n)))
from generate_series(1, :known) n;
analyze;
