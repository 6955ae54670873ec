using Mapster;

namespace Hal.Api.Platform.Mapping;

/// <summary>
/// Maps rows to answers where the two differ. The mappings are the <see cref="IRegister"/> classes beside the rows. A pair that is not
/// registered, and a member without a source, are errors.
/// </summary>
public static class RowMapping
{
    /// <summary>All mappings of the service. Each is compiled when it is first used.</summary>
    public static TypeAdapterConfig Config { get; } = Build();

    /// <summary>Maps a row.</summary>
    /// <typeparam name="TRow">The row's type.</typeparam>
    /// <typeparam name="TAnswer">What it is mapped to.</typeparam>
    public static TAnswer Map<TRow, TAnswer>(TRow row)
        where TRow : class
        where TAnswer : class => row.Adapt<TRow, TAnswer>(Config);

    private static TypeAdapterConfig Build()
    {
        var config = new TypeAdapterConfig { RequireDestinationMemberSource = true, RequireExplicitMapping = true };
        // Values such as JSON are handed over as they are.
        config.Default.ShallowCopyForSameType(true);
        config.Scan(typeof(RowMapping).Assembly);
        return config;
    }
}
