using System.Text.Json;
using System.Text.Json.Serialization;

namespace MailMaker.Core;

/// <summary>Reads and writes enumerations as words, see <see cref="WordConverter{T}"/>.</summary>
internal sealed class WordConverters : JsonConverterFactory
{
    /// <inheritdoc />
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    /// <inheritdoc />
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(WordConverter<>).MakeGenericType(typeToConvert))!;
}
