using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Contacts;

/// <summary>A contact and a company for tests that link them.</summary>
internal static class Links
{
    /// <summary>Makes a workspace with a contact and a company, Globex, that are not linked.</summary>
    public static async Task<(TestWorkspace Workspace, string Contact, Guid Company)> ContactAndCompanyAsync()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var company = Guid.CreateVersion7();
        await workspace.Project.ExecuteAsync(
            """
            insert into companies (project_id, id, name, name_key, created_at, updated_at)
            values (@p, @company, 'Globex', 'globex', now(), now())
            """,
            new { company }
        );
        return (workspace, (await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync()).Text("contact", "id")!, company);
    }
}
