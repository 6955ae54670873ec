using System.Security.Cryptography;
using System.Text;
using Hal.Api.Domain.ApiKeys;

namespace Hal.Api.Tests.Domain.ApiKeys;

public class ApiKeyTextTests
{
    private static readonly Guid Project = Guid.CreateVersion7();
    private static readonly Guid Id = Guid.CreateVersion7();

    [Test]
    public void A_new_key_is_read_back()
    {
        var key = ApiKeyText.New(Project, Id);
        var read = ApiKeyText.Read(key.Text);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(key.Text, Does.Match("^hal_[a-z2-9]{8}_[A-Za-z0-9_-]{86}$"));
            Assert.That(key.Prefix, Is.EqualTo(key.Text[..12]));
            Assert.That((read?.ProjectId, read?.Id, read?.Text), Is.EqualTo(((Guid?)Project, (Guid?)Id, key.Text)));
            Assert.That(read?.Hash, Is.EqualTo(SHA256.HashData(Encoding.UTF8.GetBytes(key.Text))));
        }
    }

    [Test]
    public void No_two_keys_are_alike() =>
        Assert.That(
            Enumerable.Range(0, 100).Select(_ => ApiKeyText.New(Project, Id)).Select(k => (k.Text[4..12], k.Text[^43..])),
            Is.Unique
        );

    [Test]
    public void It_does_not_print_itself()
    {
        var key = ApiKeyText.New(Project, Id);

        Assert.That($"{key}", Does.Not.Contain(key.Text[4..12]));
    }

    [TestCase("")]
    [TestCase("hal_")]
    [TestCase("{key} ")]
    [TestCase(" {key}")]
    [TestCase("{key}A")]
    [TestCase("HAL_{rest}")]
    [TestCase("hal-{rest}")]
    [TestCase("{short}")]
    [TestCase("{short}=")]
    [TestCase("{short} ")]
    [TestCase("{short}+")]
    [TestCase("{short}\n")]
    [TestCase("{short}ž")]
    [TestCase("hal_abcdefgh-{code}")]
    [TestCase("hal_abcdefgh_{spaces}")]
    public void Anything_else_is_no_key(string form)
    {
        var key = ApiKeyText.New(Project, Id).Text;
        var text = form.Replace("{key}", key, StringComparison.Ordinal)
            .Replace("{rest}", key[4..], StringComparison.Ordinal)
            .Replace("{short}", key[..^1], StringComparison.Ordinal)
            .Replace("{code}", key[13..], StringComparison.Ordinal)
            .Replace("{spaces}", new string(' ', 86), StringComparison.Ordinal);

        Assert.That(ApiKeyText.Read(text), Is.Null, text);
    }

    [Test]
    public void Nothing_is_no_key() => Assert.That(ApiKeyText.Read(null), Is.Null);
}
