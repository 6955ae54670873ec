using Hal.Api.Domain.Projects;

namespace Hal.Api.Tests.Domain.Projects;

public class SettingsRulesTests
{
    [TestCase("https://acme.example", "https://acme.example")]
    [TestCase("HTTP://Acme.EXAMPLE:8080", "http://acme.example:8080")]
    [TestCase("https://acme.example:443", "https://acme.example")]
    [TestCase("http://acme.example:80", "http://acme.example")]
    [TestCase("http://acme.example:443", "http://acme.example:443")]
    [TestCase("http://localhost:3000", "http://localhost:3000")]
    [TestCase("http://127.0.0.1:5080", "http://127.0.0.1:5080")]
    [TestCase("http://[::1]:5080", "http://[::1]:5080")]
    [TestCase("https://bücher.example", "https://xn--bcher-kva.example")]
    [TestCase("https://a-b.c_d.example", "https://a-b.c_d.example")]
    public void An_origin_is_kept_as_browsers_send_it(string text, string origin) =>
        Assert.That(SettingsRules.Origin(text), Is.EqualTo(origin));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("null")]
    [TestCase("*")]
    [TestCase("acme.example")]
    [TestCase("//acme.example")]
    [TestCase("ftp://acme.example")]
    [TestCase("https://")]
    [TestCase("https://acme.example/")]
    [TestCase("https://acme.example/shop")]
    [TestCase("https://acme.example?a=1")]
    [TestCase("https://acme.example#a")]
    [TestCase("https://ana@acme.example")]
    [TestCase("https://*.acme.example")]
    [TestCase("https://acme.example:")]
    [TestCase("https://acme.example:x")]
    [TestCase("https://acme.example:99999")]
    [TestCase("https://acme example")]
    [TestCase(" https://acme.example")]
    [TestCase("https://acme.example\n")]
    [TestCase("https://acme..example")]
    [TestCase("https://[::1")]
    [TestCase("https:\\\\acme.example")]
    public void Anything_else_is_none(string? text) => Assert.That(SettingsRules.Origin(text), Is.Null);

    [TestCase("en", true)]
    [TestCase("pt-BR", true)]
    [TestCase("zh-Hant-TW", true)]
    [TestCase("de-CH-1996", true)]
    [TestCase("e", false)]
    [TestCase("en-", false)]
    [TestCase("en--US", false)]
    [TestCase("en-123456789", false)]
    [TestCase("ženščina", false)]
    [TestCase("en\n", false)]
    public void A_locale_is_a_plausible_tag(string text, bool isOne) =>
        Assert.That(
            new FluentValidation.InlineValidator<string> { v => v.RuleFor(x => x).MustBeLocale() }
                .Validate(text)
                .IsValid,
            Is.EqualTo(isOne)
        );
}
