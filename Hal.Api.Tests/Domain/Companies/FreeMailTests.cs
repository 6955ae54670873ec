using Hal.Api.Domain.Companies;

namespace Hal.Api.Tests.Domain.Companies;

public class FreeMailTests
{
    [TestCase("gmail.com", true)]
    [TestCase("outlook.com", true)]
    [TestCase("proton.me", true)]
    [TestCase("yahoo.co.uk", true)]
    [TestCase("acme.example", false)]
    [TestCase("mail.gmail.com", false)]
    [TestCase("notgmail.com", false)]
    [TestCase("", false)]
    public void Knows_the_domains_where_anybody_can_be(string domain, bool offers) =>
        Assert.That(FreeMail.Offers(domain), Is.EqualTo(offers));
}
