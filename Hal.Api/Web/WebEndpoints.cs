namespace Hal.Api.Web;

/// <summary>The routes of the files that browsers load.</summary>
public static class WebEndpoints
{
    /// <summary>Maps <c>/widget.js</c> and its modules in <c>/widget/</c>.</summary>
    public static void MapWebFiles(this WebApplication app)
    {
        foreach (var file in WebFile.Under("widget"))
            file.Map(app);
    }
}
