using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Conversations;

/// <summary>Conversations as tests start them.</summary>
internal static class Conversations
{
    /// <summary>Makes a workspace with one conversation of the visitor <c>v-1</c>, and gives the conversation's path.</summary>
    public static async Task<(TestWorkspace Workspace, string Path)> BeginAsync()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (_, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        return (workspace, $"conversations/{started.Text("conversation", "id")}");
    }
}
