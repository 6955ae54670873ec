using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Stages;

/// <summary>Stages as tests read them.</summary>
internal static class Stages
{
    /// <summary>The stages of the first project with their positions, such as <c>Lead 0 Won 1</c>.</summary>
    public static async Task<string> StageOrderAsync(this TestWorkspace workspace) =>
        string.Join(
            ' ',
            (await workspace.Owner.GetAsync("stages", ("X-Project-Id", workspace.Project.Id.ToString())).MustAsync())
                .GetProperty("stages")
                .EnumerateArray()
                .Select(stage => $"{stage.Text("name")} {stage.GetProperty("position").GetInt32()}")
        );
}
