\set i :i + 1
\set company random(0, :companies - 1)
select bench.identify(:project, 'new-' || :round || '-' || :client_id || '-' || :i, 'new-' || :round || '-' || :client_id || '-' || :i || '@company-' || :company || '.example', 'Ana Novak', '{"plan":"pro"}');
