using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Identity;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.Stages;

namespace Hal.Api.Tests.Domain.Identity;

/// <summary>What happens to a contact's companies (contract 4.2, rules 4 and 5), without a database.</summary>
public class CompanyPlanTests
{
    private static readonly Company Known = new(
        Guid.CreateVersion7(),
        "known",
        "Known",
        "acme.example",
        null,
        null,
        MetadataPatch.Empty,
        false,
        1
    );

    private static readonly Contact Ana = new(
        Guid.CreateVersion7(),
        "ana@acme.example",
        null,
        "Ana",
        null,
        null,
        [],
        MetadataPatch.Empty,
        false,
        1
    );

    private static readonly Guid Placeholder = Guid.CreateVersion7();

    // Each: the contact's e-mail, what it is linked to, what the call links, whether a company with the domain is known; then how many
    // links are made, the name of a company that is made, and how many placeholders go.
    [TestCase(null, "", "", false, 0, null, 0)]
    [TestCase("ana@acme.example", "", "", false, 1, "acme.example", 0)]
    [TestCase("ana@acme.example", "", "", true, 1, null, 0)]
    [TestCase("ana@gmail.com", "", "", false, 1, "Ana", 0)]
    [TestCase("ana@acme.example", "real", "", false, 0, null, 0)]
    [TestCase("ana@acme.example", "untouched", "", false, 0, null, 0)]
    [TestCase("ana@acme.example", "", "known", false, 1, null, 0)]
    [TestCase("ana@acme.example", "untouched", "known", false, 1, null, 1)]
    [TestCase("ana@acme.example", "touched", "known", false, 1, null, 0)]
    [TestCase("ana@acme.example", "shared", "known", false, 1, null, 0)]
    public void Links_makes_and_replaces(
        string? email,
        string linked,
        string link,
        bool isDomainKnown,
        int links,
        string? made,
        int replaced
    )
    {
        var contact = Ana with { Email = email };
        IReadOnlyList<CompanyLink> present = linked switch
        {
            "" => [],
            "real" or "touched" => [new CompanyLink(contact.Id, Placeholder, false, 0, 1)],
            "shared" => [new CompanyLink(contact.Id, Placeholder, true, 2, 1)],
            _ => [new CompanyLink(contact.Id, Placeholder, true, 1, 1)],
        };

        var plan = Decide(contact, present, link.Length == 0 ? [] : [link], isDomainKnown ? [Known] : []).Value!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.NewLinks, Has.Count.EqualTo(links));
            Assert.That(plan.Changes.Select(c => c.After.Name).SingleOrDefault(), Is.EqualTo(made));
            Assert.That(plan.Replaced, Has.Count.EqualTo(replaced));
            Assert.That(plan.InTheEnd, Has.Count.EqualTo(present.Count - replaced + links));
            Assert.That(plan.InsteadOf(Placeholder), Is.EqualTo(replaced > 0 ? Known.Id : Placeholder));
        }
    }

    [Test]
    public void Points_at_an_unknown_company()
    {
        var problem = Decide(Ana, [], ["known", "nope"], []).Problem;

        Assert.That(problem?.Errors?.Keys, Is.EqualTo(["company_ids[1]"]));
    }

    private static Hal.Api.Platform.Errors.Result<CompanyPlan> Decide(
        Contact contact,
        IReadOnlyList<CompanyLink> links,
        string[] refs,
        Company[] ofDomain
    )
    {
        var claim = new IdentityClaim(null, contact.Email, null, null);
        var wanted = new IdentifyRequest("v-1", claim, null, null, refs, StageUpdateMode.AdvanceOnly);
        return CompanyPlan.Decide(
            wanted,
            new IdentityFacts(
                null,
                contact,
                links,
                null,
                null,
                new CompanyOfDomain(contact.Email is null ? "" : Email.DomainOf(contact.Email), ofDomain.FirstOrDefault()),
                [Known]
            ),
            new StageList([]),
            contact,
            null,
            Guid.CreateVersion7
        );
    }
}
