using Hal.Api.Platform.Postgres;
using Hal.Api.Startup;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddHal();
    var app = builder.Build();
    app.UseHal();
    await app.RunAsync();
    return 0;
}
catch (Exception e)
    when (e is PostgresUnavailableException or OptionsValidationException or IOException { InnerException: AddressInUseException })
{
    // Nothing a stack trace would explain: the message names what is wrong.
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
