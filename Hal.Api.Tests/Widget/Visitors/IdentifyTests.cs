using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

public class IdentifyTests
{
    [Test]
    public async Task Answers_ids_and_what_was_applied()
    {
        var project = await TestProject.CreateAsync();

        var exchange = await project.PostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                email = " Ana@Acme.example ",
                name = "Ana Novak",
                company = new
                {
                    id = "acme",
                    name = "Acme",
                    stage = "qualified",
                    deal_value = 12.50,
                },
            }
        );

        exchange.MustMatch();
        Assert.That(
            await project.OneAsync<string>("select email || ' ' || user_id || ' ' || name from contacts where project_id = @p"),
            Is.EqualTo("ana@acme.example u-1 Ana Novak")
        );
    }

    [Test]
    public async Task Refuses_a_company_without_an_identified_visitor()
    {
        var project = await TestProject.CreateAsync();

        var exchange = await project.PostAsync("identify", new { visitor_id = "v-1", company = new { id = "acme" } });

        exchange.MustBe(422, "identity_required").MustMatch();
    }
}
