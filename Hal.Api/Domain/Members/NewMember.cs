using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Members;

/// <summary>Somebody who joins a workspace, by signing up or by an invitation (contract 5).</summary>
public static class NewMember
{
    /// <summary>Somebody has signed up with this e-mail before.</summary>
    public static readonly ProblemCode EmailTaken = new(409, "email_taken", "This e-mail has signed up before");

    /// <summary>Reads whether the e-mail <c>$1</c> is taken. A person has one sign-in, so this is about all workspaces.</summary>
    public const string IsTaken = "select exists (select from members where email = $1)";

    private const string Insert = """
        insert into members (id, account_id, email, name, password_hash, role, created_at, updated_at) values ($1, $2, $3, $4, $5, $6,
            $7, $7)
        """;

    /// <summary>The 409 of an e-mail that is taken.</summary>
    public static Problem Taken => new(EmailTaken, "email: somebody has signed up with this address; sign in instead.");

    /// <summary>Adds a member to a batch.</summary>
    /// <param name="email">The address, normalized.</param>
    /// <param name="passwordHash">What the framework's hasher made of the password.</param>
    /// <param name="role">The role.</param>
    /// <returns>The member's id.</returns>
    public static Guid Add(SqlBatch batch, Guid account, string email, string? name, string passwordHash, Role role, DateTime now)
    {
        var id = Ids.New();
        batch.Add(Insert, id, account, email, name, passwordHash, RoleText.Of(role), now);
        return id;
    }
}
