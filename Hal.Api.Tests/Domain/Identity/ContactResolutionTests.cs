using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Identity;
using Hal.Api.Domain.Metadata;

namespace Hal.Api.Tests.Domain.Identity;

/// <summary>
/// All the cells of rule 2. The stored contacts are written as <c>user_id/e-mail</c>, with <c>-</c> for none: U has the claim's user id, E
/// its e-mail, and O is the visitor's own.
/// </summary>
public class ContactResolutionTests
{
    // user id known
    [TestCase("u/e", "u/e", "u/e", null, "U u/e")]
    [TestCase("u/e", "u/-", null, null, "U u/e")]
    [TestCase("u/e", "u/x", null, null, "U u/e")]
    [TestCase("u/-", "u/x", null, null, "U u/x")]
    [TestCase("u/e", "u/x", "-/e", null, "U u/x")]
    [TestCase("u/e", "u/-", "w/e", null, "U u/-")]
    [TestCase("u/e", "u/-", null, "-/e", "U u/-", Description = "the visitor's own contact has the e-mail")]
    [TestCase("u/-", "u/-", null, "w/x", "U u/-")]
    // user id new, e-mail known
    [TestCase("u/e", null, "-/e", null, "E u/e")]
    [TestCase("u/e", null, "-/e", "w/x", "E u/e")]
    [TestCase("u/e", null, "w/e", null, "new u/-")]
    [TestCase("u/e", null, "w/e", "-/-", "O u/-")]
    [TestCase("u/e", null, "w/e", "-/x", "new u/-")]
    [TestCase("u/e", null, "w/e", "w/e", "new u/-")]
    // only an e-mail
    [TestCase("-/e", null, "w/e", null, "E w/e")]
    [TestCase("-/e", null, "-/e", "w/x", "E -/e")]
    // nothing known but the visitor's own
    [TestCase("u/e", null, null, "-/-", "O u/e")]
    [TestCase("u/e", null, null, "-/e", "O u/e")]
    [TestCase("u/e", null, null, "-/x", "new u/e")]
    [TestCase("u/e", null, null, "w/-", "new u/e")]
    [TestCase("u/-", null, null, "-/x", "O u/x")]
    [TestCase("u/-", null, null, "w/x", "new u/-")]
    [TestCase("-/e", null, null, "u/-", "O u/e")]
    [TestCase("-/e", null, null, "u/x", "new -/e")]
    // nothing known at all
    [TestCase("u/e", null, null, null, "new u/e")]
    [TestCase("u/-", null, null, null, "new u/-")]
    [TestCase("-/e", null, null, null, "new -/e")]
    // nobody named
    [TestCase("-/-", null, null, "u/e", "O u/e")]
    [TestCase("-/-", null, null, null, null)]
    public void Finds_whom_the_claim_means(string claim, string? byUserId, string? byEmail, string? own, string? expected)
    {
        foreach (var isProven in new[] { false, true })
        {
            // The one cell where proof makes a difference is below.
            if (isProven && byUserId is not null && (byEmail ?? own) == "-/e")
                continue;

            Assert.That(Outcome(claim, byUserId, byEmail, own, isProven), Is.EqualTo(expected), isProven ? "proven" : "unproven");
        }
    }

    [TestCase("u/-", "-/e", null)]
    [TestCase("u/x", "-/e", null)]
    [TestCase("u/-", null, "-/e")]
    public void Absorbs_the_contact_with_the_e_mail_only_for_a_proven_caller(string byUserId, string? byEmail, string? own)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Outcome("u/e", byUserId, byEmail, own, isProven: true), Is.EqualTo("U u/e, absorbs -/e"));
            Assert.That(Outcome("u/e", byUserId, byEmail, own, isProven: false), Is.EqualTo($"U {byUserId}"));
        }
    }

    [TestCase("u/-")]
    [TestCase("u/x")]
    public void Never_absorbs_a_contact_with_another_user_id(string byUserId) =>
        Assert.That(Outcome("u/e", byUserId, "w/e", null, isProven: true), Is.EqualTo($"U {byUserId}"));

    private static string? Outcome(string claim, string? byUserId, string? byEmail, string? own, bool isProven)
    {
        var known = new Dictionary<string, Contact>();
        var (u, e, o) = (Contact(known, byUserId), Contact(known, byEmail), Contact(known, own));
        // As the read does: the visitor's own contact is found by its e-mail too.
        e ??= o?.Email == "e" && claim.EndsWith("/e", StringComparison.Ordinal) ? o : null;
        var (userId, email) = Parts(claim);
        if (
            ContactResolution.Resolve(new IdentityClaim(userId, email, null, null), u, e, o, isProven, Guid.CreateVersion7)
            is not { } resolved
        )
            return null;

        var who =
            resolved.Before is not { } found ? "new"
            : found == u ? "U"
            : found == o && byEmail is null ? "O"
            : found == e ? "E"
            : "O";
        Assert.That(resolved.Before is null || resolved.Before.Id == resolved.After.Id);
        return $"{who} {Text(resolved.After)}{(resolved.Absorbed is { } absorbed ? $", absorbs {Text(absorbed)}" : "")}";
    }

    private static Contact? Contact(Dictionary<string, Contact> known, string? text)
    {
        if (text is null)
            return null;

        // No two contacts of a project share a user id or an e-mail, so the same text is the same contact.
        if (!known.TryGetValue(text, out var contact))
        {
            var (userId, email) = Parts(text);
            known[text] = contact = new Contact(Guid.CreateVersion7(), email, userId, null, null, null, [], MetadataPatch.Empty, false, 1);
        }

        return contact;
    }

    private static (string? UserId, string? Email) Parts(string text) =>
        text.Split('/') switch
        {
            [var userId, var email] => (userId == "-" ? null : userId, email == "-" ? null : email),
            _ => throw new ArgumentException(text, nameof(text)),
        };

    private static string Text(Contact contact) => $"{contact.UserId ?? "-"}/{contact.Email ?? "-"}";
}
