using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.Visitors;

namespace Hal.Api.Tests.Domain.Visitors;

public class ActingCompanyTests
{
    private static readonly Company Acme = Named("acme");
    private static readonly Company Beta = Named("beta");

    [Test]
    public void Takes_the_only_company() => Assert.That(ActingCompany.Choose([Acme], null, null).Value, Is.EqualTo(Acme));

    [Test]
    public void Takes_the_active_one_of_several() => Assert.That(ActingCompany.Choose([Acme, Beta], null, Beta.Id).Value, Is.EqualTo(Beta));

    [Test]
    public void Takes_the_named_one_before_the_active_one() =>
        Assert.That(ActingCompany.Choose([Acme, Beta], "acme", Beta.Id).Value, Is.EqualTo(Acme));

    [Test]
    public void Takes_one_named_by_the_id_of_hal() =>
        Assert.That(ActingCompany.Choose([Acme, Beta], Beta.Id.ToString(), Acme.Id).Value, Is.EqualTo(Beta));

    [Test]
    public void Prefers_the_id_of_hal_to_the_same_text_as_an_external_id()
    {
        var impostor = Named(Acme.Id.ToString());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ActingCompany.Choose([impostor, Acme], Acme.Id.ToString(), null).Value, Is.EqualTo(Acme));
            Assert.That(ActingCompany.Choose([Acme, impostor], Acme.Id.ToString(), null).Value, Is.EqualTo(Acme));
        }
    }

    [Test]
    public void Finds_an_external_id_that_looks_like_an_id_of_hal()
    {
        var odd = Named(Guid.CreateVersion7().ToString());

        Assert.That(ActingCompany.Choose([odd], odd.ExternalId, null).Value, Is.EqualTo(odd));
    }

    [Test]
    public void Refuses_when_there_is_none() => MustBeNotLinked([], null, null);

    [Test]
    public void Refuses_to_choose_among_several() => MustBeNotLinked([Acme, Beta], null, null);

    [Test]
    public void Refuses_to_choose_among_several_when_the_active_one_is_gone() => MustBeNotLinked([Acme, Beta], null, Guid.CreateVersion7());

    [TestCase("gamma")]
    [TestCase("ACME")]
    [TestCase("019f0000-0000-7000-8000-000000000000")]
    public void Refuses_a_name_that_is_not_among_them(string reference) => MustBeNotLinked([Acme, Beta], reference, Acme.Id);

    private static void MustBeNotLinked(IReadOnlyList<Company> companies, string? reference, Guid? activeId) =>
        Assert.That(ActingCompany.Choose(companies, reference, activeId).Problem?.Code, Is.EqualTo(ActingCompany.CompanyNotLinked));

    private static Company Named(string externalId) =>
        new(Guid.CreateVersion7(), externalId, externalId, null, null, null, MetadataPatch.Empty, false, 1);
}
