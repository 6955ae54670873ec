using System.Security.Cryptography;
using System.Text;
using Hal.Api.Domain.Proofs;

namespace Hal.Api.Tests.Domain.Proofs;

public class UserHashTests
{
    private const string Secret = "0123456789abcdef";

    private static readonly string Right = HashOf(Secret, "v-1");

    [Test]
    public void Is_right_in_either_case()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(IsRight(Right, [Secret], "v-1"), Is.True);
            Assert.That(IsRight(Right.ToUpperInvariant(), [Secret], "v-1"), Is.True);
        }
    }

    [Test]
    public void Is_right_for_either_secret()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(IsRight(Right, [Secret, "old"], "v-1"), Is.True);
            Assert.That(IsRight(Right, ["new", Secret], "v-1"), Is.True);
        }
    }

    [Test]
    public void Is_the_known_answer_of_HMAC_SHA256() =>
        Assert.That(
            IsRight(
                "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8",
                ["key"],
                "The quick brown fox jumps over the lazy dog"
            ),
            Is.True
        );

    [Test]
    public void Takes_ids_as_UTF_8() => Assert.That(IsRight(HashOf(Secret, "žana😀"), [Secret], "žana😀"), Is.True);

    [TestCase("")]
    [TestCase("ab")]
    [TestCase("not hex at all, but as long as a hash would be: 64 characters ok")]
    public void Is_wrong_when_it_is_no_hash(string hash) => Assert.That(IsRight(hash, [Secret], "v-1"), Is.False);

    [Test]
    public void Is_wrong_when_anything_about_it_differs()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(IsRight(Right[..62], [Secret], "v-1"), Is.False, "too short");
            Assert.That(IsRight(Right[..63], [Secret], "v-1"), Is.False, "odd");
            Assert.That(IsRight(Right + "00", [Secret], "v-1"), Is.False, "too long");
            Assert.That(IsRight(" " + Right[1..], [Secret], "v-1"), Is.False, "space");
            Assert.That(IsRight(Right, ["another"], "v-1"), Is.False, "secret");
            Assert.That(IsRight(Right, [Secret], "V-1"), Is.False, "message");
            Assert.That(IsRight(Right, [Secret], "v-1 "), Is.False, "space behind the message");
            Assert.That(IsRight(Right, [Secret], null), Is.False, "no message");
            Assert.That(IsRight(Right, [], "v-1"), Is.False, "no secret");
        }
    }

    private static string HashOf(string secret, string message) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(message)));

    private static bool IsRight(string hash, IEnumerable<string> secrets, string? message) =>
        UserHash.SecretOf(hash, secrets, message) is not null;
}
