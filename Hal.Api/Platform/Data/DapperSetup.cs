using System.Data;
using System.Text.Json;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Hal.Api.Platform.Data;

/// <summary>Configures Dapper for snake_case columns, arrays and JSON.</summary>
public static class DapperSetup
{
    /// <summary>Registers once for the process; calling it again is harmless.</summary>
    public static void Apply()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new JsonHandler());
        SqlMapper.AddTypeHandler(new TextArrayHandler());
        SqlMapper.AddTypeHandler(new IdArrayHandler());
    }

    // The driver declares every array column as System.Array, which fits no constructor. Dapper ignores that if there is a handler.
    private sealed class TextArrayHandler : SqlMapper.TypeHandler<string?[]>
    {
        public override string?[] Parse(object value) => (string?[])value;

        public override void SetValue(IDbDataParameter parameter, string?[]? value) => parameter.Value = value;
    }

    private sealed class IdArrayHandler : SqlMapper.TypeHandler<Guid[]>
    {
        public override Guid[] Parse(object value) => (Guid[])value;

        public override void SetValue(IDbDataParameter parameter, Guid[]? value) => parameter.Value = value;
    }

    private sealed class JsonHandler : SqlMapper.TypeHandler<JsonElement>
    {
        public override JsonElement Parse(object value) => JsonElement.Parse((string)value);

        public override void SetValue(IDbDataParameter parameter, JsonElement value)
        {
            parameter.Value = value.GetRawText();
            if (parameter is NpgsqlParameter typed)
                typed.NpgsqlDbType = NpgsqlDbType.Jsonb;
        }
    }
}
