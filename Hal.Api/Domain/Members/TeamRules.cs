using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Members;

/// <summary>Who may change whom in a workspace, and that one owner stays (contract 5).</summary>
public static class TeamRules
{
    /// <summary>The last owner would go.</summary>
    public static readonly ProblemCode LastOwner = new(409, "last_owner", "A workspace keeps an owner");

    /// <summary>Reads whether workspace <c>$1</c> has an owner besides member <c>$2</c>.</summary>
    public const string HasOtherOwner = "select exists (select from members where account_id = $1 and role = 'owner' and id <> $2)";

    private const string OwnerRemains = "select assert_unchanged(exists (select from members where account_id = $1 and role = 'owner'))";

    /// <summary>The 409 of the last owner.</summary>
    public static Problem LastOwnerStays => new(LastOwner, "role: the workspace has no other owner; make somebody else an owner first.");

    /// <summary>
    /// The least role that may change a member: its own name anybody may change, a role that stands out only an owner may give or take.
    /// </summary>
    /// <param name="isSelf">Whether the member changes itself.</param>
    /// <param name="before">The member's role.</param>
    /// <param name="after">The role it is to have.</param>
    public static Role NeededToChange(bool isSelf, Role before, Role after) =>
        before != after ? Highest(NeededToGive(before), NeededToGive(after))
        : isSelf ? Role.Agent
        : Role.Admin;

    /// <summary>The least role that may remove a member; anybody may leave.</summary>
    /// <param name="isSelf">Whether the member leaves.</param>
    /// <param name="role">The member's role.</param>
    public static Role NeededToRemove(bool isSelf, Role role) => isSelf ? Role.Agent : NeededToGive(role);

    /// <summary>The least role that may give or take a role.</summary>
    /// <param name="role">The role that is given or taken.</param>
    public static Role NeededToGive(Role role) => role is Role.Agent ? Role.Admin : Role.Owner;

    /// <summary>
    /// Adds to a batch that took an owner away that another one is left. The batch holds the workspace's row by then, which every change of
    /// a member moves on: of two owners who go at once, the second finds that the first has gone.
    /// </summary>
    public static void InsistOnOwner(SqlBatch batch, Guid account)
    {
        batch.Add(OwnerRemains, account);
    }

    private static Role Highest(Role one, Role other) => one > other ? one : other;
}
