-- A project with many contacts and companies, and terms that people search for. Ids can be computed from a number, so that both sides know them.
create schema if not exists bench;

create or replace function bench.id(kind text, n bigint) returns uuid language sql immutable as
$$
    select ('01900000-0000-7000-' || kind || '-' || lpad(to_hex(n), 12, '0'))::uuid
$$;
create or replace function bench.search_key(variadic _fields text[]) returns text language sql immutable as
$$
    select translate(lower(array_to_string(_fields, E'\n')), E'@.-_+ \n', 'APDULSZ')
$$;

create temp table person as
select n, first || ' ' || last as name, lower(first || '.' || last) || n || '@company-' || n % 10000 || '.example' as email, 'u-' || n as user_id,
       '+49 30 ' || lpad((n * 7919 % 10000000)::text, 7, '0') as phone
from (select n,
             (array ['Ana', 'Bo', 'Cleo', 'Dora', 'Emil', 'Fatima', 'Goran', 'Hana', 'Igor', 'Jana', 'Karim', 'Lena', 'Marko', 'Nadia', 'Oskar', 'Petra'])[1 + n * 31 % 16] as first,
             (array ['Novak', 'Schmidt', 'Kovac', 'Rossi', 'Dubois', 'Jensen', 'Petrov', 'Yilmaz', 'Silva', 'Horvat', 'Weber', 'Larsen', 'Moreau'])[1 + n * 17 % 13]
                 || (array ['', 'son', 'ic', 'a', 'er', 'man', 'ova'])[1 + n * 13 % 7] as last
      from generate_series(1::bigint, :size) n) names;

insert into contacts (project_id, id, email, user_id, name, phone, metadata, search_key, created_at, updated_at)
select :'project', bench.id('8000', n), email, user_id, name, phone, '{"plan":"pro"}', bench.search_key(name, email, phone, user_id), now(), now()
from person;

insert into companies (project_id, id, external_id, name, name_key, domain, metadata, search_key, created_at, updated_at)
select :'project', bench.id('9000', n), 'c-' || n, 'Company ' || n, 'company ' || n, 'company-' || n || '.example', '{"plan":"pro"}',
       bench.search_key('Company ' || n, 'company-' || n || '.example'), now(), now()
from generate_series(1, :companies) n;

insert into contact_companies (project_id, id, contact_id, company_id, created_at)
select :'project', bench.id('a000', n), bench.id('8000', n), bench.id('9000', 1 + n % :companies), now()
from generate_series(1, :size) n;

-- Names, parts of addresses and numbers, from what every row has to what one row or none has.
create table bench.terms as
select row_number() over () as n, term, '%' || bench.search_key(term) || '%' as pattern
from (select unnest(array ['com', 'exa', 'ana', 'novak', 'schmidt', 'petra weber', 'ovaz', 'company-42', '.example', '+49', 'qqq', 'nobody at all']) as term
      union all
      select unnest(array [name, split_part(email, '@', 1), user_id, right(phone, 7), 'company-' || n % 10000 || '.', 'son' || n])
      from person
      where n % (:size / 100) = 0) mixed;
create unique index on bench.terms (n);
vacuum analyze;
