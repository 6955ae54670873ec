using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Conversations;

/// <summary>Conversations as tests start them.</summary>
internal static class Conversations
{
    /// <summary>
    /// Makes a workspace with a key and one conversation of the visitor <c>v-1</c>, and gives the conversation's path.
    /// </summary>
    public static async Task<(TestWorkspace Workspace, TestKey Key, TestVisitor Visitor, string Path)> BeginAsync()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        return (workspace, await workspace.AddKeyAsync(), visitor, $"conversations/{started.Text("conversation", "id")}");
    }
}
