namespace Hal.Api.Domain.Members;

/// <summary>What a member may do in its workspace (contract 5); each may do what those before it may.</summary>
public enum Role
{
    /// <summary>Works with conversations, contacts, companies and articles.</summary>
    Agent,

    /// <summary>Also manages stages, team, keys and settings.</summary>
    Admin,

    /// <summary>Also holds the identity secret, deletes projects and decides who is admin.</summary>
    Owner,
}

/// <summary>The spelling of <see cref="Role"/> in JSON and in the database.</summary>
public static class RoleText
{
    /// <summary><c>agent</c></summary>
    public const string Agent = "agent";

    /// <summary><c>admin</c></summary>
    public const string Admin = "admin";

    /// <summary><c>owner</c></summary>
    public const string Owner = "owner";

    /// <summary>Reads a role; null for a word that is none.</summary>
    /// <param name="text">What the caller sent, in exact spelling.</param>
    public static Role? Read(string? text) =>
        text switch
        {
            Agent => Role.Agent,
            Admin => Role.Admin,
            Owner => Role.Owner,
            _ => null,
        };

    /// <summary>Writes a role.</summary>
    /// <param name="role">The role.</param>
    public static string Of(Role role) =>
        role switch
        {
            Role.Owner => Owner,
            Role.Admin => Admin,
            _ => Agent,
        };
}
