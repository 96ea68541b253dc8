using System.CommandLine;
using System.Text.Json;
using MailMaker.Core;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Core.Notices;
using MailMaker.Persons;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Commands;

/// <summary><c>person</c>: everything that a list knows of one person, as JSON.</summary>
internal static class PersonCommand
{
    private static readonly JsonSerializerOptions Indented = new(DefinitionJson.Options) { WriteIndented = true };

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var list = new ListOptions();
        var key = MakeKey();
        var command = list.AddTo(new Command("person", "Writes everything that a list knows of one person as JSON: data, consents with their proof, sends, suppressions.") { key, list.Out });
        command.SetAction((options, cancellationToken) => list.WithListAsync(
            options,
            async (services, found) =>
            {
                var canonical = Canonical(found, options.GetValue(key)!);
                var record = await services.GetRequiredService<PersonRecords>().FindAsync(found, canonical, cancellationToken)
                    ?? throw new InvalidOperationException("The list knows nobody by this key.");
                await services.GetRequiredService<ControllerNotices>().TellAsync(found, PersonRight.Access, ContactId.Of(found.Key, canonical), cancellationToken);
                await list.WriteAsync(options, target => JsonSerializer.SerializeAsync(target, record, Indented, cancellationToken));
                return 0;
            },
            cancellationToken));
        return command;
    }

    /// <summary>The option that names a person.</summary>
    public static Option<string> MakeKey() => new("--key") { Description = "The person's key in the list: foreign key, address or number.", HelpName = "KEY", Required = true };

    /// <summary>The key in canonical form.</summary>
    public static string Canonical(ContactList list, string key) =>
        FieldRules.For(list, HeaderMap.KeyField(list.Key)).Normalise(key, out var normal) is null && normal.Length > 0
            ? normal
            : throw new InvalidOperationException($"This is no key of the list, whose contacts go by {list.Key.ToString().ToLowerInvariant()}.");
}
