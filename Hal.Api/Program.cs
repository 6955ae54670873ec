using Hal.Api.Platform.Postgres;
using Hal.Api.Platform.Startup;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddHal();
    var app = builder.Build();
    app.UseHal();
    await app.RunAsync();
    return 0;
}
catch (PostgresUnavailableException e)
{
    // Nothing a stack trace would explain: the message names what is missing and the ways out.
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
