using System.Text.Json;
using CsCheck;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Metadata;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;
using Hal.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Hal.Api.Tests.Domain.Companies;

/// <summary>When a placeholder gives way (contract 4.2, rule 5): the database counts as untouched what the rule says.</summary>
public class CompanyLinkTests
{
    private const int Iterations = 60;

    private static readonly Gen<Row> Rows = Gen.Select(
        // Mostly a placeholder, and mostly one thing on it: the interesting rows are those that differ in one column.
        Gen.Int[0, 9],
        Gen.Int[0, 8],
        Gen.Int[1, 6],
        (kind, touch, contacts) =>
            new Row(
                new Company(
                    Guid.CreateVersion7(),
                    null,
                    "acme.example",
                    "acme.example",
                    null,
                    touch == 1 ? 0m : null,
                    touch == 2 ? JsonElement.Parse("""{"a":1}""") : MetadataPatch.Empty,
                    kind > 0,
                    1,
                    touch == 3 ? "Retail" : null,
                    touch == 4 ? "A note" : null
                ),
                HasStage: touch == 5,
                HasStageChange: touch == 6,
                HasDealChange: touch == 7,
                contacts
            )
    );

    [Test]
    public async Task The_database_and_the_rule_agree_on_what_is_untouched()
    {
        var (project, running) = (await TestProject.CreateAsync(), await TestHost.RunningAsync());
        var stage = await project.OneAsync<Guid>("select id from stages where project_id = @p order by position limit 1");

        await Rows.SampleAsync(
            async row =>
            {
                var contacts = await InsertAsync(project, row, row.HasStage ? stage : null);
                await using var scope = running.App.Services.CreateAsyncScope();
                var database = scope.ServiceProvider.GetRequiredService<Database>();
                var links = await database.ReadListAsync<CompanyLink>(CompanyLink.OfContacts, project.Id, contacts);

                var counted = row.IsUntouched ? Math.Min(4, row.Contacts) : 0;
                Assert.That(
                    links,
                    Is.EqualTo(contacts.Select(c => new CompanyLink(c, row.Company.Id, row.IsUntouched, counted, 1))).AsCollection
                );
                // It gives way to another company if nobody but the call's own contacts has it: a call is about three at most.
                var known = links.Take(3).ToList();
                Assert.That(
                    CompanyLink.Replaceable(known, []).Select(l => l.CompanyId),
                    row.IsUntouched && row.Contacts <= known.Count ? Is.EqualTo([row.Company.Id]) : Is.Empty
                );
            },
            iter: Iterations,
            threads: 1
        );
    }

    private static async Task<Guid[]> InsertAsync(TestProject project, Row row, Guid? stage)
    {
        var (id, contacts) = (row.Company.Id, Enumerable.Range(0, row.Contacts).Select(_ => Ids.New()).ToArray());
        await project.ExecuteAsync(
            """
            insert into companies (project_id, id, name, name_key, domain, stage_id, deal_value, metadata, placeholder, industry, notes,
                created_at, updated_at)
            values (@p, @id, @Name, @Name, @Domain, @stage, @DealValue, @metadata::jsonb, @Placeholder, @Industry, @Notes,
                now(), now());
            insert into contacts (project_id, id, created_at, updated_at) select @p, c, now(), now() from unnest(@contacts) c;
            insert into contact_companies (project_id, id, contact_id, company_id, created_at)
            select @p, o.c, o.c, @id, now() from unnest(@contacts) o(c);
            """,
            new
            {
                id,
                row.Company.Name,
                row.Company.Domain,
                stage,
                row.Company.DealValue,
                metadata = row.Company.Metadata.GetRawText(),
                row.Company.Placeholder,
                row.Company.Industry,
                row.Company.Notes,
                contacts,
            }
        );
        if (row.HasStageChange)
            await project.ExecuteAsync(
                "insert into stage_changes (project_id, id, company_id, source, actor, changed_at) "
                    + "values (@p, gen_random_uuid(), @id, 'widget', 'x', now())",
                new { id }
            );

        if (row.HasDealChange)
            await project.ExecuteAsync(
                "insert into deal_changes (project_id, id, company_id, source, actor, changed_at) "
                    + "values (@p, gen_random_uuid(), @id, 'widget', 'x', now())",
                new { id }
            );

        return contacts;
    }

    private sealed record Row(Company Company, bool HasStage, bool HasStageChange, bool HasDealChange, int Contacts)
    {
        /// <summary>The rule in C#: a placeholder with no stage, deal, notes, industry, metadata or history.</summary>
        public bool IsUntouched =>
            Company is { Placeholder: true, DealValue: null, Notes: null, Industry: null }
            && MetadataPatch.IsEmpty(Company.Metadata)
            && !HasStage
            && !HasStageChange
            && !HasDealChange;
    }
}
